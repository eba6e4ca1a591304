
namespace Thrombophilia.Portal.Accounts.SignIn;

/// <summary>
/// One session, from sign-in to sign-out. The cookie names it; without this row the cookie is useless.
/// </summary>
public sealed class Session
{
    /// <summary>The longest duration of a session, even with steady use: one long shift.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>128 random bits, made at the sign-in.</summary>
    public required string Id { get; init; }
    /// <summary>Whose it is.</summary>
    public required string AccountId { get; init; }
    /// <summary>
    /// The security stamp of the account at sign-in: a new password or code ends older sessions.
    /// </summary>
    public required string Stamp { get; init; }
    /// <summary>When it began.</summary>
    public required DateTimeOffset Started { get; init; }
}
