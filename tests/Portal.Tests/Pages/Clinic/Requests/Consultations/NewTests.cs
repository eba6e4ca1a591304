using Thrombophilia.Portal.Accounts;
using Xunit;

namespace Thrombophilia.Portal.Tests.Pages.Clinic.Requests.Consultations;

[Trait("Suite", "Exhaustive")]
public sealed class NewTests
{
    [Fact]
    public async Task A_clinician_asks_for_a_consultation_and_records_what_it_decided_by_the_keyboard()
    {
        await using var portal = await GivenPortal.Empty();
        await portal.AddAsync("anna", Role.Clinician);
        await Orders.NewTests.RegisterAsync(portal, "P-0001");
        await using var anna = await Typist.SignedInAsync(portal, "anna");
        await anna.FindAsync("P-0001");
        await anna.OpenAsync("Consultations");
        await anna.OpenAsync("Ask for a consultation");
        await TypeAsync(anna, "Departments that are invited", "haematology");
        await TypeAsync(anna, "Department", "eye clinic");
        await TypeAsync(anna, "Short history", "swelling of the left eye");
        await TypeAsync(anna, "Question to the consultation", "operate?");
        await anna.LookAsync("consultation-new");
        await anna.OpenAsync("Send the request");
        await TypeAsync(anna, "Answered by", "Dr Li");
        await anna.OpenAsync("Record the answer");
        await TypeAsync(anna, "Who took part", "Dr Li, haematology");
        await anna.OpenAsync("Record the meeting");
        await TypeAsync(anna, "Outcome", "do not operate");
        await anna.OpenAsync("Record the outcome");
        await anna.LookAsync("consultation");
        await anna.OpenAsync("Close the consultation");
        var page = await anna.Page.InnerTextAsync("main");
        foreach (var said in new[] { "eye clinic", "will come: Dr Li", "Dr Li, haematology", "do not operate", "closed" })
            Assert.Contains(said, page, StringComparison.Ordinal);
        await anna.OpenAsync("中文");
        foreach (var width in (int[])[1280, 390])
        {
            await anna.Page.SetViewportSizeAsync(width, 844);
            await anna.Page.LookAsync("zh-CN", width, "consultation");
        }
        Assert.Empty(anna.Complaints);
    }

    static async Task TypeAsync(Typist person, string field, string text)
    {
        await person.TabToAsync(field);
        await person.Page.Keyboard.TypeAsync(text);
    }
}
