using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Given;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Families;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Variants;
using Xunit;

namespace Thrombophilia.Portal.Tests.Pages.Clinic.Evidence;

/// <summary>
/// P-1 of S1 with two files that disagree, values over time and a family; P-2 is her mother, P-9 of S2 has the same variant.
/// </summary>
static class GivenEvidence
{
    public const string Missense = "SERPINC1 NM_000488.4:c.236G>A";

    static readonly PanelAnalysis Analysis = new(GivenVcf.Panel);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<Guid> FillAsync(GivenPortal portal)
    {
        await using var db = portal.Records();
        var writes = portal.Writes(db);
        var storage = new StorageService(writes);
        foreach (var site in new[] { "S1", "S2" }) await storage.AddAsync(null, StorageKind.Site, site, site, null, null, Stop);
        await PersonAsync(portal, "P-1", "S1", "P-1-E", "P-1-N", "P-1-C");
        await PersonAsync(portal, "P-2", "S1", "P-2-E");
        await PersonAsync(portal, "P-9", "S2", "P-9-E");
        var many = new GivenVcf(GivenVcf.Panel.On("GRCh38")!, "P-1-E", "P-2-E", "P-9-E");
        many.Meta("##FORMAT=<ID=DP,Number=1,Type=Integer,Description=\"Read depth\">")
            .Meta("##FORMAT=<ID=GQ,Number=1,Type=Integer,Description=\"Genotype quality\">")
            .Meta("##FORMAT=<ID=AD,Number=R,Type=Integer,Description=\"Reads of each allele, REF first\">")
            .Meta("##INFO=<ID=SVTYPE,Number=1,Type=String,Description=\"Type\">")
            .Meta("##INFO=<ID=END,Number=1,Type=Integer,Description=\"End position\">")
            .Record("1", 169549811, "C", "T", "GT:AD:DP:GQ", "0/1:21,19:40:99", "0/0:40,0:40:99", "0/1:11,13:24:91")
            .Record("1", 173914725, "C", "T", "GT:AD:DP:GQ", "0/1:19,18:37:99", "0/1:12,17:29:88", "0/1:14,13:27:87")
            .Record("11", 46739505, "G", "A", "GT:AD:DP:GQ", "0/1:2,2:4:22", "0/0:30,0:30:80", "0/0:33,0:33:84")
            .RecordWith("3", 93800000, "A", "<DEL>", "PASS", "SVTYPE=DEL;END=94100000", "GT:GQ", "0/1:99", "0/0:99", "0/0:99");
        await FileAsync(portal, many.Text(), "run7.vcf");
        await FileAsync(portal, new GivenVcf(GivenVcf.Panel.On("GRCh37")!, "P-1-N")
            .Record("1", 173883863, "C", "T", "GT:AD:DP:GQ", "1/1:0,38:38:99").Text(), "older.vcf");
        await ImportAsync(portal, ImportKind.Assays, "assay_id,sample,analyte,method,value,unit,drawn,states\n"
            + "A1,P-1-C,AT,chromogenic-xa,58,U/dL,2020-01-05T08:00Z,none\n"
            + "A2,P-1-C,AT,chromogenic-xa,49,U/dL,2020-02-05T08:00Z,acute-thrombosis\n"
            + "A3,P-1-C,AT,chromogenic-xa,61,U/dL,2020-05-05T08:00Z,none\nA4,P-1-C,AT,chromogenic-xa,66,U/dL,,\n");
        var families = new FamilyService(writes);
        var family = await families.RegisterAsync("F-1", "S1", Stop);
        await families.AddAsync(family.PublicId, new MemberEntry("I-1", Sex.M, false, true), Stop);
        await families.AddAsync(family.PublicId, new MemberEntry("I-2", Sex.F, true, false, Subject: "P-2"), Stop);
        await families.AddAsync(family.PublicId,
            new MemberEntry("II-1", Sex.F, true, false, Father: "I-1", Mother: "I-2", Subject: "P-1"), Stop);
        return (await db.Subjects().SingleAsync(s => s.Code == "P-1", Stop)).PublicId;
    }

    static async Task PersonAsync(GivenPortal portal, string code, string site, params string[] samples)
    {
        await using var db = portal.Records();
        var people = new SubjectService(portal.Writes(db));
        var person = await people.RegisterAsync(new SubjectEntry(code, site, SubjectGroup.Case, Sex.F, 1980), Stop);
        await people.ConsentAsync(person.PublicId, "1.0", (ConsentScopes)63, portal.Time.GetUtcNow().AddDays(-1), Stop);
        await ImportAsync(portal, ImportKind.Samples, "sample,subject,vcf_name,type,collected,received\n"
            + string.Concat(samples.Select(s => $"{s},{code},,,,\n")));
    }

    static async Task ImportAsync(GivenPortal portal, ImportKind kind, string csv)
    {
        await using var db = portal.Records();
        Assert.True((await portal.WithAsync<Lims.CaseAnalysis, ImportReport>(cases =>
            new ImportService(portal.Writes(db), cases.Clinical, cases.Biobank).ImportAsync(kind,
                new MemoryStream(Encoding.UTF8.GetBytes(csv)), new ImportOptions { Zone = TimeZoneInfo.Utc }, Stop))).Written > 0);
    }

    static async Task FileAsync(GivenPortal portal, string vcf, string name)
    {
        await using var db = portal.Records();
        var bytes = Encoding.UTF8.GetBytes(vcf);
        var sha = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var kept = KeptFiles.FolderOf(await portal.WithAsync<PortalOptions, string>(o => Task.FromResult(o.DataFolder)), sha, "");
        Directory.CreateDirectory(kept);
        await File.WriteAllBytesAsync(Path.Combine(kept, name), bytes, Stop);
        using var calls = await Analysis.CallAsync(new MemoryStream(bytes), name, new CallOptions(), Stop);
        var intake = await portal.WithAsync<Lims.CaseAnalysis, IntakeService>(
            cases => Task.FromResult(new IntakeService(portal.Writes(db), cases.Biobank)));
        await (await intake.WriteAsync([new IntakeEnd.Read(new IntakeKey(sha, GivenVcf.Panel.Id, GivenVcf.Panel.Version), name)
        {
            Build = calls.Build,
            Names = calls.Samples,
            Wanted = intake.Wanted(calls.Samples).ToHashSet(),
            Rows = [.. calls.Calls()],
        }], Stop))[0];
    }
}
