using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Assays;
using Xunit;

namespace Thrombophilia.Lims.Tests.Laboratory.Assays;

public sealed class AssayServiceTests : IDisposable
{
    const string Header = "assay_id,sample,analyte,method,value,unit,drawn,states\n";
    static readonly Moment Draw = Moment.Of(new(2026, 4, 1, 8, 0, 0, TimeSpan.Zero));
    readonly GivenLims lab = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => lab.Dispose();

    AssayService Service => new(lab.Writes, Knowledge.Cases.Clinical, new(Knowledge.Cases.Clinical, Knowledge.Biobank));

    async Task Measured(string value = "40")
    {
        await lab.Registered();
        await lab.Import(ImportKind.Assays, Header + $"A1,S1,PC,chromogenic,{value},U/dL,2026-04-01T08:00Z,none\n");
    }

    Task<AssayResult> Stored(string code) => lab.Db.AssayResults().AsNoTracking().SingleAsync(a => a.Code == code, Stop);

    async Task<(string Reason, string Words)> Newest()
    {
        var newest = await lab.Db.Conclusions().AsNoTracking().OrderByDescending(c => c.Id).FirstAsync(Stop);
        return (newest.Reason, string.Join('\n', CaseAnalysis.StatementsOf(newest).Select(s => s.Text?.English)));
    }

    [Fact]
    public async Task A_corrected_result_stays_and_the_conclusion_rests_on_the_new_one()
    {
        await Measured();
        Assert.Contains("40 U/dL", (await Newest()).Words, StringComparison.Ordinal);
        var corrected = await Service.CorrectAsync("A1", new("104", "U/dL", Draw, []), "typing error: 104, not 40", Stop);
        Assert.Equal("A1/c1", corrected.Code);
        var old = await Stored("A1");
        Assert.Equal((40, "A1/c1", "typing error: 104, not 40"), (old.Value, old.CorrectedBy, old.EndReason));
        var (reason, words) = await Newest();
        Assert.Equal("assay-corrected", reason);
        Assert.Contains("104 U/dL", words, StringComparison.Ordinal);
        Assert.DoesNotContain("40 U/dL", words, StringComparison.Ordinal);
        Assert.Equal("A1/c2", (await Service.CorrectAsync("A1/c1", new("105", "U/dL", Draw, []), "again", Stop)).Code);
        Assert.Equal("result-ended", await GivenLims.Refused(() => Service.RetractAsync("A1", "x", Stop)));
        // The file that brought it is recorded already.
        Assert.Equal(1, (await lab.Import(ImportKind.Assays, Header + "A1,S1,PC,chromogenic,40,U/dL,2026-04-01T08:00Z,none\n")).Unchanged);
    }

    [Fact]
    public async Task A_retracted_result_leaves_the_conclusion_even_where_nothing_else_is_known()
    {
        await Measured();
        await Service.RetractAsync("A1", "tube of another patient", Stop);
        var (reason, words) = await Newest();
        Assert.Equal("assay-retracted", reason);
        Assert.DoesNotContain("40 U/dL", words, StringComparison.Ordinal);
        Assert.Equal("berta tried: result-ended", "berta tried: " + await GivenLims.Refused(() => Service.RetractAsync("A1", "x", Stop)));
    }

    [Fact]
    public async Task A_retracted_sample_takes_its_results_and_its_files_out()
    {
        await Measured();
        await lab.Complete(await lab.Begin(), GivenLims.Calls("S1"), "S1");
        var sample = await lab.Db.Samples().SingleAsync(s => s.Code == "S1", Stop);
        var samples = new SampleService(lab.Writes);
        Assert.Equal("reason: why-needed", await GivenLims.Refused(() => samples.RetractAsync(sample.PublicId, null, Stop)));
        await samples.RetractAsync(sample.PublicId, "mixed up with S2", Stop);
        var (reason, words) = await Newest();
        Assert.Equal("sample-retracted", reason);
        Assert.DoesNotContain("40 U/dL", words, StringComparison.Ordinal);
        Assert.DoesNotContain("Proven, and not carried", words, StringComparison.Ordinal);
        Assert.Equal("sample-retracted", await GivenLims.Refused(() => samples.RetractAsync(sample.PublicId, "x", Stop)));
        var report = await lab.Import(ImportKind.Assays, Header + "A2,S1,PC,chromogenic,90,U/dL,2026-04-01T08:00Z,none\n");
        Assert.Equal("sample-retracted", Assert.Single(report.Rows[0].Problems).Code);
    }

    [Theory]
    [InlineData("40", "U/dL", "x", "nothing-differs"), InlineData("41", "U/dL", " ", "reason: why-needed")]
    [InlineData("forty", "U/dL", "x", "value: not-a-measurement"), InlineData("41", "mg", "x", "unit: no-such-unit")]
    [InlineData("0.41", "U/dL", "x", "value: implausible"), InlineData("410", "U/dL", "x", "value: implausible")]
    public async Task A_correction_is_judged_as_a_file_is(string value, string unit, string reason, string refusal)
    {
        await Measured();
        Assert.Equal(refusal, await GivenLims.Refused(() => Service.CorrectAsync("A1", new(value, unit, Draw, []), reason, Stop)));
        Assert.Equal(1, await lab.Db.AssayResults().CountAsync(Stop));
        Assert.True((await Stored("A1")).Stands);
    }

    [Fact]
    public async Task A_correction_in_the_future_before_birth_or_of_another_site_is_refused()
    {
        await Measured();
        Assert.Equal("drawn: in-the-future", await GivenLims.Refused(() => Service.CorrectAsync("A1",
            new("41", "U/dL", Moment.Of(GivenLims.Now.AddDays(2)), []), "x", Stop)));
        Assert.Equal("drawn: drawn-before-birth", await GivenLims.Refused(() => Service.CorrectAsync("A1",
            new("41", "U/dL", Moment.Of(new(1979, 1, 2, 0, 0, 0, TimeSpan.Zero)), []), "x", Stop)));
        Assert.Equal("states: unknown-state", await GivenLims.Refused(() => Service.CorrectAsync("A1",
            new("41", "U/dL", Draw, ["tired"]), "x", Stop)));
        lab.As("anna", "BJ");
        Assert.Equal("unknown-result", await GivenLims.Refused(() => Service.RetractAsync("A1", "x", Stop)));
    }

    [Theory]
    [InlineData("edta-blood", "wrong-material"), InlineData("EDTA blood", "wrong-material"), InlineData("citrate-plasma", null),
        InlineData("citrate plasma", null), InlineData("plasma of the other freezer", null), InlineData("", null)]
    public async Task A_result_from_a_material_that_cannot_give_it_is_refused(string type, string? refusal)
    {
        await lab.Registered();
        await lab.Import(ImportKind.Samples, $"sample,subject,vcf_name,type,collected,received\nS9,P1,,{type},,\n");
        var report = await lab.Import(ImportKind.Assays, Header + "A1,S9,PC,chromogenic,90,U/dL,2026-04-01T08:00Z,none\n");
        Assert.Equal(refusal, report.Rows[0].Problems.SingleOrDefault()?.Code);
    }

    [Theory]
    // A woman born in 1980, a man born in 1975, a person of unknown sex and age.
    [InlineData("S1,PC,chromogenic,90,U/dL,2026-04-01,none", "CN-STAGO 69-151"),
        InlineData("S1,PS,clotting,90,U/dL,2026-04-01,none", "CN-STAGO 55-123"),
        InlineData("S2,PS,clotting,90,U/dL,2026-04-01,none", "CN-STAGO 77-143")]
    [InlineData("S1,PC,chromogenic,90,U/dL,2026-04-01,pregnancy", null), InlineData("S1,PC,chromogenic,90,U/dL,2026-04-01,", null),
        InlineData("S1,PC,chromogenic,90,U/dL,,none", null), InlineData("S3,PC,chromogenic,90,U/dL,2026-04-01,none", null)]
    public async Task The_interval_that_holds_is_stored_with_the_result_and_none_where_something_is_unknown(string row, string? interval)
    {
        await lab.Registered();
        await lab.Import(ImportKind.Assays, Header + $"A1,{row}\n");
        var stored = await Stored("A1");
        Assert.Equal(interval, stored.IntervalId is null ? null
            : FormattableString.Invariant($"{stored.IntervalSet} {stored.IntervalLow:0.#}-{stored.IntervalHigh:0.#}"));
    }
}
