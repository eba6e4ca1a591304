using Microsoft.AspNetCore.Authentication;
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
using Thrombophilia.Portal.Accounts.Applications;
using Thrombophilia.Portal.Accounts.SignIn;
using Thrombophilia.Portal.Api;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Hosting;

/// <summary>Reads what the status page shows.</summary>
public delegate Task<Overview> ReadOverview(CancellationToken stop);

/// <summary>The portal for its host: the services, then the pipeline of a request.</summary>
public static class PortalSite
{
    /// <summary>
    /// Adds pages and accounts. The host must also register a <see cref="ReadOverview"/>, the clock and the log.
    /// </summary>
    public static IServiceCollection AddPortal(this IServiceCollection services, PortalOptions options)
    {
        services.AddSingleton(options).AddAccounts(options.DataFolder).AddSignIn().AddKeys(options.Keys);
        services.AddLims().AddApi().AddReportCheckLimit()
            .AddSingleton<AccountStates>().AddSingleton<Uploads>().AddSingleton<LiveOverview>();
        // The default encoder of the framework writes Chinese characters as numeric references.
        services.AddSingleton(PageText.Encoder);
        services.AddAntiforgery(tokens =>
        {
            Strict(tokens.Cookie, "thrombophilia-form");
            // SecurityHeaders forbids all frames; this older header would allow those of the portal itself.
            tokens.SuppressXFrameOptionsHeader = true;
        });
        services.Configure<CookieTempDataProviderOptions>(notes => Strict(notes.Cookie, "thrombophilia-note"));
        // A host without the web SDK does not discover the pages of a library.
        services.AddRazorPages().AddApplicationPart(typeof(PortalSite).Assembly)
            .AddMvcOptions(mvc =>
            {
                mvc.SuppressImplicitRequiredAttributeForNonNullableReferenceTypes = true;
                // The framework's messages on invalid values exist in one language only.
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
    /// The pipeline of a request: headers, authentication, route access, language, antiforgery; then page, asset or
    /// event.
    /// </summary>
    public static void UsePortal(this WebApplication site)
    {
        site.Services.MigrateAccounts(site.Services.GetRequiredService<PortalOptions>().DataFolder);
        site.UseMiddleware<SecurityHeaders>();
        site.UseMiddleware<StorageFaults>();
        site.UseStatusCodePagesWithReExecute("/denied");
        // The error page is shown for every method.
        site.Use((context, next) =>
        {
            if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null)
                context.Request.Method = HttpMethods.Get;
            return next(context);
        });
        site.UseRouting();
        site.UseMiddleware<ApiProblems>();
        site.UseAuthentication();
        site.UseMiddleware<Languages>();
        site.UseAuthorization();
        site.UseRateLimiter();
        site.UseMiddleware<AntiforgeryGate>();
        RouteAccess.AddTo(site.MapRazorPages());
        // AntiforgeryGate has checked the token of all endpoints; the framework would check that of some again.
        var routes = site.MapGroup("").DisableAntiforgery();
        RouteAccess.AddTo(routes);
        routes.MapAssets();
        routes.MapGet("/events", (LiveOverview live, CancellationToken gone) => live.Events(gone));
        routes.MapShell();
        routes.MapApi();
    }

    static IServiceCollection AddSignIn(this IServiceCollection services)
    {
        services.AddHttpContextAccessor().AddSingleton<SignInThrottle>().AddSingleton<AccountClaims>()
            .AddScoped<AccountCookie>().AddScoped<AccountSignIn>();
        services.AddSingleton<IUserClaimsPrincipalFactory<Account>>(all => all.GetRequiredService<AccountClaims>());
        services.AddScoped(
            all => CurrentUser.Of(all.GetRequiredService<IHttpContextAccessor>().HttpContext?.User ?? new()));
        var schemes = services.AddAuthentication(IdentityConstants.ApplicationScheme);
        schemes.AddIdentityCookies();
        schemes.AddScheme<AuthenticationSchemeOptions, ApplicationSignIn>(ApplicationSignIn.Name, null);
        services.AddScoped<ApplicationService>();
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
        services.AddAuthorization(rules => rules.FallbackPolicy = RouteAccess.Closed);
        return services;
    }

    // The keys are stored, so that sign-ins survive a restart.
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
