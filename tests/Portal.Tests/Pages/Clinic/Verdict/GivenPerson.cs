using System.Text;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Picture;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Assays;
using Xunit;

namespace Thrombophilia.Portal.Tests.Pages.Clinic.Verdict;

/// <summary>P-0001, a woman of site S1 born in 1990, and what happens to her results.</summary>
internal sealed class GivenPerson(GivenPortal portal)
{
    /// <summary>A stable pulmonary embolism in treatment, with all that a gate asks for.</summary>
    public const string Embolism = "event=pe;days_since_event=2026-02-20;haemodynamics=stable;phase=treatment;provocation=unprovoked;"
        + "cancer_active=false;aps=negative;active_bleeding=false;platelets_e9_l=200;reperfusion_planned=false;"
        + "critical_bleed_uncleared=false;mechanical_valve=false;hit_status=none;interactions=none;crcl_ml_min=90;dialysis=false;"
        + "child_pugh=none;liver_coagulopathy=false;baseline_inr_raised=false;neuraxial_window=false;bariatric_4w=false;"
        + "gut_resection_4w=false;weight_kg=70;bmi=24;current_drugs=none;apl_triple=false;sbp_mmhg=120;"
        + "request=treatment;breastfeeding=false";

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public Guid Id { get; private set; }

    public string Page => $"/subjects/{Id}/verdict";

    public async Task<GivenPerson> RegisteredAsync()
    {
        await using var db = portal.Records();
        var people = new SubjectService(portal.Writes(db));
        Id = (await people.RegisterAsync(new SubjectEntry("P-0001", "S1", SubjectGroup.Case, Sex.F, 1990), Stop)).PublicId;
        await people.ConsentAsync(Id, "1.0", (ConsentScopes)63, new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), Stop);
        await ImportAsync(ImportKind.Samples,
            "sample,subject,vcf_name,type,collected,received\nS-1,P-0001,,citrate-plasma,,2026-02-21T09:00Z\n");
        return this;
    }

    /// <summary>A value of a clean draw.</summary>
    public Task MeasureAsync(string code, string analyte, string method, int value, string day) => ImportAsync(ImportKind.Assays,
        $"assay_id,sample,analyte,method,value,unit,drawn,states\n{code},S-1,{analyte},{method},{value},U/dL,{day}T08:00Z,none\n");

    /// <summary>Answers of today, each "fact=value".</summary>
    public async Task AnswerAsync(string facts)
    {
        await using var db = portal.Records();
        await portal.WithAsync<CaseAnalysis, int>(cases => new PictureService(portal.Writes(db), cases.Clinical).RecordAsync(Id,
            [.. facts.Split(';').Select(f => new PictureEntry(f.Split('=')[0], f.Split('=')[1]))],
            DateOnly.FromDateTime(portal.Time.GetUtcNow().Date), FactOrigin.Physician, Stop));
    }

    /// <summary>Two persons sign the newest conclusion.</summary>
    public async Task SignAsync()
    {
        await using var db = portal.Records();
        await GivenReport.SignedAsync(portal, (await db.Conclusions().OrderByDescending(c => c.Version).FirstAsync(Stop)).PublicId);
    }

    public async Task RetractAsync(string code)
    {
        await using var db = portal.Records();
        await portal.WithAsync<CaseAnalysis, bool>(async cases =>
        {
            await new AssayService(portal.Writes(db), cases.Clinical, new(cases.Clinical, cases.Biobank))
                .RetractAsync(code, "wrong tube", Stop);
            return true;
        });
    }

    public async Task WithdrawAsync()
    {
        await using var db = portal.Records();
        await new SubjectService(portal.Writes(db)).WithdrawAsync(Id, null, Stop);
    }

    async Task ImportAsync(ImportKind kind, string csv)
    {
        await using var db = portal.Records();
        Assert.Equal(1, (await portal.WithAsync<CaseAnalysis, ImportReport>(cases =>
            new ImportService(portal.Writes(db), cases.Clinical, cases.Biobank).ImportAsync(kind,
                new MemoryStream(Encoding.UTF8.GetBytes(csv)), new ImportOptions(), Stop))).Written);
    }
}
