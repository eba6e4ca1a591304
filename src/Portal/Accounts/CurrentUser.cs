using System.Security.Claims;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Portal.Accounts.Applications;
using Thrombophilia.Portal.Accounts.SignIn;

namespace Thrombophilia.Portal.Accounts;

/// <summary>
/// Who asks, a person or an application: read from the account or the token at every request. Pages get it by their
/// constructor.
/// </summary>
/// <param name="Name">The user name, which audit entries hold. Empty where nobody is signed in.</param>
/// <param name="DisplayName">How the person is called.</param>
/// <param name="Roles">Values of <see cref="Role"/>.</param>
/// <param name="Sites">Codes of the person's sites. An administrator needs none: ask <see cref="Sees"/>.</param>
sealed record CurrentUser(string Name, string DisplayName, IReadOnlyList<string> Roles,
    IReadOnlyList<string> Sites)
{
    /// <summary>Somebody is signed in.</summary>
    public bool IsSignedIn => Name.Length > 0;

    /// <summary>Sees the people of every site.</summary>
    public bool SeesAllSites => Is(Role.Administrator);

    /// <summary>Has this role.</summary>
    public bool Is(string role) => Roles.Contains(role);

    /// <summary>May read what identifies a person.</summary>
    public bool MayReadNames => Is(Role.Technician) || Is(Role.Clinician) || Is(Role.Administrator);

    /// <summary>Sees the people of this site.</summary>
    public bool Sees(string site) => SeesAllSites || Sites.Contains(site);

    /// <summary>The same person in the records.</summary>
    internal Actor Actor => new(Name, SeesAllSites ? null : Sites);

    /// <summary>
    /// What the person has to do first: see <see cref="AccountClaims.Step"/>; null for nothing.
    /// </summary>
    internal string? Step { get; private init; }

    internal string? Language { get; private init; }

    /// <summary>Key of the application's token; null where a person asks.</summary>
    internal Guid? Application { get; private init; }

    /// <summary>What the application may read: values of <see cref="Scope"/>. Empty for a person.</summary>
    internal IReadOnlyList<string> Scopes { get; private init; } = [];

    internal static CurrentUser Of(ClaimsPrincipal user) =>
        new(user.FindFirstValue(ClaimTypes.Name) ?? "", user.FindFirstValue(AccountClaims.DisplayName) ?? "",
        All(user, ClaimTypes.Role), All(user, AccountClaims.Site))
        {
            Step = user.FindFirstValue(AccountClaims.Step),
            Language = user.FindFirstValue(AccountClaims.Language),
            Application = Guid.TryParse(user.FindFirstValue(ApplicationSignIn.Token), out var token) ? token : null,
            Scopes = All(user, ApplicationSignIn.ScopeOfToken),
        };

    static List<string> All(ClaimsPrincipal user, string type) => [.. user.FindAll(type).Select(claim => claim.Value)];
}
