using System.Text.RegularExpressions;
using Thrombophilia.Portal.Accounts;
using Xunit;
using static Thrombophilia.Portal.Tests.Pages.Clinic.Review.ConclusionTests;

namespace Thrombophilia.Portal.Tests.Pages.Clinic.Review;

public sealed class IndexTests
{
    [Fact]
    public async Task The_queue_shows_a_line_a_case_and_is_narrowed_by_links_and_by_its_form()
    {
        await using var portal = await GivenPortal.Empty();
        var first = await ConcludedAsync(portal);
        await ConcludedAsync(portal, "P-2");
        var anna = await ReaderAsync(portal, "anna");
        var page = await anna.PageAsync("/conclusions");
        Assert.Equal(2, Regex.Count(page, "<td [^>]*class=\"name\">"));
        Assert.Contains("Everything that waits (2)", page, StringComparison.Ordinal);
        Assert.Contains("first review (2)", page, StringComparison.Ordinal);
        Assert.Contains("Value low or borderline", page, StringComparison.Ordinal);
        await anna.PageAsync($"/conclusions/{first}");
        await SignAsync(anna, first);
        Assert.Matches(">P-1<", await anna.PageAsync("/conclusions?state=Second"));
        Assert.DoesNotMatch(">P-2<", await anna.PageAsync("/conclusions?state=Second"));
        Assert.Contains("by another person than you", await anna.PageAsync("/conclusions?state=Second"), StringComparison.Ordinal);
        Assert.Contains("Nothing waits here", await anna.PageAsync("/conclusions?kind=urgent"), StringComparison.Ordinal);
        Assert.Contains("Nothing waits here", await anna.PageAsync("/conclusions?assignee=mine"), StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(await anna.PageAsync("/conclusions?kind=no-such&state=SignedOff&age=x"), "<td [^>]*class=\"name\">"));
    }

    [Fact]
    public async Task What_is_late_is_marked_in_words()
    {
        await using var portal = await GivenPortal.Empty();
        await ConcludedAsync(portal);
        portal.Time.Advance(TimeSpan.FromDays(8));
        var anna = await ReaderAsync(portal, "anna");
        var page = await anna.PageAsync("/conclusions");
        Assert.Contains(">overdue<", page, StringComparison.Ordinal);
        Assert.Contains(">8 d<", page, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Suite", "Exhaustive")]
    public async Task Two_readers_find_open_comment_and_sign_a_case_by_the_keyboard()
    {
        await using var portal = await GivenPortal.Empty();
        await ConcludedAsync(portal);
        await ConcludedAsync(portal, "P-2");
        foreach (var name in new[] { "anna", "ben" })
        {
            await portal.AddAsync(name, Role.Geneticist);
            await CertifyAsync(portal, name);
        }
        await using (var anna = await Typist.SignedInAsync(portal, "anna"))
        {
            await anna.OpenAsync("Cases", "Conclusions");
            await anna.LookAsync("queue");
            await anna.OpenAsync("P-1");
            await anna.TabToAsync("Comment");
            await anna.EnterAsync("repeat in four weeks");
            Assert.Contains("The comment was added", await anna.Page.TextContentAsync(".notice"), StringComparison.Ordinal);
            await anna.LookAsync("conclusion");
            await anna.TabToAsync("Password");
            await anna.EnterAsync(GivenPortal.Password);
            Assert.Contains("The signature is recorded", await anna.Page.TextContentAsync(".notice"), StringComparison.Ordinal);
            Assert.Empty(anna.Complaints);
        }
        await using var ben = await Typist.SignedInAsync(portal, "ben");
        await ben.OpenAsync("Cases", "Conclusions");
        await ben.OpenAsync("second review (1)");
        await ben.OpenAsync("P-1");
        Assert.Contains("I authorise the report", await ben.Page.TextContentAsync(".sign"), StringComparison.Ordinal);
        await ben.TabToAsync("Password");
        await ben.EnterAsync(GivenPortal.Password);
        await ben.OpenAsync("Conclusions to review");
        await ben.OpenAsync("Signed conclusions");
        Assert.Contains("P-1", await ben.Page.TextContentAsync("main"), StringComparison.Ordinal);
        await ben.LookAsync("signed");
        Assert.Empty(ben.Complaints);
    }

    [Fact]
    [Trait("Suite", "Exhaustive")]
    public async Task The_pages_are_whole_in_Chinese_on_both_widths()
    {
        await using var portal = await GivenPortal.Empty();
        var id = await ConcludedAsync(portal);
        await portal.AddAsync("anna", Role.Geneticist);
        await CertifyAsync(portal, "anna");
        await using var anna = await Typist.SignedInAsync(portal, "anna");
        await anna.OpenAsync("中文");
        foreach (var (path, name) in new[] { ("/conclusions", "queue"), ($"/conclusions/{id}", "conclusion"),
            ("/conclusions/signed", "signed"), ("/requests/laboratory", "lab-requests") })
            foreach (var width in (int[])[1280, 390])
            {
                await anna.Page.SetViewportSizeAsync(width, 844);
                await anna.Page.GotoAsync(path);
                await anna.Page.LookAsync("zh-CN", width, name);
                var main = Regex.Replace((await anna.Page.TextContentAsync("main"))!,
                    @"Sanger|MLPA|anna|thrombophilia[a-z-]*|0\.1\.0[-+]\S*", "");
                Assert.DoesNotMatch("[A-Za-z][a-z]{3,}", main);
            }
        Assert.Empty(anna.Complaints);
    }
}
