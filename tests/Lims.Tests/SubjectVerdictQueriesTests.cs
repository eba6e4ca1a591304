using Microsoft.EntityFrameworkCore;
using Thrombophilia.Given;
using Thrombophilia.Lims.Biobank.Staff;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Clinic.Cases;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Notices;
using Thrombophilia.Lims.Clinic.Picture;
using Thrombophilia.Lims.Clinic.Review;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Laboratory.Assays;
using Thrombophilia.Variants.Calling.Rows;
using Xunit;

namespace Thrombophilia.Lims.Tests;

public sealed class SubjectVerdictQueriesTests : IDisposable
{
    const string Assays = "assay_id,sample,analyte,method,value,unit,drawn,states\n";
    const string Embolism = "event=pe;days_since_event=2026-05-20;haemodynamics=stable;phase=treatment;provocation=unprovoked;"
        + "cancer_active=false;aps=negative;active_bleeding=false;platelets_e9_l=200;reperfusion_planned=false;"
        + "critical_bleed_uncleared=false;mechanical_valve=false;hit_status=none;interactions=none;"
        + "crcl_ml_min=90;dialysis=false;child_pugh=none;liver_coagulopathy=false;baseline_inr_raised=false;neuraxial_window=false;"
        + "bariatric_4w=false;gut_resection_4w=false;weight_kg=70;bmi=24;current_drugs=none;apl_triple=false;"
        + "sbp_mmhg=120;request=treatment";
    readonly GivenLims lab = new();

    public void Dispose() => lab.Dispose();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_signed_conclusion_is_told_with_its_signers_and_what_it_does_not_exclude()
    {
        await lab.Registered();
        await ImportAsync("A1,S1,PC,chromogenic,41,U/dL,2026-01-02T08:00Z,none");
        await SignAsync("P1");
        var shown = await VerdictAsync("P1");
        var signed = shown.SignedOff!;
        Assert.Equal((1, "mei, bo", false),
            (signed.Conclusion.Version, string.Join(", ", signed.SignOffs.Select(r => r.By)), signed.IsUndermined));
        Assert.Null(shown.Waiting);
        Assert.NotNull(signed.Certainty);
        Assert.Contains(signed.Statements, s => s.Code == "repeat");
        Assert.Contains(shown.Advice!.Next, n => n.English.Contains("2026-01-30", StringComparison.Ordinal));
        var value = Assert.Single(shown.Advice.Values);
        Assert.Equal(("A1", -1), (value.Result.Code, value.Side));
        Assert.Contains("below", value.Meaning.English, StringComparison.Ordinal);
        Assert.False(shown.Advice.NotSigned.Exist);
    }

    [Fact]
    public async Task What_nobody_has_signed_is_told_only_as_being_there()
    {
        await lab.Registered();
        await ImportAsync("A1,S1,PC,chromogenic,100,U/dL,2026-01-02T08:00Z,none");
        await SignAsync("P1");
        await ImportAsync("A2,S1,AT,chromogenic-xa,41,U/dL,2026-03-02T08:00Z,none");
        var shown = await VerdictAsync("P1");
        Assert.Equal((1, 2, 0), (shown.SignedOff!.Conclusion.Version, shown.Waiting!.Version, shown.Waiting.Signatures));
        Assert.True(shown.Advice!.NotSigned.Exist);
        Assert.Equal(["A1"], shown.Advice.Values.Select(v => v.Result.Code));
        Assert.DoesNotContain(shown.Advice.Next, n => n.English.Contains("antithrombin", StringComparison.OrdinalIgnoreCase));
        // The pages that ask for signed evidence alone see the same.
        Assert.Single((await Advice.FindAsync(shown.Subject.PublicId, signedOnly: true, Stop))!.Answer!.Reading.Values);
        Assert.Equal(2, (await Advice.FindAsync(shown.Subject.PublicId, signedOnly: false, Stop))!.Answer!.Reading.Values.Count);
    }

    [Fact]
    public async Task A_version_that_was_sent_back_and_signed_once_more_is_not_signed()
    {
        await lab.Registered();
        await ImportAsync("A1,S1,PC,chromogenic,41,U/dL,2026-01-02T08:00Z,none");
        var id = await lab.Db.Conclusions().Select(c => c.PublicId).SingleAsync(Stop);
        await new StaffService(lab.Writes).CertifyAsync("mei", LabTask.FirstReading, "C-1", new DateOnly(2099, 1, 1), Stop);
        lab.As("mei");
        await lab.SignAsync(id);
        await lab.Review.SendBackAsync(id, "the draw is in doubt", Stop);
        await lab.Review.ReopenAsync(id, "it was settled", Stop);
        await lab.SignAsync(id);
        Assert.Equal(2, await lab.Db.SignOffs().CountAsync(Stop));
        var shown = await VerdictAsync("P1");
        Assert.Null(shown.SignedOff);
        Assert.Equal((1, 1), (shown.Waiting!.Version, shown.Waiting.Signatures));
        Assert.Empty(shown.Advice!.Values);
    }

    [Fact]
    public async Task What_nobody_has_signed_takes_a_drug_away_and_offers_none()
    {
        await lab.Registered();
        await ImportAsync("A1,S2,AT,chromogenic-xa,100,U/dL,2026-01-02T08:00Z,none");
        await AnswerAsync("P2", Embolism);
        await SignAsync("P2");
        var before = (await VerdictAsync("P2")).Advice!;
        Assert.True(before.Answer.IsTreated);
        Assert.Contains(before.Answer.Options.Available, drug => drug.Id == "vka");
        Assert.Empty(before.NotSigned.HeldBack);

        await ImportAsync("A2,S2,PC,chromogenic,15,U/dL,2026-03-02T08:00Z,none");
        var after = (await VerdictAsync("P2")).Advice!;
        Assert.Equal(before.Answer.Told.Select(r => r.Id), after.Answer.Told.Select(r => r.Id));
        Assert.Equal(["vka"], after.NotSigned.HeldBack.Select(drug => drug.Id));
        Assert.True(after.NotSigned.WouldChange);
        // The page of all options holds it back too.
        var id = (await VerdictAsync("P2")).Subject.PublicId;
        Assert.Equal(["vka"], (await Advice.FindAsync(id, signedOnly: true, Stop))!.NotSigned.HeldBack.Select(drug => drug.Id));
        // And no answer lets it in again.
        var offered = (await Verdicts.ChangesSinceAsync(id, 0, Stop))
            .Where(c => c is { Kind: AdviceKind.Option, After: not null }).ToList();
        Assert.Contains(offered, c => c.After!.English.Contains("apixaban", StringComparison.Ordinal));
        Assert.DoesNotContain(offered, c => c.After!.English.Contains("vitamin K", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_signed_conclusion_a_critical_value_is_told_as_provisional_and_nothing_else()
    {
        await lab.Registered();
        await ImportAsync("A1,S1,AT,chromogenic-xa,52,U/dL,2026-03-02T08:00Z,none");
        await AnswerAsync("P1", "pregnancy=pregnant");
        var shown = await VerdictAsync("P1");
        Assert.Null(shown.SignedOff);
        Assert.Equal((1, 1, 2, 0), (shown.Progress.Samples, shown.Progress.Values, shown.Waiting!.Version, shown.Waiting.Signatures));
        Assert.Empty(shown.Advice!.Values);
        var urgent = Assert.Single(shown.Urgent);
        Assert.Null(urgent.SignedVersion);
        Assert.Contains("56 U/dL", urgent.Text, StringComparison.Ordinal);
        Assert.Equal("CV9", urgent.Notice!.Notice.Row);
        Assert.Null(urgent.Notice.End);

        // Signed, it is the conclusion's own word; an answer that takes it away again takes nothing from what was signed.
        await SignAsync("P1");
        await AnswerAsync("P1", "pregnancy=no");
        Assert.Equal(2, Assert.Single((await VerdictAsync("P1")).Urgent).SignedVersion);
    }

    [Fact]
    public async Task A_signed_conclusion_whose_result_was_withdrawn_says_so()
    {
        await lab.Registered();
        await ImportAsync("A1,S1,PC,chromogenic,41,U/dL,2026-01-02T08:00Z,none");
        await SignAsync("P1");
        await new AssayService(lab.Writes, Knowledge.Cases.Clinical, new(Knowledge.Cases.Clinical, Knowledge.Biobank))
            .RetractAsync("A1", "wrong tube", Stop);
        var shown = await VerdictAsync("P1");
        Assert.True(shown.SignedOff!.IsUndermined);
        var gone = Assert.Single(shown.SignedOff.Withdrawn).Result;
        Assert.Equal(("A1", "wrong tube"), (gone.Code, gone.EndReason));
        Assert.Empty(shown.Advice!.Values);
        Assert.Equal(2, shown.Waiting!.Version);
    }

    [Fact]
    public async Task A_file_that_was_signed_gives_the_genotype_and_a_newer_one_does_not()
    {
        await lab.Registered();
        var calls = GivenLims.Calls("S1").Where(c => c.Call.HotSpot != "F5-Leiden")
            .Append(new("S1", Case.Call("F5-Leiden", CallStatus.Called, 1, "legacy-R506Q")));
        await lab.Complete(await lab.Begin("aa"), calls, "S1");
        Assert.Empty((await VerdictAsync("P1")).Advice!.Alleles);
        await SignAsync("P1");
        var (allele, older) = Assert.Single((await VerdictAsync("P1")).Advice!.Alleles);
        Assert.Equal(("F5", 1, "R506Q"), (allele.Gene, allele.Copies, older));

        await lab.Complete(await lab.Begin("bb"), GivenLims.Calls("S1").Where(c => c.Call.HotSpot != "F2-20210")
            .Append(new("S1", Case.Call("F2-20210", CallStatus.Called, 1))), "S1");
        var shown = await VerdictAsync("P1");
        Assert.Equal(["F5"], shown.Advice!.Alleles.Select(a => a.Allele.Gene));
        Assert.True(shown.Advice.NotSigned.Exist);
    }

    [Fact]
    public async Task Without_consent_and_from_another_site_nothing_is_told()
    {
        await lab.Registered();
        await ImportAsync("A1,S1,PC,chromogenic,41,U/dL,2026-01-02T08:00Z,none");
        await SignAsync("P1");
        var id = (await VerdictAsync("P1")).Subject.PublicId;
        await lab.Subjects.WithdrawAsync(id, null, Stop);
        var shown = await VerdictAsync("P1");
        Assert.Equal("consent-withdrawn", shown.Refused!.Code);
        Assert.Equal((null, null, null), (shown.SignedOff, shown.Advice, shown.Waiting));
        Assert.Empty(shown.Urgent);
        lab.As("anna", "BJ");
        Assert.Null(await Verdicts.FindAsync(id, withIdentity: true, Stop));
        Assert.Empty(await Verdicts.ChangesSinceAsync(id, 0, Stop));
    }

    [Fact]
    public async Task An_answer_shows_what_it_has_changed_of_the_options()
    {
        await lab.Registered();
        await ImportAsync("A1,S1,AT,chromogenic-xa,100,U/dL,2026-01-02T08:00Z,none");
        await SignAsync("P1");
        await AnswerAsync("P1", Embolism + ";pregnancy=no;breastfeeding=false");
        var before = (await VerdictAsync("P1")).Advice!.Answers;
        var id = (await VerdictAsync("P1")).Subject.PublicId;
        await AnswerAsync("P1", "pregnancy=pregnant");

        var changes = await Verdicts.ChangesSinceAsync(id, before, Stop);
        var excluded = changes.Where(c => c is { Kind: AdviceKind.Excluded, Before: null }).ToList();
        Assert.Contains(excluded, c => c.Title.English.Contains("rivaroxaban", StringComparison.OrdinalIgnoreCase)
            && c.Title.Chinese.Contains("利伐沙班", StringComparison.Ordinal));
        var option = changes.First(c => c is { Kind: AdviceKind.Option, Before: not null, After: not null });
        Assert.Contains("rivaroxaban", option.Before!.English, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("rivaroxaban", option.After!.English, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(await Verdicts.ChangesSinceAsync(id, before + 1, Stop));
    }

    AdviceQueries Advice => new(lab.Db, Knowledge.Cases, new(lab.Db, Knowledge.Cases.Clinical));

    SubjectVerdictQueries Verdicts => new(lab.Db, Knowledge.Cases, Advice,
        new(lab.Db, new PersonalDataCipher(t => t, t => t, new byte[32])), new NoticeQueries(lab.Db));

    async Task<SubjectVerdict> VerdictAsync(string code)
    {
        var id = await lab.Db.Subjects().Where(s => s.Code == code).Select(s => s.PublicId).SingleAsync(Stop);
        return (await Verdicts.FindAsync(id, withIdentity: false, Stop))!;
    }

    async Task ImportAsync(string row) => Assert.Equal(1, (await lab.Import(ImportKind.Assays, Assays + row + "\n")).Written);

    // Each "fact=value" told today.
    async Task AnswerAsync(string code, string facts)
    {
        var id = await lab.Db.Subjects().Where(s => s.Code == code).Select(s => s.PublicId).SingleAsync(Stop);
        await new PictureService(lab.Writes, Knowledge.Cases.Clinical).RecordAsync(id,
            [.. facts.Split(';').Select(f => new PictureEntry(f.Split('=')[0], f.Split('=')[1]))],
            DateOnly.FromDateTime(GivenLims.Now.Date), FactOrigin.Physician, Stop);
    }

    async Task SignAsync(string code) => await Signing.ByTwoAsync(who => LimsDb.Open(lab.Folder, who, lab.Clock), Knowledge.Cases,
        lab.ReportKey, await lab.Db.Conclusions().Where(c => lab.Db.Subjects().Any(s => s.Id == c.SubjectId && s.Code == code))
            .OrderByDescending(c => c.Version).Select(c => c.PublicId).FirstAsync(Stop), stop: Stop);
}
