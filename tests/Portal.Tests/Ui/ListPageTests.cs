using System.Net;
using System.Text.RegularExpressions;
using Thrombophilia.Given;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Portal.Accounts;
using Xunit;

namespace Thrombophilia.Portal.Tests.Ui;

public sealed class ListPageTests
{
    [Fact]
    public async Task A_list_is_read_on_from_the_row_that_was_last_whatever_came_meanwhile()
    {
        await using var portal = await GivenPortal.Empty();
        // Every third person is of a site that nobody here sees.
        for (var i = 1; i <= 180; i++) await RegisterAsync(portal, i, $"S{i % 3 + 1}");
        var expected = Enumerable.Range(1, 180).Where(i => i % 3 != 2).Reverse().Select(Code).ToList();
        var reader = await ReaderAsync(portal, "S1", "S2");

        var pages = new List<(string Path, IReadOnlyList<string> Codes)>();
        for (var path = "/subjects"; path is not null;)
        {
            var page = await reader.PageAsync(path);
            pages.Add((path, Codes(page)));
            path = Link(page, "next");
            if (pages.Count == 1) await RegisterAsync(portal, 1000, "S1");
        }
        Assert.Equal(expected, pages.SelectMany(p => p.Codes));
        Assert.Equal([50, 50, 20], pages.Select(p => p.Codes.Count));

        // And back: the page before, and from there what is newest now.
        var before = await reader.PageAsync(Link(await reader.PageAsync(pages[2].Path), "prev")!);
        Assert.Equal(pages[1].Codes, Codes(before));
        Assert.Equal(pages[2].Path, Link(before, "next"));
        Assert.Equal(Code(1000), Codes(await reader.PageAsync(Link(before, "prev")!))[0]);
    }

    [Theory]
    [InlineData("/subjects?p=7"), InlineData("/subjects?p=7&after="), InlineData("/subjects?p=7&after=x"),
        InlineData("/subjects?p=7&after=99999999999"), InlineData("/subjects?p=7&before=-1")]
    public async Task An_address_that_names_no_row_shows_the_first_page(string path)
    {
        await using var portal = await GivenPortal.Empty();
        for (var i = 1; i <= 3; i++) await RegisterAsync(portal, i, "S1");
        var page = await (await ReaderAsync(portal, "S1")).PageAsync(path);
        Assert.Equal([Code(3), Code(2), Code(1)], Codes(page));
        Assert.Null(Link(page, "prev"));
    }

    static string Code(int number) => $"P-{number:D4}";

    static IReadOnlyList<string> Codes(string page) =>
        [.. Regex.Matches(page, "<a href=\"/subjects/[0-9a-f-]{36}\">([^<]+)<").Select(m => m.Groups[1].Value)];

    static string? Link(string page, string rel) =>
        Regex.Match(page, $"<a href=\"([^\"]+)\" rel=\"{rel}\"") is { Success: true } link
        ? WebUtility.HtmlDecode(link.Groups[1].Value) : null;

    static async Task RegisterAsync(GivenPortal portal, int number, string site)
    {
        await using var db = portal.Records();
        await new SubjectService(portal.Writes(db)).RegisterAsync(
            new SubjectEntry(Code(number), site, Lims.Kernel.SubjectGroup.Case, Lims.Kernel.Sex.F, 1980),
                TestContext.Current.CancellationToken);
    }

    static async Task<PortalBrowser> ReaderAsync(GivenPortal portal, params string[] sites)
    {
        await portal.WithServiceAsync(async service =>
        {
            await service.AddAsync(new("reader", "", [Role.Technician], sites));
            return await service.SettleAsync((await service.FindAsync("reader"))!, GivenPortal.Password);
        });
        var reader = portal.Browser();
        await reader.SignInAsync("reader", GivenPortal.Password);
        return reader;
    }
}
