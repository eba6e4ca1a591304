using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Portal.Access;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Accounts.SignIn;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Hosting;

/// <summary>Reads what the status page shows.</summary>
public delegate Task<Overview> ReadOverview(CancellationToken stop);

/// <summary>The portal as its host sees it: services, then the way of a request.</summary>
public static class PortalSite
{
    /// <summary>
    /// Adds pages and accounts. The host must also register a <see cref="ReadOverview"/>, the clock and the log.
    /// </summary>
    public static IServiceCollection AddPortal(this IServiceCollection services, PortalOptions options)
    {
        services.AddSingleton(options).AddAccounts(options.DataFolder).AddSignIn().AddKeys(options.Keys);
        services.AddLims().AddSingleton<Uploads>().AddSingleton<LiveOverview>();
        // The framework's own encoder writes every Chinese character as a number.
        services.AddSingleton(PageText.Encoder);
        services.AddAntiforgery(tokens =>
        {
            Strict(tokens.Cookie, "thrombophilia-form");
            // No frame at all, by the policy of SecurityHeaders: the older header would allow our own.
            tokens.SuppressXFrameOptionsHeader = true;
        });
        services.Configure<CookieTempDataProviderOptions>(notes => Strict(notes.Cookie, "thrombophilia-note"));
        // A host without the web SDK does not find the pages of a library by itself.
        services.AddRazorPages().AddApplicationPart(typeof(PortalSite).Assembly)
            .AddMvcOptions(mvc =>
            {
                mvc.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
                // What the framework says of a value that does not fit its field has one language only.
                var said = mvc.ModelBindingMessageProvider;
                said.SetAttemptedValueIsInvalidAccessor((_, _) => Texts.Get("not-valid"));
                said.SetNonPropertyAttemptedValueIsInvalidAccessor(_ => Texts.Get("not-valid"));
                said.SetUnknownValueIsInvalidAccessor(_ => Texts.Get("not-valid"));
                said.SetNonPropertyUnknownValueIsInvalidAccessor(() => Texts.Get("not-valid"));
                said.SetValueIsInvalidAccessor(_ => Texts.Get("not-valid"));
                said.SetValueMustNotBeNullAccessor(_ => Texts.Get("required"));
            });
        return services;
    }

    /// <summary>
    /// The way of a request: headers, who it is, whether the door is open, in which language, and that a form is ours;
    /// then page, asset or event.
    /// </summary>
    public static void UsePortal(this WebApplication site)
    {
        site.Services.MigrateAccounts(site.Services.GetRequiredService<PortalOptions>().DataFolder);
        site.UseMiddleware<SecurityHeaders>();
        site.UseStatusCodePagesWithReExecute("/denied");
        // The page about an error is shown, whatever the request wanted to do.
        site.Use((context, next) =>
        {
            if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null)
                context.Request.Method = HttpMethods.Get;
            return next(context);
        });
        site.UseRouting();
        site.UseAuthentication();
        site.UseMiddleware<Languages>();
        site.UseAuthorization();
        site.UseMiddleware<AntiforgeryGate>();
        RouteAccess.Hang(site.MapRazorPages());
        // The framework would judge the token of some endpoints a second time: SafePosts has, for all of them.
        var routes = site.MapGroup("").DisableAntiforgery();
        RouteAccess.Hang(routes);
        routes.MapAssets();
        routes.MapGet("/events", (LiveOverview live, CancellationToken gone) => live.Events(gone));
        routes.MapShell();
    }

    static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddHttpContextAccessor().AddSingleton<SignInThrottle>().AddSingleton<AccountClaims>()
            .AddScoped<AccountCookie>().AddScoped<AccountSignIn>();
        services.AddSingleton<IUserClaimsPrincipalFactory<Account>>(all => all.GetRequiredService<AccountClaims>());
        services.AddScoped(
            all => CurrentUser.Of(all.GetRequiredService<IHttpContextAccessor>().HttpContext?.User ?? new()));
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        services.ConfigureApplicationCookie(cookie =>
        {
            Strict(cookie.Cookie, "thrombophilia");
            (cookie.LoginPath, cookie.ReturnUrlParameter, cookie.EventsType) = ("/sign-in", "returnUrl",
                typeof(AccountCookie));
            (cookie.ExpireTimeSpan, cookie.SlidingExpiration) = (TimeSpan.FromMinutes(30), true);
        });
        services.Configure<Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions>(
            IdentityConstants.TwoFactorUserIdScheme, cookie => Strict(cookie.Cookie, "thrombophilia-code"));
        services.AddSingleton<IAuthorizationHandler, RouteRuleHandler>();
        services.AddAuthorization(rules => rules.FallbackPolicy = RouteAccess.Wall);
        return services;
    }

    // Sign-ins outlive the process: their keys do.
    static void AddKeys(this IServiceCollection services, string folder)
    {
        const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, Mine).UnixFileMode = Mine;
        services.AddDataProtection().SetApplicationName("Thrombophilia").PersistKeysToFileSystem(new(folder));
    }

    static void Strict(CookieBuilder cookie, string name) =>
        (cookie.Name, cookie.HttpOnly, cookie.SameSite, cookie.SecurePolicy, cookie.IsEssential) = (name, true,
        SameSiteMode.Strict, CookieSecurePolicy.SameAsRequest, true);
}
