namespace Thrombophilia.Portal.Accounts.Applications;

/// <summary>The token of one application. The secret itself is not kept.</summary>
public sealed class ApplicationToken
{
    ApplicationToken() { }

    /// <summary>A new token.</summary>
    /// <param name="wanted">Name, scopes, sites and end, as <see cref="ApplicationService"/> has proven them.</param>
    /// <param name="secretSha256">See <see cref="ApplicationSecret.HashOf"/>.</param>
    /// <param name="by">Name of the administrator.</param>
    /// <param name="at">When.</param>
    internal ApplicationToken(NewApplication wanted, string secretSha256, string by, DateTimeOffset at) =>
        (Name, Scopes, Sites, Expires, SecretSha256, CreatedBy, Created) =
            (wanted.Name, [.. wanted.Scopes], [.. wanted.Sites], wanted.Expires, secretSha256, by, at);

    /// <summary>Key.</summary>
    public Guid Id { get; private set; } = Guid.NewGuid();
    /// <summary>Unique name of the application.</summary>
    public string Name { get; private set; } = "";
    /// <summary>Values of <see cref="Scope"/>.</summary>
    public List<string> Scopes { get; private set; } = [];
    /// <summary>Codes of the sites whose people it reads; never all without naming them.</summary>
    public List<string> Sites { get; private set; } = [];
    /// <summary>SHA-256 of the secret, lower-case hexadecimal.</summary>
    public string SecretSha256 { get; private set; } = "";
    /// <summary>Who made it.</summary>
    public string CreatedBy { get; private set; } = "";
    /// <summary>When it was made.</summary>
    public DateTimeOffset Created { get; private set; }
    /// <summary>From when on it is refused.</summary>
    public DateTimeOffset Expires { get; private set; }
    /// <summary>When it was disabled for good; null while it is not.</summary>
    public DateTimeOffset? Disabled { get; private set; }
    /// <summary>
    /// When it last read something, as far as it is recorded: at most once an hour for each kind of record. Null for never.
    /// </summary>
    public DateTimeOffset? LastUsed { get; private set; }

    /// <summary>How the audit trail names an application. No account has a colon in its name.</summary>
    public static string ActorOf(string name) => "app:" + name;

    /// <summary>Why it is refused at a moment: a code of <c>api.*</c>; null where it is good.</summary>
    public string? RefusalAt(DateTimeOffset now) =>
        Disabled is not null ? "token-disabled" : Expires <= now ? "token-expired" : null;

    /// <summary>It is refused from now on.</summary>
    /// <exception cref="InvalidOperationException">It is disabled already.</exception>
    public void Disable(DateTimeOffset at)
    {
        if (Disabled is not null) throw new InvalidOperationException($"The token of '{Name}' is disabled already.");
        Disabled = at;
    }

    /// <summary>It was used.</summary>
    public void Use(DateTimeOffset at) => LastUsed = at;
}
