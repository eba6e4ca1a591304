using System.Net;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Given;
using Thrombophilia.Lims.Clinic.Reports;
using Thrombophilia.Portal.Accounts;
using Xunit;

namespace Thrombophilia.Portal.Tests.Pages.Clinic.Reports;

public sealed class CheckTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_holds_a_report_learns_whether_it_is_genuine_and_nothing_of_the_person()
    {
        await using var portal = await GivenPortal.Empty();
        var id = await GivenReport.IssuedAsync(portal);
        await using var db = portal.Records();
        var report = await db.Reports().SingleAsync(Stop);
        var stranger = portal.Browser();
        var page = await stranger.PageAsync($"/reports/check?n={report.Number}&v=1&h={report.Sha256}");
        Assert.Contains("Genuine and current", page, StringComparison.Ordinal);
        Assert.DoesNotContain("P-1", page, StringComparison.Ordinal);
        Assert.Contains("Altered", await stranger.PageAsync($"/reports/check?n={report.Number}&v=1&h={new string('0', 64)}"),
            StringComparison.Ordinal);
        Assert.Contains("No report of this server", await stranger.PageAsync("/reports/check?n=x&v=y&h=z"), StringComparison.Ordinal);
        Assert.Contains((await db.ReportKeys().SingleAsync(Stop)).PublicKey,
            WebUtility.HtmlDecode(await stranger.PageAsync("/reports/check")), StringComparison.Ordinal);

        var clinician = await portal.SignedInAsync(Role.Clinician);
        using var answer = await clinician.GetAsync($"/reports/{id}?handler=File&format=pdf&language=zh-CN&named=true");
        var bytes = await answer.Content.ReadAsByteArrayAsync(Stop);
        Assert.Contains("Genuine and current", await SentAsync(stranger, bytes), StringComparison.Ordinal);
        bytes[bytes.Length / 2] ^= 1;
        Assert.Contains("Altered", await SentAsync(stranger, bytes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_the_token_of_a_form_is_not_looked_at()
    {
        await using var portal = await GivenPortal.Empty();
        using var answer = await portal.Browser().PostBareAsync("/reports/check", []);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Whoever_asks_too_often_waits()
    {
        await using var portal = await GivenPortal.Empty();
        var stranger = portal.Browser();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 61; i++)
        {
            using var answer = await stranger.GetAsync("/reports/check");
            answers.Add(answer.StatusCode);
        }
        Assert.Equal(HttpStatusCode.OK, answers[59]);
        Assert.Equal(HttpStatusCode.TooManyRequests, answers[60]);
    }

    static async Task<string> SentAsync(PortalBrowser browser, byte[] bytes)
    {
        using var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        using var form = new MultipartFormDataContent
        {
            { new StringContent(PortalBrowser.Token(await browser.PageAsync("/reports/check"))), "__RequestVerificationToken" },
            { file, "Printed", "report.pdf" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/reports/check") { Content = form };
        using var answer = await browser.SendAsync(request);
        return await answer.Content.ReadAsStringAsync(Stop);
    }
}
