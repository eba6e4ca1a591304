using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Thrombophilia.Portal.Accounts;

namespace Thrombophilia.Portal.Access;

/// <summary>
/// Who may enter where: one line for each route of the portal, and nothing is open without its line. Lines with a label
/// are the navigation,
/// in this order.
/// </summary>
internal static class RouteAccess
{
    public static readonly IReadOnlyList<RouteRule> All =
    [
        RouteRule.Of("/", Role.Technician, Role.Geneticist, Role.DataAuditor,
            Role.Administrator) with { Label = "nav.intake" },
        RouteRule.Of("/events", Role.Technician, Role.Geneticist, Role.DataAuditor, Role.Administrator),
        RouteRule.Of("/subjects", Role.Technician, Role.Geneticist, Role.Clinician,
            Role.Administrator) with { Label = "nav.subjects" },
        RouteRule.Of("/subjects/new", Role.Technician, Role.Administrator),
        RouteRule.Of("/subjects/{id:guid}", Role.Technician, Role.Geneticist, Role.Clinician,
            Role.Administrator) with { Writers = [Role.Technician, Role.Administrator] },
        RouteRule.Of("/subjects/{id:guid}/receive", Role.Technician, Role.Administrator),
        RouteRule.Of("/families", Role.Technician, Role.Geneticist, Role.Clinician,
            Role.Administrator) with { Label = "nav.families", Writers = [Role.Technician, Role.Administrator] },
        RouteRule.Of("/families/{id:guid}", Role.Technician, Role.Geneticist, Role.Clinician,
            Role.Administrator) with { Writers = [Role.Technician, Role.Administrator] },
        RouteRule.Of("/tubes", Role.Technician, Role.Geneticist, Role.Administrator) with { Label = "nav.tubes" },
        RouteRule.Of("/tubes/{id:guid}", Role.Technician, Role.Geneticist,
            Role.Administrator) with { Writers = [Role.Technician, Role.Administrator] },
        RouteRule.Of("/labels", Role.Technician, Role.Administrator),
        RouteRule.Of("/storage", Role.Technician, Role.Administrator) with { Label = "nav.storage" },
        RouteRule.Of("/storage/{id:guid}", Role.Technician, Role.Administrator),
        RouteRule.Of("/shipments", Role.Technician, Role.Administrator) with { Label = "nav.shipments" },
        RouteRule.Of("/shipments/{id:guid}", Role.Technician, Role.Administrator),
        RouteRule.Of("/distributions", Role.Technician, Role.Administrator),
        RouteRule.Of("/distributions/{id:guid}", Role.Technician, Role.Administrator),
        RouteRule.Of("/excursions", Role.Technician, Role.Administrator),
        RouteRule.Of("/excursions/{id:guid}", Role.Technician, Role.Administrator),
        RouteRule.Of("/conclusions", Role.Geneticist) with { Label = "nav.conclusions" },
        RouteRule.Of("/conclusions/{id:guid}", Role.Geneticist),
        RouteRule.Of("/import", Role.Technician, Role.Administrator) with { Label = "nav.import" },
        RouteRule.Of("/import/{id}", Role.Technician, Role.Administrator),
        RouteRule.Of("/qualifications", Role.Technician, Role.Geneticist, Role.DataAuditor,
            Role.Administrator) with { Label = "nav.qualifications", Writers = [Role.Administrator] },
        RouteRule.Of("/audit", Role.DataAuditor, Role.Administrator) with { Label = "nav.audit" },
        RouteRule.Of("/users", Role.Administrator) with { Label = "nav.users" },
        RouteRule.Of("/users/new", Role.Administrator),
        RouteRule.Of("/users/{name}", Role.Administrator),

        RouteRule.SignedIn("/account"),
        RouteRule.SignedIn("/account/password") with { BeforeAnything = true },
        RouteRule.SignedIn("/account/code") with { BeforeAnything = true },
        RouteRule.SignedIn("/sign-out") with { BeforeAnything = true },
        RouteRule.SignedIn("/design"),

        RouteRule.Open("/sign-in"),
        RouteRule.Open("/sign-in/code"),
        RouteRule.Open("/denied"),
        RouteRule.Open("/language"),
        RouteRule.Open("/portal.css"),
        RouteRule.Open("/portal.js"),
        RouteRule.Open("/bench.js"),
        RouteRule.Open("/portal.svg"),
    ];

    /// <summary>The door of a route; null where the table has none.</summary>
    public static RouteRule? Of(string? route) => All.FirstOrDefault(door => door.Route == "/" + route?.TrimStart('/'));

    /// <summary>What this user may enter of the navigation.</summary>
    public static IEnumerable<RouteRule> NavigationOf(CurrentUser user) =>
        All.Where(door => door.Label is not null && door.Lets(user, HttpMethods.Get));

    /// <summary>Where this user begins.</summary>
    public static string HomeOf(CurrentUser user) =>
        user.IsSignedIn ? NavigationOf(user).FirstOrDefault()?.Route ?? "/account" : "/sign-in";

    /// <summary>
    /// Hangs its door on every endpoint. One that has no line keeps none, and the fallback lets nobody in.
    /// </summary>
    public static void Hang(IEndpointConventionBuilder endpoints) => endpoints.Add(endpoint =>
    {
        if (endpoint is not RouteEndpointBuilder { RoutePattern.RawText: var route } || Of(route) is not { } door)
            return;
        endpoint.Metadata.Add(door);
        endpoint.Metadata.Add(
            door.IsOpen ? new AllowAnonymousAttribute()
                : new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(door).Build());
    });

    /// <summary>For endpoints without a door.</summary>
    public static readonly AuthorizationPolicy Wall = new AuthorizationPolicyBuilder().RequireAuthenticatedUser()
        .RequireAssertion(_ => false).Build();
}

/// <summary>One line of <see cref="RouteAccess.All"/>.</summary>
/// <param name="Route">The route as its page or endpoint declares it, parameters included.</param>
internal sealed record RouteRule(string Route) : IAuthorizationRequirement
{
    /// <summary>Needs no sign-in.</summary>
    public bool IsOpen { get; private init; }
    /// <summary>Who may enter; empty: whoever is signed in.</summary>
    public IReadOnlyList<string> Roles { get; private init; } = [];
    /// <summary>Who of them may change something (every method but GET); null: all of them.</summary>
    public IReadOnlyList<string>? Writers { get; init; }
    /// <summary>Stands open to a person who has to set a password or a code first.</summary>
    public bool BeforeAnything { get; init; }
    /// <summary>Its word in the navigation, a key of the resources; null: not there.</summary>
    public string? Label { get; init; }

    /// <summary>Everybody.</summary>
    public static RouteRule Open(string route) => new(route) { IsOpen = true };

    /// <summary>Whoever is signed in.</summary>
    public static RouteRule SignedIn(string route) => new(route);

    /// <summary>People with one of these roles.</summary>
    public static RouteRule Of(string route, params string[] roles) => new(route) { Roles = roles };

    /// <summary>Whether it lets this user in with this method.</summary>
    public bool Lets(CurrentUser user, string method) =>
        IsOpen || (user.IsSignedIn && (BeforeAnything || user.Step is null)
        && Has(Roles.Count == 0 ? null : Roles, user)
            && (HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || Has(Writers, user)));

    /// <summary>Whether a path lies behind it: its own page or one below.</summary>
    public bool IsAround(string path) =>
        path == Route || (Route.Length > 1 && path.StartsWith(Route + "/", StringComparison.Ordinal));

    static bool Has(IReadOnlyList<string>? roles, CurrentUser user) => roles is null || roles.Any(user.Is);
}

/// <summary>Asks the door of a request.</summary>
internal sealed class RouteRuleHandler : AuthorizationHandler<RouteRule>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RouteRule requirement)
    {
        if (context.Resource is HttpContext http && requirement.Lets(CurrentUser.Of(context.User), http.Request.Method))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
