namespace Thrombophilia.Portal.Accounts;

/// <summary>What the host decides about the portal.</summary>
/// <param name="DataFolder">The folder with the database.</param>
public sealed record PortalOptions(string DataFolder)
{
    /// <summary>
    /// Folder of the keys that encrypt sign-ins; whoever has them can sign in as anybody. Readable only for the
    /// operating system's account of this process.
    /// </summary>
    public string Keys { get; init; } = Path.Combine(DataFolder, "keys");
    /// <summary>
    /// Address of the portal as people outside of it reach it, without a slash at its end; QR codes of reports lead there. Empty
    /// where none is set.
    /// </summary>
    public string Address { get; init; } = (Environment.GetEnvironmentVariable("THROMBOPHILIA_ADDRESS") ?? "").TrimEnd('/');
    /// <summary>Every account needs a one-time code besides its password; only the demo does without.</summary>
    public bool RequireCode { get; init; } = true;
    /// <summary>Most requests of one application in a minute.</summary>
    public int ReadsPerMinute { get; init; } = 600;
}
