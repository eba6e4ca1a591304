using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Given;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Staff;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Variants.Calling.Rows;
using Xunit;

namespace Thrombophilia.Portal.Tests.Pages.Clinic.Classifications;

public sealed class ClassificationTests
{
    internal const string Address = "/variants/classification?gene=SERPINC1&name=c.236G%3EA";

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_geneticist_proposes_and_another_confirms_and_the_conclusion_says_it()
    {
        await using var portal = await GivenPortal.Empty();
        await FillAsync(portal);
        var mei = await InAsync(portal, "mei");
        var text = await TextAsync(mei);
        Assert.Contains("In force As the rules say By the rules Uncertain PM1", text, StringComparison.Ordinal);
        Assert.Contains("Carried by P-1, a person of another site", text, StringComparison.Ordinal);
        Assert.Contains("PS4 More frequent in patients, or enough unrelated patients not evaluated: the count of probands is missing", text,
            StringComparison.Ordinal);
        Assert.Contains("Not used by the rules of this gene: PM3, PM6, PP2, PP5, BS3, BP1, BP3, BP5, BP6.", text, StringComparison.Ordinal);

        // Without script: the button shows the class, and what was typed stays.
        var fields = await FieldsAsync(mei, ("PS4", "Strong", "Four probands"), ("PP4", "Supporting", "Low twice"));
        text = await PostedAsync(mei, fields, "Show");
        Assert.Contains("The class that these criteria make Likely pathogenic (7 points) "
            + "Met: PS4 (strong), PM1 (moderate), PP4 (supporting).", text, StringComparison.Ordinal);
        // With it: the same words alone.
        var part = await PostedAsync(mei, fields, "Class");
        Assert.StartsWith("Likely pathogenic (7 points) Met: PS4 (strong)", part, StringComparison.Ordinal);
        Assert.Contains("PS4 is not counted beside BS1", await PostedAsync(mei,
            await FieldsAsync(mei, ("PS4", "Strong", "x"), ("BS1", "Strong", "x")), "Class"), StringComparison.Ordinal);

        Assert.Contains("A reason is needed.", await PostedAsync(mei, [.. fields, ("Seen", "0")]), StringComparison.Ordinal);
        text = await PostedAsync(mei, [.. fields, ("Seen", "0"), ("Reason", "Five families"), ("Evidence", "PMID 1")]);
        Assert.Contains("It was proposed, and waits for another person.", text, StringComparison.Ordinal);
        Assert.Contains("You proposed it. Another person confirms or declines it.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<button>Confirm</button>", await mei.PageAsync(Address), StringComparison.Ordinal);

        var lin = await InAsync(portal, "lin");
        Assert.Contains("Waiting for a second person Variant Class The rules then Who When SERPINC1 c.236G>A Likely pathogenic "
            + "Uncertain mei", await TextAsync(lin, "/variants/classifications"), StringComparison.Ordinal);
        // A page that was opened before is stale.
        Assert.Contains("Somebody has proposed a newer version meanwhile (mei).",
            await PostedAsync(lin, [.. fields, ("Seen", "0"), ("Reason", "x")]), StringComparison.Ordinal);
        var record = Regex.Match(await lin.PageAsync(Address), "name=\"Record\" value=\"([^\"]+)\"").Groups[1].Value;
        text = await PostedAsync(lin, [("Record", record)], "Confirm");
        Assert.Contains("Every carrier was concluded anew.", text, StringComparison.Ordinal);
        Assert.Contains("In force Likely pathogenic PS4, PM1, PP4 CL-00001, version 1: proposed by mei, confirmed by lin", text,
            StringComparison.Ordinal);
        Assert.Contains("It was decided by lin", await PostedAsync(mei, [("Record", record), ("Why", "x")], "Decline"),
            StringComparison.Ordinal);

        await using var db = portal.Records();
        var issued = await db.Conclusions().OrderByDescending(c => c.Id).Select(c => c.PublicId).ToListAsync(Stop);
        var pages = new List<string>();
        foreach (var id in issued)
        {
            using var answer = await lin.GetAsync($"/conclusions/{id}");
            if (answer.StatusCode == HttpStatusCode.OK) pages.Add(Plain(await answer.Content.ReadAsStringAsync(Stop)));
        }
        Assert.Contains("Two persons have classified it as likely pathogenic (CL-00001, version 1): it is a cause.", pages[0],
            StringComparison.Ordinal);
        Assert.Contains("Classifications of variants CL-00001@1", pages[0], StringComparison.Ordinal);
        Assert.Contains("classification of SERPINC1 c.236G>A", pages[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_declined_is_told_with_its_reason_and_what_is_in_force_can_be_taken_back()
    {
        await using var portal = await GivenPortal.Empty();
        await FillAsync(portal);
        var (mei, lin) = (await InAsync(portal, "mei"), await InAsync(portal, "lin"));
        var fields = await FieldsAsync(mei, ("PS4", "Strong", "Four probands"));
        await PostedAsync(mei, [.. fields, ("Seen", "0"), ("Reason", "Five families")]);
        Assert.Contains("A reason is needed.", await DecidedAsync(lin, "Decline"), StringComparison.Ordinal);
        var text = await DecidedAsync(lin, "Decline", ("Why", "They are one family"));
        Assert.Contains("The classification was declined. Nothing changed.", text, StringComparison.Ordinal);
        Assert.Contains("PS4: met, strong. Four probands", text, StringComparison.Ordinal);
        Assert.Contains("They are one family", text, StringComparison.Ordinal);

        await PostedAsync(mei, [.. fields, ("Seen", "1"), ("Reason", "Five families")]);
        await DecidedAsync(lin, "Confirm");
        text = await PostedAsync(lin, [("Seen", "2"), ("Why", "The assay was wrong")], "Back");
        Assert.Contains("Waits for a second person As the rules say", text, StringComparison.Ordinal);
        text = await DecidedAsync(mei, "Confirm");
        Assert.Contains("In force As the rules say", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Propose to take it back", text, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Suite", "Exhaustive")]
    public async Task The_class_follows_the_choices_by_the_keyboard_alone_in_both_languages()
    {
        await using var portal = await GivenPortal.Empty();
        await FillAsync(portal);
        foreach (var name in new[] { "mei", "lin" }) await portal.AddAsync(name, Role.Geneticist);
        await using (var mei = await Typist.SignedInAsync(portal, "mei"))
        {
            await mei.Page.GotoAsync(Address);
            await mei.LookAsync("classification");
            await mei.TabToAsync("PS4: judged");
            await mei.Page.Keyboard.TypeAsync("met, st");
            await MadeAsync(mei, "Likely pathogenic (6 points)");
            await mei.TabToAsync("PS4: reason");
            await mei.Page.Keyboard.TypeAsync("Four probands");
            await mei.TabToAsync("BS1: judged");
            await mei.Page.Keyboard.TypeAsync("met, st");
            await MadeAsync(mei, "PS4 is not counted beside BS1");
            await mei.Page.Keyboard.PressAsync("ArrowUp");
            await MadeAsync(mei, "Likely pathogenic (6 points)");
            // Enter in a field shows the class, and proposes nothing; what was typed stays.
            await mei.TabToAsync("Why it is classified so");
            await mei.EnterAsync("Five families");
            await MadeAsync(mei, "Likely pathogenic (6 points)");
            Assert.DoesNotContain("Waits for a second person", await mei.Page.TextContentAsync("main"), StringComparison.Ordinal);
            await mei.OpenAsync("Propose");
            Assert.Contains("It was proposed", await mei.Page.TextContentAsync("main"), StringComparison.Ordinal);
            Assert.Empty(mei.Complaints);
        }
        await using var lin = await Typist.SignedInAsync(portal, "lin");
        await lin.Page.GotoAsync("/variants/classifications");
        await lin.LookAsync("classifications");
        await lin.OpenAsync("SERPINC1 c.236G>A");
        await lin.LookAsync("classification-waits");
        await lin.OpenAsync("Confirm");
        Assert.Contains("Every carrier was concluded anew.", await lin.Page.TextContentAsync("main"), StringComparison.Ordinal);
        await lin.OpenAsync("中文");
        await lin.TabToAsync("PP4：评定");
        await lin.Page.Keyboard.PressAsync("ArrowDown");
        await lin.Page.Keyboard.PressAsync("ArrowDown");
        await MadeAsync(lin, "可能致病 （7 分）");
        await lin.Page.LookAsync("zh-CN", 1280, "classification");
        Assert.Empty(lin.Complaints);
    }

    // The class is exchanged in the page that is open.
    static async Task MadeAsync(Typist person, string expected) =>
        await person.Page.Locator("#made", new() { HasText = expected }).WaitForAsync();

    [Theory]
    [InlineData("/variants/classification?gene=XYZ&name=c.1A%3EG")]
    [InlineData("/variants/classification?gene=SERPINC1")]
    [InlineData("/variants/classification")]
    public async Task What_names_no_variant_is_not_found(string address)
    {
        await using var portal = await GivenPortal.Empty();
        using var answer = await (await portal.SignedInAsync(Role.Geneticist)).GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_hot_spot_and_a_variant_of_no_file_say_why_they_are_not_judged()
    {
        await using var portal = await GivenPortal.Empty();
        var anna = await portal.SignedInAsync(Role.Geneticist);
        Assert.Contains("c.391C>T is a hot spot: its class is stated by the panel", await TextAsync(anna,
            "/variants/classification?gene=SERPINC1&name=c.391C%3ET"), StringComparison.Ordinal);
        Assert.Contains("No file of the register has c.236G>A.", await TextAsync(anna), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_pages_are_whole_in_Chinese()
    {
        await using var portal = await GivenPortal.Empty();
        await FillAsync(portal, "likely-benign");
        var mei = await InAsync(portal, "mei");
        await PostedAsync(mei, [.. await FieldsAsync(mei, ("PS4", "Strong", "1")), ("Seen", "0"), ("Reason", "2")]);
        var lin = await InAsync(portal, "lin");
        await DecidedAsync(lin, "Confirm");
        using (await lin.PostAsync("/account", [("language", "zh-CN")], to: "/language")) { }
        foreach (var address in new[] { Address, "/variants/classifications", "/variants/reanalysis" })
        {
            var main = Regex.Replace(await TextAsync(lin, address),
                @"@?[a-z0-9]+-[a-z]+[@ ][0-9.]+[^ ]*|thrombophilia-core|\bSERPINC1|\b[PB][VSMPA][S0-9]\d?(_\w+)?\b"
                    + @"|\b[0-9a-f]{12}\b|\+[0-9a-f]{40}|\b(mei|lin|DNA|RNA)\b", "");
            Assert.DoesNotMatch("[A-Za-z]{3,}", main);
        }
    }

    [Theory]
    [InlineData(Role.Technician)]
    [InlineData(Role.Clinician)]
    [InlineData(Role.Administrator)]
    public async Task Whoever_may_not_read_conclusions_may_not_open_it(string role)
    {
        await using var portal = await GivenPortal.Empty();
        var browser = await portal.SignedInAsync(role);
        foreach (var address in new[] { Address, "/variants/classifications", "/variants/reanalysis" })
            using (var answer = await browser.GetAsync(address)) Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Re_analysis_lists_what_the_rules_would_change()
    {
        await using var portal = await GivenPortal.Empty();
        await FillAsync(portal, "likely-benign");
        var text = await TextAsync(await InAsync(portal, "mei"), "/variants/reanalysis");
        Assert.Contains("SERPINC1 c.236G>A Likely benign serpinc1-clingen@1.0.0 Uncertain serpinc1-clingen@1.1.0 BS1 PM1 2 –", text,
            StringComparison.Ordinal);
    }

    internal static async Task<PortalBrowser> InAsync(GivenPortal portal, string name)
    {
        await portal.AddAsync(name, Role.Geneticist);
        var browser = portal.Browser();
        await browser.SignInAsync(name, GivenPortal.Password);
        return browser;
    }

    // What the form sends: every criterion as it is shown, but for these.
    static async Task<(string, string)[]> FieldsAsync(PortalBrowser browser, params (string Code, string Choice, string Why)[] judged)
    {
        var page = await browser.PageAsync(Address);
        var fields = new List<(string, string)>();
        foreach (Match row in Regex.Matches(page, @"name=""Criteria\[(\d+)\].Code"" value=""(\w+)"".*?</select>", RegexOptions.Singleline))
        {
            var (at, code) = ($"Criteria[{row.Groups[1].Value}]", row.Groups[2].Value);
            var own = judged.FirstOrDefault(j => j.Code == code);
            fields.Add(($"{at}.Code", code));
            fields.Add(($"{at}.Choice", own.Choice ?? Regex.Match(row.Value, @"value=""(\w+)"" selected").Groups[1].Value));
            fields.Add(($"{at}.Reason", own.Why ?? ""));
        }
        Assert.Equal(19, fields.Count / 3);
        return [.. fields];
    }

    static async Task<string> DecidedAsync(PortalBrowser browser, string handler, params (string, string)[] more) =>
        await PostedAsync(browser, [("Record", Regex.Match(await browser.PageAsync(Address), "name=\"Record\" value=\"([^\"]+)\"")
            .Groups[1].Value), .. more], handler);

    static async Task<string> PostedAsync(PortalBrowser browser, (string, string)[] fields, string? handler = null)
    {
        using var answer = await browser.PostAsync(Address, fields, to: handler is null ? Address : $"{Address}&handler={handler}");
        if (answer.StatusCode == HttpStatusCode.Redirect) return await TextAsync(browser, answer.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return Plain(await answer.Content.ReadAsStringAsync(Stop));
    }

    static async Task<string> TextAsync(PortalBrowser browser, string address = Address) => Plain(await browser.PageAsync(address));

    // Without markup and choices, with one blank between words.
    static string Plain(string page)
    {
        var main = Regex.Match(page, "<main.*</main>", RegexOptions.Singleline) is { Success: true } found ? found.Value : page;
        main = Regex.Replace(main, @"<select.*?</select>|<label class=""spoken"".*?</label>", " ", RegexOptions.Singleline);
        return Regex.Replace(WebUtility.HtmlDecode(Regex.Replace(main, "<[^>]+>", " ")), @"\s+", " ").Replace(" ,", ",",
            StringComparison.Ordinal).Trim();
    }

    /// <summary>P-1 of S1 and P-2 of S2 carry the variant; mei and lin are certified.</summary>
    internal static async Task FillAsync(GivenPortal portal, string @class = "uncertain")
    {
        await using var db = portal.Records();
        var (writes, cases) = (portal.Writes(db), Lims.CaseAnalysis.Load());
        var (people, storage, staff) = (new SubjectService(writes), new StorageService(writes), new StaffService(writes));
        foreach (var site in new[] { "S1", "S2" }) await storage.AddAsync(null, StorageKind.Site, site, site, null, null, Stop);
        foreach (var who in new[] { "mei", "lin" })
            foreach (var task in new[] { LabTask.FirstReading, LabTask.SecondReading })
                await staff.CertifyAsync(who, task, "certificate", new DateOnly(2099, 1, 1), Stop);
        foreach (var (code, site) in new[] { ("P-1", "S1"), ("P-2", "S2") })
        {
            var subject = await people.RegisterAsync(new SubjectEntry(code, site, SubjectGroup.Case, Sex.F, 1980), Stop);
            await people.ConsentAsync(subject.PublicId, "1.0", (ConsentScopes)63, portal.Time.GetUtcNow().AddDays(-1), Stop);
            var sample = (await new TubeService(writes, cases.Biobank).ReceiveAsync(
                new SampleEntry(subject.PublicId, null, "dna", null, null, null, [500]), Stop)).Sample.Code;
            var intake = new IntakeService(writes, cases.Biobank, Software.Version);
            var ticket = await intake.FindAsync(new IntakeKey(code, "thrombophilia-core", "1.1.0"), Stop);
            await (await intake.WriteAsync([new IntakeEnd.Read(ticket.Key, "a.vcf.gz")
            {
                Build = "GRCh38",
                Warnings = [],
                Names = [sample],
                Wanted = new HashSet<string> { sample },
                Rows = [new SampleCall(sample, new PanelCall
                {
                    Build = "GRCh38",
                    Gene = "SERPINC1",
                    Chrom = "1",
                    Pos = 173914725,
                    Ref = "C",
                    Alt = "T",
                    HgvsC = "NM_000488.4:c.236G>A",
                    Consequence = "missense_variant",
                    Status = CallStatus.Called,
                    Copies = 1,
                    Class = @class,
                    Criteria = "BS1;@serpinc1-clingen@1.0.0",
                })],
            }], Stop))[0];
        }
    }
}
