using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Staff;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Controls;
using Xunit;

namespace Thrombophilia.Lims.Tests.Laboratory.Controls;

public sealed class ControlServiceTests : IDisposable
{
    const string Header = "assay_id,sample,analyte,method,value,unit,drawn,states,analyser,run,measured\n";
    readonly GivenLims lab = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => lab.Dispose();

    ControlService Controls => new(lab.Writes, Knowledge.Cases.Clinical);

    Task<ControlLot> Lot(string code = "QC1", decimal mean = 100, decimal sd = 5, string method = "chromogenic") => Controls.RegisterAsync(
        new("WH", "CS1", code, "PC", method, "normal", mean, sd, new(2027, 1, 31)), Stop);

    static string Patient(string id, string value, string run) =>
        $"{id},S1,PC,chromogenic,{value},U/dL,2026-04-01T08:00Z,none,CS1,{run},2026-04-01T10:00Z\n";

    static string Control(string id, string value, string run, string at = "2026-04-01T09:00Z", string lot = "QC1") =>
        $"{id},{lot},PC,chromogenic,{value},U/dL,,,CS1,{run},{at}\n";

    async Task<string> Said()
    {
        var newest = await lab.Db.Conclusions().AsNoTracking().OrderByDescending(c => c.Id).FirstAsync(Stop);
        return string.Join('\n', CaseAnalysis.StatementsOf(newest).Select(s => s.Text?.English));
    }

    async Task<ControlRun> Run(string run) =>
        await lab.Db.ControlRuns().AsNoTracking().SingleAsync(r => r.Run == run, Stop);

    [Fact]
    public async Task Results_of_a_run_whose_control_fails_are_held_whichever_comes_first()
    {
        await lab.Registered();
        await Lot();
        await lab.Import(ImportKind.Assays, Header + Patient("A1", "40", "R1"));
        Assert.Contains("40 U/dL", await Said(), StringComparison.Ordinal);
        Assert.DoesNotContain("held", await Said(), StringComparison.Ordinal);

        var report = await lab.Import(ImportKind.Assays, Header + Control("Q1", "116", "R1"));
        Assert.Equal(1, report.Written);
        var run = await Run("R1");
        Assert.Equal((ControlVerdict.Rejected, "1-2s;1-3s", true), (run.Verdict, run.Rules, run.IsHeld));
        Assert.Contains("the control of its run failed", await Said(), StringComparison.Ordinal);
        Assert.Contains("To be measured again in a run whose control passes", await Said(), StringComparison.Ordinal);

        // The control first, the patient in the same file.
        await lab.Import(ImportKind.Assays, Header + Control("Q2", "84", "R2", "2026-04-02T09:00Z") + Patient("A2", "41", "R2"));
        Assert.True((await Run("R2")).IsHeld);
        Assert.Equal(2, (await Said()).Split("the control of its run failed").Length - 1);

        // A run in control is read beside them.
        await lab.Import(ImportKind.Assays, Header + Control("Q3", "101", "R3", "2026-04-03T09:00Z") + Patient("A3", "42", "R3"));
        Assert.Equal(ControlVerdict.Passed, (await Run("R3")).Verdict);
        Assert.Contains("42 U/dL", await Said(), StringComparison.Ordinal);
        Assert.Equal(2, (await Said()).Split("the control of its run failed").Length - 1);
    }

    [Fact]
    public async Task An_alarm_is_told_although_the_run_is_held()
    {
        await lab.Registered();
        await Lot();
        // A child born this year.
        await lab.Import(ImportKind.Subjects, "subject,site,group,sex,birth_year\nP4,WH,case,F,2026\n");
        await lab.Consent("P4");
        await lab.Import(ImportKind.Samples, "sample,subject,vcf_name,type,collected,received\nS4,P4,,,,\n");
        await lab.Import(ImportKind.Assays, Header + Control("Q1", "120", "R1")
            + Patient("A1", "3", "R1").Replace(",S1,", ",S4,", StringComparison.Ordinal));
        var newest = await lab.Db.Conclusions().AsNoTracking().OrderByDescending(c => c.Id).FirstAsync(Stop);
        Assert.Contains("the control of its run failed", await Said(), StringComparison.Ordinal);
        Assert.Equal(Conclusion.Urgent, newest.Headline);
    }

    [Fact]
    public async Task A_run_is_released_with_a_reason_by_a_certified_person_and_its_results_are_read_again()
    {
        await lab.Registered();
        await Lot();
        await lab.Import(ImportKind.Assays, Header + Control("Q1", "120", "R1") + Patient("A1", "40", "R1"));
        var held = await Run("R1");
        lab.As("berta", "WH");
        Assert.Equal("reason: why-needed", await GivenLims.Refused(() => Controls.ReleaseAsync(held.PublicId, " ", Stop)));
        Assert.Equal("not-qualified", await GivenLims.Refused(() => Controls.ReleaseAsync(held.PublicId, "x", Stop)));
        await new StaffService(lab.Writes).CertifyAsync("berta", LabTask.Assay, "C1", new(2027, 1, 1), Stop);
        await Controls.ReleaseAsync(held.PublicId, "bubble in the control; repeated by hand", Stop);
        Assert.DoesNotContain("held", await Said(), StringComparison.Ordinal);
        Assert.Equal("berta", (await Run("R1")).ReleasedBy);
        Assert.Equal("run-not-held", await GivenLims.Refused(() => Controls.ReleaseAsync(held.PublicId, "x", Stop)));

        // A release is for the rules that were broken then: a further one holds the run again.
        await lab.Import(ImportKind.Assays, Header + Control("Q2", "80", "R1"));
        Assert.True((await Run("R1")).IsHeld);
    }

    [Fact]
    public async Task A_control_that_is_recorded_late_changes_the_runs_after_it()
    {
        await lab.Registered();
        await Lot();
        await lab.Import(ImportKind.Assays, Header + Control("Q2", "111", "R2", "2026-04-02T09:00Z") + Patient("A1", "40", "R2"));
        Assert.Equal(ControlVerdict.Warned, (await Run("R2")).Verdict);
        await lab.Import(ImportKind.Assays, Header + Control("Q1", "111", "R1"));
        Assert.Equal(("1-2s;2-2s", true), ((await Run("R2")).Rules, (await Run("R2")).IsHeld));
        Assert.Contains("the control of its run failed", await Said(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_value_below_the_method_is_judged_by_its_limit_and_one_in_another_unit_is_converted()
    {
        await lab.Registered();
        await Lot();
        await lab.Import(ImportKind.Assays, Header + Control("Q1", "<5", "R1")
            + "Q2,QC1,PC,chromogenic,1.01,IU/mL,,,CS1,R2,2026-04-02T09:00Z\n");
        Assert.Equal(ControlVerdict.Rejected, (await Run("R1")).Verdict);
        Assert.Equal(101, (await lab.Db.ControlResults().SingleAsync(r => r.Code == "Q2", Stop)).Value);
    }

    [Theory]
    [InlineData("Q1,QC1,PC,chromogenic,100,U/dL,,,,R1,2026-04-01T09:00Z", "analyser: missing-value")]
    [InlineData("Q1,QC1,PC,chromogenic,100,U/dL,,,CS1,,2026-04-01T09:00Z", "run: missing-value")]
    [InlineData("Q1,QC1,PC,chromogenic,100,U/dL,,,CS1,R1,", "measured: missing-value")]
    [InlineData("A1,S1,PC,chromogenic,100,U/dL,2026-04-02T09:00Z,none,CS1,R1,2026-04-01T09:00Z", "measured: measured-before-drawn")]
    [InlineData("Q1,QC1,PC,clotting,100,U/dL,,,CS1,R1,2026-04-01T09:00Z", "sample: lot-of-another-assay")]
    [InlineData("Q1,QC1,PC,chromogenic,100,U/dL,,,CS2,R1,2026-04-01T09:00Z", "sample: lot-of-another-assay")]
    [InlineData("A1,S1,PC,chromogenic,100,U/dL,,none,,R1,", "analyser: missing-value")]
    [InlineData("A1,S1,PC,chromogenic,100,U/dL,1979-03-01,none,,,", "drawn: drawn-before-birth")]
    public async Task A_row_is_refused_with_column_and_code(string row, string refusal)
    {
        await lab.Registered();
        await Lot();
        var report = await lab.Import(ImportKind.Assays, Header + row + "\n");
        var problem = Assert.Single(Assert.Single(report.Rows).Problems);
        Assert.Equal(refusal, $"{problem.Column}: {problem.Code}");
        Assert.NotEmpty(problem.Text());
        Assert.NotEmpty(problem.Next());
        Assert.Equal(0, report.Written);
    }

    [Fact]
    public async Task A_value_after_the_end_of_its_lot_is_refused()
    {
        await lab.Registered();
        await Controls.RegisterAsync(new("WH", "CS1", "OLD", "PC", "chromogenic", "low", 30, 3, new(2026, 3, 31)), Stop);
        var report = await lab.Import(ImportKind.Assays, Header + Control("Q1", "30", "R1", lot: "OLD"));
        Assert.Equal("lot-ended", Assert.Single(report.Rows[0].Problems).Code);
    }

    [Fact]
    public async Task The_same_file_twice_is_unchanged_and_another_value_differs()
    {
        await lab.Registered();
        await Lot();
        var file = Header + Control("Q1", "100", "R1") + Patient("A1", "90", "R1");
        Assert.Equal(2, (await lab.Import(ImportKind.Assays, file)).Written);
        Assert.Equal(2, (await lab.Import(ImportKind.Assays, file)).Unchanged);
        var report = await lab.Import(ImportKind.Assays, Header + Control("Q1", "99", "R1"));
        Assert.Equal("differs", Assert.Single(report.Rows[0].Problems).Code);
    }

    [Fact]
    public async Task A_lot_is_registered_once_and_never_under_the_code_of_a_sample()
    {
        await lab.Registered();
        await Lot();
        Assert.Equal("code: lot-registered", await GivenLims.Refused(() => Lot()));
        Assert.Equal("code: code-taken", await GivenLims.Refused(() => Lot("S1")));
        Assert.Equal("sd: number-needed", await GivenLims.Refused(() => Lot("QC2", sd: 0)));
        Assert.Equal("analyte: assay-not-known", await GivenLims.Refused(() => Lot("QC2", method: "guess")));
    }

    [Fact]
    public async Task A_value_is_recorded_by_hand_and_judged_at_once()
    {
        await lab.Registered();
        var lot = await Lot();
        Assert.Equal(ControlVerdict.Passed, (await Controls.RecordAsync(lot.PublicId, "R1", "103", null, Stop)).Verdict);
        Assert.Equal(ControlVerdict.Warned, (await Controls.RecordAsync(lot.PublicId, "R2", "111", null, Stop)).Verdict);
        Assert.Equal(ControlVerdict.Rejected, (await Controls.RecordAsync(lot.PublicId, "R3", "112", null, Stop)).Verdict);
        Assert.Equal("value: not-a-measurement",
            await GivenLims.Refused(() => Controls.RecordAsync(lot.PublicId, "R4", "n/a", null, Stop)));
        Assert.Equal("measured: in-the-future",
            await GivenLims.Refused(() => Controls.RecordAsync(lot.PublicId, "R4", "100", Moment.Of(GivenLims.Now.AddDays(1)), Stop)));
        var file = await new ControlQueries(lab.Db, Knowledge.Cases.Clinical).FindAsync(lot.PublicId, Stop);
        Assert.Equal(["", "1-2s;2-2s", "1-2s;2-2s"], file!.Values.Select(v => string.Join(';', v.Rules)));
        Assert.Equal("R3", Assert.Single(file.Held).Run.Run);
    }
}
