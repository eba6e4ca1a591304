
namespace Thrombophilia.Portal.Accounts.SignIn;

/// <summary>
/// One sign-in, from the door to the sign-out. The cookie names it; without its row the cookie is worth nothing.
/// </summary>
public sealed class Session
{
    /// <summary>How long a sign-in lasts at most, however busy the person is: one long shift.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>128 random bits, made at the sign-in.</summary>
    public required string Id { get; init; }
    /// <summary>Whose it is.</summary>
    public required string AccountId { get; init; }
    /// <summary>
    /// The security stamp of the account at that moment: a new password or code ends what was begun before.
    /// </summary>
    public required string Stamp { get; init; }
    /// <summary>When it began.</summary>
    public required DateTimeOffset Started { get; init; }
}
