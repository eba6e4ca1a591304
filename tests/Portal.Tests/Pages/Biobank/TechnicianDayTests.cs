using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Thrombophilia.Given;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Staff;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Portal.Accounts;
using Xunit;

namespace Thrombophilia.Portal.Tests.Pages.Biobank;

/// <summary>
/// A technician's day in a real browser. Its pictures lie in <c>screenshots</c> beside the tests, to be looked at.
/// </summary>
[Trait("Suite", "Exhaustive")]
public sealed class TechnicianDayTests
{
    static readonly string[] Arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync"];
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("en", 1280)]
    [InlineData("zh-CN", 390)]
    [InlineData("zh-CN", 1280)]
    [InlineData("en", 390)]
    public async Task A_day_from_the_first_consent_to_its_withdrawal(string language, int width)
    {
        await using var portal = await GivenPortal.Showing(new Overview { At = default }, requireCode: true);
        var box = await SetUpAsync(portal);
        using var playwright = await Playwright.CreateAsync();
        await using var chromium =
            await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Tool.Find("chromium"), Args = Arguments });
        var complaints = new List<string>();
        var keys = new Dictionary<string, string>();
        var page = await EnterAsync("tech", "S1");

        // Register, and nothing is received before there is a consent.
        await page.GotoAsync("/subjects/new");
        await page.FillAsync("#Code", "P-0001");
        await page.FillAsync("#BirthYear", "1988");
        await LookAsync(page, "1-new-person");
        await page.ClickAsync("main form button");
        var person = page.Url.Replace("/consent", "", StringComparison.Ordinal);
        await page.GotoAsync(person + "/receive");
        await page.ClickAsync("main form button");
        await SaysAsync(page, "consent-not-recorded", "P-0001");

        await page.GotoAsync(person + "/consent");
        await page.FillAsync("#FormVersion", "2.1");
        foreach (var scope in new[] { "Diagnosis", "Storage", "Research" })
            await page.CheckAsync($"input[value={scope}]");
        await page.FillAsync("#SignedAt", "2020-01-02T10:30");
        await page.ClickAsync("form[action*=Consent] button");
        await page.Locator("#identity .more summary").ClickAsync();
        await page.FillAsync("#Name", "Li <b>Xiaoming</b>");
        await page.FillAsync("#IdNumber", "110101198001010011");
        await page.ClickAsync("form[action*=Identify] button");
        await LookAsync(page, "2-person");

        // Receive three tubes; their labels come at once.
        await page.GotoAsync(person + "/receive");
        await page.SelectOptionAsync("#Type", "edta-blood");
        await page.FillAsync("#Count", "3");
        await page.FillAsync("#Volume", "2000");
        await LookAsync(page, "3-receive");
        await page.ClickAsync("main form button");
        Assert.Equal(3, await page.Locator(".label svg").CountAsync());
        var label = (await page.Locator(".label").First.BoundingBoxAsync())!;
        Assert.InRange(label.Width, 50 * 96 / 25.4 - 1, 50 * 96 / 25.4 + 1);
        await LookAsync(page, "4-labels");
        var bloods = await page.Locator(".label b").AllTextContentsAsync();

        // A scan opens the tube; DNA is made of it.
        await page.GotoAsync("/tubes");
        await ScanAsync(page, "#Q", bloods[0]);
        var tube = page.Url;
        await page.SelectOptionAsync("#Type", "dna");
        await page.FillAsync("#Count", "2");
        await page.FillAsync("#Volume", "100");
        await page.FillAsync("#Taken", "500");
        await page.ClickAsync("form[action*=Divide] button");
        var dnas = await page.Locator(".label b").AllTextContentsAsync();
        Assert.Equal(2, dnas.Count);

        // Place by scan: the field has the focus, and the next slot waits.
        await page.GotoAsync("/storage/" + box);
        foreach (var code in dnas.Append(bloods[0])) await ScanAsync(page, "#Tube", code);
        Assert.Equal(3, await page.Locator("td.full").CountAsync());
        await ScanAsync(page, "#Tube", bloods[1][..^1] + (bloods[1][^1] == 'A' ? 'B' : 'A'));
        Assert.Equal(1, await page.Locator(".field.bad").CountAsync());
        await LookAsync(page, "5-box");

        // Ship two, one of which is not in the shipment.
        await page.GotoAsync("/shipments");
        await page.ClickAsync(".more summary");
        await page.SelectOptionAsync("#From", "S1");
        await page.SelectOptionAsync("#To", "S2");
        await page.FillAsync("#Tubes", $"{dnas[0]}\n{bloods[1]}\n");
        await LookAsync(page, "6-ship");
        await page.ClickAsync("main form button");
        var shipment = new Uri(page.Url).AbsolutePath;

        var other = await EnterAsync("receiver", "S2");
        await other.GotoAsync(shipment);
        await ScanAsync(other, "#Tube", dnas[0]);
        await LookAsync(other, "7-shipment");
        await other.ClickAsync("form[action*=Close] button");
        Assert.Equal(1, await other.Locator(".state.alarm").CountAsync());
        await using (var db = portal.Records())
            Assert.Equal(("S2", TubeState.Present, TubeState.Missing),
                (await db.Tubes().Where(t => t.Code == dnas[0]).Select(t => t.Site).SingleAsync(Stop),
                await db.Tubes().Where(t => t.Code == dnas[0]).Select(t => t.State).SingleAsync(Stop),
                    await db.Tubes().Where(t => t.Code == bloods[1]).Select(t => t.State).SingleAsync(Stop)));

        // A file with three bad rows.
        await page.GotoAsync("/import");
        await page.SetInputFilesAsync("#Csv", new FilePayload
        {
            Name = "people.csv",
            MimeType = "text/csv",
            Buffer = System.Text.Encoding.UTF8.GetBytes(
            "subject,site,group,sex,birth_year\nQ1,S1,case,F,1990\nQ2,S1,patient,F,1990\nQ3,S1,case,F,90\n"
            + "=cmd(),S1,case,M,\nQ5,S1,control,M,\n")
        });
        await LookAsync(page, "8-import");
        await page.ClickAsync(".upload button");
        Assert.Equal(3, await page.Locator("td .state.alarm").CountAsync());
        await LookAsync(page, "9-preview");
        var bad = await page.RunAndWaitForDownloadAsync(() => page.ClickAsync("a[download]"));
        var text = await File.ReadAllTextAsync(await bad.PathAsync(), new System.Text.UTF8Encoding(false), Stop);
        Assert.Equal(
            "subject,site,group,sex,birth_year\r\nQ2,S1,patient,F,1990\r\nQ3,S1,case,F,90\r\n"
            + "'=cmd(),S1,case,M,\r\n", text.TrimStart('\uFEFF'));
        await page.ClickAsync("main form button");
        await using (var db = portal.Records())
            Assert.Equal(["P-0001", "Q1", "Q5"],
                await db.Subjects().OrderBy(s => s.Code).Select(s => s.Code).ToListAsync(Stop));

        // A result is imported; what is concluded of it is read by a geneticist, who cannot be the second reader too.
        await page.GotoAsync(person + "/receive");
        await page.SelectOptionAsync("#Type", "citrate-plasma");
        await page.ClickAsync("main form button");
        string sample;
        await using (var db = portal.Records())
            sample = await db.Samples().Where(s => s.Type == "citrate-plasma").Select(s => s.Code).SingleAsync(Stop);
        await page.GotoAsync("/import");
        await page.SelectOptionAsync("#Kind", "Assays");
        var results =
            "assay_id,sample,analyte,method,value,unit,drawn,states\n"
            + $"A1,{sample},PC,chromogenic,41,U/dL,2020-01-03T08:00:00Z,none\n"
            + $"A2,{sample},PS,free-antigen,92,U/dL,2020-01-03T08:00:00Z,none\n";
        await page.SetInputFilesAsync("#Csv",
            new FilePayload
            {
                Name = "results.csv",
                MimeType = "text/csv",
                Buffer = System.Text.Encoding.UTF8.GetBytes(results)
            });
        await page.ClickAsync(".upload button");
        await page.ClickAsync("main form button");
        var reader = await EnterAsync("reader", "S1", Role.Geneticist);
        await reader.GotoAsync("/conclusions");
        await LookAsync(reader, "16-conclusions");
        await reader.ClickAsync("td.name a");
        await reader.FillAsync("#Password", GivenPortal.Password);
        // A code that was used is used up.
        await reader.FillAsync("#Code", GivenPortal.CodeOf(keys["reader"], later: 1));
        await reader.ClickAsync("form.sign button");
        await LookAsync(reader, "17-conclusion");
        Assert.Equal(0, await reader.Locator("form.sign").CountAsync());
        await SaysAsync(reader, "read-by-you", "2026-03-02 08:00");

        // The consent is withdrawn: every further step is refused, reading and throwing away are not.
        await page.GotoAsync(person + "/consent");
        await page.Locator("#consent .more summary").Last.ClickAsync();
        await page.FillAsync("#Reason", "letter of today");
        await page.ClickAsync("form[action*=Withdraw] button");
        await LookAsync(page, "10-withdrawn");
        await page.GotoAsync(person + "/receive");
        await page.ClickAsync("main form button");
        await SaysAsync(page, "consent-withdrawn", "P-0001");
        await page.GotoAsync(tube);
        await page.ClickAsync("form[action*=Divide] button");
        await SaysAsync(page, "consent-withdrawn", "P-0001");
        await page.ClickAsync("form[action*=Use] button");
        await SaysAsync(page, "consent-withdrawn", "P-0001");
        await LookAsync(page, "11-tube");
        var second = await EnterAsync("reader2", "S1", Role.Geneticist);
        await second.GotoAsync(new Uri(reader.Url).AbsolutePath);
        Assert.Equal(0, await second.Locator("form.sign").CountAsync());
        Assert.Contains(language == "en" ? "no consent to a report" : "无报告知情同意", await second.InnerTextAsync("main"),
            StringComparison.OrdinalIgnoreCase);
        await page.GotoAsync("/shipments");
        await page.ClickAsync(".more summary");
        await page.SelectOptionAsync("#To", "S2");
        await page.FillAsync("#Tubes", dnas[1]);
        await page.ClickAsync("main form button");
        await SaysAsync(page, "consent-withdrawn", "P-0001");
        await page.GotoAsync(tube);
        await page.Locator("#do > .more summary").Last.ClickAsync();
        await page.FillAsync("#Reason", "withdrawal");
        await page.ClickAsync("form[action*=Discard] button");

        foreach (var (path, name) in new[] { ("/subjects", "12-people"), ("/tubes", "13-tubes"),
            ("/storage", "14-storage"), ("/qualifications", "15-certificates") })
        {
            await page.GotoAsync(path);
            await LookAsync(page, name);
        }
        await portal.AddAsync("auditor", Role.DataAuditor);
        Assert.Empty(complaints);

        async Task<IPage> EnterAsync(string name, string site, string role = Role.Technician)
        {
            var start = (await portal.WithServiceAsync(service => service.AddAsync(new(name, name, [role], [site])))).Password!;
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
            await entered.FillAsync("#Password", start);
            await entered.ClickAsync(".narrow button");
            await entered.FillAsync("#Old", start);
            await entered.FillAsync("#New", GivenPortal.Password);
            await entered.FillAsync("#Again", GivenPortal.Password);
            await entered.ClickAsync(".narrow button");
            keys[name] = (await entered.TextContentAsync("#key"))!;
            await entered.FillAsync("#Code", GivenPortal.CodeOf(keys[name]));
            await entered.ClickAsync(".narrow button");
            return entered;
        }

        Task LookAsync(IPage shown, string name) => shown.LookAsync(language, width, "day-" + name);

        async Task SaysAsync(IPage shown, string code, params object[] facts)
        {
            var culture = System.Globalization.CultureInfo.GetCultureInfo(language);
            // The sentence up to its first fact that the test does not know.
            var sentence = new Lims.Kernel.Refusal(code, "", [.. facts, "\u0001", "\u0001"]).Text(culture)
                .Split('\u0001')[0];
            Assert.Contains(sentence.Trim(), await shown.TextContentAsync("main"), StringComparison.Ordinal);
        }
    }

    // A scanner types the code into whatever has the focus and ends it with Enter.
    static async Task ScanAsync(IPage page, string field, string code)
    {
        Assert.Equal(field, "#" + await page.EvaluateAsync<string>("document.activeElement.id"));
        await page.Keyboard.TypeAsync(code);
        // The next page has another main part than the one that is marked here.
        await page.EvaluateAsync("document.querySelector('main').dataset.before = ''");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("main:not([data-before])").WaitForAsync();
        await page.WaitForLoadStateAsync();
    }

    static async Task<Guid> SetUpAsync(GivenPortal portal)
    {
        await using var db = portal.Records();
        var (staff, storage) = (new StaffService(portal.Writes(db)), new StorageService(portal.Writes(db)));
        foreach (var person in new[] { "tech", "receiver", "reader", "reader2" })
            foreach (var task in Enum.GetValues<LabTask>())
                await staff.CertifyAsync(person, task, "C-1", new DateOnly(2099, 12, 31), Stop);
        var sites = new List<StorageUnit>();
        foreach (var site in new[] { "S1", "S2" })
            sites.Add(await storage.AddAsync(null, StorageKind.Site, "Site " + site, site, null, null, Stop));
        var freezer = await storage.AddAsync(sites[0].PublicId, StorageKind.Freezer, "F1", null, null, null, Stop);
        await storage.AddAsync(freezer.PublicId, StorageKind.Box, "Plate", null, 16, 24, Stop);
        return (await storage.AddAsync(freezer.PublicId, StorageKind.Box, "Box 1", null, 9, 9, Stop)).PublicId;
    }
}
