using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Given;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Families;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Variants.Calling.Rows;
using Xunit;

namespace Thrombophilia.Portal.Tests.Pages.Clinic.OwnRecords;

public sealed class OwnRecordTests
{
    const string Address = "/variants/own?gene=SERPINC1&name=c.236G%3EA";

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_geneticist_reads_criteria_persons_gaps_and_both_classes_and_persons_of_another_site_have_no_name()
    {
        await using var portal = await GivenPortal.Empty();
        await FillAsync(portal);
        var anna = await portal.SignedInAsync(Role.Geneticist);
        var (page, text) = await ShownAsync(anna);
        Assert.Contains("SERPINC1 c.236G>A: own records", text, StringComparison.Ordinal);
        Assert.Contains("Without own records Uncertain PM1 With own records Likely pathogenic PS4, PM1, PP4 Carriers", text,
            StringComparison.Ordinal);
        // P-1 has the phenotype; four persons of another site and P-3 are probands.
        Assert.Contains("PP4: a proband with low activity on two clean draws met, supporting Probands: 1", text, StringComparison.Ordinal);
        Assert.Contains("PS4: unrelated probands with low activity met, strong Points: 4.5", text, StringComparison.Ordinal);
        Assert.Contains("Low on independent draws: 4 persons of another site", text, StringComparison.Ordinal);
        Assert.Contains("Low once, not confirmed: P-3", text, StringComparison.Ordinal);
        Assert.Contains("Low on one draw only: a second independent draw is missing: P-3", text, StringComparison.Ordinal);
        Assert.Contains("No family recorded: P-3, 4 persons of another site", text, StringComparison.Ordinal);
        Assert.Contains("PP1: variant and low activity go together in families not evaluated", text, StringComparison.Ordinal);
        Assert.Matches("<a href=\"/subjects/[0-9a-f-]{36}\">P-1</a>", page);
        Assert.DoesNotMatch("P-[2456]", page);
        // Nothing on the page leads to a person of another site.
        await using var db = portal.Records();
        var elsewhere = await db.Subjects().Where(s => s.Site == "S2").Select(s => s.PublicId).ToListAsync(Stop);
        Assert.Equal(4, elsewhere.Count);
        Assert.All(elsewhere, id => Assert.DoesNotContain($"{id}", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_page_is_whole_in_Chinese()
    {
        await using var portal = await GivenPortal.Empty();
        await FillAsync(portal);
        var anna = await portal.SignedInAsync(Role.Geneticist);
        using (await anna.PostAsync("/account", [("language", "zh-CN")], to: "/language")) { }
        var (_, text) = await ShownAsync(anna);
        Assert.Contains("SERPINC1 c.236G>A：自有记录", text, StringComparison.Ordinal);
        Assert.Contains("多次独立采血活性降低： 其他中心的 4 人", text, StringComparison.Ordinal);
        Assert.Contains("意义不明", text, StringComparison.Ordinal);
        // Codes and names are the same in every language; no other Latin word is left of the page.
        var main = Regex.Replace(Regex.Match(text, "自有记录.*").Value,
            @"@?[a-z0-9]+-[a-z]+@[0-9.]+|\b(PS4|PP4|PP1|BS2|BS4|PM2|DNA|P-\d)(_\w+)?\b", "");
        Assert.DoesNotMatch("[A-Za-z]{3,}", main);
    }

    [Theory]
    [InlineData(Role.Technician)]
    [InlineData(Role.Clinician)]
    [InlineData(Role.Registry)]
    [InlineData(Role.DataAuditor)]
    [InlineData(Role.Administrator)]
    public async Task Whoever_may_not_read_conclusions_may_not_read_it(string role)
    {
        await using var portal = await GivenPortal.Empty();
        using var answer = await (await portal.SignedInAsync(role)).GetAsync(Address);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("/variants/own")]
    [InlineData("/variants/own?gene=XYZ&name=c.1A%3EG")]
    [InlineData("/variants/own?gene=SERPINC1")]
    public async Task What_names_no_variant_is_not_found(string address)
    {
        await using var portal = await GivenPortal.Empty();
        using var answer = await (await portal.SignedInAsync(Role.Geneticist)).GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_variant_that_nobody_carries_says_so()
    {
        await using var portal = await GivenPortal.Empty();
        var (_, text) = await ShownAsync(await portal.SignedInAsync(Role.Geneticist));
        Assert.Contains("In nobody of the register does a file prove this variant.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_conclusion_leads_to_the_records_of_each_variant_for_review()
    {
        await using var portal = await GivenPortal.Empty();
        await FillAsync(portal);
        var anna = await portal.SignedInAsync(Role.Geneticist);
        await using var db = portal.Records();
        var id = await (from c in db.Conclusions()
                        join s in db.Subjects() on c.SubjectId equals s.Id
                        where s.Code == "P-1"
                        orderby c.Version descending
                        select c.PublicId).FirstAsync(Stop);
        var page = await anna.PageAsync($"/conclusions/{id}");
        Assert.Contains($"<a href=\"{Address.Replace("&", "&amp;", StringComparison.Ordinal)}\">", page, StringComparison.Ordinal);
    }

    // Without markup, with one blank between words.
    static async Task<(string Page, string Text)> ShownAsync(PortalBrowser browser)
    {
        var page = await browser.PageAsync(Address);
        var text = WebUtility.HtmlDecode(Regex.Replace(Regex.Match(page, "<main.*</main>", RegexOptions.Singleline).Value, "<[^>]+>", " "));
        return (page, Regex.Replace(text, @"\s+", " ").Replace(" ,", ",", StringComparison.Ordinal));
    }

    // P-1 (confirmed) and P-3 (once) of S1, the others (confirmed) of S2.
    static async Task FillAsync(GivenPortal portal)
    {
        await using var db = portal.Records();
        var (writes, cases) = (portal.Writes(db), Lims.CaseAnalysis.Load());
        var storage = new StorageService(writes);
        foreach (var site in new[] { "S1", "S2" }) await storage.AddAsync(null, StorageKind.Site, site, site, null, null, Stop);
        foreach (var number in Enumerable.Range(1, 6))
            await PersonAsync(portal, writes, cases, $"P-{number}", number is 1 or 3 ? "S1" : "S2", number == 3 ? 1 : 2);
        var family = await new FamilyService(writes).RegisterAsync("F-1", "S1", Stop);
        await new FamilyService(writes).AddAsync(family.PublicId, new MemberEntry("II-1", Sex.F, null, false, Subject: "P-1"), Stop);
    }

    static async Task PersonAsync(GivenPortal portal, Writes writes, Lims.CaseAnalysis cases, string code, string site, int draws)
    {
        var people = new SubjectService(writes);
        var person = await people.RegisterAsync(new SubjectEntry(code, site, SubjectGroup.Case, Sex.F, 1980), Stop);
        await people.ConsentAsync(person.PublicId, "1.0", (ConsentScopes)63, portal.Time.GetUtcNow().AddDays(-1), Stop);
        var import = new ImportService(writes, cases.Clinical, cases.Biobank);
        async Task Import(ImportKind kind, string csv) => Assert.True((await import.ImportAsync(kind,
            new MemoryStream(Encoding.UTF8.GetBytes(csv)), new ImportOptions { Zone = TimeZoneInfo.Utc }, Stop)).Written > 0);
        await Import(ImportKind.Samples, "sample,subject,vcf_name,type,collected,received\n"
            + string.Concat(Enumerable.Range(0, draws + 1).Select(i => $"{code}-{i},{code},,,,\n")));
        await Import(ImportKind.Assays, "assay_id,sample,analyte,method,value,unit,drawn,states\n"
            + string.Concat(Enumerable.Range(1, draws)
                .Select(i => $"{code}-A{i},{code}-{i},AT,chromogenic-xa,60,U/dL,2020-0{3 * i}-01T08:00Z,none\n")));
        var intake = new IntakeService(writes, cases.Biobank);
        var sample = $"{code}-0";
        var panel = Thrombophilia.Variants.Panels.Panel.Load();
        await (await intake.WriteAsync([new IntakeEnd.Read(new IntakeKey(code, panel.Id, panel.Version), "run.vcf")
        {
            Build = "GRCh38",
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
                Class = "uncertain",
            })],
        }], Stop))[0];
    }
}
