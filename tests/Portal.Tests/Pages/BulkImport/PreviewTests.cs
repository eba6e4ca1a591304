using System.Net;
using System.Text;
using Thrombophilia.Given;
using Thrombophilia.Lims.Laboratory.Analysers;
using Thrombophilia.Portal.Accounts;
using Xunit;

namespace Thrombophilia.Portal.Tests.Pages.BulkImport;

public sealed class PreviewTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static async Task<(GivenPortal Portal, PortalBrowser Browser)> Begun()
    {
        var portal = await GivenPortal.Empty();
        await using (var db = portal.Records())
            await new AnalyserService(portal.Writes(db), Lims.CaseAnalysis.Load().Clinical).RegisterAsync("ACL1", "S1", new()
            {
                Name = "Coagulation 1",
                Separator = ColumnSeparator.Semicolon,
                SampleColumn = "Sample ID",
                TestColumn = "Test",
                ValueColumn = "Result",
                Tests = "PCchr = PC_ACT_CHR U/dL",
            }, Stop);
        return (portal, await portal.SignedInAsync(Role.Technician));
    }

    static async Task<string> Upload(PortalBrowser browser, string name, string text, string analyser)
    {
        var form = await browser.PageAsync("/import");
        Assert.Contains("<option value=\"ACL1\">ACL1 Coagulation 1</option>", form, StringComparison.Ordinal);
        using var content = new MultipartFormDataContent
        {
            { new StringContent("Assays"), "Kind" },
            { new StringContent(analyser), "Analyser" },
            { new StringContent(PortalBrowser.Token(form)), "__RequestVerificationToken" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "Csv", name },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/import", UriKind.Relative)) { Content = content };
        using var answer = await browser.SendAsync(request);
        return answer.Headers.Location!.ToString();
    }

    [Fact]
    public async Task A_file_of_an_analyser_is_previewed_in_its_own_words_and_its_refused_lines_keep_their_form()
    {
        var (portal, browser) = await Begun();
        await using var _ = portal;
        var run = await Upload(browser, "run.csv", "Sample ID;Test;Result\nS9;PCchr;80\n", "ACL1");
        var page = await browser.PageAsync(run);
        Assert.Contains(">Sample ID</td>", page, StringComparison.Ordinal);
        Assert.Contains("no such sample is registered", page, StringComparison.Ordinal);
        Assert.Equal("Sample ID;Test;Result\r\nS9;PCchr;80\r\n", await browser.PageAsync(run + "?handler=Bad"));
    }

    [Fact]
    public async Task Refused_results_of_messages_are_listed_with_their_place_and_no_file_is_offered()
    {
        var (portal, browser) = await Begun();
        await using var _ = portal;
        var run = await Upload(browser, "run.hl7",
            "MSH|^~\\&|AN||||20260102||ORU^R01|1|P|2.5\nOBR|1||S9\nOBX|1|NM|PCchr||80|U/dL|||||F\n", "ACL1");
        var page = WebUtility.HtmlDecode(await browser.PageAsync(run));
        Assert.Contains(">1/OBR[1]-3</td>", page, StringComparison.Ordinal);
        Assert.Contains("Correct refused results at the sender", page, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=Bad", page, StringComparison.Ordinal);
        using var none = await browser.GetAsync(run + "?handler=Bad");
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }
}
