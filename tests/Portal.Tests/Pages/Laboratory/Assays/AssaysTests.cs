using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Assays;
using Thrombophilia.Portal.Accounts;
using Xunit;

namespace Thrombophilia.Portal.Tests.Pages.Laboratory.Assays;

/// <summary>Results before a real browser, by the keyboard alone.</summary>
[Trait("Suite", "Exhaustive")]
public sealed class AssaysTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_result_is_corrected_by_the_keyboard_and_both_stand_in_the_list()
    {
        await using var portal = await GivenPortal.Empty();
        await portal.AddAsync("tom", Role.Technician);
        await RegisterAsync(portal);
        await using var tom = await Typist.SignedInAsync(portal, "tom");
        await tom.FindAsync("P-0001");
        await tom.OpenAsync("Results");
        Assert.Contains("69–151 U/dL", await tom.Page.TextContentAsync("main"), StringComparison.Ordinal);
        Assert.Contains("below the interval", await tom.Page.TextContentAsync("main"), StringComparison.Ordinal);
        await tom.LookAsync("results");
        await tom.OpenAsync("Change A1");
        await tom.LookAsync("result-change");
        await tom.TabToAsync("Value");
        await tom.Page.Keyboard.PressAsync("Control+A");
        await tom.Page.Keyboard.TypeAsync("104");
        await tom.TabToAsync("Reason");
        await tom.EnterAsync("typed from the wrong line");
        Assert.Contains("The result was corrected", await tom.Page.TextContentAsync(".notice"), StringComparison.Ordinal);
        var page = await tom.Page.InnerTextAsync("main");
        Assert.Contains("corrected by A1/c1", page, StringComparison.Ordinal);
        Assert.Contains("typed from the wrong line", page, StringComparison.Ordinal);
        await using (var db = portal.Records())
            Assert.Equal(["", "A1/c1"],
                await db.AssayResults().OrderByDescending(a => a.Id).Select(a => a.CorrectedBy ?? "").ToListAsync(Stop));

        // The sample is another person's after all.
        await tom.OpenAsync("Samples and tubes");
        await tom.OpenAsync("Correct or retract S-1");
        await tom.LookAsync("sample-change");
        await tom.TabToAsync("Reason");
        await tom.Page.Keyboard.TypeAsync("mixed up at the bench");
        await tom.TabToAsync("Retract");
        await tom.EnterAsync();
        Assert.Contains("The sample was retracted", await tom.Page.TextContentAsync(".notice"), StringComparison.Ordinal);
        await tom.LookAsync("sample-retracted");
        Assert.Empty(tom.Complaints);
    }

    static async Task RegisterAsync(GivenPortal portal)
    {
        await using var db = portal.Records();
        var people = new SubjectService(portal.Writes(db));
        var person = await people.RegisterAsync(new SubjectEntry("P-0001", "S1", SubjectGroup.Case, Sex.M, 1980), Stop);
        await people.ConsentAsync(person.PublicId, "1.0", (ConsentScopes)63, new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), Stop);
        foreach (var (kind, csv) in new[] {
            (ImportKind.Samples, "sample,subject,vcf_name,type,collected,received\nS-1,P-0001,,citrate-plasma,,\n"),
            (ImportKind.Assays, "assay_id,sample,analyte,method,value,unit,drawn,states\n"
                + "A1,S-1,PC,chromogenic,40,U/dL,2020-01-02T08:00Z,none\n") })
            Assert.Equal(1, (await portal.WithAsync<Lims.CaseAnalysis, ImportReport>(cases =>
                new ImportService(portal.Writes(db), cases.Clinical, cases.Biobank).ImportAsync(kind,
                    new MemoryStream(System.Text.Encoding.UTF8.GetBytes(csv)), new ImportOptions(), Stop))).Written);
    }
}
