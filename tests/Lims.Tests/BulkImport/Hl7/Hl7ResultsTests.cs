using System.Text;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.BulkImport.Hl7;
using Thrombophilia.Lims.Laboratory.Analysers;
using Thrombophilia.Lims.Laboratory.Assays;
using Xunit;

namespace Thrombophilia.Lims.Tests.BulkImport.Hl7;

public sealed class Hl7ResultsTests : IDisposable
{
    const string Order = "PID|1||X||Zhang^San\nOBR|1||S1||||20260102080000\n";
    const string Good = "OBX|1|NM|PCchr||80|U/dL|||||F||||||||20260102110000\n";
    readonly GivenLims lab = new();
    static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    public void Dispose() => lab.Dispose();

    async Task<ImportReport> Import(string segments, string? analyser = "ACL1", bool acceptGood = false, string? msh = null)
    {
        if (!await lab.Db.Analysers().AnyAsync(Stop))
        {
            await lab.Registered();
            await lab.Analysers.RegisterAsync("ACL1", "WH", new()
            {
                Name = "Invented",
                SampleColumn = "a",
                TestColumn = "b",
                ValueColumn = "c",
                Tests = "PCchr = PC_ACT_CHR U/dL\nDD = DDIMER\nPT = ignore\n27818-4 = PC_ACT_CHR\n27812-7 = AT_ACT_XA U/dL",
            }, Stop);
        }
        return await lab.Import(ImportKind.Assays,
            Encoding.UTF8.GetBytes($"{msh ?? Hl7FileTests.Msh}\n{segments}"), acceptGood: acceptGood, analyser: analyser);
    }

    static CellProblem Refusal(ImportReport report)
    {
        var problem = Assert.Single(Assert.Single(report.Rows, r => r.Verdict == Verdict.Refused).Problems);
        Assert.NotEmpty(problem.Text() + problem.Next());
        return problem;
    }

    Task<AssayResult> Recorded() => lab.Db.AssayResults().SingleAsync(Stop);

    [Fact]
    public async Task Results_of_messages_are_those_that_our_own_file_would_have_and_a_second_import_finds_them()
    {
        const string Results = Order + Good + "OBX|2|SN|DD||<^0.2|mg/L{FEU}|||||C||||||||20260102110000\n"
            + "OBR|2||S2\nOBX|1|ST|27821-8^free protein S^LN||>150|%|||||F\n";
        var report = await Import(Results);
        Assert.Equal((3, true), (report.Written, report.HasMessages));
        Assert.Equal([4, 5, 7], report.Rows.Select(r => r.Row));
        using var plain = new GivenLims();
        await plain.Registered();
        await plain.Import(ImportKind.Assays,
            "assay_id,sample,analyte,method,value,unit,drawn,states\nA1,S1,PC,chromogenic,80,U/dL,2026-01-02T08:00,\n"
            + "A2,S1,DDIMER,immunoassay,<0.2,mg/L FEU,2026-01-02T08:00,\nA3,S2,PS,free-antigen,>150,%,,\n");
        Assert.Equal(await Told(plain), await Told(lab));
        Assert.Equal(3, (await Import(Results)).Unchanged);
        Assert.Equal("ACL1/1", (await lab.Db.ImportBatches().SingleAsync(b => b.Kind == "Assays", Stop)).Mapping);

        static Task<List<string>> Told(GivenLims lab) => lab.Db.AssayResults().OrderBy(a => a.Id)
            .Select(a => $"{a.SampleId} {a.Analyte} {a.Method} {a.Comparator}{a.Value} {a.Unit} {a.Drawn} {a.States ?? "?"}")
            .ToListAsync(Stop);
    }

    [Fact]
    public async Task The_name_of_a_person_is_nowhere_in_the_records()
    {
        await Import(Order + Good);
        Assert.Equal(80, (await Recorded()).Value);
        foreach (var file in Directory.GetFiles(lab.Folder, "thrombophilia.db*"))
            Assert.Equal(-1, (await File.ReadAllBytesAsync(file, Stop)).AsSpan().IndexOf("Zhang"u8));
    }

    [Theory]
    [InlineData("P", "hl7-not-final"), InlineData("R", "hl7-not-final"), InlineData("I", "hl7-not-final"), InlineData("S", "hl7-not-final")]
    [InlineData("X", "hl7-cannot-be-had"), InlineData("D", "hl7-withdrawn"), InlineData("W", "hl7-withdrawn")]
    [InlineData("", "hl7-status"), InlineData("O", "hl7-status")]
    public async Task What_is_not_final_or_was_taken_back_is_refused_with_a_word(string status, string code)
    {
        var problem = Refusal(await Import(Order + Good.Replace("|F|", $"|{status}|", StringComparison.Ordinal), acceptGood: true));
        Assert.Equal(("1/OBX[1]-11", status, code), (problem.Column, problem.Value, problem.Code));
        Assert.Empty(await lab.Db.AssayResults().ToListAsync(Stop));
    }

    [Fact]
    public async Task A_correction_of_what_is_recorded_is_not_written_over_it()
    {
        await Import(Order + Good);
        var problem = Refusal(await Import(Order + "OBX|1|NM|PCchr||8|U/dL|||||C||||||||20260102110000\n"));
        Assert.Equal(("1/OBX[1]-5", "differs"), (problem.Column, problem.Code));
        Assert.Equal(80, (await Recorded()).Value);
    }

    [Theory]
    [InlineData("OBX|1|NM|XX||80|U/dL|||||F", "1/OBX[2]-3", "unknown-test")]
    [InlineData("OBX|1|NM|||80|U/dL|||||F", "1/OBX[2]-3", "missing-value")]
    [InlineData("OBX|1|NM|PCchr|||U/dL|||||F", "1/OBX[2]-5", "no-number")]
    [InlineData("OBX|1|NM|PCchr||\"\"|U/dL|||||F", "1/OBX[2]-5", "no-number")]
    [InlineData("OBX|1|ST|PCchr||-----|U/dL|||||F", "1/OBX[2]-5", "no-number")]
    [InlineData("OBX|1|ST|PCchr||+++++|U/dL|||||F", "1/OBX[2]-5", "no-number")]
    [InlineData("OBX|1|SN|PCchr||<|U/dL|||||F", "1/OBX[2]-5", "no-number")]
    [InlineData("OBX|1|SN|PCchr||^1^:^128|U/dL|||||F", "1/OBX[2]-5", "hl7-not-one-number")]
    [InlineData("OBX|1|SN|PCchr||<>^5|U/dL|||||F", "1/OBX[2]-5", "hl7-not-one-number")]
    [InlineData("OBX|1|NM|PCchr||80~81|U/dL|||||F", "1/OBX[2]-5", "hl7-not-one-number")]
    [InlineData("OBX|1|NM|PCchr||80^5|U/dL|||||F", "1/OBX[2]-5", "hl7-not-one-number")]
    [InlineData("OBX|1|TX|PCchr||low|U/dL|||||F", "1/OBX[2]-2", "hl7-value-type")]
    [InlineData("OBX|1|NM|PCchr||80|mg/L|||||F", "1/OBX[2]-6", "unknown-value")]
    [InlineData("OBX|1|NM|DD||0.4||||||F", "1/OBX[2]-6", "missing-value")]
    [InlineData("OBX|1|NM|PCchr||5|U/dL||<|||F", "1/OBX[2]-8", "hl7-off-scale")]
    [InlineData("OBX|1|NM|PCchr||200|U/dL||H~>^above|||F", "1/OBX[2]-8", "hl7-off-scale")]
    [InlineData("OBX|1|NM|PCchr||80|U/dL||QCF|||F", "1/OBX[2]-8", "hl7-control-failed")]
    [InlineData(@"OBX|1|NM|PC\.br\||80|U/dL|||||F", "1/OBX[2]-3", "hl7-escape")]
    [InlineData("OBX|1|NM|PCchr||80|U/dL|||||F|||202601", "1/OBX[2]-14", "hl7-time")]
    [InlineData("OBX|1|NM|27820-0^PC^LN||80|U/dL|||||F", "1/OBX[2]-3", "hl7-loinc-to-be-confirmed")]
    [InlineData("OBX|1|NM|27812-7^AT^LN||80|U/dL|||||F", "1/OBX[2]-3", "hl7-tests-disagree")]
    [InlineData("OBX|1|NM|27811-9^AT^L||80|U/dL|||||F", "1/OBX[2]-3", "unknown-test")]
    [InlineData("OBX|1|NM|PCchr||500|U/dL|||||F", "1/OBX[2]-5", "implausible")]
    [InlineData("OBX|1|NM|PCchr||80|U/dL|||||F||||||||20260102110000", "1/OBX[2]-21", "duplicate-in-file")]
    public async Task A_fault_of_a_result_has_its_message_segment_and_field(string result, string place, string code)
    {
        var report = await Import(Order + Good + result + "\n", acceptGood: true);
        var problem = Refusal(report);
        Assert.Equal((5, place, code), (report.Rows.Single(r => r.Verdict == Verdict.Refused).Row, problem.Column, problem.Code));
        Assert.Equal(1, report.Written);
    }

    [Theory]
    [InlineData("ORU^R01", "OUL^R22", "1/MSH-9", "hl7-message-type"), InlineData("ORU^R01", "ORU_R01", "1/MSH-9", "hl7-message-type")]
    [InlineData("|P|", "|T|", "1/MSH-11", "hl7-processing"), InlineData("|P|", "|D|", "1/MSH-11", "hl7-processing")]
    [InlineData("|2.5.1|||", "|3|||", "1/MSH-12", "hl7-version"), InlineData("|2.5.1|||", "|2.5.1||7|", "1/MSH-14", "hl7-continuation")]
    public async Task A_message_of_another_kind_refuses_the_file(string from, string to, string place, string code)
    {
        var msh = Hl7FileTests.Msh.Replace(from, to, StringComparison.Ordinal);
        var problem = Refusal(await Import(Order + Good, msh: msh, acceptGood: true));
        Assert.Equal((place, code), (problem.Column, problem.Code));
    }

    [Theory]
    [InlineData("OBX|1|NM|PCchr||80|U/dL|||||F\n", 2, "hl7-before-order"), InlineData("SPM|1|S1\n" + Order + Good, 2, "hl7-before-order")]
    [InlineData(Order + Good + "ORC|RE\n" + Good, 6, "hl7-before-order"), InlineData(Order + Good + "ADD|more\n", 5, "hl7-continuation")]
    [InlineData(Order + Good + "DSC|7\n", 5, "hl7-continuation"), InlineData(Order, 1, "hl7-no-results")]
    public async Task Segments_out_of_order_continued_messages_and_files_without_a_result_are_refused_whole(string segments,
        int line, string code)
    {
        var report = await Import(segments, acceptGood: true);
        Assert.Equal((line, code, 0), (Assert.Single(report.Rows).Row, Refusal(report).Code, report.Written));
    }

    [Theory]
    [InlineData("OBR|1|S2|S1", "", 1), InlineData("OBR|1|S2", "", 2), InlineData("OBR|1|S2|S3", "SPM|1|S1\n", 1)]
    [InlineData("OBR|1|S2", "SPM|1|^S3&LAB\n", 3)]
    public async Task The_sample_is_that_of_its_segment_else_the_number_of_who_filled_the_order_else_of_who_placed_it(string order,
        string after, int sample)
    {
        await Import($"{order}\n{Good}{after}");
        Assert.Equal(sample, (await Recorded()).SampleId);
    }

    [Theory]
    [InlineData("SPM|1|S1\nSPM|2|S2\n"), InlineData("SPM|1|S1^S2\n")]
    public async Task Of_two_samples_none_is_taken(string samples) =>
        Assert.Equal("hl7-several-samples", Refusal(await Import(Order + Good + samples)).Code);

    [Fact]
    public async Task A_sample_that_is_not_registered_is_refused_where_it_stands()
    {
        var problem = Refusal(await Import("OBR|1||S9\n" + Good));
        Assert.Equal(("1/OBR[1]-3", "S9", "unknown-sample"), (problem.Column, problem.Value, problem.Code));
    }

    [Fact]
    public async Task A_test_that_the_map_leaves_out_has_no_row_whatever_it_holds() =>
        Assert.Equal([5], (await Import(Order + "OBX|1|ED|PT||x^y|s|||||P\n" + Good)).Rows.Select(r => r.Row));

    [Fact]
    public async Task Without_an_analyser_LOINC_names_the_test_and_the_message_the_analyser()
    {
        Assert.Equal(1, (await Import(Order + "OBX|1|NM|x^y^L^27811-9^AT^LN||80|%|||||F|||||||AN7\n", analyser: null)).Written);
        Assert.Equal(("AT", "chromogenic-xa"), ((await Recorded()).Analyte, (await Recorded()).Method));
        Assert.Equal("unknown-test", Refusal(await Import(Order + Good, analyser: null)).Code);
    }

    [Fact]
    public async Task A_time_without_an_offset_has_that_of_the_message()
    {
        await Import(Order + Good, msh: Hl7FileTests.Msh.Replace("20260102120000", "20260102120000+0800", StringComparison.Ordinal));
        Assert.Equal("2026-01-02 00:00Z", $"{(await Recorded()).Drawn}");
    }

    static IReadOnlyDictionary<string, string> Row(string result) => Assert.Single(Hl7Results.Read(
        Encoding.UTF8.GetBytes($"{Hl7FileTests.Msh}\n{Order}{result}\n"), Knowledge.Cases.Clinical, null).Table.Rows).Cells;

    [Theory]
    [InlineData("OBX|1|NM|27811-9^^LN||80|%|||||F|||20260102080000||||AN7^x|20260102110000", "AN7", "2026-01-02T11:00:00")]
    [InlineData("OBX|1|NM|27811-9^^LN||80|%|||||F|||20260102110000", "AN", "2026-01-02T11:00:00")]
    // The time of the draw is not that of the measurement.
    [InlineData("OBX|1|NM|27811-9^^LN||80|%|||||F|||20260102080000", "AN", "")]
    public void A_row_says_which_analyser_measured_and_when(string result, string analyser, string measured) =>
        Assert.Equal((analyser, measured, ""), (Row(result)["analyser"], Row(result)["measured"], Row(result)["run"]));
}
