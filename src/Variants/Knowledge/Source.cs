namespace Thrombophilia.Variants.Knowledge;

/// <summary>A publication, database or laboratory that a fact comes from.</summary>
/// <param name="Id">The key that the facts of the same file use.</param>
/// <param name="Citation">For people.</param>
/// <param name="Read">How deep it was read; null when the file does not say.</param>
public sealed record Source(string Id, string Citation, string? Read = null)
{
    /// <summary>Reads one source.</summary>
    public static Source Of(StrictJson j) => new(j.Text("id"), j.Text("citation"), j.TextOrNull("read"));
}
