using System.Text.RegularExpressions;
using Thrombophilia.Lims.Laboratory.Intake;
using Xunit;

namespace Thrombophilia.Portal.Tests.Hosting;

public sealed class PortalSiteTests
{
    static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.FromHours(8));

    static readonly Overview EveryState = new()
    {
        At = Noon,
        Inbox = [new("arriving.vcf.gz", 12345), new("notes.docx", 10, WaitingState.OtherName)],
        Running = [new("running.vcf.gz", 37), new("waits.vcf.gz")],
        Done = [new("done.vcf.gz", "GRCh38", 12, Noon)],
        DoneCount = 31,
        Held = [new("held.vcf.gz", ["X7781-E", "X7782-E"], ["D012-E"], 2)],
        Refused =
            [new("refused.vcf.gz", "refused.vcf.gz (offset 9): the file ends inside a block", "Copy it again.", Noon)],
        RefusedCount = 1,
    };

    [Fact]
    public async Task The_page_shows_each_state_with_what_to_do()
    {
        await using var portal = await GivenPortal.Showing(EveryState);
        var page = await portal.PageAsync();
        string[] shown =
        [
            "arriving.vcf.gz", "12,345", "notes.docx", "not a VCF file name", "running.vcf.gz", "done.vcf.gz", "GRCh38",
                "The newest 1 of 31 are shown",
            "held.vcf.gz", "X7781-E", "X7782-E", "import samples", "D012-E", "Record the consent", "value=\"37\"",
                "refused.vcf.gz", "ends inside a block", "Copy it again.", "2026-03-02 12:00:00 &#x2B;08:00",
        ];
        Assert.All(shown, text => Assert.Contains(text, page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_empty_house_says_so_in_every_section()
    {
        await using var portal = await GivenPortal.Showing(new Overview { At = Noon, ReadsFiles = false });
        var page = await portal.PageAsync();
        string[] shown = ["The inbox is empty", "Nothing is running", "No file is done yet", "No file is held",
            "No file was refused", "shows the portal only"];
        Assert.All(shown, text => Assert.Contains(text, page, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/portal.css")]
    [InlineData("/portal.js")]
    [InlineData("/nowhere")]
    public async Task Every_answer_forbids_inline_code_and_other_hosts(string path)
    {
        await using var portal = await GivenPortal.Showing(EveryState);
        using var answer = await portal.Browser().GetAsync(path);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task The_page_needs_nothing_that_the_policy_forbids()
    {
        await using var portal = await GivenPortal.Showing(EveryState);
        var page = await portal.PageAsync();
        Assert.DoesNotMatch(new Regex(@"<style|\sstyle=|\son\w+=|https?://|<script(?![^>]*\ssrc=)"), page);
    }

    [Theory]
    [InlineData("/portal.css", "text/css")]
    [InlineData("/portal.js", "text/javascript")]
    [InlineData("/portal.svg", "image/svg+xml")]
    public async Task Style_and_script_come_out_of_the_assembly(string path, string type)
    {
        await using var portal = await GivenPortal.Showing(EveryState);
        using var answer = await portal.Browser().GetAsync(path);
        Assert.True(answer.IsSuccessStatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        Assert.NotEmpty(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_name_that_looks_like_markup_stays_text()
    {
        await using var portal =
            await GivenPortal.Showing(new Overview { At = Noon, Running = [new("<img src=x>.vcf", 1)] });
        Assert.DoesNotContain("<img", await portal.PageAsync(), StringComparison.Ordinal);
    }
}
