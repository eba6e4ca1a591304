using Thrombophilia.Portal.Accounts;
using Xunit;

namespace Thrombophilia.Portal.Tests.Pages.Clinic.Requests.Referrals;

[Trait("Suite", "Exhaustive")]
public sealed class NewTests
{
    [Fact]
    public async Task An_administrator_keeps_institutions_and_a_clinician_refers_by_the_keyboard()
    {
        await using var portal = await GivenPortal.Empty();
        await portal.AddAsync("adam", Role.Administrator);
        await portal.AddAsync("anna", Role.Clinician);
        await Orders.NewTests.RegisterAsync(portal, "P-0001");
        await using (var adam = await Typist.SignedInAsync(portal, "adam"))
        {
            await adam.OpenAsync("Administration", "Partner institutions");
            await TypeAsync(adam, "Name", "General Hospital");
            await TypeAsync(adam, "Contact", "027-1");
            await adam.TabToAsync("Register an institution");
            await adam.EnterAsync();
            await adam.LookAsync("partners");
            Assert.Empty(adam.Complaints);
        }
        await using var anna = await Typist.SignedInAsync(portal, "anna");
        await anna.FindAsync("P-0001");
        await anna.OpenAsync("Referrals");
        await anna.OpenAsync("Refer");
        await TypeAsync(anna, "Department", "medicine");
        await TypeAsync(anna, "Reason for the referral", "no laboratory here");
        await TypeAsync(anna, "Summary", "first thrombosis at 30");
        await anna.LookAsync("referral-new");
        await anna.OpenAsync("Send the request");
        await anna.OpenAsync("Accept");
        await anna.LookAsync("referral");
        await anna.OpenAsync("The person arrived");
        var page = await anna.Page.InnerTextAsync("main");
        foreach (var said in new[] { "to General Hospital", "no laboratory here", "accepted", "person arrived" })
            Assert.Contains(said, page, StringComparison.Ordinal);
        await anna.OpenAsync("中文");
        foreach (var width in (int[])[1280, 390])
        {
            await anna.Page.SetViewportSizeAsync(width, 844);
            await anna.Page.LookAsync("zh-CN", width, "referral");
        }
        Assert.Empty(anna.Complaints);
    }

    static async Task TypeAsync(Typist person, string field, string text)
    {
        await person.TabToAsync(field);
        await person.Page.Keyboard.TypeAsync(text);
    }
}
