using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Clinic.Reports;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Tests.Pages.Clinic.Classifications;
using Xunit;

namespace Thrombophilia.Portal.Tests.Pages.Clinic;

/// <summary>
/// A case from the file that arrived to the paper that was replaced, by three people at three browsers with keyboards alone.
/// </summary>
[Trait("Suite", "Exhaustive")]
public sealed class CaseDayTests
{
    const string Variant = "SERPINC1 c.236G>A";

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_file_says_is_judged_signed_read_decided_on_amended_and_the_old_paper_is_known_as_replaced()
    {
        await using var portal = await GivenPortal.Empty();
        // The file was read: two persons of two sites carry the variant.
        await ClassificationTests.FillAsync(portal);
        await portal.AddAsync("mei", Role.Geneticist);
        await portal.AddAsync("lin", Role.Geneticist);
        await portal.AddAsync("anna", Role.Clinician);
        await using var mei = await Typist.SignedInAsync(portal, "mei");
        await using var lin = await Typist.SignedInAsync(portal, "lin");
        await using var anna = await Typist.SignedInAsync(portal, "anna");

        // She finds the case in her work, looks at the evidence, and judges a criterion.
        await mei.OpenAsync("1 conclusions for first review");
        await mei.OpenAsync("P-1");
        await mei.OpenAsync("Evidence");
        Assert.Contains("c.236G>A", await mei.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        await mei.OpenAsync("classification of " + Variant);
        await mei.TabToAsync("PS4: judged");
        await mei.Page.Keyboard.TypeAsync("met, st");
        await mei.TabToAsync("PS4: reason");
        await mei.Page.Keyboard.TypeAsync("four probands");
        await mei.TabToAsync("Why it is classified so");
        await mei.Page.Keyboard.TypeAsync("five families");
        await mei.OpenAsync("Propose");

        // Another geneticist confirms it.
        await WorkAsync(lin);
        await lin.OpenAsync("1 classifications for a second person");
        await lin.OpenAsync(Variant);
        await lin.OpenAsync("Confirm");

        // Both sign what is concluded now.
        await SignAsync(mei, "1 held conclusions");
        await SignAsync(lin, "1 conclusions for second review");

        // The clinician reads it, and says that she is pregnant: the page shows what that changes.
        await WorkAsync(anna);
        await anna.OpenAsync("1 newly signed conclusions");
        await anna.OpenAsync("Read P-1");
        var page = await anna.Page.InnerTextAsync("main");
        Assert.Contains("c.236G>A", page, StringComparison.Ordinal);
        Assert.Contains("likely pathogenic", page, StringComparison.OrdinalIgnoreCase);
        await anna.LookAsync("case-day-verdict");
        await anna.OpenAsync("Clinical picture");
        await anna.TabToAsync("Pregnancy");
        await anna.Page.Keyboard.TypeAsync("preg");
        await anna.OpenAsync("Save");
        await anna.OpenAsync("Result and advice");
        Assert.Contains("regnan", await anna.Page.InnerTextAsync("main"), StringComparison.Ordinal);
        await anna.OpenAsync("Cases", "Reports");
        await anna.LookAsync("case-day-reports");
        var first = await CheckAddressAsync(portal, 1);
        Assert.Contains("genuine", await StandingAsync(portal, first), StringComparison.OrdinalIgnoreCase);

        // A value arrives. The conclusion is amended, and the old paper says that it was replaced.
        await MeasuredAsync(portal);
        await SignAsync(mei, "1 held conclusions");
        await SignAsync(lin, "1 conclusions for second review", "an antithrombin came in");
        Assert.Contains("replaced", await StandingAsync(portal, first), StringComparison.Ordinal);
        Assert.DoesNotContain("replaced", await StandingAsync(portal, await CheckAddressAsync(portal, 2)), StringComparison.Ordinal);
        await WorkAsync(anna);
        await anna.OpenAsync("Cases", "Reports");
        await anna.LookAsync("case-day-amended");
        Assert.All(new[] { mei, lin, anna }, person => Assert.Empty(person.Complaints));
    }

    static Task WorkAsync(Typist person) => person.OpenAsync("Work");

    // Releases what may be released, and signs; each step is a form of the page.
    static async Task SignAsync(Typist person, string line, string? reason = null)
    {
        await WorkAsync(person);
        await person.OpenAsync(line);
        await person.OpenAsync("P-1");
        while (await person.Page.Locator("summary", new() { HasText = "Release with a reason" }).CountAsync() > 0)
        {
            await person.TabToAsync("Release with a reason");
            await person.Page.Keyboard.PressAsync("Enter");
            await person.TabToAsync("Reason");
            await person.EnterAsync("seen, and the report says it");
        }
        if (reason is not null)
        {
            await person.TabToAsync("Reason of the amendment, if any");
            await person.Page.Keyboard.TypeAsync(reason);
        }
        await person.TabToAsync("Password");
        await person.EnterAsync(GivenPortal.Password);
        Assert.Contains("The signature is recorded", await person.Page.TextContentAsync(".notice"), StringComparison.Ordinal);
    }

    static async Task MeasuredAsync(GivenPortal portal)
    {
        await using var db = portal.Records();
        var cases = Lims.CaseAnalysis.Load();
        var import = new ImportService(portal.Writes(db), cases.Clinical, cases.Biobank);
        foreach (var (kind, csv) in new[]
        {
            (ImportKind.Samples, "sample,subject,vcf_name,type,collected,received\nS-9,P-1,,citrate-plasma,,\n"),
            (ImportKind.Assays, "assay_id,sample,analyte,method,value,unit,drawn,states\n"
                + "A9,S-9,AT,chromogenic-xa,52,U/dL,2026-02-21T08:00Z,none\n"),
        })
            Assert.Equal(1, (await import.ImportAsync(kind, new MemoryStream(Encoding.UTF8.GetBytes(csv)), new ImportOptions(), Stop))
                .Written);
    }

    // What the code on the paper leads to.
    static async Task<string> CheckAddressAsync(GivenPortal portal, int version)
    {
        await using var db = portal.Records();
        var report = await db.Reports().SingleAsync(r => r.Version == version, Stop);
        return $"/reports/check?n={report.Number}&v={version}&h={report.Sha256}";
    }

    // Somebody with the paper, who has no account.
    static async Task<string> StandingAsync(GivenPortal portal, string address) =>
        Regex.Replace(await portal.Browser().PageAsync(address), "<[^>]*>", " ");
}
