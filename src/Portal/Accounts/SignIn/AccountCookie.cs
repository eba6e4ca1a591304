using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Thrombophilia.Portal.Accounts.SignIn;

/// <summary>
/// Events of the sign-in cookie. The cookie names only the session. Account, roles and sites are read from the database
/// at every request, so that a closed account or a changed role takes effect at once.
/// </summary>
internal sealed class AccountCookie(AccountsDb db, AccountClaims claims, TimeProvider time) : CookieAuthenticationEvents
{
    /// <summary>
    /// The header of a page that refreshes itself. Perhaps nobody is looking at it, so it does not prolong the sign-in.
    /// </summary>
    public const string Unattended = "X-Refresh";

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var id = context.Principal?.FindFirstValue(AccountClaims.Session);
        var found = await (from session in db.Sessions.AsNoTracking()
                           where session.Id == id
                           join account in db.Users.AsNoTracking() on session.AccountId equals account.Id
                           select new { session, account }).SingleOrDefaultAsync(context.HttpContext.RequestAborted);
        if (found is null || found.account.Disabled is not null || found.account.SecurityStamp != found.session.Stamp
            || found.session.Started + Session.Longest < time.GetUtcNow())
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(context.Scheme.Name);
            return;
        }
        var user = claims.Of(found.account);
        user.Identities.First().AddClaim(new(AccountClaims.Session, found.session.Id));
        context.ReplacePrincipal(user);
    }

    public override Task CheckSlidingExpiration(CookieSlidingExpirationContext context)
    {
        if (context.Request.Headers.ContainsKey(Unattended) || context.Request.Path == "/events")
            context.ShouldRenew = false;
        return Task.CompletedTask;
    }

    // A posted form is lost, and its address cannot always be opened by GET.
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        context.Response.Redirect(HttpMethods.IsGet(context.Request.Method) ? context.RedirectUri : "/sign-in");
        return Task.CompletedTask;
    }

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context)
    {
        var step = CurrentUser.Of(context.HttpContext.User).Step;
        if (step is not null && HttpMethods.IsGet(context.Request.Method))
            context.Response.Redirect("/account/" + step);
        else context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
