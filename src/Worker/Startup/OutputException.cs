namespace Thrombophilia.Worker.Startup;

/// <summary>
/// What the program prints or writes cannot be written. It is no <see cref="IOException"/>: what reads inputs must not
/// take it for a fault of an input.
/// </summary>
/// <param name="target">What was written to; null for standard output.</param>
/// <param name="reason">Why not, in the user's language.</param>
internal sealed class OutputException(string? target, string reason) : Exception(reason)
{
    /// <summary>The sentence for the user, with what to do next.</summary>
    public string Text() => target is null ? Texts.Get("output-closed", Message)
        : Texts.Get("output-not-written", target, Message);
}
