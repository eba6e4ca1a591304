using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Thrombophilia.Given;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Families;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Biobank.Transfers;
using Thrombophilia.Lims.Kernel;
using Xunit;
using Role = Thrombophilia.Portal.Accounts.Role;

namespace Thrombophilia.Portal.Tests.Pages.Biobank.Families;

/// <summary>
/// Families, tubes that are given away and freezers that were too warm, in a real browser. The pictures lie in
/// <c>screenshots</c>, to be looked at.
/// </summary>
[Trait("Suite", "Exhaustive")]
public sealed class FamilyTests
{
    static readonly string[] Arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync"];
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en", 1280)]
    [InlineData("zh-CN", 390)]
    [InlineData("zh-CN", 1280)]
    [InlineData("en", 390)]
    public async Task A_family_is_drawn_tubes_are_given_away_and_a_warm_freezer_is_told(string language, int width)
    {
        await using var portal = await GivenPortal.Empty();
        var (box, person, tubes, family) = await SetUpAsync(portal);
        using var playwright = await Playwright.CreateAsync();
        await using var chromium =
            await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Tool.Find("chromium"), Args = Arguments });
        var complaints = new List<string>();
        var page = await EnterAsync("tech");

        // A family of one's own, member by member; a parent is learned afterwards.
        await page.GotoAsync("/families");
        await page.ClickAsync(".more summary");
        await page.FillAsync("#Code", "F-0007");
        await LookAsync(page, "1-families");
        await page.ClickAsync("main form[method=post] button");
        var own = page.Url;
        await AddAsync("II-1", "F", ("#Subject", "P-2"));
        await AddAsync("I-1", "M", ("#Thrombosis", "yes"));
        await page.ClickAsync("tr:has-text('II-1') a[href*=Member]");
        await page.SelectOptionAsync("#Father", "I-1");
        await page.ClickAsync("#member button");
        Assert.Equal(["I-1", "II-1"], await page.Locator(".pedigree .called").AllTextContentsAsync());
        // Circles are refused beside the field.
        await page.ClickAsync("tr:has-text('I-1') a[href$='Member=I-1']");
        await page.Locator("#Label:focus").WaitForAsync();
        Assert.Equal(0, await page.Locator("#Father option[value='I-1']").CountAsync());
        await page.SelectOptionAsync("#Mother", "II-1");
        await page.ClickAsync("#member button");
        Assert.Equal(1, await page.Locator("#Mother-error").CountAsync());
        await LookAsync(page, "2-circle");

        await page.GotoAsync("/families/" + family);
        await LookAsync(page, "3-pedigree");
        Assert.Equal((2, 1, 13),
            (await page.Locator(".pedigree[role=img] .gone").CountAsync(),
                await page.Locator(".pedigree[role=img] .open").CountAsync(),
                    await page.Locator("#members tbody tr").CountAsync()));
        await page.ClickAsync("#members a[href^='/subjects/']");
        Assert.EndsWith(person, page.Url, StringComparison.Ordinal);
        await page.ClickAsync(".tabs a[href$='/samples']");
        await page.Locator("main .more summary").First.ClickAsync();
        await LookAsync(page, "4-person");
        await page.ClickAsync(".tabs a");
        await page.ClickAsync("main a[href^='/families/']");
        Assert.EndsWith(family.ToString(), page.Url, StringComparison.Ordinal);

        // Asked for by one, approved by another.
        await page.GotoAsync("/distributions");
        await page.ClickAsync(".more summary");
        await page.FillAsync("#Recipient", "University Hospital");
        await page.FillAsync("#Purpose", "Sequencing of the coagulation genes, study 7");
        await page.FillAsync("#Tubes", string.Join('\n', tubes.Take(2)));
        await LookAsync(page, "5-ask");
        await page.ClickAsync("main form button");
        Assert.Equal(0, await page.Locator("main form button").CountAsync());
        await LookAsync(page, "6-own-request");
        var request = page.Url;
        var other = await EnterAsync("head");
        await other.GotoAsync(request);
        await other.ClickAsync("form[action*=Approve] button");
        await LookAsync(other, "7-approved");
        await other.ClickAsync("form[action*=Give] button");
        await LookAsync(other, "8-given");
        await other.GotoAsync("/distributions");
        await LookAsync(other, "9-distributions");
        await using (var db = portal.Records())
            Assert.Equal(2, await db.Tubes().CountAsync(t => t.State == TubeState.Distributed, Stop));

        // A warm freezer leads to the list of its tubes.
        await page.GotoAsync("/storage/" + box);
        await page.Locator("details.more summary").Last.ClickAsync();
        await page.FillAsync("#From", "2020-01-02T10:30");
        await page.FillAsync("#To", "2020-01-02T12:30");
        await page.FillAsync("#Warmest", "-12.5");
        await page.FillAsync("#Note", "door left open");
        await page.ClickAsync("form[action*=Warm] button");
        Assert.Equal(1, await page.Locator("tbody tr").CountAsync());
        await LookAsync(page, "10-excursion");
        await page.GotoAsync("/excursions");
        await LookAsync(page, "11-excursions");
        Assert.Empty(complaints);

        async Task AddAsync(string label, string sex, (string Field, string Value) more)
        {
            await page.FillAsync("#Label", label);
            await page.SelectOptionAsync("#Sex", sex);
            if (more.Field == "#Subject") await page.FillAsync(more.Field, more.Value);
            else await page.SelectOptionAsync(more.Field, more.Value);
            await page.ClickAsync("#member button");
            Assert.Equal(own, page.Url);
        }

        async Task<IPage> EnterAsync(string name)
        {
            await portal.AddAsync(name, Role.Technician);
            var entered =
                await chromium.NewPageAsync(
                new()
                {
                    BaseURL = portal.Address.ToString(),
                    Locale = language,
                    ViewportSize = new() { Width = width, Height = 800 }
                });
            entered.Console += (_,
                said) =>
            { if (said.Type is "error" or "warning") complaints.Add($"{entered.Url}: {said.Text}"); };
            entered.PageError += (_, error) => complaints.Add($"{entered.Url}: {error}");
            await entered.GotoAsync("/");
            await entered.FillAsync("#Name", name);
            await entered.FillAsync("#Password", GivenPortal.Password);
            await entered.ClickAsync(".narrow button");
            return entered;
        }

        Task LookAsync(IPage shown, string name) => shown.LookAsync(language, width, "family-" + name);
    }

    [Fact]
    public async Task Families_requests_and_excursions_of_another_site_are_not_found()
    {
        await using var portal = await GivenPortal.Empty();
        var (box, _, tubes, family) = await SetUpAsync(portal);
        Guid request, excursion;
        await using (var db = portal.Records())
        {
            request =
                (await new DistributionService(portal.Writes(db), Lims.Biobank.BiobankRules.Load()).RequestAsync("S1",
                "x", "y", [tubes[0]], Stop)).PublicId;
            excursion =
                (await new StorageService(portal.Writes(db)).TooWarmAsync(box, portal.Time.GetUtcNow().AddHours(-2),
                portal.Time.GetUtcNow(), -20, null, Stop)).Excursion.PublicId;
        }
        await portal.WithServiceAsync(async service =>
        {
            await service.AddAsync(new("there", "", [Role.Technician], ["S2"]));
            return await service.SettleAsync((await service.FindAsync("there"))!, GivenPortal.Password);
        });
        PortalBrowser here = await portal.SignedInAsync(Role.Technician), there = portal.Browser();
        await there.SignInAsync("there", GivenPortal.Password);
        foreach (var path in new[] { $"/families/{family}", $"/distributions/{request}", $"/excursions/{excursion}" })
        {
            await here.PageAsync(path);
            using var answer = await there.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
        foreach (var list in new[] { "/families", "/distributions", "/excursions" })
        {
            Assert.Contains("<tbody>", await here.PageAsync(list), StringComparison.Ordinal);
            Assert.DoesNotContain("<tbody>", await there.PageAsync(list), StringComparison.Ordinal);
        }
        using var added = await there.PostAsync("/families", [("Label", "II-9")], $"/families/{family}?handler=Member");
        Assert.Equal(HttpStatusCode.NotFound, added.StatusCode);
    }

    [Fact]
    public async Task A_family_is_found_by_the_code_of_a_person_and_readers_change_nothing()
    {
        await using var portal = await GivenPortal.Empty();
        var (_, _, _, family) = await SetUpAsync(portal);
        var reader = await portal.SignedInAsync(Role.Clinician);
        Assert.Contains(family.ToString(), await reader.PageAsync("/families?Q=P-1"), StringComparison.Ordinal);
        Assert.DoesNotContain(family.ToString(), await reader.PageAsync("/families?Q=P-2"), StringComparison.Ordinal);
        var page = await reader.PageAsync($"/families/{family}");
        Assert.DoesNotContain("<form method=\"post\" action=\"/families", page, StringComparison.Ordinal);
        Assert.Matches(
            "<svg class=\"pedigree\" role=\"img\" aria-label=\"Pedigree of family F-0001; generations: 3, persons: 13",
                page);
        // The policy of the portal: no style and no script inside.
        Assert.DoesNotMatch("<svg[^>]*style=|<(g|path|text|rect|circle)[^>]* (style|on[a-z]+)=", page);
        Assert.Equal(13, Regex.Count(page, "<g><title>"));
    }

    /// <summary>
    /// A box, a person with tubes in it, and a family of three generations in which the person stands.
    /// </summary>
    static async Task<(Guid Box, string Person, IReadOnlyList<string> Tubes, Guid Family)> SetUpAsync(
        GivenPortal portal)
    {
        await using var db = portal.Records();
        var (people, storage, families) = (new SubjectService(portal.Writes(db)), new StorageService(portal.Writes(db)),
            new FamilyService(portal.Writes(db)));
        var site = await storage.AddAsync(null, StorageKind.Site, "Site S1", "S1", null, null, Stop);
        var freezer = await storage.AddAsync(site.PublicId, StorageKind.Freezer, "F1", null, null, null, Stop);
        var box = await storage.AddAsync(freezer.PublicId, StorageKind.Box, "Box 1", null, 9, 9, Stop);
        var subject = await people.RegisterAsync(new SubjectEntry("P-1", "S1", SubjectGroup.Case, Sex.F, 1980), Stop);
        await people.RegisterAsync(new SubjectEntry("P-2", "S1", SubjectGroup.Relative, Sex.F, 1990), Stop);
        await people.ConsentAsync(subject.PublicId, "1.0", (ConsentScopes)63,
            portal.Time.GetUtcNow().AddDays(-1), Stop);
        var tubes =
            (await new TubeService(portal.Writes(db), Lims.Biobank.BiobankRules.Load()).ReceiveAsync(
            new SampleEntry(subject.PublicId, null, "edta-blood", null, null, null, [500, 500, 500]),
                Stop)).Tubes.Select(t => t.Code).ToList();
        await storage.PlaceAsync(tubes[2], null, box.PublicId, null, Stop);
        var family = await families.RegisterAsync("F-0001", "S1", Stop);
        foreach (var entry in new MemberEntry[]
        {
            new("I-1", Sex.M, true, true), new("I-2", Sex.F, false, true), new("I-3", Sex.M, false, false),
                new("I-4", Sex.F, null, false),
            new("II-1", Sex.F, false, false, "I-1", "I-2"), new("II-2", Sex.M, true, false, "I-1", "I-2"),
                new("II-3", Sex.F, true, false, "I-3", "I-4", "P-1"), new("II-4", Sex.M, false, false, "I-3", "I-4"),
            new("II-5 大女儿的丈夫", Sex.M, false, false), new("III-1", Sex.F, false, false, "II-2", "II-3"),
                new("III-2", Sex.M, true, false, "II-2", "II-3"),
                    new("III-3", Sex.Unknown, false, false, "II-2", "II-3"),
            new("III-4", Sex.F, false, false, "II-5 大女儿的丈夫", "II-1"),
        }) await families.AddAsync(family.PublicId, entry, Stop);
        return (box.PublicId, $"/subjects/{subject.PublicId}", tubes, family.PublicId);
    }
}
