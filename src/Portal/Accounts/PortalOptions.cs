namespace Thrombophilia.Portal.Accounts;

/// <summary>What the host decides about the portal.</summary>
/// <param name="DataFolder">The folder with the database.</param>
public sealed record PortalOptions(string DataFolder)
{
    /// <summary>
    /// Folder of the keys that sign-ins are sealed with: who has them can sign in as anybody. Read by this account of
    /// the machine only.
    /// </summary>
    public string Keys { get; init; } = Path.Combine(DataFolder, "keys");
    /// <summary>Every account signs in with a one-time code besides its password. Only the demo does without.</summary>
    public bool RequireCode { get; init; } = true;
}
