using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Given;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Families;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Staff;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Biobank.Transfers;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Intake;
using Xunit;
using Role = Thrombophilia.Portal.Accounts.Role;

namespace Thrombophilia.Portal.Tests.Ui;

/// <summary>
/// Every field of every form of the biobank, sent as no browser would send it: what is typed is never run, and nothing
/// that is typed breaks a page.
/// </summary>
public sealed class FieldTests
{
    const string Script = "\"><script>alert(1)</script>", Link = "javascript:alert(1)";

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>What a field takes.</summary>
    enum Kind
    {
        /// <summary>A code of letters and digits, needed.</summary>
        Code,
        /// <summary>A text of one line, needed.</summary>
        Text,
        /// <summary>A text of one line, or nothing.</summary>
        Open,
        /// <summary>Codes of tubes.</summary>
        Tubes,
        /// <summary>A volume in microlitres, or nothing.</summary>
        Volume,
        /// <summary>A number with a sign, needed.</summary>
        Degrees,
        /// <summary>A whole number, needed.</summary>
        Count,
        /// <summary>A time that has passed, or nothing.</summary>
        Time,
        /// <summary>The same, needed.</summary>
        NeededTime,
        /// <summary>A day.</summary>
        Day,
        /// <summary>A year, or nothing.</summary>
        Year,
        /// <summary>A slot of a box, or nothing.</summary>
        Slot,
        /// <summary>One of a list.</summary>
        Choice,
        /// <summary>A search, which finds nothing rather than refuse.</summary>
        Search,
    }

    /// <summary>A form: where it stands, where it is sent, and a filling that is good.</summary>
    sealed record Form(string Page, string Handler, params (string Name, Kind Kind, string Good)[] Fields)
    {
        public string To => Handler.Length == 0 ? Page : $"{Page}?handler={Handler}";
        public IEnumerable<(string, string)> Filled(string? but = null, string value = "") =>
            Fields.Select(f => (f.Name, f.Name == but ? value : f.Good)).Concat(Hidden);
        public IReadOnlyList<(string, string)> Hidden { get; init; } = [];
    }

    static readonly string Long = new('x', 5000);

    // What each kind has to refuse.
    static IEnumerable<string> Bad(Kind kind) => kind switch
    {
        Kind.Code => ["", "   ", Long, "a b", "\u0000", "a\u0007b", "<b>", "-1", "编号"],
        Kind.Text => ["", "   ", Long, "a\u0000b", "a\u001Bb", "a\nb"],
        Kind.Open => [Long, "a\u0000b", "a\u001Bb", "a\nb"],
        Kind.Tubes => ["", " \n , ;", Long, "T\u0000", "-1", string.Join('\n', Enumerable.Range(0, 1001))],
        Kind.Volume =>
            ["-1", "0", "1e400", "NaN", "99999999999999999999999999999999", "1000000.5", "0.0001", "1,5", "x",
            Long, "\u0000"],
        Kind.Degrees => ["", "-300", "61", "x", "1e3", Long, "\u0000", "20,5"],
        Kind.Count => ["", "-1", "0", "101", "99999999999", "1.5", "x", Long, "\u0000"],
        Kind.Time =>
            ["x", "2999-01-01T00:00", "9999-12-31T23:59:59", "0001-01-01T00:00", "2020-13-01T00:00", "2020-02-30T00:00",
            Long, "\u0000", "-1"],
        Kind.NeededTime =>
            ["", "x", "2999-01-01T00:00", "9999-12-31T23:59:59", "0001-01-01T00:00", "2020-02-30T00:00",
            Long, "\u0000"],
        Kind.Day => ["x", "9999-12-31", "0001-01-01", "2020-02-30", Long, "\u0000", "-1"],
        Kind.Year => ["1899", "2999", "99999999999", "-1980", "x", Long, "\u0000"],
        Kind.Slot => ["Z99", "A0", "A-1", "AAAA1", "A99999999999", "9", Long, "\u0000"],
        Kind.Choice => ["nothing of the list", "-1", "99999999999", "\u0000", Long],
        _ => [],
    };

    static async Task<(GivenPortal Portal, PortalBrowser Browser, Form[] Forms)> SetUpAsync()
    {
        var portal = await GivenPortal.Showing(new Overview { At = default });
        var browser = await portal.SignedInAsync(Role.Technician, Role.Administrator, Role.DataAuditor);
        await using var db = portal.Records();
        var (people, storage, tubes, families) = (new SubjectService(portal.Writes(db)),
            new StorageService(portal.Writes(db)), new TubeService(portal.Writes(db), Lims.Biobank.BiobankRules.Load()),
                new FamilyService(portal.Writes(db)));
        foreach (var task in Enum.GetValues<LabTask>())
            await new StaffService(portal.Writes(db)).CertifyAsync("user0", task, "C-1",
                new DateOnly(2099, 12, 31), Stop);
        var sites = new List<StorageUnit>();
        foreach (var site in new[] { "S1", "S2" })
            sites.Add(await storage.AddAsync(null, StorageKind.Site, "Site " + site, site, null, null, Stop));
        var freezer = await storage.AddAsync(sites[0].PublicId, StorageKind.Freezer, "F1", null, null, null, Stop);
        var box = await storage.AddAsync(freezer.PublicId, StorageKind.Box, "Box 1", null, 9, 9, Stop);
        var subject = await people.RegisterAsync(new SubjectEntry("P-1", "S1", SubjectGroup.Case, Sex.F, 1980), Stop);
        await people.ConsentAsync(subject.PublicId, "1.0", (ConsentScopes)63,
            portal.Time.GetUtcNow().AddDays(-2), Stop);
        var bloods =
            (await tubes.ReceiveAsync(
            new SampleEntry(subject.PublicId, null, "edta-blood", null, null, null, [5000, 5000, 5000, 5000]),
                Stop)).Tubes;
        var family = await families.RegisterAsync("F-1", "S1", Stop);
        await families.AddAsync(family.PublicId, new MemberEntry("I-1", Sex.M, null, false), Stop);
        string person = $"/subjects/{subject.PublicId}", tube = $"/tubes/{bloods[0].PublicId}";
        Form[] forms =
        [
            new("/subjects/new", "", ("Code", Kind.Code, "P-2"), ("Site", Kind.Code, "S1"),
                ("Group", Kind.Choice, "Case"), ("Sex", Kind.Choice, "F"), ("BirthYear", Kind.Year, "1990"),
                    ("Enrolment", Kind.Open, "E-2"), ("Transplant", Kind.Choice, "None")),
            new(person + "/consent", "Consent", ("FormVersion", Kind.Text, "2.0"),
                ("SignedAt", Kind.NeededTime, "2026-03-01T10:00")) { Hidden =
                    [.. Enum.GetValues<ConsentScopes>().Where(s => s != ConsentScopes.None)
                    .Select(s => ("Scopes", $"{s}"))] },
            new(person + "/consent", "Identify", ("Name", Kind.Open, "Li"), ("IdNumber", Kind.Open, "1101"),
                ("BirthDate", Kind.Day, "1980-01-01"), ("Phone", Kind.Open, "138")),
            new(person + "/consent", "Describe", ("Group", Kind.Choice, "Case"), ("Sex", Kind.Choice, "F"),
                ("BirthYear", Kind.Year, "1980"), ("Enrolment", Kind.Open, "E-1"), ("Transplant", Kind.Choice, "None"),
                    ("Why", Kind.Open, "typing error")),
            new(person + "/receive", "", ("Type", Kind.Choice, "serum"), ("Count", Kind.Count, "1"),
                ("Volume", Kind.Volume, "100"), ("Ordered", Kind.Time, "2026-03-01T09:00"),
                    ("OrderedBy", Kind.Open, "Dr Wang"), ("Collected", Kind.Time, "2026-03-01T10:00"),
                        ("Received", Kind.Time, "2026-03-01T11:00"), ("Arrival", Kind.Open, "cool"),
                            ("Code", Kind.Open, "S-77")),
            new(tube, "Divide", ("Type", Kind.Choice, "dna"), ("Count", Kind.Count, "1"), ("Volume", Kind.Volume, "10"),
                ("Taken", Kind.Volume, "10")),
            new(tube, "Use", ("Use", Kind.Choice, "genotyping"), ("UseVolume", Kind.Volume, "1")),
            new(tube, "Discard", ("Reason", Kind.Text, "broken")),
            new("/storage", "", ("Name", Kind.Text, "Site 9"), ("Code", Kind.Code, "S9")),
            new($"/storage/{freezer.PublicId}", "Add", ("Kind", Kind.Choice, "Box"), ("Name", Kind.Text, "Box 2"),
                ("Rows", Kind.Count, "9"), ("Columns", Kind.Count, "9")),
            new($"/storage/{box.PublicId}", "Place", ("Tube", Kind.Tubes, bloods[1].Code), ("Slot", Kind.Slot, "A1")),
            new($"/storage/{box.PublicId}", "Warm", ("From", Kind.NeededTime, "2026-03-01T10:00"),
                ("To", Kind.NeededTime, "2026-03-01T11:00"), ("Warmest", Kind.Degrees, "-20.5"),
                    ("Note", Kind.Open, "door")),
            new("/shipments", "", ("From", Kind.Code, "S1"), ("To", Kind.Code, "S2"),
                ("Tubes", Kind.Tubes, bloods[2].Code), ("Note", Kind.Open, "ice")),
            new("/distributions", "", ("Site", Kind.Code, "S1"), ("Recipient", Kind.Text, "Institute"),
                ("Purpose", Kind.Text, "study"), ("Tubes", Kind.Tubes, bloods[3].Code)),
            new("/families", "", ("Code", Kind.Code, "F-2"), ("Site", Kind.Code, "S1")),
            new($"/families/{family.PublicId}", "Member", ("Label", Kind.Text, "I-2"), ("Sex", Kind.Choice, "F"),
                ("Father", Kind.Open, "I-1"), ("Mother", Kind.Open, ""), ("Subject", Kind.Open, "P-1")),
            new("/qualifications", "", ("Person", Kind.Text, "anna"), ("Task", Kind.Choice, "Assay"),
                ("Certificate", Kind.Text, "C-9"), ("ValidUntil", Kind.Day, "2027-01-01")),
            new("/find", "", ("Q", Kind.Search, "P-1")),
            new(person + "/consent", "Withdraw", ("Reason", Kind.Open, "letter")),
        ];
        return (portal, browser, forms);
    }

    [Fact]
    public async Task Whatever_is_out_of_bounds_is_told_beside_its_field_or_on_top_and_breaks_no_page()
    {
        var (portal, browser, forms) = await SetUpAsync();
        await using var _ = portal;
        var faults = new List<string>();
        foreach (var form in forms)
            foreach (var (name, kind, _) in form.Fields)
                foreach (var bad in Bad(kind))
                {
                    using var answer = await browser.PostAsync(form.Page, form.Filled(name, bad), form.To);
                    var page = await answer.Content.ReadAsStringAsync(Stop);
                    var what =
                        $"{form.To} {name}={(bad.Length > 40 ? bad[..40] + "…" : Uri.EscapeDataString(bad))}: {(int)answer.StatusCode}";
                    // The server reads no form with a NUL in it.
                    if (bad.Contains('\0', StringComparison.Ordinal) ? answer.StatusCode != HttpStatusCode.BadRequest
                        : answer.StatusCode != HttpStatusCode.OK) faults.Add(what);
                    else if (answer.StatusCode == HttpStatusCode.BadRequest) continue;
                    else if (!page.Contains($"id=\"{name}-error\"", StringComparison.Ordinal)
                        && !page.Contains("class=\"notice alarm\" role=\"alert\"", StringComparison.Ordinal))
                        faults.Add(what + " and says nothing");
                    // A refusal that is folded away is not told.
                    else if (Regex.IsMatch(page, $"<details class=\"more\">(?:(?!</details>).)*id=\"{name}-error\"",
                        RegexOptions.Singleline)) faults.Add(what + " and hides it");
                    else if (page.Contains("The value '", StringComparison.Ordinal)
                        || page.Contains(" is not valid for ", StringComparison.Ordinal))
                        faults.Add(what + " and the framework speaks");
                }
        Assert.True(faults.Count == 0, $"{faults.Count} faults:\n{string.Join('\n', faults)}");
        await using var db = portal.Records();
        Assert.Equal((1, 4, 1, 1),
            (await db.Subjects().CountAsync(Stop), await db.Tubes().CountAsync(Stop),
                await db.Families().CountAsync(Stop), await db.FamilyMembers().CountAsync(Stop)));
        Assert.True(await db.Tubes().AllAsync(t => t.Revision == 0, Stop));
    }

    [Fact]
    public async Task The_good_filling_of_every_form_is_taken()
    {
        var (portal, browser, forms) = await SetUpAsync();
        await using var _ = portal;
        var refused = new List<string>();
        foreach (var form in forms)
        {
            using var answer =
                await browser.PostAsync(form.Page, (await WithRevisionAsync(browser, form)).Filled(), form.To);
            if (answer.StatusCode != HttpStatusCode.Redirect)
                refused.Add($"{form.To}: {answer.StatusCode} {Said(await answer.Content.ReadAsStringAsync(Stop))}");
        }
        Assert.Empty(refused);
    }

    [Theory]
    [InlineData(Script)]
    [InlineData(Link)]
    [InlineData("'--><img src=x onerror=alert(1)>")]
    public async Task A_script_that_was_typed_into_any_field_stands_on_no_page(string payload)
    {
        var (portal, browser, forms) = await SetUpAsync();
        await using var _ = portal;
        var (taken, faults) = (new List<string>(), new List<string>());
        foreach (var form in forms)
            foreach (var (name, kind, _) in form.Fields.Where(
                f => f.Kind is not (Kind.Choice or Kind.Time or Kind.NeededTime)))
            {
                var filled = (await WithRevisionAsync(browser, form)).Filled(name, payload);
                using var answer = await browser.PostAsync(form.Page, filled, form.To);
                var page = await answer.Content.ReadAsStringAsync(Stop);
                Harmless(form.To + " " + name, page);
                if (answer.StatusCode == HttpStatusCode.Redirect) taken.Add(form.To + " " + name);
                else if (answer.StatusCode != HttpStatusCode.OK || (kind != Kind.Search && Said(page).Length == 0))
                    faults.Add($"{form.To} {name}: {answer.StatusCode} {Said(page)}");
            }
        // What is a code, a number or a time takes none of it, and a text of one line takes all of it.
        Assert.Empty(faults);
        Assert.Contains(taken, t => t.EndsWith("Withdraw Reason", StringComparison.Ordinal));
        Assert.Contains("/subjects/new Enrolment", taken);
        Assert.DoesNotContain("/subjects/new Code", taken);
        Assert.DoesNotContain("/families Code", taken);

        using var file = new MultipartFormDataContent { { new StringContent("Subjects"), "Kind" },
            { new StringContent(PortalBrowser.Token(await browser.PageAsync("/import"))),
                "__RequestVerificationToken" } };
        file.Add(
            new ByteArrayContent(
                Encoding.UTF8.GetBytes(
                    "subject,site,group,sex,birth_year\n"
                    + $"\"{payload.Replace("\"", "\"\"", StringComparison.Ordinal)}\",S1,case,F,\n"
                    + "Q7,S1,case,F,\n")), "Csv", "x.csv");
        file.Last().Headers.ContentDisposition!.FileName = "\"" + Regex.Replace(payload, "[\"\\\\/]", "") + ".csv\"";
        using var upload =
            await browser.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/import") { Content = file });
        var preview = upload.Headers.Location!.ToString();
        using var written = await browser.PostAsync(preview, []);
        // The first look after its end is sent on, once, to say what was written.
        using var ended = await browser.GetAsync(preview);
        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);

        await using var db = portal.Records();
        var shown = new List<string> { "/subjects", "/tubes", "/storage", "/shipments", "/distributions", "/families",
            "/excursions", "/import", "/qualifications", "/audit", "/audit?p=2", "/audit?p=3", preview,
                "/tubes?Q=" + Uri.EscapeDataString(payload), "/families?Q=" + Uri.EscapeDataString(payload),
                    "/audit?Key=" + Uri.EscapeDataString(payload), "/labels?code=" + Uri.EscapeDataString(payload) };
        shown.AddRange(await db.Subjects().Select(s => $"/subjects/{s.PublicId}").ToListAsync(Stop));
        shown.AddRange(await db.Subjects().Select(s => $"/subjects/{s.PublicId}/consent").ToListAsync(Stop));
        shown.AddRange(await db.Subjects().Select(s => $"/subjects/{s.PublicId}/samples").ToListAsync(Stop));
        shown.AddRange(await db.Subjects().Select(s => $"/subjects/{s.PublicId}/receive").ToListAsync(Stop));
        shown.AddRange(await db.Tubes().Select(t => $"/tubes/{t.PublicId}").ToListAsync(Stop));
        shown.AddRange(await db.StorageUnits().Select(u => $"/storage/{u.PublicId}").ToListAsync(Stop));
        shown.AddRange(
            await db.StorageUnits().Select(u => $"/labels?code={Uri.EscapeDataString(u.Code)}").ToListAsync(Stop));
        shown.AddRange(await db.Shipments().Select(s => $"/shipments/{s.PublicId}").ToListAsync(Stop));
        shown.AddRange(await db.Distributions().Select(d => $"/distributions/{d.PublicId}").ToListAsync(Stop));
        shown.AddRange(await db.Excursions().Select(x => $"/excursions/{x.PublicId}").ToListAsync(Stop));
        foreach (var family in await db.Families().ToListAsync(Stop))
        {
            shown.Add($"/families/{family.PublicId}");
            shown.AddRange(
                (await db.FamilyMembers().Where(m => m.FamilyId == family.Id).Select(m => m.Label).ToListAsync(Stop))
                    .Select(label => $"/families/{family.PublicId}?Member={Uri.EscapeDataString(label)}"));
        }
        var seen = 0;
        foreach (var path in shown)
        {
            var page = await browser.PageAsync(path);
            Harmless(path, page);
            if (WebUtility.HtmlDecode(page).Contains(payload, StringComparison.Ordinal)) seen++;
        }
        // The pages do show it: as the text that it is.
        Assert.True(seen > 10, $"only {seen} pages show what was typed");

        void Harmless(string where, string page)
        {
            Assert.False(
                page.Contains("<script>alert", StringComparison.Ordinal)
                    || page.Contains("<img src=x", StringComparison.Ordinal), $"{where} runs what was typed");
            // Of a link only its beginning is dangerous, and only in an address.
            Assert.DoesNotMatch("(?i)(href|src|action|formaction)=\"\\s*javascript:", page);
        }
    }

    /// <summary>The state of the tube that the form was opened with.</summary>
    static async Task<Form> WithRevisionAsync(PortalBrowser browser, Form form) =>
        !form.Page.StartsWith("/tubes/", StringComparison.Ordinal) ? form
        : form with
        {
            Hidden =
        [("Revision",
        Regex.Match(await browser.PageAsync(form.Page), "name=\"Revision\" value=\"(\\d+)\"").Groups[1].Value)]
        };

    static string Said(string page) =>
        string.Join(" | ",
        Regex.Matches(page, "(?:class=\"error\"|role=\"alert\")[^>]*>([^<]*)")
            .Select(m => WebUtility.HtmlDecode(m.Groups[1].Value)));
}
