using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Thrombophilia.Given;
using Thrombophilia.Lims.Clinic.Notices;
using Thrombophilia.Portal.Accounts;
using Xunit;

namespace Thrombophilia.Portal.Tests.Pages.Clinic.Verdict;

/// <summary>The clinician's page in each state of a case.</summary>
public sealed class VerdictTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_signed_conclusion_stands_with_its_version_signers_values_and_what_is_open()
    {
        await using var portal = await GivenPortal.Empty();
        var person = await new GivenPerson(portal).RegisteredAsync();
        await person.MeasureAsync("A1", "PC", "chromogenic", 41, "2026-02-21");
        await person.SignAsync();
        var page = await PageAsync(await portal.SignedInAsync(Role.Clinician), person.Page);
        Assert.Contains("Version 1, signed 2026-03-02", page, StringComparison.Ordinal);
        Assert.Contains("Mei", page, StringComparison.Ordinal);
        Assert.Contains("Bo", page, StringComparison.Ordinal);
        Assert.Contains("41 U/dL", page, StringComparison.Ordinal);
        Assert.Contains("69–151 U/dL", page, StringComparison.Ordinal);
        Assert.Contains("↓ below the interval", page, StringComparison.Ordinal);
        // The repeat with its day: 28 days after the draw.
        Assert.Contains("An independent repeat counts from 2026-03-21", page, StringComparison.Ordinal);
        Assert.Contains("Computed today from the signed results and the clinical picture of 2026-03-02", page, StringComparison.Ordinal);
        Assert.DoesNotContain("waits for signature", page, StringComparison.Ordinal);
        Assert.DoesNotContain("provisional", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_newer_version_without_signatures_nothing_stands_on_the_page_but_that_it_waits()
    {
        await using var portal = await GivenPortal.Empty();
        var person = await new GivenPerson(portal).RegisteredAsync();
        await person.MeasureAsync("A1", "PC", "chromogenic", 100, "2026-02-21");
        await person.SignAsync();
        var clinician = await portal.SignedInAsync(Role.Clinician);
        var before = await PageAsync(clinician, person.Page);
        await person.MeasureAsync("A2", "PS", "free-antigen", 23, "2026-02-22");
        var page = await PageAsync(clinician, person.Page);
        Assert.Contains("Version 2 of 2026-03-02 08:00 waits for signature (0 of 2 signatures)", page, StringComparison.Ordinal);
        Assert.DoesNotContain("23 U/dL", page, StringComparison.Ordinal);
        Assert.Equal(Regex.Count(before, "protein S", RegexOptions.IgnoreCase), Regex.Count(page, "protein S", RegexOptions.IgnoreCase));
        // Neither on the page of all options.
        Assert.DoesNotContain("23 U/dL", await PageAsync(clinician, $"/subjects/{person.Id}/options"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_signature_the_page_says_what_stands_where_and_never_that_nothing_was_found()
    {
        await using var portal = await GivenPortal.Empty();
        var person = await new GivenPerson(portal).RegisteredAsync();
        var clinician = await portal.SignedInAsync(Role.Clinician);
        Assert.Contains("Nothing has been concluded yet", await PageAsync(clinician, person.Page), StringComparison.Ordinal);
        await person.MeasureAsync("A1", "PC", "chromogenic", 41, "2026-02-21");
        var page = await PageAsync(clinician, person.Page);
        Assert.Contains("This does not mean that nothing was found", page, StringComparison.Ordinal);
        Assert.Contains("Samples: 1, the last one received 2026-02-21 09:00", page, StringComparison.Ordinal);
        Assert.Contains("Measured values: 1", page, StringComparison.Ordinal);
        Assert.Contains("waits for its first review since 2026-03-02 08:00", page, StringComparison.Ordinal);
        Assert.DoesNotContain("41 U/dL", page, StringComparison.Ordinal);
        Assert.DoesNotContain("No cause", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_critical_value_stands_first_and_is_marked_as_provisional()
    {
        await using var portal = await GivenPortal.Empty();
        var person = await new GivenPerson(portal).RegisteredAsync();
        await person.MeasureAsync("A1", "AT", "chromogenic-xa", 52, "2026-02-21");
        await person.AnswerAsync("pregnancy=pregnant");
        var page = await PageAsync(await portal.SignedInAsync(Role.Clinician), person.Page);
        var alarm = page.IndexOf("56 U/dL", StringComparison.Ordinal);
        Assert.InRange(alarm, 0, page.IndexOf("No signed conclusion yet", StringComparison.Ordinal));
        Assert.InRange(page.IndexOf("provisional, not signed", StringComparison.Ordinal), alarm,
            page.IndexOf("No signed conclusion yet", StringComparison.Ordinal));
        Assert.DoesNotContain("52 U/dL", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_withdrawal_of_consent_no_result_is_shown()
    {
        await using var portal = await GivenPortal.Empty();
        var person = await new GivenPerson(portal).RegisteredAsync();
        await person.MeasureAsync("A1", "AT", "chromogenic-xa", 52, "2026-02-21");
        await person.AnswerAsync("pregnancy=pregnant");
        await person.SignAsync();
        await person.WithdrawAsync();
        var page = await PageAsync(await portal.SignedInAsync(Role.Clinician), person.Page);
        Assert.Contains("No result is shown", page, StringComparison.Ordinal);
        foreach (var told in new[] { "U/dL", "Version", "treatment now" }) Assert.DoesNotContain(told, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conclusion_whose_result_was_retracted_says_so_before_it()
    {
        await using var portal = await GivenPortal.Empty();
        var person = await new GivenPerson(portal).RegisteredAsync();
        await person.MeasureAsync("A1", "PC", "chromogenic", 41, "2026-02-21");
        await person.SignAsync();
        await person.RetractAsync("A1");
        var page = await PageAsync(await portal.SignedInAsync(Role.Clinician), person.Page);
        Assert.InRange(page.IndexOf("Results behind this conclusion were withdrawn", StringComparison.Ordinal), 1,
            page.IndexOf("Version 1, signed", StringComparison.Ordinal));
        Assert.Contains("wrong tube", page, StringComparison.Ordinal);
        Assert.Contains("No signed value", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_site_finds_no_page_and_a_conclusion_stays_closed_to_clinicians()
    {
        await using var portal = await GivenPortal.Empty();
        var person = await new GivenPerson(portal).RegisteredAsync();
        await portal.WithServiceAsync(async accounts =>
        {
            await accounts.AddAsync(new("there", "", [Role.Clinician], ["S2"]));
            return await accounts.SettleAsync((await accounts.FindAsync("there"))!, GivenPortal.Password);
        });
        var there = portal.Browser();
        await there.SignInAsync("there", GivenPortal.Password);
        using var answer = await there.GetAsync(person.Page);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        using var posted = await there.PostAsync("/account", [("Observed", "2026-03-02")], person.Page + "?handler=Answer");
        Assert.Equal(HttpStatusCode.NotFound, posted.StatusCode);
        using var conclusion = await (await portal.SignedInAsync(Role.Clinician)).GetAsync($"/conclusions/{Guid.NewGuid()}");
        Assert.Equal(HttpStatusCode.Forbidden, conclusion.StatusCode);
    }

    [Theory]
    [InlineData("en", "Now", "rivaroxaban", "Excluded")]
    [InlineData("zh-CN", "新增", "利伐沙班", "排除")]
    public async Task Pregnancy_changes_the_options_and_the_page_says_what_without_script(
        string language, string came, string drug, string excluded)
    {
        await using var portal = await GivenPortal.Empty();
        var person = await new GivenPerson(portal).RegisteredAsync();
        await person.MeasureAsync("A1", "AT", "chromogenic-xa", 100, "2026-02-21");
        await person.AnswerAsync(GivenPerson.Embolism + ";pregnancy=no");
        await person.SignAsync();
        var clinician = await portal.SignedInAsync(Role.Clinician);
        (await clinician.PostAsync("/account", [("language", language), ("returnUrl", "/")], "/language")).Dispose();
        using var answer = await clinician.PostAsync(person.Page,
            [("Answers[0].Fact", "pregnancy"), ("Answers[0].Value", "pregnant"), ("Observed", "2026-03-02"), ("Origin", "Physician")],
            person.Page + "?handler=Answer");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var page = await PageAsync(clinician, answer.Headers.Location!.OriginalString.Split('#')[0]);
        var from = page.IndexOf("id=\"changed\"", StringComparison.Ordinal);
        var changed = page[from..page.IndexOf("id=\"treatment\"", StringComparison.Ordinal)];
        Assert.Contains(came, changed, StringComparison.Ordinal);
        Assert.Contains(excluded, changed, StringComparison.Ordinal);
        Assert.Contains(drug, changed, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_aged_answer_is_confirmed_as_still_true_but_a_number_is_not()
    {
        await using var portal = await GivenPortal.Empty();
        var person = await new GivenPerson(portal).RegisteredAsync();
        await person.AnswerAsync(GivenPerson.Embolism + ";pregnancy=no");
        portal.Time.Advance(TimeSpan.FromDays(10));
        var clinician = await portal.SignedInAsync(Role.Clinician);
        var page = await PageAsync(clinician, person.Page);
        Assert.Contains("name=\"Confirmed\" type=\"checkbox\" value=\"active_bleeding\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"platelets_e9_l\" type=\"checkbox\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("type=\"checkbox\" value=\"platelets_e9_l\"", page, StringComparison.Ordinal);
        using var answer = await clinician.PostAsync(person.Page,
            [("Confirmed", "active_bleeding"), ("Confirmed", "platelets_e9_l"), ("Confirmed", "pregnancy")],
            person.Page + "?handler=Confirm");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("Answers recorded: 1",
            await PageAsync(clinician, answer.Headers.Location!.OriginalString.Split('#')[0]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_answer_stands_beside_its_field_and_nothing_is_recorded()
    {
        await using var portal = await GivenPortal.Empty();
        var person = await new GivenPerson(portal).RegisteredAsync();
        var clinician = await portal.SignedInAsync(Role.Clinician);
        using var answer = await clinician.PostAsync(person.Page,
            [("Answers[0].Fact", "weight_kg"), ("Answers[0].Value", "700"), ("Observed", "2026-03-02")], person.Page + "?handler=Answer");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Stop);
        Assert.Contains("id=\"Answers[0]_Value-error\"", page, StringComparison.Ordinal);
        Assert.Contains("A number from 0.3 to 400", page, StringComparison.Ordinal);
    }

    static readonly Dictionary<string, string[]> Words = new()
    {
        ["en"] = ["Result and advice", "Pregnancy", "pregnant", "Save and show what changes", "What has changed", "Urgent",
            "Record who was told", "What was done", "Recorded.", "told", "provisional, not signed"],
        ["zh-CN"] = ["临床结论", "妊娠状态", "妊娠中", "保存并显示变化", "发生的变化", "紧急", "登记通知", "已采取的处理", "已登记。", "已通知",
            "初步结果，未签发"],
    };

    [Theory, Trait("Suite", "Exhaustive")]
    [InlineData("en", 1280), InlineData("zh-CN", 1280), InlineData("en", 390), InlineData("zh-CN", 390)]
    public async Task A_clinician_reads_the_result_enters_a_pregnancy_sees_what_changes_and_acknowledges_a_critical_value(
        string language, int width)
    {
        await using var portal = await GivenPortal.Empty();
        var person = await new GivenPerson(portal).RegisteredAsync();
        await person.MeasureAsync("A1", "AT", "chromogenic-xa", 52, "2026-02-21");
        await person.MeasureAsync("A2", "PC", "chromogenic", 98, "2026-02-21");
        await person.AnswerAsync(GivenPerson.Embolism);
        await person.SignAsync();
        await portal.AddAsync("anna", Role.Clinician);
        await using var anna = await Typist.SignedInAsync(portal, "anna", language, width);
        var words = Words[language];

        await anna.FindAsync("P-0001");
        await anna.OpenAsync(words[0]);
        await LookAsync("verdict");
        await anna.TabToAsync(words[1]);
        await anna.Page.Keyboard.PressAsync("End");
        await anna.Page.Keyboard.PressAsync("ArrowUp");
        Assert.Equal(words[2], await anna.Page.EvaluateAsync<string>("document.activeElement.selectedOptions[0].textContent"));
        await anna.TabToAsync(words[3]);
        await anna.EnterAsync();
        var changed = await anna.Page.InnerTextAsync("#changed");
        Assert.Contains(words[4], changed, StringComparison.Ordinal);
        Assert.Contains(words[5], changed, StringComparison.Ordinal);
        // Her antithrombin is critical in pregnancy: told at once, before anybody has signed it.
        Assert.Contains(words[10], await anna.Page.InnerTextAsync("[role=alert]"), StringComparison.Ordinal);
        await LookAsync("verdict-changed");

        await anna.OpenAsync(words[6]);
        await LookAsync("notice");
        await anna.TabToAsync(words[7]);
        await anna.EnterAsync("haematology and obstetrics called");
        Assert.Contains(words[8], await anna.Page.InnerTextAsync(".notice.good"), StringComparison.Ordinal);
        Assert.Contains(words[9], await anna.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        await LookAsync("notice-told");
        Assert.Empty(anna.Complaints);
        await using var db = portal.Records();
        Assert.Equal(("anna", NoticeWay.Portal), await db.NoticeEnds().SingleAsync(Stop) is var end ? (end.Told, end.Way) : default);

        Task LookAsync(string name) => anna.Page.LookAsync(language, width, name);
    }

    [Fact, Trait("Suite", "Exhaustive")]
    public async Task The_printed_page_has_no_form_and_fits_on_two_sheets()
    {
        await using var portal = await GivenPortal.Empty();
        var person = await new GivenPerson(portal).RegisteredAsync();
        await person.MeasureAsync("A1", "PC", "chromogenic", 41, "2026-01-21");
        await person.MeasureAsync("A2", "AT", "chromogenic-xa", 98, "2026-01-21");
        await person.AnswerAsync(GivenPerson.Embolism + ";pregnancy=no");
        await person.SignAsync();
        await portal.AddAsync("anna", Role.Clinician);
        await using var anna = await Typist.SignedInAsync(portal, "anna");
        await anna.Page.GotoAsync(person.Page);
        await anna.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.False(await anna.Page.Locator("#missing").IsVisibleAsync());
        Assert.False(await anna.Page.Locator(".bar").IsVisibleAsync());
        var sheets = await anna.Page.PdfAsync(new()
        {
            Format = "A4",
            Path = Path.Combine(AppContext.BaseDirectory, "screenshots", "verdict.pdf"),
        });
        Assert.InRange(Regex.Count(Encoding.Latin1.GetString(sheets), "/Type /Page\\b"), 1, 2);
    }

    // The text of the main part, with entities read and without the blanks between tags.
    static async Task<string> PageAsync(PortalBrowser browser, string path) =>
        Regex.Replace(WebUtility.HtmlDecode(await browser.PageAsync(path)), @"(<(?!ins|del|strong|span|section|input)[^>]*>)|\s+",
            found => found.Value[0] == '<' ? "" : " ").Replace("<strong>", "", StringComparison.Ordinal)
            .Replace("<span class=\"spoken\">", "", StringComparison.Ordinal).ToString(CultureInfo.InvariantCulture);
}
