using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Thrombophilia.Portal.Access;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Accounts.SignIn;

namespace Thrombophilia.Portal.Hosting;

/// <summary>The buttons of every page: language and sign-out.</summary>
internal static class LayoutEndpoints
{
    public static void MapShell(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sign-out", async (AccountSignIn signIn) =>
        {
            await signIn.SignOutAsync();
            return Results.LocalRedirect("/sign-in");
        });
        routes.MapPost("/language",
            async (HttpContext context, CurrentUser user, AccountUsers users, [FromForm] string? language,
                [FromForm] string? returnUrl) =>
        {
            if (Languages.Match(language) is { } code)
            {
                Languages.Remember(context, code);
                if (user.IsSignedIn && await users.GetUserAsync(context.User) is { } account)
                {
                    account.Language = code;
                    await users.UpdateAsync(account);
                }
            }
            return Results.LocalRedirect(LocalUrl.Or(returnUrl, "/"));
        });
    }
}
