using System.Globalization;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Portal.Accounts;
using Xunit;

namespace Thrombophilia.Portal.Tests.Pages.Clinic.Picture;

[Trait("Suite", "Exhaustive")]
public sealed class PictureTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_clinician_answers_by_the_keyboard_and_reads_what_may_be_considered()
    {
        await using var portal = await GivenPortal.Empty();
        await using var anna = await OptionsAsync(portal);
        Assert.Contains("not decided: facts are missing", await anna.Page.TextContentAsync("main"), StringComparison.Ordinal);
        await anna.OpenAsync("Answer in the clinical picture");

        // A number out of bounds is told at its field, which has the focus; nothing was recorded.
        await anna.TabToAsync("Body weight");
        await anna.EnterAsync("700");
        Assert.Equal("Body weight", await anna.FocusAsync());
        Assert.Contains("A number from 0.3 to 400", await anna.Page.TextContentAsync(".error"), StringComparison.Ordinal);
        await anna.Page.Keyboard.PressAsync("Control+A");
        await anna.Page.Keyboard.TypeAsync("70");

        // Back to the top of the form, and through it.
        await anna.TabToAsync("Active cancer");
        await anna.Page.Keyboard.TypeAsync("no");
        foreach (var (question, answer) in new[] { ("Active bleeding", "no"), ("Phase of treatment", "first"),
            ("Haemodynamic state", "sta"), ("Provoking factor", "unp") })
        {
            await BackToAsync(anna, question);
            await anna.Page.Keyboard.TypeAsync(answer);
        }
        await BackToAsync(anna, "pulmonary embolism");
        await anna.Page.Keyboard.PressAsync("Space");
        await anna.TabToAsync("Save");
        await anna.EnterAsync();
        Assert.Contains("Answers recorded: 7", await anna.Page.TextContentAsync(".notice"), StringComparison.Ordinal);
        Assert.Contains("Every answer (7)", await anna.Page.TextContentAsync("main"), StringComparison.Ordinal);
        await anna.LookAsync("picture");

        await anna.OpenAsync("Options");
        Assert.Contains("No anticoagulant is offered until this is known: intracranial",
            await anna.Page.TextContentAsync("main"), StringComparison.Ordinal);
        await anna.LookAsync("options");
        Assert.Empty(anna.Complaints);
    }

    [Fact]
    public async Task A_clinician_answers_the_items_of_a_score_and_reads_the_sum()
    {
        await using var portal = await GivenPortal.Empty();
        await using var anna = await OptionsAsync(portal);
        var sum = await SumAsync(anna);
        await anna.OpenAsync("Caprini, hospital version");
        // What is asked of women, and what the year of birth answers, is not asked.
        Assert.DoesNotContain("pregnancy", await anna.Page.TextContentAsync("form[method=post]"), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Age 41", await anna.Page.TextContentAsync("main"), StringComparison.Ordinal);
        await anna.TabToAsync("Varicose veins");
        await anna.Page.Keyboard.TypeAsync("yes");
        await anna.LookAsync("score");
        await anna.TabToAsync("Save");
        await anna.EnterAsync();
        Assert.Contains("Answers recorded: 1", await anna.Page.TextContentAsync(".notice"), StringComparison.Ordinal);

        await anna.OpenAsync("Options");
        Assert.Equal(sum.Least + 1, (await SumAsync(anna)).Least);
        await anna.TabToAsync("Items: Caprini, hospital version");
        await anna.Page.Keyboard.PressAsync("Enter");
        var items = await anna.Page.InnerTextAsync("main");
        Assert.Contains("answered by facts of the case", items, StringComparison.Ordinal);
        Assert.Contains("not asked of this sex", items, StringComparison.Ordinal);
        await anna.LookAsync("score-items");
        Assert.Empty(anna.Complaints);
    }

    // A clinician who has opened the options of a person.
    static async Task<Typist> OptionsAsync(GivenPortal portal)
    {
        await portal.AddAsync("anna", Role.Clinician);
        await RegisterAsync(portal);
        var anna = await Typist.SignedInAsync(portal, "anna");
        await anna.FindAsync("P-0001");
        await anna.OpenAsync("Options");
        return anna;
    }

    // The points of the Caprini score, as the page prints them: 3 or 1-20.
    static async Task<(int Least, int Most)> SumAsync(Typist person)
    {
        var row = person.Page.Locator("tr", new() { HasText = "Caprini" }).First;
        var points = (await row.Locator(".number").First.InnerTextAsync()).Split('–');
        return (int.Parse(points[0], CultureInfo.InvariantCulture), int.Parse(points[^1], CultureInfo.InvariantCulture));
    }

    static async Task BackToAsync(Typist person, string name)
    {
        for (var passed = 0; passed < 200; passed++)
        {
            await person.Page.Keyboard.PressAsync("Shift+Tab");
            if (await person.FocusAsync() == name) return;
        }
        Assert.Fail($"Shift and Tab do not come to {name}.");
    }

    static async Task RegisterAsync(GivenPortal portal)
    {
        await using var db = portal.Records();
        var people = new SubjectService(portal.Writes(db));
        var person = await people.RegisterAsync(new SubjectEntry("P-0001", "S1", SubjectGroup.Case, Sex.M, 1980), Stop);
        await people.ConsentAsync(person.PublicId, "1.0", (ConsentScopes)63, new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), Stop);
    }
}
