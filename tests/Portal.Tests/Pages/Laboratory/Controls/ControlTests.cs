using Thrombophilia.Lims.Biobank.Staff;
using Thrombophilia.Portal.Accounts;
using Xunit;

namespace Thrombophilia.Portal.Tests.Pages.Laboratory.Controls;

/// <summary>Controls before a real browser, by the keyboard alone.</summary>
[Trait("Suite", "Exhaustive")]
public sealed class ControlTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_technician_registers_a_lot_sees_a_run_fail_and_releases_it_with_a_reason()
    {
        await using var portal = await GivenPortal.Empty();
        await portal.AddAsync("tom", Role.Technician);
        await CertifyAsync(portal, "tom");
        await using var tom = await Typist.SignedInAsync(portal, "tom");
        await tom.OpenAsync("Samples", "Controls");
        foreach (var (field, typed) in new[] { ("Lot", "QC-N1"), ("Assay", "Protein C, chro"), ("Analyser", "CS1"), ("Site", "S1"),
            ("Level", "normal"), ("Mean", "100"), ("SD", "5"), ("Valid until", "01312099") })
        {
            await tom.TabToAsync(field);
            await tom.Page.Keyboard.TypeAsync(typed);
        }
        await tom.EnterAsync();
        Assert.Contains("The lot was registered", await tom.Page.TextContentAsync(".notice"), StringComparison.Ordinal);

        foreach (var (run, value, said) in new[] { ("R1", "103", "the controls pass"), ("R2", "111", "a warning (1-2s)"),
            ("R3", "89", "a warning (1-2s)"), ("R4", "120", "was recorded") })
        {
            await tom.TabToAsync("Run");
            await tom.Page.Keyboard.TypeAsync(run);
            await tom.TabToAsync("Value");
            await tom.EnterAsync(value);
            Assert.Contains(said, await tom.Page.TextContentAsync(".notice"), StringComparison.Ordinal);
        }
        Assert.Contains("Run R4 is rejected", await tom.Page.TextContentAsync(".card.alarm"), StringComparison.Ordinal);
        Assert.Equal(4, await tom.Page.Locator(".control-chart title").CountAsync());
        Assert.Equal(3, await tom.Page.Locator(".control-chart .breach").CountAsync());
        Assert.Contains("1-3s: One control lies more than 3 SD", await tom.Page.TextContentAsync("main"), StringComparison.Ordinal);
        await tom.LookAsync("control");
        await tom.OpenAsync("Samples", "Controls");
        Assert.Contains("Results are held", await tom.Page.TextContentAsync("main"), StringComparison.Ordinal);
        await tom.LookAsync("controls");

        await tom.OpenAsync("QC-N1");
        await tom.TabToAsync("Reason");
        await tom.EnterAsync("air bubble; the control was repeated and passed");
        Assert.Contains("The run was released", await tom.Page.TextContentAsync(".notice"), StringComparison.Ordinal);
        Assert.Equal(0, await tom.Page.Locator(".card.alarm").CountAsync());
        Assert.Empty(tom.Complaints);
    }

    static async Task CertifyAsync(GivenPortal portal, string name)
    {
        await using var db = portal.Records();
        await new StaffService(portal.Writes(db)).CertifyAsync(name, LabTask.Assay, "C-1", new(2099, 1, 1), Stop);
    }
}
