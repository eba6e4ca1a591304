using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace Thrombophilia.Portal.Accounts.SignIn;

/// <summary>The claims of an account that a request needs.</summary>
internal sealed class AccountClaims(PortalOptions options) : IUserClaimsPrincipalFactory<Account>
{
    public const string DisplayName = "display-name", Site = "site", Language = "language", Session = "session";

    /// <summary>
    /// Present while the person has to do something first: <see cref="PasswordStep"/> or <see cref="CodeStep"/>. Other
    /// pages are closed until then.
    /// </summary>
    public const string Step = "step";

    public const string PasswordStep = "password", CodeStep = "code";

    public Task<ClaimsPrincipal> CreateAsync(Account user) => Task.FromResult(Of(user));

    public ClaimsPrincipal Of(Account account)
    {
        var identity = new ClaimsIdentity(IdentityConstants.ApplicationScheme, ClaimTypes.Name, ClaimTypes.Role);
        Add(ClaimTypes.NameIdentifier, account.Id);
        Add(ClaimTypes.Name, account.UserName);
        Add(DisplayName, account.DisplayName);
        foreach (var role in account.Roles) Add(ClaimTypes.Role, role);
        foreach (var site in account.Sites) Add(Site, site);
        Add(Language, account.Language);
        Add(Step,
            account.MustChangePassword ? PasswordStep
                : options.RequireCode && !account.TwoFactorEnabled ? CodeStep : null);
        return new(identity);

        void Add(string type, string? value)
        {
            if (value is not null) identity.AddClaim(new(type, value));
        }
    }
}
