using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Thrombophilia.Portal.Accounts.SignIn;

namespace Thrombophilia.Portal.Accounts.Applications;

/// <summary>Why an application was refused; the answer and the audit trail say it.</summary>
/// <param name="Code">A code of <c>api.*</c>.</param>
/// <param name="Token">Key of the token; null where none is known.</param>
internal sealed record ApplicationRefusal(string Code, Guid? Token);

/// <summary>
/// Signs an application in by <c>Authorization: Bearer SECRET</c>. The token is read from the database at every request,
/// so that disabling takes effect at once. A person's cookie is worth nothing here, and a token nothing on a page.
/// </summary>
internal sealed class ApplicationSignIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logs,
    UrlEncoder encoder, AccountsDb db, TimeProvider time) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logs, encoder)
{
    public const string Name = "Application";

    /// <summary>Claims of an application.</summary>
    public const string Token = "application", ScopeOfToken = "scope";

    const string Bearer = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization.ToString() is not { Length: > 0 } header) return AuthenticateResult.NoResult();
        var hash = header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? ApplicationSecret.HashOf(header[Bearer.Length..].Trim()) : null;
        var found = hash is null ? null
            : await db.Applications.AsNoTracking().SingleOrDefaultAsync(a => a.SecretSha256 == hash, Context.RequestAborted);
        if ((found is null ? "token-unknown" : found.RefusalAt(time.GetUtcNow())) is { } code)
        {
            Context.Features.Set(new ApplicationRefusal(code, found?.Id));
            return AuthenticateResult.Fail(code);
        }
        var identity = new ClaimsIdentity(Name, ClaimTypes.Name, ClaimTypes.Role);
        identity.AddClaim(new(ClaimTypes.Name, ApplicationToken.ActorOf(found!.Name)));
        identity.AddClaim(new(AccountClaims.DisplayName, found.Name));
        identity.AddClaim(new(Token, found.Id.ToString()));
        identity.AddClaims(found.Sites.Select(site => new Claim(AccountClaims.Site, site)));
        identity.AddClaims(found.Scopes.Select(scope => new Claim(ScopeOfToken, scope)));
        return AuthenticateResult.Success(new(new(identity), Name));
    }

    // The bodies of both answers are written where the form of the answer is known.
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (Context.Features.Get<ApplicationRefusal>() is null) Context.Features.Set(new ApplicationRefusal("token-missing", null));
        (Response.StatusCode, Response.Headers.WWWAuthenticate) = (StatusCodes.Status401Unauthorized, Bearer.Trim());
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var reads = HttpMethods.IsGet(Request.Method) || HttpMethods.IsHead(Request.Method);
        Context.Features.Set(new ApplicationRefusal(reads ? "scope-missing" : "read-only", CurrentUser.Of(Context.User).Application));
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
