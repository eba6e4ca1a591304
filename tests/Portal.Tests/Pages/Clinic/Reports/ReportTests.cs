using System.Net;
using System.Text;
using Thrombophilia.Portal.Accounts;
using Xunit;

namespace Thrombophilia.Portal.Tests.Pages.Clinic.Reports;

public sealed class ReportTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_clinician_finds_the_report_and_takes_it_with_the_name_and_a_geneticist_without()
    {
        await using var portal = await GivenPortal.Empty();
        var id = await GivenReport.IssuedAsync(portal);
        var (clinician, geneticist) = (await portal.SignedInAsync(Role.Clinician), await portal.SignedInAsync(Role.Geneticist));
        Assert.Contains($"<a href=\"/reports/{id}\">P-1</a>", await clinician.PageAsync("/reports"), StringComparison.Ordinal);
        Assert.DoesNotContain(GivenReport.Name, await clinician.PageAsync($"/reports/{id}"), StringComparison.Ordinal);
        Assert.Contains(GivenReport.Name, await FileAsync(clinician, id, "html", "&named=true"), StringComparison.Ordinal);
        Assert.DoesNotContain(GivenReport.Name, await FileAsync(clinician, id, "html"), StringComparison.Ordinal);
        Assert.DoesNotContain(GivenReport.Name, await FileAsync(geneticist, id, "html", "&named=true"), StringComparison.Ordinal);
        Assert.DoesNotContain(GivenReport.Name, await FileAsync(clinician, id, "json", "&named=true"), StringComparison.Ordinal);
        Assert.StartsWith("%PDF", await FileAsync(clinician, id, "pdf", "&named=true"), StringComparison.Ordinal);
        // The log knows who took what.
        var page = await geneticist.PageAsync($"/reports/{id}");
        Assert.Contains("HTML Chinese", page, StringComparison.Ordinal);
        Assert.Contains("PDF Chinese", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_format_that_is_none_is_not_found()
    {
        await using var portal = await GivenPortal.Empty();
        var id = await GivenReport.IssuedAsync(portal);
        var browser = await portal.SignedInAsync(Role.Geneticist);
        foreach (var format in new[] { "docx", "7", "" })
        {
            using var answer = await browser.GetAsync($"/reports/{id}?handler=File&format={format}&language=en");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task A_geneticist_withdraws_with_a_reason_and_a_clinician_cannot()
    {
        await using var portal = await GivenPortal.Empty();
        var id = await GivenReport.IssuedAsync(portal);
        var (clinician, geneticist) = (await portal.SignedInAsync(Role.Clinician), await portal.SignedInAsync(Role.Geneticist));
        Assert.DoesNotContain("handler=Withdraw", await clinician.PageAsync($"/reports/{id}"), StringComparison.Ordinal);
        using (var empty = await geneticist.PostAsync($"/reports/{id}", [("Reason", " ")], to: $"/reports/{id}?handler=Withdraw"))
            Assert.Equal(HttpStatusCode.OK, empty.StatusCode);
        using (var done = await geneticist.PostAsync($"/reports/{id}", [("Reason", "samples exchanged")],
            to: $"/reports/{id}?handler=Withdraw"))
            Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        var page = await clinician.PageAsync($"/reports/{id}");
        Assert.Contains("must not be used. Reason: samples exchanged", page, StringComparison.Ordinal);
        Assert.Contains("WITHDRAWN", await FileAsync(clinician, id, "html", language: "en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_is_whole_in_Chinese()
    {
        await using var portal = await GivenPortal.Empty();
        var id = await GivenReport.IssuedAsync(portal);
        var browser = await portal.SignedInAsync(Role.Geneticist);
        using (await browser.PostAsync("/account", [("language", "zh-CN")], to: "/language")) { }
        var page = await browser.PageAsync($"/reports/{id}");
        foreach (var words in new[] { "第1版", "供医师参考的选项", "方法局限", "报告真伪核验", "撤回报告" })
            Assert.Contains(words, page, StringComparison.Ordinal);
    }

    static async Task<string> FileAsync(Thrombophilia.Given.PortalBrowser browser, Guid id, string format, string more = "",
        string language = "zh-CN")
    {
        using var answer = await browser.GetAsync($"/reports/{id}?handler=File&format={format}&language={language}{more}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        return Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(Stop));
    }
}
