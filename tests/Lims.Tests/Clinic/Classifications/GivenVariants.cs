using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Staff;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Clinic.Classifications;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Variants.Calling.Rows;
using Xunit;

namespace Thrombophilia.Lims.Tests.Clinic.Classifications;

/// <summary>Persons who carry a variant of antithrombin that the rules call uncertain, and geneticists mei and bo.</summary>
static class GivenVariants
{
    public const string Gene = "SERPINC1", Name = "c.236G>A", Full = "NM_000488.4:c.236G>A";

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static PanelCall Carried(string build = "GRCh38", int pos = 173914725) => new()
    {
        Build = build,
        Gene = Gene,
        Transcript = "NM_000488.4",
        Chrom = "1",
        Pos = pos,
        Ref = "C",
        Alt = "T",
        HgvsC = Full,
        Consequence = "missense_variant",
        Status = CallStatus.Called,
        Copies = 1,
        Class = "uncertain",
        Criteria = "PM1;@serpinc1-clingen@1.1.0",
    };

    /// <summary>What turns the variant likely pathogenic: one strong and one supporting criterion beside the rules' moderate one.</summary>
    public static ClassificationEntry Entry(int seen = 0, params CriterionEntry[] criteria) => new(Gene, Name, seen,
        criteria.Length > 0 ? criteria
        : [new("PS4", "Strong", "Four unrelated probands"), new("PP4", "Supporting", "One of them low twice")],
        "Seen in five families", "PMID 1234567");

    public static ClassificationService Service(this GivenLims lab) => new(lab.Writes, Knowledge.Cases.Judge);

    public static ClassificationQueries Queries(this GivenLims lab) => new(lab.Db, Knowledge.Cases.Judge);

    /// <summary>A person with one file; sites WH and BJ.</summary>
    public static async Task<Subject> PersonAsync(this GivenLims lab, string code, string site, params PanelCall[] rows)
    {
        var subject = await lab.Consented(code, site);
        await lab.FileAsync(code, rows);
        return subject;
    }

    /// <summary>One more file of a person.</summary>
    public static async Task FileAsync(this GivenLims lab, string code, params PanelCall[] rows)
    {
        var sample = $"{code}-{Guid.NewGuid():N}";
        Assert.Equal(1, (await lab.Import(ImportKind.Samples,
            $"sample,subject,vcf_name,type,collected,received\n{sample},{code},,blood,,\n")).Written);
        var ticket = await lab.Begin(sample);
        var end = (IntakeEnd.Read)GivenLims.Read(ticket.Key,
            [.. Case.AllReference(sample).Select(f => f.Call).Where(c => !rows.Any(r => r.HotSpot == c.HotSpot))
                .Select(c => new SampleCall(sample, rows.Length > 0 ? c with { Build = rows[0].Build } : c)),
                .. rows.Select(r => new SampleCall(sample, r))], sample);
        await (await lab.Intake.WriteAsync([end with { Build = rows.Length > 0 ? rows[0].Build : "GRCh38" }], Stop))[0];
    }

    /// <summary>Certificates of mei and bo for both reviews.</summary>
    public static async Task CertifiedAsync(this GivenLims lab)
    {
        lab.As("");
        var staff = new StaffService(lab.Writes);
        foreach (var who in new[] { "mei", "bo" })
            foreach (var task in new[] { LabTask.FirstReading, LabTask.SecondReading })
                await staff.CertifyAsync(who, task, "certificate", new DateOnly(2027, 1, 1), Stop);
    }

    /// <summary>Mei proposes and bo decides.</summary>
    public static async Task<VariantClassification> DecidedAsync(this GivenLims lab, ClassificationEntry entry,
        ClassificationVerdict verdict = ClassificationVerdict.Confirmed)
    {
        lab.As("mei", "WH");
        var record = await lab.Service().ProposeAsync(entry, Stop);
        lab.As("bo", "WH");
        await lab.Service().DecideAsync(record.PublicId, verdict, "seen", Stop);
        lab.As("");
        return record;
    }

    /// <summary>The newest conclusion of a person.</summary>
    public static Task<Conclusion> NewestAsync(this GivenLims lab, string code) =>
        (from c in lab.Db.Conclusions().AsNoTracking()
         join s in lab.Db.Subjects() on c.SubjectId equals s.Id
         where s.Code == code
         orderby c.Version descending
         select c).FirstAsync(Stop);

    /// <summary>The codes of what a conclusion says.</summary>
    public static IEnumerable<string> CodesOf(Conclusion issued) => CaseAnalysis.StatementsOf(issued).Select(s => s.Code);

    /// <summary>What a conclusion says of the variant.</summary>
    public static string SentenceOf(Conclusion issued) =>
        CaseAnalysis.StatementsOf(issued).Single(s => s.Parameters.ContainsKey("readings")).Sentence();
}
