using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Data.Audit;
using Thrombophilia.Portal.Access;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Accounts.Applications;
using Xunit;

namespace Thrombophilia.Portal.Tests.Api;

public sealed class ApiEndpointsTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static readonly string[] Addresses =
    [
        "/fhir/R4/Patient", "/fhir/R4/Patient/{person}", "/fhir/R4/Specimen?patient={person}", "/fhir/R4/Observation?patient={person}",
        "/fhir/R4/DiagnosticReport", "/fhir/R4/DiagnosticReport/{report}", "/fhir/R4/Bundle", "/fhir/R4/Bundle/{report}",
        "/api/v1/reports", "/api/v1/reports/{report}", "/api/v1/worklists",
    ];

    static string Filled(string address, GivenInterface given) => address.Replace("{person}", $"{given.Person}", StringComparison.Ordinal)
        .Replace("{report}", $"{given.Report}", StringComparison.Ordinal);

    static async Task<(HttpStatusCode Status, string Body, string? Type)> AskAsync(HttpClient client, string address,
        HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, address);
        using var answer = await client.SendAsync(request, Stop);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Stop), answer.Content.Headers.ContentType?.MediaType);
    }

    // The code of a refusal, in the form of its half of the interface.
    static string? CodeOf(string address, (HttpStatusCode, string Body, string? Type) answer)
    {
        var json = JsonDocument.Parse(answer.Body).RootElement;
        if (!address.StartsWith("/fhir", StringComparison.Ordinal))
        {
            Assert.Equal("application/problem+json", answer.Type);
            return json.GetProperty("code").GetString();
        }
        Assert.Equal(("application/fhir+json", "OperationOutcome"), (answer.Type, json.GetProperty("resourceType").GetString()));
        return json.GetProperty("issue")[0].GetProperty("diagnostics").GetString();
    }

    [Fact]
    public async Task Every_address_opens_to_its_scope_alone_and_to_no_person()
    {
        await using var given = await GivenInterface.FilledAsync();
        HttpClient fhir = await given.ProgramAsync(Scope.FhirRead), json = await given.ProgramAsync(Scope.JsonRead),
            both = await given.ProgramAsync(Scope.FhirRead, Scope.JsonRead), nobody = given.WithSecret(null),
            stranger = given.WithSecret(ApplicationSecret.New());
        var everybody = await given.Portal.SignedInAsync([.. Role.All]);
        foreach (var template in Addresses)
        {
            var (address, isFhir) = (Filled(template, given), template.StartsWith("/fhir", StringComparison.Ordinal));
            Assert.Equal((address, HttpStatusCode.OK), (address, (await AskAsync(both, address)).Status));
            Assert.Equal((address, HttpStatusCode.OK), (address, (await AskAsync(isFhir ? fhir : json, address)).Status));
            await RefusedAsync(isFhir ? json : fhir, HttpStatusCode.Forbidden, "scope-missing");
            await RefusedAsync(nobody, HttpStatusCode.Unauthorized, "token-missing");
            await RefusedAsync(stranger, HttpStatusCode.Unauthorized, "token-unknown");
            using var person = await everybody.GetAsync(address);
            Assert.Equal(HttpStatusCode.Unauthorized, person.StatusCode);

            async Task RefusedAsync(HttpClient client, HttpStatusCode status, string code)
            {
                var answer = await AskAsync(client, address);
                Assert.Equal((address, status, code), (address, answer.Status, CodeOf(address, answer)));
            }
        }
        // A token opens no page.
        using var page = await both.GetAsync(new Uri("/users", UriKind.Relative), Stop);
        Assert.Contains("/sign-in", page.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_of_another_site_sees_nothing_of_this_one()
    {
        await using var given = await GivenInterface.FilledAsync();
        HttpClient here = await given.ProgramAsync("S1", Scope.All), there = await given.ProgramAsync("S2", Scope.All),
            nowhere = await given.ProgramAsync("S3", Scope.All);
        foreach (var template in Addresses)
        {
            var address = Filled(template, given);
            var (own, other, none) = (await AskAsync(here, address), await AskAsync(there, address), await AskAsync(nowhere, address));
            Assert.Equal(HttpStatusCode.OK, own.Status);
            Assert.Equal((address, template.EndsWith('}') && !template.Contains('?', StringComparison.Ordinal) ? HttpStatusCode.NotFound
                : HttpStatusCode.OK), (address, other.Status));
            Assert.DoesNotContain("P-S1", other.Body, StringComparison.Ordinal);
            Assert.DoesNotContain(given.Sample, other.Body, StringComparison.Ordinal);
            Assert.DoesNotContain("P-S", none.Body, StringComparison.Ordinal);
        }
        Assert.Contains("P-S1", (await AskAsync(here, "/fhir/R4/Patient")).Body, StringComparison.Ordinal);
        Assert.Contains("P-S2", (await AskAsync(there, "/fhir/R4/Patient")).Body, StringComparison.Ordinal);
        foreach (var search in new[] { "Patient?identifier=P-S1", "Specimen?patient.identifier=P-S1", "Observation?identifier=A-S1" })
            Assert.DoesNotContain("\"entry\"", (await AskAsync(there, "/fhir/R4/" + search)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disabled_or_expired_token_is_refused_from_the_next_request_on()
    {
        await using var given = await GivenInterface.FilledAsync();
        var client = await given.ProgramAsync(Scope.FhirRead);
        var expiring = await given.ProgramAsync(Scope.JsonRead);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(client, "/fhir/R4/Patient")).Status);
        var token = (await given.Portal.WithAsync<ApplicationService, IReadOnlyList<ApplicationToken>>(s => s.ListAsync(Stop)))[0];
        await given.Portal.WithAsync<ApplicationService, AccountProblem?>(s => s.DisableAsync(token.Id, Stop));
        Assert.Equal("token-disabled", CodeOf("/fhir", await AskAsync(client, "/fhir/R4/Patient")));
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(expiring, "/api/v1/reports")).Status);
        given.Portal.Time.Advance(TimeSpan.FromDays(31));
        Assert.Equal("token-expired", CodeOf("/api", await AskAsync(expiring, "/api/v1/reports")));
    }

    [Fact]
    public async Task Nothing_can_be_changed_through_the_interface()
    {
        await using var given = await GivenInterface.FilledAsync();
        var client = await given.ProgramAsync("S1", Scope.All);
        foreach (var method in new[] { HttpMethod.Post, HttpMethod.Put, HttpMethod.Patch, HttpMethod.Delete })
        {
            var answer = await AskAsync(client, $"/fhir/R4/Patient/{given.Person}", method);
            Assert.Equal((HttpStatusCode.Forbidden, "read-only"), (answer.Status, CodeOf("/fhir", answer)));
            var listed = await AskAsync(client, "/api/v1/reports", method);
            Assert.Equal((HttpStatusCode.MethodNotAllowed, "read-only"), (listed.Status, CodeOf("/api", listed)));
        }
    }

    [Fact]
    public async Task The_trail_says_once_an_hour_who_read_what_kind_and_who_was_refused()
    {
        await using var given = await GivenInterface.FilledAsync();
        var client = await given.ProgramAsync(Scope.FhirRead);
        for (var i = 0; i < 3; i++)
        {
            await AskAsync(client, "/fhir/R4/Patient");
            await AskAsync(client, $"/fhir/R4/Patient/{given.Person}");
            await AskAsync(client, "/fhir/R4/Nonsense" + i);
            await AskAsync(client, "/api/v1/reports");
            await AskAsync(given.WithSecret("tph_wrong"), "/api/v1/reports");
        }
        Assert.Equal(
            ["application-read FHIR Patient", "application-read FHIR other", "application-refused scope-missing", "application-refused "],
            await TrailAsync());
        given.Portal.Time.Advance(TimeSpan.FromHours(1));
        await AskAsync(client, "/fhir/R4/Patient");
        Assert.Equal(5, (await TrailAsync()).Count);
        var token = (await given.Portal.WithAsync<ApplicationService, IReadOnlyList<ApplicationToken>>(s => s.ListAsync(Stop)))[0];
        Assert.NotNull(token.LastUsed);

        async Task<List<string>> TrailAsync()
        {
            await using var db = given.Portal.Records();
            var entries = await db.AuditEntries().Where(a => a.Action.StartsWith("application-")).OrderBy(a => a.Id).ToListAsync(Stop);
            return [.. entries.Select(a => $"{a.Action} {KindOf(a.Changes)}")];
        }

        static string? KindOf(string changes) =>
            changes == "{}" ? "" : JsonDocument.Parse(changes).RootElement.GetProperty("Kind")[1].GetString();
    }

    [Fact]
    public async Task A_program_that_asks_too_often_waits_and_another_does_not()
    {
        await using var given = await GivenInterface.FilledAsync(readsPerMinute: 3);
        HttpClient busy = await given.ProgramAsync(Scope.FhirRead), calm = await given.ProgramAsync(Scope.FhirRead);
        for (var i = 0; i < 3; i++) Assert.Equal(HttpStatusCode.OK, (await AskAsync(busy, "/fhir/R4/Patient")).Status);
        using var refused = await busy.GetAsync(new Uri("/fhir/R4/Patient", UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Contains("too-many", await refused.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(calm, "/fhir/R4/Patient")).Status);
    }

    [Fact]
    public async Task Every_address_with_a_scope_is_tried_here()
    {
        await using var portal = await GivenPortal.Empty();
        var tried = Addresses.Select(a => a.Split('?')[0].Replace("{person}", "{id}", StringComparison.Ordinal)
            .Replace("{report}", a.StartsWith("/api", StringComparison.Ordinal) ? "{id:guid}" : "{id}", StringComparison.Ordinal))
            .Select(a => !a.StartsWith("/fhir", StringComparison.Ordinal) ? a : "/fhir/R4/{name}" + (a.EndsWith('}') ? "/{id}" : ""))
            .ToHashSet();
        Assert.Equal(RouteAccess.All.Where(r => r.Scope is not null).Select(r => r.Route).Order(StringComparer.Ordinal),
            tried.Order(StringComparer.Ordinal));
    }
}
