using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Thrombophilia.Given;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Portal.Access;
using Thrombophilia.Portal.Accounts;
using Xunit;

namespace Thrombophilia.Portal.Tests.Access;

public sealed class RouteAccessTests
{
    const string Nobody = "nobody";

    [Fact]
    public async Task Every_endpoint_has_its_line_and_every_line_its_endpoint()
    {
        await using var portal = await GivenPortal.Empty();
        var routes = portal.Endpoints.Cast<RouteEndpoint>().Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/')).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(RouteAccess.All.Select(door => door.Route).Order(StringComparer.Ordinal), routes);
    }

    [Fact]
    public async Task Every_endpoint_lets_in_whom_the_table_names_and_nobody_else()
    {
        await using var portal = await GivenPortal.Empty();
        var browsers = new Dictionary<string, PortalBrowser> { [Nobody] = portal.Browser() };
        foreach (var role in Role.All) browsers[role] = await portal.SignedInAsync(role);
        var wrong = new List<string>();
        foreach (var endpoint in portal.Endpoints.Cast<RouteEndpoint>())
            foreach (var method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"])
                foreach (var (role, browser) in browsers)
                {
                    var route = "/" + endpoint.RoutePattern.RawText!.TrimStart('/');
                    var expected = Expected(RouteAccess.All.SingleOrDefault(door => door.Route == route), role, method);
                    using var request = new HttpRequestMessage(new HttpMethod(method), Filled(route));
                    using var answer = await browser.SendAsync(request);
                    var found = Found(answer, method);
                    if (found != expected) wrong.Add($"{method} {route} as {role}: expected {expected}, found {found} ({answer.StatusCode} {answer.Headers.Location})");
                }
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task What_has_no_line_is_closed_to_everybody()
    {
        await using var portal = await GivenPortal.Showing(new Overview { At = default }, more: site => site.MapGet("/forgotten", () => "told"));
        var everything = await portal.SignedInAsync([.. Role.All]);
        foreach (var path in new[] { "/forgotten", "/nowhere" })
        {
            using var answer = await everything.GetAsync(path);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            using var stranger = await portal.Browser().GetAsync(path);
            Assert.Equal("/sign-in", new Uri(portal.Address, stranger.Headers.Location!).AbsolutePath);
        }
    }

    [Fact]
    public void Who_may_read_may_not_always_write()
    {
        var door = RouteRule.Of("/x", Role.Technician, Role.Geneticist) with { Writers = [Role.Technician] };
        CurrentUser reader = new("r", "R", [Role.Geneticist], []), writer = new("w", "W", [Role.Technician], []), other = new("o", "O", [Role.Clinician], []);
        Assert.Equal((true, true, false), (door.Lets(reader, "GET"), door.Lets(writer, "GET"), door.Lets(other, "GET")));
        Assert.Equal((false, true, false), (door.Lets(reader, "POST"), door.Lets(writer, "POST"), door.Lets(other, "POST")));
    }

    [Fact]
    public async Task The_navigation_shows_what_may_be_entered()
    {
        await using var portal = await GivenPortal.Empty();
        Assert.DoesNotContain("href=\"/users\"", await (await portal.SignedInAsync(Role.Technician)).PageAsync("/account"), StringComparison.Ordinal);
        var page = await (await portal.SignedInAsync(Role.Administrator)).PageAsync("/users");
        Assert.Contains("<a href=\"/users\" aria-current=\"page\">", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/\">", page, StringComparison.Ordinal);
    }

    static string Filled(string route) => route.Replace("{name}", "user1", StringComparison.Ordinal)
        .Replace("{id:guid}", Guid.NewGuid().ToString(), StringComparison.Ordinal).Replace("{id}", "0123456789abcdef0123456789abcdef", StringComparison.Ordinal);

    static string Expected(RouteRule? door, string role, string method) => door switch
    {
        null => "a line in the table",
        { IsOpen: true } => "in",
        _ when role == Nobody => "to the door",
        _ => (door.Roles.Count == 0 || door.Roles.Contains(role)) && (method == "GET" || door.Writers is null || door.Writers.Contains(role)) ? "in" : "denied",
    };

    // A form without its token goes through the door and no further.
    static string Found(HttpResponseMessage answer, string method) => answer switch
    {
        { StatusCode: HttpStatusCode.Forbidden } => "denied",
        { StatusCode: HttpStatusCode.Redirect } when method == "POST" || answer.Headers.Location!.ToString().Contains("returnUrl=", StringComparison.Ordinal) => "to the door",
        { StatusCode: HttpStatusCode.BadRequest } when method == "POST" => "in",
        // What is asked for is none of the records: it was looked for.
        { StatusCode: HttpStatusCode.OK or HttpStatusCode.Redirect or HttpStatusCode.NotFound } when method == "GET" => "in",
        _ => answer.StatusCode.ToString(),
    };
}
