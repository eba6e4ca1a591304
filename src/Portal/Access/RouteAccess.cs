using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Accounts.Applications;

namespace Thrombophilia.Portal.Access;

/// <summary>
/// Who may open which route. A route without a line is closed. Lines with a label make up the navigation, and lines with a tab
/// the tabs of a person's pages, both in this order.
/// </summary>
internal static class RouteAccess
{
    public static readonly IReadOnlyList<RouteRule> All =
    [
        RouteRule.SignedIn("/"),
        RouteRule.SignedIn("/find"),

        RouteRule.Of("/subjects", Role.Technician, Role.Geneticist, Role.Clinician, Role.Registry,
            Role.Administrator) with { Label = "nav.subjects" },
        RouteRule.Of("/subjects/new", Role.Technician, Role.Administrator),
        RouteRule.Of("/subjects/{id:guid}", Role.Technician, Role.Geneticist, Role.Clinician, Role.Registry,
            Role.Administrator) with { Tab = "tab.overview" },
        RouteRule.Of("/subjects/{id:guid}/verdict", Role.Geneticist, Role.Clinician) with { Tab = "outcome" },
        RouteRule.Of("/subjects/{id:guid}/evidence", Role.Geneticist) with { Tab = "evidence" },
        RouteRule.Of("/subjects/{id:guid}/record", Role.Geneticist),
        RouteRule.Of("/subjects/{id:guid}/samples", Role.Technician, Role.Geneticist, Role.Clinician,
            Role.Administrator) with { Tab = "tab.samples" },
        RouteRule.Of("/subjects/{id:guid}/receive", Role.Technician, Role.Administrator),
        RouteRule.Of("/subjects/{id:guid}/sample", Role.Technician, Role.Administrator),
        RouteRule.Of("/subjects/{id:guid}/assays", Role.Technician, Role.Geneticist, Role.Clinician, Role.Administrator) with
        {
            Tab = "tab.assays",
            Writers = [Role.Technician, Role.Geneticist],
        },
        RouteRule.Of("/subjects/{id:guid}/picture", Role.Technician, Role.Geneticist, Role.Clinician, Role.Administrator) with
        {
            Tab = "tab.picture",
            Writers = [Role.Technician, Role.Geneticist, Role.Clinician],
        },
        RouteRule.Of("/subjects/{id:guid}/options", Role.Geneticist, Role.Clinician) with { Tab = "tab.options" },
        RouteRule.Of("/subjects/{id:guid}/consent", Role.Technician, Role.Geneticist, Role.Clinician, Role.Registry,
            Role.Administrator) with { Tab = "tab.consent", Writers = [Role.Technician, Role.Administrator] },
        RouteRule.Of("/conclusions", Role.Geneticist) with { Label = "nav.conclusions" },
        RouteRule.Of("/conclusions/signed", Role.Geneticist),
        RouteRule.Of("/conclusions/{id:guid}", Role.Geneticist),
        RouteRule.Of("/reports", Role.Geneticist, Role.Clinician) with { Label = "nav.reports" },
        RouteRule.Of("/reports/{id:guid}", Role.Geneticist, Role.Clinician) with { Writers = [Role.Geneticist] },
        RouteRule.Of("/notices", Role.Technician, Role.Geneticist, Role.Clinician) with { Label = "nav.notices" },
        RouteRule.Of("/notices/{id:guid}", Role.Technician, Role.Geneticist, Role.Clinician),
        RouteRule.Of("/requests", Role.Technician, Role.Geneticist, Role.Clinician, Role.Administrator) with { Label = "nav.requests" },
        RouteRule.Of("/requests/new", Role.Technician, Role.Clinician),
        RouteRule.Of("/requests/{id:guid}", Role.Technician, Role.Geneticist, Role.Clinician, Role.Administrator) with
        {
            Writers = [Role.Technician, Role.Clinician],
        },
        RouteRule.Of("/consultations", Role.Geneticist, Role.Clinician) with { Label = "consultations" },
        RouteRule.Of("/consultations/new", Role.Clinician),
        RouteRule.Of("/consultations/{id:guid}", Role.Geneticist, Role.Clinician),
        RouteRule.Of("/referrals", Role.Technician, Role.Geneticist, Role.Clinician) with { Label = "referrals" },
        RouteRule.Of("/referrals/new", Role.Clinician),
        RouteRule.Of("/referrals/{id:guid}", Role.Technician, Role.Geneticist, Role.Clinician) with { Writers = [Role.Clinician] },
        RouteRule.Of("/partners", Role.Technician, Role.Geneticist, Role.Clinician, Role.Administrator) with
        {
            Label = "partners",
            Menu = Menu.Administration,
            Writers = [Role.Administrator],
        },
        RouteRule.Of("/families", Role.Technician, Role.Geneticist, Role.Clinician,
            Role.Administrator) with { Label = "nav.families", Writers = [Role.Technician, Role.Administrator] },
        RouteRule.Of("/families/{id:guid}", Role.Technician, Role.Geneticist, Role.Clinician,
            Role.Administrator) with { Writers = [Role.Technician, Role.Administrator] },
        RouteRule.Of("/variants/classifications", Role.Geneticist) with { Label = "nav.classifications" },
        RouteRule.Of("/variants/classification", Role.Geneticist),
        RouteRule.Of("/variants/reanalysis", Role.Geneticist),
        RouteRule.Of("/variants/own", Role.Geneticist),

        RouteRule.Of("/intake", Role.Technician, Role.Geneticist, Role.DataAuditor,
            Role.Administrator) with { Label = "nav.intake", Menu = Menu.Samples },
        RouteRule.Of("/events", Role.Technician, Role.Geneticist, Role.DataAuditor, Role.Administrator),
        RouteRule.Of("/samples", Role.Technician, Role.Administrator),
        RouteRule.Of("/tubes", Role.Technician, Role.Geneticist,
            Role.Administrator) with { Label = "nav.tubes", Menu = Menu.Samples },
        RouteRule.Of("/tubes/{id:guid}", Role.Technician, Role.Geneticist,
            Role.Administrator) with { Writers = [Role.Technician, Role.Administrator] },
        RouteRule.Of("/labels", Role.Technician, Role.Administrator),
        RouteRule.Of("/storage", Role.Technician, Role.Administrator) with { Label = "nav.storage", Menu = Menu.Samples },
        RouteRule.Of("/storage/{id:guid}", Role.Technician, Role.Administrator),
        RouteRule.Of("/shipments", Role.Technician, Role.Administrator) with { Label = "nav.shipments", Menu = Menu.Samples },
        RouteRule.Of("/shipments/{id:guid}", Role.Technician, Role.Administrator),
        RouteRule.Of("/distributions", Role.Technician,
            Role.Administrator) with { Label = "nav.distributions", Menu = Menu.Samples },
        RouteRule.Of("/distributions/{id:guid}", Role.Technician, Role.Administrator),
        RouteRule.Of("/excursions", Role.Technician, Role.Administrator) with { Label = "nav.excursions", Menu = Menu.Samples },
        RouteRule.Of("/excursions/{id:guid}", Role.Technician, Role.Administrator),
        RouteRule.Of("/requests/laboratory", Role.Technician, Role.Geneticist) with { Label = "nav.lab-requests", Menu = Menu.Samples },
        RouteRule.Of("/controls", Role.Technician, Role.Geneticist, Role.Administrator) with
        {
            Label = "nav.controls",
            Menu = Menu.Samples,
            Writers = [Role.Technician, Role.Administrator],
        },
        RouteRule.Of("/controls/{id:guid}", Role.Technician, Role.Geneticist, Role.Administrator) with
        {
            Writers = [Role.Technician, Role.Administrator],
        },

        RouteRule.Of("/import", Role.Technician, Role.Administrator) with { Label = "nav.import", Menu = Menu.Administration },
        RouteRule.Of("/import/{id}", Role.Technician, Role.Administrator),
        RouteRule.Of("/laboratory/analysers", Role.Technician,
            Role.Administrator) with { Label = "nav.analysers", Menu = Menu.Administration },
        RouteRule.Of("/laboratory/analysers/edit", Role.Technician, Role.Administrator),
        RouteRule.Of("/qualifications", Role.Technician, Role.Geneticist, Role.DataAuditor, Role.Administrator) with
        {
            Label = "nav.qualifications",
            Menu = Menu.Administration,
            Writers = [Role.Administrator],
        },
        RouteRule.Of("/reports/head", Role.Administrator) with { Label = "report-head", Menu = Menu.Administration },
        RouteRule.Of("/audit", Role.DataAuditor, Role.Administrator) with { Label = "nav.audit", Menu = Menu.Administration },
        RouteRule.Of("/users", Role.Administrator) with { Label = "nav.users", Menu = Menu.Administration },
        RouteRule.Of("/users/new", Role.Administrator),
        RouteRule.Of("/users/{name}", Role.Administrator),
        RouteRule.Of("/applications", Role.Administrator) with { Label = "applications", Menu = Menu.Administration },
        RouteRule.Of("/applications/new", Role.Administrator),

        RouteRule.Application("/fhir/R4/{name}", Scope.FhirRead),
        RouteRule.Application("/fhir/R4/{name}/{id}", Scope.FhirRead),
        RouteRule.Application("/api/v1/reports", Scope.JsonRead),
        RouteRule.Application("/api/v1/reports/{id:guid}", Scope.JsonRead),
        RouteRule.Application("/api/v1/worklists", Scope.JsonRead),

        RouteRule.SignedIn("/account"),
        RouteRule.SignedIn("/account/password") with { IsOpenDuringSetUp = true },
        RouteRule.SignedIn("/account/code") with { IsOpenDuringSetUp = true },
        RouteRule.SignedIn("/sign-out") with { IsOpenDuringSetUp = true },
        RouteRule.SignedIn("/design"),

        RouteRule.Open("/sign-in"),
        RouteRule.Open("/sign-in/code"),
        RouteRule.Open("/reports/check"),
        RouteRule.Open("/denied"),
        RouteRule.Open("/language"),
        // What the interface can do, without anybody's data.
        RouteRule.Open("/fhir/R4/metadata"),
        RouteRule.Open("/api/v1/openapi.json"),
        RouteRule.Open("/portal.css"),
        RouteRule.Open("/portal.js"),
        RouteRule.Open("/bench.js"),
        RouteRule.Open("/portal.svg"),
    ];

    /// <summary>The rule of a route; null where the table has none.</summary>
    public static RouteRule? Of(string? route) => All.FirstOrDefault(rule => rule.Route == "/" + route?.TrimStart('/'));

    /// <summary>The menus of the navigation with the lines that this user may open; an empty menu is left out.</summary>
    public static IEnumerable<IGrouping<Menu, RouteRule>> NavigationOf(CurrentUser user) =>
        All.Where(rule => rule.Label is not null && rule.Allows(user, HttpMethods.Get)).GroupBy(rule => rule.Menu)
            .OrderBy(menu => menu.Key);

    /// <summary>The tabs of a person's pages that this user may open.</summary>
    public static IEnumerable<RouteRule> TabsOf(CurrentUser user) =>
        All.Where(rule => rule.Tab is not null && rule.Allows(user, HttpMethods.Get));

    /// <summary>This user may open this route.</summary>
    public static bool MayOpen(CurrentUser user, string route) => Of(route)?.Allows(user, HttpMethods.Get) == true;

    /// <summary>The first page of this user.</summary>
    public static string HomeOf(CurrentUser user) => !user.IsSignedIn ? "/sign-in" : user.Step is null ? "/" : "/account";

    /// <summary>
    /// Adds its rule to every endpoint. An endpoint without a line gets none, and the fallback policy refuses
    /// everybody.
    /// </summary>
    public static void AddTo(IEndpointConventionBuilder endpoints) => endpoints.Add(endpoint =>
    {
        if (endpoint is not RouteEndpointBuilder { RoutePattern.RawText: var route } || Of(route) is not { } rule)
            return;
        endpoint.Metadata.Add(rule);
        endpoint.Metadata.Add(
            rule.IsOpen ? new AllowAnonymousAttribute()
                : new AuthorizationPolicyBuilder(rule.Scope is null ? [] : [ApplicationSignIn.Name])
                    .RequireAuthenticatedUser().AddRequirements(rule).Build());
    });

    /// <summary>The policy of endpoints without a rule: refuses everybody.</summary>
    public static readonly AuthorizationPolicy Closed = new AuthorizationPolicyBuilder().RequireAuthenticatedUser()
        .RequireAssertion(_ => false).Build();
}

/// <summary>The menus of the navigation, in their order.</summary>
internal enum Menu
{
    /// <summary>Persons, what is concluded of them, their families.</summary>
    Cases,
    /// <summary>Files, tubes and where they are, controls.</summary>
    Samples,
    /// <summary>What the house sets up and keeps.</summary>
    Administration,
}

/// <summary>One line of <see cref="RouteAccess.All"/>.</summary>
/// <param name="Route">The route as its page or endpoint declares it, parameters included.</param>
internal sealed record RouteRule(string Route) : IAuthorizationRequirement
{
    /// <summary>Needs no sign-in.</summary>
    public bool IsOpen { get; private init; }
    /// <summary>Roles that may open it; empty for everybody who is signed in.</summary>
    public IReadOnlyList<string> Roles { get; private init; } = [];
    /// <summary>
    /// Those of the roles that may change something (every method but GET and HEAD); null for all of them.
    /// </summary>
    public IReadOnlyList<string>? Writers { get; init; }
    /// <summary>Open also to a person who has to set a password or a code first.</summary>
    public bool IsOpenDuringSetUp { get; init; }
    /// <summary>Open to applications whose token has this scope, and to no person; null for a route of people.</summary>
    public string? Scope { get; private init; }
    /// <summary>Key of its label in the navigation; null where it is not part of it.</summary>
    public string? Label { get; init; }
    /// <summary>The menu in which its label stands.</summary>
    public Menu Menu { get; init; }
    /// <summary>Key of its label among the tabs of a person's pages; null where it is none of them.</summary>
    public string? Tab { get; init; }

    /// <summary>Everybody.</summary>
    public static RouteRule Open(string route) => new(route) { IsOpen = true };

    /// <summary>Whoever is signed in.</summary>
    public static RouteRule SignedIn(string route) => new(route);

    /// <summary>People with one of these roles.</summary>
    public static RouteRule Of(string route, params string[] roles) => new(route) { Roles = roles };

    /// <summary>Applications whose token has this scope. They only read.</summary>
    public static RouteRule Application(string route, string scope) => new(route) { Scope = scope };

    /// <summary>True where this user may use the route with this method.</summary>
    public bool Allows(CurrentUser user, string method) =>
        IsOpen || (Scope is null ? AllowsPerson(user, method) : IsReading(method) && user.Scopes.Contains(Scope));

    bool AllowsPerson(CurrentUser user, string method) =>
        user.IsSignedIn && user.Application is null && (IsOpenDuringSetUp || user.Step is null)
        && Has(Roles.Count == 0 ? null : Roles, user) && (IsReading(method) || Has(Writers, user));

    /// <summary>True for the path of its own page and for every path below.</summary>
    public bool Covers(string path) =>
        path == Route || (Route.Length > 1 && path.StartsWith(Route + "/", StringComparison.Ordinal));

    static bool IsReading(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);

    static bool Has(IReadOnlyList<string>? roles, CurrentUser user) => roles is null || roles.Any(user.Is);
}

/// <summary>Judges a request by the rule of its route.</summary>
internal sealed class RouteRuleHandler : AuthorizationHandler<RouteRule>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RouteRule requirement)
    {
        if (context.Resource is HttpContext http && requirement.Allows(CurrentUser.Of(context.User), http.Request.Method))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
