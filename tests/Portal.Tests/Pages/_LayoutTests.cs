using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Thrombophilia.Given;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Portal.Accounts;
using Xunit;

namespace Thrombophilia.Portal.Tests.Pages;

/// <summary>
/// The whole way in, in a real browser. Its pictures lie in <c>screenshots</c> beside the tests, to be looked at.
/// </summary>
[Trait("Suite", "Exhaustive")]
public sealed class LayoutTests
{
    static readonly string[] Arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.FromHours(8));

    static readonly Overview Busy = new()
    {
        At = Noon,
        Inbox = [new("arriving.vcf.gz", 12345), new("notes.docx", 10, WaitingState.OtherName)],
        Done = [new("done.vcf.gz", "GRCh38", 12, Noon)],
        DoneCount = 31,
        Held = [new("held.vcf.gz", ["X7781-E", "X7782-E"], ["D012-E"], 2)],
        Refused =
            [new("refused-with-a-name-of-some-length.vcf.gz", "refused.vcf.gz (offset 9): the file ends inside a block",
            "Copy it again.", Noon)],
        RefusedCount = 1,
    };

    [Theory]
    [InlineData("en", 1280)]
    [InlineData("zh-CN", 1280)]
    [InlineData("en", 390)]
    [InlineData("zh-CN", 390)]
    public async Task A_new_person_comes_in_with_a_device_and_no_page_does_what_the_policy_forbids(
    string language, int width)
    {
        await using var portal = await GivenPortal.Showing(Busy, requireCode: true);
        var start =
            (await portal.WithServiceAsync(
            service => service.AddAsync(new("anna", "Anna Berg", [.. Role.All], ["S1"])))).Password!;
        await portal.WithServiceAsync(
            service => service.AddAsync(new("li.wei", "李伟", [Role.Clinician, Role.DataAuditor], ["S1", "S2"])));

        using var playwright = await Playwright.CreateAsync();
        await using var chromium =
            await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Tool.Find("chromium"), Args = Arguments });
        var page =
            await chromium.NewPageAsync(
            new()
            {
                BaseURL = portal.Address.ToString(),
                Locale = language,
                ViewportSize = new() { Width = width, Height = 800 }
            });
        var complaints = new List<string>();
        page.Console += (_, said) =>
        {
            if (said.Type is "error" or "warning")
                complaints.Add($"{page.Url}: {said.Text}");
        };
        page.PageError += (_, error) => complaints.Add($"{page.Url}: {error}");

        await page.GotoAsync("/users");
        await LookAsync("1-sign-in");
        await page.FillAsync("#Name", "anna");
        await page.FillAsync("#Password", "not the password at all");
        await page.ClickAsync(".narrow button");
        await LookAsync("2-sign-in-wrong");
        await page.FillAsync("#Password", start);
        await page.ClickAsync(".narrow button");

        await page.FillAsync("#Old", start);
        await page.FillAsync("#New", GivenPortal.Password);
        await page.FillAsync("#Again", GivenPortal.Password);
        await LookAsync("3-password");
        await page.ClickAsync(".narrow button");

        await LookAsync("4-enrol");
        var key = (await page.TextContentAsync("#key"))!;
        var picture = (await page.Locator("svg.qr").BoundingBoxAsync())!;
        Assert.InRange(picture.Width, 150, 400);
        await page.FillAsync("#Code", GivenPortal.CodeOf(key));
        await page.ClickAsync(".narrow button");
        Assert.Equal(10, await page.Locator(".codes li").CountAsync());
        await LookAsync("5-recovery-codes");

        // Out and in again, now by the device; the code of the enrolment is used up.
        await page.ClickAsync(".tools .menu summary");
        await LookAsync("6-menu");
        await page.ClickAsync(".tools .menu button");
        await page.GotoAsync("/users");
        await page.FillAsync("#Name", "anna");
        await page.FillAsync("#Password", GivenPortal.Password);
        await page.ClickAsync(".narrow button");
        await LookAsync("7-code");
        await page.FillAsync("#Code", GivenPortal.CodeOf(key, later: 1));
        await page.ClickAsync(".narrow button");

        // The page that was wanted from the beginning.
        Assert.EndsWith("/users", page.Url, StringComparison.Ordinal);
        await LookAsync("8-users");
        foreach (var (path, name) in new[] { ("/", "9-work"), ("/intake", "9-intake"), ("/users/new", "10-new-user"),
            ("/users/li.wei", "11-user"), ("/account", "12-account"), ("/design", "13-design") })
        {
            await page.GotoAsync(path);
            if (path == "/intake") await page.Locator("#link.live").WaitForAsync();
            await LookAsync(name);
        }
        Assert.Empty(complaints);

        Task LookAsync(string name) => page.LookAsync(language, width, name);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public async Task The_bar_is_one_line_for_every_role_on_a_wide_screen_and_one_button_and_the_field_on_a_narrow_one(string language)
    {
        await using var portal = await GivenPortal.Empty();
        var people = Role.All.Select(role => (Name: "the-" + role, Roles: new[] { role })).Append(("the-whole-house", [.. Role.All]));
        var faults = new List<string>();
        foreach (var (name, roles) in people)
        {
            await portal.AddAsync(name, roles);
            await using var person = await Typist.SignedInAsync(portal, name, language);
            foreach (var width in new[] { 1280, 390 })
            {
                await person.Page.SetViewportSizeAsync(width, 800);
                var lines = await person.Page.EvaluateAsync<int>(Lines);
                if (lines != (width == 1280 ? 1 : 2)) faults.Add($"{name} at {width}: {lines} lines");
            }
            // Every menu opens by the keyboard, inside the screen, and closes again.
            foreach (var menu in await person.Page.Locator(".menu:visible > summary").AllAsync())
            {
                await menu.FocusAsync();
                await person.Page.Keyboard.PressAsync("Enter");
                if (!await person.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"))
                    faults.Add($"{name}: {await menu.TextContentAsync()} is wider than the screen");
                await person.Page.Keyboard.PressAsync("Escape");
                Assert.Equal(0, await person.Page.Locator(".menu[open]").CountAsync());
            }
            Assert.Empty(person.Complaints);
        }
        Assert.Empty(faults);
    }

    // How many rows of the bar there are: what overlaps in height stands in one.
    const string Lines = """
        [...document.querySelector('.bar').children].map(c => c.getBoundingClientRect()).filter(r => r.height > 0)
          .sort((a, b) => a.top - b.top).reduce((ends, r) => r.top < ends.at(-1) - 4 ? ends : [...ends, r.bottom], []).length
        """;

    [Fact]
    public async Task Whoever_took_the_way_to_the_content_finds_the_cursor_in_its_field_on_the_next_page()
    {
        await using var portal = await GivenPortal.Empty();
        await portal.AddAsync("anna", Role.Technician);
        await using var anna = await Typist.SignedInAsync(portal, "anna");
        await anna.OpenAsync("Samples", "Tubes");
        await anna.TabToAsync("Skip to the content");
        await anna.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("main", await anna.Page.EvaluateAsync<string>("document.activeElement.id"));
        await anna.Page.Keyboard.PressAsync("Tab");
        await anna.EnterAsync("T99");
        Assert.Equal("Scan or type a code", await anna.FocusAsync());
        Assert.StartsWith("/tubes?Q=T99", new Uri(anna.Page.Url).PathAndQuery, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_keyboard_meets_the_way_to_the_content_first()
    {
        await using var portal = await GivenPortal.Empty();
        var page = await portal.Browser().PageAsync("/sign-in");
        Assert.Equal("skip", Regex.Match(page, "<body>\\s*<a class=\"(\\w+)\" href=\"#main\"").Groups[1].Value);
    }
}
