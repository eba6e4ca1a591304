using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.BulkImport.Sources;
using Thrombophilia.Lims.Laboratory.Analysers;
using Thrombophilia.Lims.Laboratory.Assays;
using Thrombophilia.Lims.Laboratory.Controls;
using Xunit;

namespace Thrombophilia.Lims.Tests.BulkImport.Sources;

public sealed class AnalyserCsvTests : IDisposable
{
    const string Header = "Sample,Test,Result,Unit,Drawn,Measured,Run,States\n";
    readonly GivenLims lab = new();
    static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    public void Dispose() => lab.Dispose();

    static FileMapping Mapping => new()
    {
        Name = "Invented",
        SampleColumn = "Sample",
        TestColumn = "Test",
        ValueColumn = "Result",
        UnitColumn = "Unit",
        DrawnColumn = "Drawn",
        MeasuredColumn = "Measured",
        RunColumn = "Run",
        StatesColumn = "States",
        Tests = "PCchr = PC_ACT_CHR U/dL\nACA G = ACL_IGG GPL\nDD = DDIMER\nPT = ignore",
    };

    async Task<ImportReport> Import(string csv, FileMapping? mapping = null, Encoding? encoding = null, bool acceptGood = false)
    {
        if (await lab.Db.Analysers().AnyAsync(Stop)) await lab.Analysers.ChangeAsync("ACL1", mapping ?? Mapping, Stop);
        else
        {
            await lab.Registered();
            await lab.Analysers.RegisterAsync("ACL1", "WH", mapping ?? Mapping, Stop);
        }
        return await lab.Import(ImportKind.Assays, (encoding ?? Charsets.Utf8).GetBytes(csv), acceptGood: acceptGood, analyser: "ACL1");
    }

    static CellProblem Refusal(ImportReport report) =>
        Assert.Single(Assert.Single(report.Rows, r => r.Verdict == Verdict.Refused).Problems);

    Task<List<string>> Recorded() => RecordedIn(lab);

    static Task<List<string>> RecordedIn(GivenLims lab) => lab.Db.AssayResults().OrderBy(a => a.Id)
        .Select(a => $"{a.SampleId} {a.Analyte} {a.Method} {a.Comparator}{a.Value} {a.Unit} {a.Drawn} {a.States}").ToListAsync(Stop);

    [Fact]
    public async Task Rows_of_an_analyser_are_those_that_our_own_file_would_have()
    {
        const string Theirs = Header + "S1,PCchr,72.5,,2026-01-02T08:00,2026-01-02T11:00,R1,none\n"
            + "S1,ACA G,<5,GPL,2026-01-02T08:00,2026-01-02T11:05,R1,none\n";
        Assert.Equal(2, (await Import(Theirs)).Written);
        var theirs = await Recorded();
        Assert.Equal("ACL1/1", (await lab.Db.ImportBatches().SingleAsync(b => b.Kind == "Assays", Stop)).Mapping);
        using var plain = new GivenLims();
        await plain.Registered();
        await plain.Import(ImportKind.Assays, "assay_id,sample,analyte,method,value,unit,drawn,states\n"
            + "A1,S1,PC,chromogenic,72.5,U/dL,2026-01-02T08:00,none\nA2,S1,ACL_IGG,solid-phase,<5,GPL,2026-01-02T08:00,none\n");
        Assert.Equal(await RecordedIn(plain), theirs);
        Assert.All(await lab.Db.AssayResults().Select(a => a.Code).ToListAsync(Stop), code => Assert.Matches("^R-[0-9a-f]{40}$", code));
    }

    [Fact]
    public async Task A_control_in_the_file_of_an_analyser_is_judged_and_holds_the_results_of_its_run()
    {
        await Import(Header + "S1,PCchr,72.5,,2026-01-02T08:00,2026-01-02T11:00,R1,none\n");
        await new ControlService(lab.Writes, Knowledge.Cases.Clinical).RegisterAsync(
            new("WH", "ACL1", "QC-N", "PC", "chromogenic", "normal", 100, 5, new(2027, 1, 1)), Stop);
        var report = await Import(Header + "QC-N,PCchr,120,,2026-01-02T10:30,2026-01-02T10:30,R1,\n"
            + "QC-N,PCchr,101,,,2026-01-02T12:30,R2,\nQC-N,DD,0.5,mg/L FEU,,2026-01-02T12:30,R2,\n", acceptGood: true);
        Assert.Equal(2, report.Written);
        Assert.Equal(("Sample", "lot-of-another-assay"), (Refusal(report).Column, Refusal(report).Code));
        Assert.Equal(["R1 True", "R2 False"],
            (await lab.Db.ControlRuns().OrderBy(r => r.Run).ToListAsync(Stop)).Select(r => $"{r.Run} {r.IsHeld}"));
    }

    [Fact]
    public async Task The_same_file_again_is_unchanged_and_another_value_of_the_same_measurement_is_refused()
    {
        const string Row = "S1,PCchr,72.5,,2026-01-02T08:00,2026-01-02T11:00,R1,none\n";
        await Import(Header + Row);
        Assert.Equal([Verdict.Unchanged], (await Import(Header + Row)).Rows.Select(r => r.Verdict));
        var problem = Refusal(await Import(Header + Row.Replace("72.5", "73", StringComparison.Ordinal)));
        Assert.Equal(("Result", "differs"), (problem.Column, problem.Code));
        Assert.Equal(1, (await Import(Header + Row.Replace("11:00", "11:30", StringComparison.Ordinal))).Written);
    }

    [Fact]
    public async Task An_id_of_the_analyser_stands_behind_its_code()
    {
        await Import("No,Sample,Test,Result\n17,S1,PCchr,80\n", Mapping with
        {
            IdColumn = "No",
            UnitColumn = null,
            DrawnColumn = null,
            MeasuredColumn = null,
            RunColumn = null,
            StatesColumn = null
        });
        Assert.Equal(["ACL1:17 U/dL"], await lab.Db.AssayResults().Select(a => $"{a.Code} {a.Unit}").ToListAsync(Stop));
    }

    [Fact]
    public async Task A_test_that_the_map_leaves_out_has_no_row()
    {
        var report = await Import(Header + "S1,PT,----,s,,,,\nS1,PCchr,80,,,,R1,\n");
        Assert.Equal([(3, Verdict.Good)], report.Rows.Select(r => (r.Row, r.Verdict)));
    }

    [Theory]
    [InlineData("S1,XX,80,,,,R1,", "Test", "unknown-test"), InlineData("S1,,80,,,,R1,", "Test", "missing-value")]
    [InlineData("S1,PCchr,,,,,R1,", "Result", "no-number"), InlineData("S1,PCchr,----,,,,R1,", "Result", "no-number")]
    [InlineData("S1,PCchr,+++++,,,,R1,", "Result", "no-number"), InlineData("S1,PCchr,Err 12,,,,R1,", "Result", "no-number")]
    [InlineData("S1,PCchr,80 *,,,,R1,", "Result", "no-number"), InlineData("S1,PCchr,\"1,234\",,,,R1,", "Result", "decimal-comma-unmapped")]
    [InlineData("S1,PCchr,80,mg/L,,,R1,", "Unit", "unknown-value"), InlineData("S1,DD,0.4,,,,R1,", "Unit", "missing-value")]
    [InlineData("S9,PCchr,80,,,,R1,", "Sample", "unknown-sample"), InlineData("S1,PCchr,80,,02.01.2026,,R1,", "Drawn", "not-a-date")]
    [InlineData("S1,PCchr,80,,,,R1,warfarin", "States", "unknown-value"), InlineData("S1,PCchr,500,,,,R1,", "Result", "implausible")]
    [InlineData("S1,PCchr,80,,,R1,", "", "wrong-field-count"), InlineData("S1,\"PCchr,80,,,,R1,", "", "malformed-row")]
    public async Task A_fault_has_its_line_and_the_name_of_the_column_in_the_file(string row, string column, string code)
    {
        var report = await Import(Header + "S2,PCchr,80,,,,R1,\n" + row + "\n");
        var problem = Refusal(report);
        Assert.Equal((3, column, code), (report.Rows.Single(r => r.Verdict == Verdict.Refused).Row, problem.Column, problem.Code));
        Assert.NotEmpty(problem.Text() + problem.Next());
        Assert.Empty(await lab.Db.AssayResults().ToListAsync(Stop));
    }

    [Fact]
    public async Task Lines_before_the_header_are_left_out_and_lines_keep_their_numbers()
    {
        const string Csv = "An analyser, invented\r\n\r\n" + Header + "S1,PCchr,80,,,,R1,\nS1,XX,80,,,,R1,\n";
        var mapping = Mapping with { LinesBefore = 2 };
        var report = await Import(Csv, mapping);
        Assert.Equal([4, 5], report.Rows.Select(r => r.Row));
        Assert.Equal("\uFEFFAn analyser, invented\r\n\r\n" + Header.TrimEnd() + "\r\nS1,XX,80,,,,R1,\r\n", Encoding.UTF8.GetString(
            await lab.Imports.LinesOfAsync(Encoding.UTF8.GetBytes(Csv), "ACL1", new HashSet<int> { 5 }, Stop)));
    }

    [Theory]
    [InlineData("Sample;Test;Result", "mapped-column-missing")]
    [InlineData("Sample,Test,Result,Unit,Drawn,Measured,Run,States,Test", "duplicate-column")]
    [InlineData("", "empty-file"), InlineData("\n\n", "empty-file")]
    public async Task A_header_without_a_column_of_the_mapping_refuses_the_file(string csv, string code)
    {
        var report = await Import(csv, acceptGood: true);
        Assert.Contains(code, Assert.Single(report.Rows).Problems.Select(p => p.Code));
        Assert.Equal(0, report.Written);
    }

    static FileMapping Chinese => Mapping with
    {
        Separator = ColumnSeparator.Semicolon,
        Encoding = FileEncoding.Gb18030,
        SampleColumn = "样本号",
        TestColumn = "项目",
        ValueColumn = "结果",
        UnitColumn = "单位",
        DrawnColumn = "采血时间",
        MeasuredColumn = null,
        RunColumn = "批次",
        StatesColumn = null,
        TimeFormat = "yyyy年M月d日 H:mm",
        Tests = "蛋白C = PC_ACT_CHR %",
    };

    const string ChineseFile = "样本号;姓名;项目;结果;单位;采血时间;批次\nS1;某某;蛋白C;80,5;;2026年1月2日 8:00;1\n";

    [Fact]
    public async Task A_file_in_GB_18030_with_semicolons_and_decimal_commas_is_read_as_its_mapping_says()
    {
        var report = await Import(ChineseFile, Chinese with { Decimals = DecimalMark.Comma }, Charsets.Gb18030);
        Assert.Equal(1, report.Written);
        Assert.Equal(["1 PC chromogenic 80.5 % 2026-01-02 08:00Z "], await Recorded());
        // Nor is the name of a person, which no column of ours has.
        foreach (var file in Directory.GetFiles(lab.Folder, "thrombophilia.db*"))
            Assert.Equal(-1, File.ReadAllBytes(file).AsSpan().IndexOf("某某"u8));
    }

    [Theory]
    [InlineData(DecimalMark.Point, "80,5", "decimal-comma-unmapped"), InlineData(DecimalMark.Comma, "80.5", "decimal-point")]
    [InlineData(DecimalMark.Comma, "1.080,5", "decimal-point"), InlineData(DecimalMark.Comma, "1,080,5", "no-number")]
    public async Task A_decimal_mark_that_the_mapping_does_not_say_is_never_guessed(DecimalMark mark, string value, string code)
    {
        var problem = Refusal(await Import(ChineseFile.Replace("80,5", value, StringComparison.Ordinal),
            Chinese with { Decimals = mark }, Charsets.Gb18030));
        Assert.Equal(("结果", code), (problem.Column, problem.Code));
    }

    [Fact]
    public async Task A_time_of_another_format_is_refused_and_refused_lines_keep_the_form_of_the_file()
    {
        var csv = ChineseFile.Replace("80,5", "80", StringComparison.Ordinal)
            .Replace("2026年1月2日 8:00", "2026-01-02 08:00", StringComparison.Ordinal);
        var problem = Refusal(await Import(csv, Chinese, Charsets.Gb18030));
        Assert.Equal(("采血时间", "not-the-time-format"), (problem.Column, problem.Code));
        Assert.Equal(csv.Replace("\n", "\r\n", StringComparison.Ordinal), Charsets.Gb18030.GetString(
            await lab.Imports.LinesOfAsync(Charsets.Gb18030.GetBytes(csv), "ACL1", new HashSet<int> { 2 }, Stop)));
    }

    [Fact]
    public async Task Text_in_another_encoding_than_the_mapping_says_is_refused()
    {
        Assert.Equal("not-utf8", Refusal(await Import(ChineseFile, Chinese with { Encoding = FileEncoding.Utf8 }, Charsets.Gb18030)).Code);
        var report = await lab.Import(ImportKind.Assays, [0x53, 0xFF, 0xFF, 0x0A], analyser: "ACL1");
        Assert.Equal("not-utf8", Refusal(report).Code);
        await lab.Analysers.ChangeAsync("ACL1", Chinese, Stop);
        Assert.Equal("not-gb18030", Refusal(await lab.Import(ImportKind.Assays, [0x53, 0xFF, 0xFF, 0x0A], analyser: "ACL1")).Code);
    }

    [Fact]
    public async Task The_documented_example_is_read_by_the_mapping_that_stands_beside_it()
    {
        var examples = Path.Combine(Root(), "examples");
        Task<byte[]> Example(string name) => File.ReadAllBytesAsync(Path.Combine(examples, name), Stop);
        foreach (var kind in new[] { ImportKind.Subjects, ImportKind.Consents, ImportKind.Samples })
            await lab.Import(kind, await Example($"{kind}.csv".ToLowerInvariant()));
        var page = await File.ReadAllTextAsync(Path.Combine(Root(), "docs/data/analysers.md"), Stop);
        var map = page.Split("```text\n")[1].Split("```")[0];
        await lab.Analysers.RegisterAsync("ACL1", "SITE1", Mapping with
        {
            Separator = ColumnSeparator.Semicolon,
            LinesBefore = 1,
            StatesColumn = null,
            TimeFormat = "dd.MM.yyyy HH:mm",
            Tests = map,
        }, Stop);
        var csv = await lab.Import(ImportKind.Assays, await Example("analyser-run.csv"), analyser: "ACL1");
        Assert.Equal([4, 5, 6, 7], csv.Rows.Select(r => r.Row));
        Assert.Equal(4, csv.Written);
        var hl7 = await lab.Import(ImportKind.Assays, await Example("analyser-run.hl7"), acceptGood: true);
        Assert.Equal([Verdict.Good, Verdict.Good, Verdict.Refused], hl7.Rows.Select(r => r.Verdict));
        Assert.Equal("2/OBX[1]-11", Refusal(hl7).Column);
    }

    static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../.."));

    [Fact]
    public async Task An_analyser_is_named_for_results_only()
    {
        await Import(Header);
        Assert.Equal("analyser-only-assays", Refusal(await lab.Import(ImportKind.Subjects, "x"u8.ToArray(), analyser: "ACL1")).Code);
        Assert.Equal("unknown-analyser", Refusal(await lab.Import(ImportKind.Assays, "x"u8.ToArray(), analyser: "ACL9")).Code);
    }
}
