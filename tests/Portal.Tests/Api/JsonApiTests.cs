using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Thrombophilia.Portal.Accounts.Applications;
using Xunit;

namespace Thrombophilia.Portal.Tests.Api;

public sealed class JsonApiTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static async Task<JsonElement> ReadAsync(HttpClient client, string address, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var answer = await client.GetAsync(new Uri(address, UriKind.RelativeOrAbsolute), Stop);
        Assert.Equal((address, expected), (address, answer.StatusCode));
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).RootElement;
    }

    [Fact]
    public async Task A_report_of_the_period_leads_to_its_signed_content()
    {
        await using var given = await GivenInterface.FilledAsync();
        var client = await given.ProgramAsync(Scope.JsonRead);
        var listed = await ReadAsync(client, "/api/v1/reports?from=2000-01-01&count=10");
        var line = Assert.Single(listed.GetProperty("reports").EnumerateArray());
        Assert.Equal((1, "current", "P-S1"), (line.GetProperty("version").GetInt32(), line.GetProperty("state").GetString(),
            line.GetProperty("person").GetString()));
        Assert.Empty((await ReadAsync(client, "/api/v1/reports?until=2000-01-01")).GetProperty("reports").EnumerateArray());
        using var answer = await client.GetAsync(new Uri(line.GetProperty("content").GetString()!), Stop);
        var text = await answer.Content.ReadAsStringAsync(Stop);
        var document = JsonDocument.Parse(text).RootElement;
        Assert.Equal("P-S1", document.GetProperty("content").GetProperty("person").GetProperty("code").GetString());
        Assert.Equal(line.GetProperty("sha256").GetString(),
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document.GetProperty("content").GetRawText()))));
    }

    [Fact]
    public async Task The_counts_are_of_the_sites_of_the_token()
    {
        await using var given = await GivenInterface.FilledAsync();
        foreach (var (site, waiting) in new[] { ("S1", 0), ("S2", 1) })
            Assert.Equal(waiting, (await ReadAsync(await given.ProgramAsync(site, Scope.All), "/api/v1/worklists"))
                .GetProperty("firstReview").GetInt32());
    }

    [Theory, InlineData("from=x"), InlineData("until=x"), InlineData("count=0"), InlineData("count=101"), InlineData("after=x")]
    public async Task What_cannot_be_read_is_refused(string parameter)
    {
        await using var given = await GivenInterface.FilledAsync();
        var problem = await ReadAsync(await given.ProgramAsync(Scope.JsonRead), "/api/v1/reports?" + parameter, HttpStatusCode.BadRequest);
        Assert.Equal("parameter", problem.GetProperty("code").GetString());
        Assert.Contains(parameter.Split('=')[0], problem.GetProperty("title").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_description_is_open_and_names_every_address()
    {
        await using var portal = await GivenPortal.Empty();
        using var client = new HttpClient { BaseAddress = portal.Address };
        var described = await ReadAsync(client, "/api/v1/openapi.json");
        Assert.Equal(["/api/v1/reports", "/api/v1/reports/{id}", "/api/v1/worklists"],
            described.GetProperty("paths").EnumerateObject().Select(p => p.Name).Order(StringComparer.Ordinal));
        Assert.StartsWith("3.", described.GetProperty("openapi").GetString(), StringComparison.Ordinal);
    }
}
