using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Given;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Portal.Accounts;
using Xunit;

namespace Thrombophilia.Portal.Tests.Hosting;

public sealed class ImportJobsTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_imports_is_answered_at_once_and_sees_how_far_it_is()
    {
        await using var portal = await GivenPortal.Empty();
        var (writer, other) = (await portal.SignedInAsync(Role.Technician),
            await portal.SignedInAsync(Role.Technician));
        var run =
            await UploadAsync(writer, "subject,site,group,sex,birth_year\nP1,S1,case,F,1990\nP2,S1,case,M,1990\n");
        // Somebody else writes: the import has to wait for it.
        await using (var db = portal.Records())
        await using (await db.Database.BeginTransactionAsync(Stop))
        {
            using (var answer = await writer.PostAsync("/import", [], to: run))
                Assert.Equal((HttpStatusCode.Redirect, run), (answer.StatusCode, answer.Headers.Location!.ToString()));
            var shown = await writer.PageAsync(run);
            Assert.Contains("<progress id=\"progress\" max=\"100\" value=\"0\">", shown, StringComparison.Ordinal);
            Assert.Contains("<meta http-equiv=\"refresh\" content=\"1\">", shown, StringComparison.Ordinal);
            using var hidden = await other.GetAsync(run);
            Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
            // Sent twice, written once.
            using (await writer.PostAsync("/import", [], to: run)) { }
        }
        Assert.Equal("/import", await EndAsync(writer, run));
        Assert.Contains("Rows imported: 2, refused: 0", await writer.PageAsync("/import"), StringComparison.Ordinal);
        await using var after = portal.Records();
        Assert.Equal((2, 1), (await after.Subjects().CountAsync(Stop), await after.ImportBatches().CountAsync(Stop)));
        Assert.Equal("user0", (await after.ImportBatches().SingleAsync(Stop)).By);
        using var gone = await writer.GetAsync(run);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task What_was_refused_can_still_be_taken_away()
    {
        await using var portal = await GivenPortal.Empty();
        var writer = await portal.SignedInAsync(Role.Technician);
        var run =
            await UploadAsync(writer, "subject,site,group,sex,birth_year\nP1,S1,case,F,1990\nP2,S1,nobody,M,1990\n");
        using (await writer.PostAsync("/import", [], to: run)) { }
        Assert.Equal(run, await EndAsync(writer, run));
        Assert.Contains("P2,S1,nobody", await writer.PageAsync(run + "?handler=Bad"), StringComparison.Ordinal);
    }

    static async Task<string> UploadAsync(PortalBrowser browser, string csv)
    {
        using var content = new MultipartFormDataContent
        {
            { new StringContent("Subjects"), "Kind" },
            { new StringContent(PortalBrowser.Token(await browser.PageAsync("/import"))),
                "__RequestVerificationToken" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes(csv)), "Csv", "people.csv" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post,
            new Uri("/import", UriKind.Relative))
        { Content = content };
        using var answer = await browser.SendAsync(request);
        return answer.Headers.Location!.ToString();
    }

    // Where the page leads once it has ended.
    static async Task<string> EndAsync(PortalBrowser browser, string run)
    {
        for (; ; )
        {
            using var answer = await browser.GetAsync(run);
            if (answer.StatusCode == HttpStatusCode.Redirect) return answer.Headers.Location!.ToString();
        }
    }
}
