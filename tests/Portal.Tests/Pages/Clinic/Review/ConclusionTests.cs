using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Given;
using Thrombophilia.Lims;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Staff;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Review;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Portal.Accounts;
using Xunit;

namespace Thrombophilia.Portal.Tests.Pages.Clinic.Review;

public sealed class ConclusionTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_signature_asks_for_the_password_and_tells_its_meaning()
    {
        await using var portal = await GivenPortal.Empty();
        var (id, anna) = (await ConcludedAsync(portal), await ReaderAsync(portal, "anna"));
        var page = await anna.PageAsync($"/conclusions/{id}");
        Assert.Contains("I have examined the evidence and agree.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"Code\"", page, StringComparison.Ordinal);
        Assert.Contains("Please fill in this field", await SignAsync(anna, id, ""), StringComparison.Ordinal);
        Assert.Contains("The current password is wrong", await SignAsync(anna, id, "not the password"), StringComparison.Ordinal);
        Assert.Empty(await SignOffsAsync(portal));
        await SignAsync(anna, id);
        Assert.Equal(["anna"], await SignOffsAsync(portal));
        // The second review is for another person.
        Assert.Contains("The second review is for another person", await anna.PageAsync($"/conclusions/{id}"), StringComparison.Ordinal);
        Assert.Contains("You signed it at", await SignAsync(anna, id, turn: 2), StringComparison.Ordinal);

        var ben = await ReaderAsync(portal, "ben");
        Assert.Contains("I authorise the report.", await ben.PageAsync($"/conclusions/{id}"), StringComparison.Ordinal);
        await SignAsync(ben, id, turn: 2, reason: "confirmed on a second draw");
        Assert.Equal(["anna", "ben"], await SignOffsAsync(portal));
        var signed = await ben.PageAsync($"/conclusions/{id}");
        Assert.Contains("confirmed on a second draw", signed, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=Sign", signed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_guesses_the_password_at_an_open_screen_is_locked_out()
    {
        await using var portal = await GivenPortal.Empty();
        var (id, anna) = (await ConcludedAsync(portal), await ReaderAsync(portal, "anna"));
        for (var i = 0; i < 4; i++) Assert.Contains("wrong", await SignAsync(anna, id, "guess " + i), StringComparison.Ordinal);
        Assert.Equal("/sign-in", await SignAsync(anna, id, "guess 5"));
        using (var closed = await anna.GetAsync($"/conclusions/{id}")) Assert.Equal(HttpStatusCode.Redirect, closed.StatusCode);
        Assert.Empty(await SignOffsAsync(portal));
        Assert.NotNull((await portal.AccountAsync("anna")).LockoutEnd);
    }

    [Fact]
    public async Task Whoever_has_a_device_signs_with_its_code_and_a_code_signs_once()
    {
        await using var portal = await GivenPortal.Empty(requireCode: true);
        var id = await ConcludedAsync(portal);
        await CertifyAsync(portal, "anna");
        await portal.AddAsync("anna", Role.Geneticist);
        var anna = portal.Browser();
        await anna.SignInAsync("anna", GivenPortal.Password);
        var key = Regex.Match(await anna.PageAsync("/account/code"), "id=\"key\">([^<]+)<").Groups[1].Value;
        var used = GivenPortal.CodeOf(key);
        using (await anna.PostAsync("/account/code", [("Code", used)])) { }
        Assert.Contains("name=\"Code\"", await anna.PageAsync($"/conclusions/{id}"), StringComparison.Ordinal);
        foreach (var wrong in new[] { "000000", used })
            Assert.Contains("This code is wrong", await SignAsync(anna, id, code: wrong), StringComparison.Ordinal);
        Assert.Contains("Please fill in this field", await SignAsync(anna, id, code: ""), StringComparison.Ordinal);
        Assert.Empty(await SignOffsAsync(portal));
        await SignAsync(anna, id, code: GivenPortal.CodeOf(key, later: 1));
        Assert.Equal(["anna"], await SignOffsAsync(portal));
    }

    [Fact]
    public async Task What_was_not_opened_or_has_changed_since_is_refused_in_both_languages()
    {
        await using var portal = await GivenPortal.Empty();
        var (id, anna) = (await ConcludedAsync(portal), await ReaderAsync(portal, "anna"));
        // The form of another page has a token that is as good: the page itself was never opened.
        Assert.Contains("You have not opened version 1", await SignAsync(anna, id, from: "/conclusions/signed"), StringComparison.Ordinal);
        await anna.PageAsync($"/conclusions/{id}");
        Assert.Contains("your signature would mean something else", await SignAsync(anna, id, turn: 2), StringComparison.Ordinal);
        await MeasureAsync(portal, "A9", 44);
        Assert.Contains("Version 2 has been issued meanwhile", await SignAsync(anna, id), StringComparison.Ordinal);
        using (await anna.PostAsync("/account", [("language", "zh-CN")], to: "/language")) { }
        Assert.Contains("请审阅新版本", await SignAsync(anna, id), StringComparison.Ordinal);
        Assert.Empty(await SignOffsAsync(portal));
    }

    [Fact]
    public async Task The_case_is_taken_commented_sent_back_and_reopened_on_its_page()
    {
        await using var portal = await GivenPortal.Empty();
        var (id, anna) = (await ConcludedAsync(portal), await ReaderAsync(portal, "anna"));
        var page = $"/conclusions/{id}";
        await DoneAsync(anna, page, "Take");
        await DoneAsync(anna, page, "Comment", ("Comment", "ask for the family"));
        await DoneAsync(anna, page, "Back", ("BackReason", "the draw was during treatment"));
        var told = await anna.PageAsync(page);
        foreach (var words in new[] { "took the case", "ask for the family", "the draw was during treatment", "sent back" })
            Assert.Contains(words, told, StringComparison.Ordinal);
        Assert.DoesNotContain("handler=Sign", told, StringComparison.Ordinal);
        Assert.Contains("sent this version back", await SignAsync(anna, id), StringComparison.Ordinal);
        using (var empty = await anna.PostAsync(page, [("ReopenComment", "")], page + "?handler=Reopen"))
            Assert.Contains("This field is required", await empty.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        await DoneAsync(anna, page, "Reopen", ("ReopenComment", "it was not"));
        await SignAsync(anna, id, round: 1);
        Assert.Equal(["anna"], await SignOffsAsync(portal));

        await portal.AddAsync("tom", Role.Technician);
        using (var refused = await anna.PostAsync(page, [("Colleague", "tom")], page + "?handler=Give"))
            Assert.Contains("may not sign conclusions", await refused.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        await DoneAsync(anna, page, "Give", ("Colleague", "anna"));
        await DoneAsync(anna, page, "Leave");
    }

    [Fact]
    public async Task A_request_that_holds_the_signature_is_answered_by_the_laboratory()
    {
        await using var portal = await GivenPortal.Empty();
        var (id, anna) = (await ConcludedAsync(portal), await ReaderAsync(portal, "anna"));
        var page = $"/conclusions/{id}";
        await DoneAsync(anna, page, "Ask", ("Asked", "Assay"), ("Target", "protein C"), ("AskReason", "one value"), ("Holds", "yes"));
        Assert.Contains("until every request that holds the signature", await anna.PageAsync(page), StringComparison.Ordinal);
        Assert.Contains("It is held: a request is open", await SignAsync(anna, id), StringComparison.Ordinal);
        var tom = await portal.SignedInAsync(Role.Technician);
        var list = await tom.PageAsync("/requests/laboratory");
        Assert.Contains("protein C", list, StringComparison.Ordinal);
        var request = Regex.Match(list, "<option value=\"([0-9a-f-]{36})\"").Groups[1].Value;
        await DoneAsync(tom, "/requests/laboratory", "Done", ("Request1", request), ("Answer", "43 U/dL"));
        Assert.Contains("43 U/dL", await tom.PageAsync("/requests/laboratory?state=Done"), StringComparison.Ordinal);
        Assert.Contains("43 U/dL", await anna.PageAsync(page), StringComparison.Ordinal);
        await SignAsync(anna, id);
        Assert.Equal(["anna"], await SignOffsAsync(portal));
    }

    [Fact]
    public async Task The_versions_tell_what_each_changed()
    {
        await using var portal = await GivenPortal.Empty();
        await ConcludedAsync(portal);
        await MeasureAsync(portal, "A9", 44);
        var anna = await ReaderAsync(portal, "anna");
        await using var db = portal.Records();
        var newest = await db.Conclusions().OrderByDescending(c => c.Version).Select(c => c.PublicId).FirstAsync(Stop);
        var page = await anna.PageAsync($"/conclusions/{newest}");
        Assert.Matches("<ins>[^<]*44 U/dL", page);
        Assert.Contains("sentences added", page, StringComparison.Ordinal);
    }

    /// <summary>The conclusion on a person of S1 with one low value.</summary>
    internal static async Task<Guid> ConcludedAsync(GivenPortal portal, string code = "P-1")
    {
        await using var db = portal.Records();
        var (writes, cases) = (portal.Writes(db), CaseAnalysis.Load());
        if (!await db.StorageUnits().AnyAsync(Stop))
            await new StorageService(writes).AddAsync(null, StorageKind.Site, "S1", "S1", null, null, Stop);
        var people = new SubjectService(writes);
        var subject = await people.RegisterAsync(new SubjectEntry(code, "S1", SubjectGroup.Case, Sex.F, 1980), Stop);
        await people.ConsentAsync(subject.PublicId, "1.0", (ConsentScopes)63, portal.Time.GetUtcNow().AddDays(-1), Stop);
        await ImportAsync(portal, ImportKind.Samples, $"sample,subject,vcf_name,type,collected,received\nS-{code},{code},,,,\n");
        await MeasureAsync(portal, $"A-{code}", 41, code);
        return await db.Conclusions().Where(c => c.SubjectId == subject.Id).Select(c => c.PublicId).SingleAsync(Stop);
    }

    internal static Task MeasureAsync(GivenPortal portal, string id, int value, string code = "P-1") => ImportAsync(
        portal, ImportKind.Assays,
        $"assay_id,sample,analyte,method,value,unit,drawn,states\n{id},S-{code},PC,chromogenic,{value},U/dL,2026-01-02T08:00Z,none\n");

    static async Task ImportAsync(GivenPortal portal, ImportKind kind, string csv)
    {
        await using var db = portal.Records();
        var cases = CaseAnalysis.Load();
        Assert.Equal(1, (await new ImportService(portal.Writes(db), cases.Clinical, cases.Biobank).ImportAsync(
            kind, new MemoryStream(Encoding.UTF8.GetBytes(csv)), new ImportOptions { Zone = TimeZoneInfo.Utc }, Stop)).Written);
    }

    /// <summary>A geneticist who may sign both reviews, certified and signed in.</summary>
    internal static async Task<PortalBrowser> ReaderAsync(GivenPortal portal, string name)
    {
        await CertifyAsync(portal, name);
        await portal.AddAsync(name, Role.Geneticist);
        var browser = portal.Browser();
        await browser.SignInAsync(name, GivenPortal.Password);
        return browser;
    }

    internal static async Task CertifyAsync(GivenPortal portal, string name)
    {
        await using var db = portal.Records();
        foreach (var task in new[] { LabTask.FirstReading, LabTask.SecondReading })
            await new StaffService(portal.Writes(db)).CertifyAsync(name, task, "C-1", new(2099, 1, 1), Stop);
    }

    /// <summary>Signs by the form of the page; what the answer says, or where it leads.</summary>
    internal static async Task<string> SignAsync(PortalBrowser reader, Guid id, string password = GivenPortal.Password, int turn = 1,
        int round = 0, string code = "", string reason = "", string? from = null)
    {
        using var answer = await reader.PostAsync(from ?? $"/conclusions/{id}", [("Round", $"{round}"), ("Turn", $"{turn}"),
            ("Password", password), ("Code", code), ("SignReason", reason)], $"/conclusions/{id}?handler=Sign");
        return answer.Headers.Location?.ToString() ?? WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));
    }

    static async Task DoneAsync(PortalBrowser person, string page, string handler, params (string, string)[] fields)
    {
        using var answer = await person.PostAsync(page, fields, $"{page}?handler={handler}");
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, handler + await answer.Content.ReadAsStringAsync(Stop));
    }

    static async Task<List<string>> SignOffsAsync(GivenPortal portal)
    {
        await using var db = portal.Records();
        return await db.SignOffs().OrderBy(s => s.Id).Select(s => s.By).ToListAsync(Stop);
    }
}
