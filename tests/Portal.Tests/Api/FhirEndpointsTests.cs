using System.Net;
using System.Text.Json;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Portal.Accounts.Applications;
using Xunit;

namespace Thrombophilia.Portal.Tests.Api;

public sealed class FhirEndpointsTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static async Task<JsonElement> ReadAsync(HttpClient client, string address, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await client.GetAsync(new Uri(address, UriKind.RelativeOrAbsolute), Stop);
        Assert.Equal((address, expected), (address, answer.StatusCode));
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).RootElement;
    }

    static IReadOnlyList<JsonElement> Entries(JsonElement bundle) => bundle.TryGetProperty("entry", out var entries)
        ? [.. entries.EnumerateArray().Select(e => e.GetProperty("resource"))] : [];

    [Fact]
    public async Task The_statement_of_capabilities_is_open_and_names_what_is_served()
    {
        await using var portal = await GivenPortal.Empty();
        using var client = new HttpClient { BaseAddress = portal.Address };
        var statement = await ReadAsync(client, "/fhir/R4/metadata");
        Assert.Equal(("CapabilityStatement", "4.0.1"),
            (statement.GetProperty("resourceType").GetString(), statement.GetProperty("fhirVersion").GetString()));
        Assert.Equal(["Patient", "Specimen", "Observation", "DiagnosticReport", "Bundle"],
            statement.GetProperty("rest")[0].GetProperty("resource").EnumerateArray().Select(r => r.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task A_person_is_found_by_code_and_leads_to_sample_value_and_report()
    {
        await using var given = await GivenInterface.FilledAsync();
        var client = await given.ProgramAsync(Scope.FhirRead);
        var person = Assert.Single(Entries(await ReadAsync(client, "/fhir/R4/Patient?identifier=urn:thrombophilia:person|P-S1")));
        Assert.Equal(given.Person.ToString(), person.GetProperty("id").GetString());
        Assert.False(person.TryGetProperty("name", out _));
        var id = person.GetProperty("id").GetString();
        Assert.Equal(id, (await ReadAsync(client, $"/fhir/R4/Patient/{id}")).GetProperty("id").GetString());

        var specimen = Assert.Single(Entries(await ReadAsync(client, $"/fhir/R4/Specimen?patient=Patient/{id}")));
        Assert.Equal(given.Sample, specimen.GetProperty("identifier")[0].GetProperty("value").GetString());
        Assert.Single(specimen.GetProperty("container").EnumerateArray());

        var value = Assert.Single(Entries(await ReadAsync(client, $"/fhir/R4/Observation?subject.identifier=P-S1")));
        Assert.Equal(48, value.GetProperty("valueQuantity").GetProperty("value").GetDecimal());
        Assert.Equal($"Specimen/{specimen.GetProperty("id").GetString()}",
            value.GetProperty("specimen").GetProperty("reference").GetString());
        Assert.True(JsonElement.DeepEquals(value, await ReadAsync(client, $"/fhir/R4/Observation/{value.GetProperty("id").GetString()}")));

        var report = Assert.Single(Entries(await ReadAsync(client, $"/fhir/R4/DiagnosticReport?patient={id}&_lastUpdated=ge2000-01-01")));
        Assert.Equal(("final", $"Patient/{id}"),
            (report.GetProperty("status").GetString(), report.GetProperty("subject").GetProperty("reference").GetString()));
        Assert.Empty(Entries(await ReadAsync(client, "/fhir/R4/DiagnosticReport?_lastUpdated=lt2000-01-01")));
        var number = report.GetProperty("identifier")[1].GetProperty("value").GetString();
        var bundle = Assert.Single(Entries(await ReadAsync(client, $"/fhir/R4/Bundle?identifier={number}")));
        Assert.Equal("collection", bundle.GetProperty("type").GetString());
        Assert.Equal(given.Report.ToString(), bundle.GetProperty("id").GetString());
        // The same value, mapped once: in the bundle only its references differ.
        var bundled = Entries(bundle).First(e => e.GetProperty("resourceType").GetString() == "Observation");
        foreach (var member in new[] { "code", "valueQuantity", "note", "category", "identifier" })
            Assert.True(JsonElement.DeepEquals(value.GetProperty(member), bundled.GetProperty(member)), member);
    }

    [Fact]
    public async Task A_search_is_read_page_by_page()
    {
        await using var given = await GivenInterface.FilledAsync();
        await using (var db = given.Portal.Records())
            for (var i = 0; i < 4; i++)
                await new SubjectService(given.Portal.Writes(db)).RegisterAsync(
                    new SubjectEntry($"Q-{i}", "S1", Lims.Kernel.SubjectGroup.Control, Lims.Kernel.Sex.M, null), Stop);
        var client = await given.ProgramAsync(Scope.FhirRead);
        var (found, pages, next) = (new List<string?>(), 0, (string?)"/fhir/R4/Patient?_count=2");
        while (next is not null)
        {
            var page = await ReadAsync(client, next);
            pages++;
            found.AddRange(Entries(page).Select(p => p.GetProperty("identifier")[0].GetProperty("value").GetString()));
            next = page.GetProperty("link").EnumerateArray().FirstOrDefault(l => l.GetProperty("relation").GetString() == "next") is
            { ValueKind: JsonValueKind.Object } link ? link.GetProperty("url").GetString() : null;
        }
        Assert.Equal(3, pages);
        Assert.Equal(["P-S1", "Q-0", "Q-1", "Q-2", "Q-3"], found);
    }

    [Theory]
    [InlineData("Observation", "narrow"), InlineData("Specimen?_count=5", "narrow"), InlineData("Patient?name=Li", "parameter")]
    [InlineData("Patient?_count=0", "parameter"), InlineData("Patient?_count=x", "parameter"), InlineData("Patient?_after=-1", "parameter")]
    [InlineData("DiagnosticReport?_lastUpdated=2026", "parameter"), InlineData("Patient?_format=xml", "parameter")]
    [InlineData("Patient?identifier=a&identifier=b", "parameter"), InlineData("Patient?identifier=", "parameter")]
    public async Task What_is_not_understood_is_refused_and_not_ignored(string search, string code)
    {
        await using var given = await GivenInterface.FilledAsync();
        var outcome = await ReadAsync(await given.ProgramAsync(Scope.FhirRead), "/fhir/R4/" + search, HttpStatusCode.BadRequest);
        Assert.Equal(code, outcome.GetProperty("issue")[0].GetProperty("diagnostics").GetString());
    }

    [Fact]
    public async Task What_is_not_there_or_not_served_is_not_found()
    {
        await using var given = await GivenInterface.FilledAsync();
        var client = await given.ProgramAsync(Scope.FhirRead);
        foreach (var address in new[] { $"Patient/{Guid.NewGuid()}", "Patient/1", "Observation/assay-999", "Observation/x",
            "Condition", "Condition/1", "a/b/c" })
            await ReadAsync(client, "/fhir/R4/" + address, HttpStatusCode.NotFound);
        foreach (var search in new[] { "Patient?_id=1", "Observation?_id=x", "Specimen?patient=1", "Bundle?identifier=R/x" })
            Assert.Empty(Entries(await ReadAsync(client, "/fhir/R4/" + search)));
        using var xml = new HttpRequestMessage(HttpMethod.Get, "/fhir/R4/Patient");
        xml.Headers.Accept.ParseAdd("application/fhir+xml");
        using var answer = await client.SendAsync(xml, Stop);
        Assert.Equal(HttpStatusCode.NotAcceptable, answer.StatusCode);
    }

    [Fact]
    public async Task Who_takes_the_consent_back_is_read_no_more()
    {
        await using var given = await GivenInterface.FilledAsync();
        var client = await given.ProgramAsync("S1", Scope.All);
        await using (var db = given.Portal.Records())
            await new SubjectService(given.Portal.Writes(db)).WithdrawAsync(given.Person, "asked", Stop);
        Assert.Empty(Entries(await ReadAsync(client, $"/fhir/R4/Observation?patient={given.Person}")));
        Assert.Empty(Entries(await ReadAsync(client, "/fhir/R4/DiagnosticReport")));
        await ReadAsync(client, $"/fhir/R4/Bundle/{given.Report}", HttpStatusCode.NotFound);
        await ReadAsync(client, $"/api/v1/reports/{given.Report}", HttpStatusCode.NotFound);
    }
}
