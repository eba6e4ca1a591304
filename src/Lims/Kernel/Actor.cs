namespace Thrombophilia.Lims.Kernel;

/// <summary>Who does something, as the audit trail names them, and the sites whose samples they may see.</summary>
/// <param name="Name">Name of the account; <c>system</c> for the worker.</param>
/// <param name="Sites">Codes of sites; null for all.</param>
public sealed record Actor(string Name, IReadOnlyList<string>? Sites = null)
{
    /// <summary>The program itself: the worker, and the commands of whoever has the machine.</summary>
    public static Actor System { get; } = new("system");

    /// <summary>True for a site whose samples the actor may see.</summary>
    public bool Sees(string site) => Sites is null || Sites.Contains(site);
}
