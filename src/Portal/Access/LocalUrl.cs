namespace Thrombophilia.Portal.Access;

/// <summary>The address to go to after a form: never outside the portal.</summary>
internal static class LocalUrl
{
    /// <summary>The address, if it is a path of this site; else the other one.</summary>
    public static string Or(string? url, string other) =>
        url is ['/', ..] && !url.StartsWith("//", StringComparison.Ordinal)
        && !url.StartsWith("/\\", StringComparison.Ordinal) && !url.Any(char.IsControl) ? url : other;
}
