using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Picture;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Data.Audit;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Assays;
using Xunit;

namespace Thrombophilia.Lims.Tests.BulkImport;

public sealed class ImportServiceTests : IDisposable
{
    const string Subjects = "subject,site,group,sex,birth_year\n";
    const string Samples = "sample,subject,vcf_name,type,collected,received\n";
    const string Assays = "assay_id,sample,analyte,method,value,unit,drawn,states\n";
    static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    readonly GivenLims lab = new();
    static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    public void Dispose() => lab.Dispose();

    static CellProblem Refusal(ImportReport report) =>
        Assert.Single(Assert.Single(report.Rows, r => r.Verdict == Verdict.Refused).Problems);

    [Theory]
    [InlineData("P1,WH,patient,F,1980", "group", "unknown-value"),
        InlineData("P1,WH,case,f,1980", "sex", "unknown-value"), InlineData("P1,WH,case,,1980", "sex", "missing-value")]
    [InlineData("P1,WH,case,F,80", "birth_year", "not-a-year"),
        InlineData("P1,WH,case,F,2027", "birth_year", "not-a-year"),
        InlineData("P1,WH,case,F,1980-02-03", "birth_year", "not-a-year")]
    [InlineData(",WH,case,F,1980", "subject", "missing-value"),
        InlineData("Jane Doe,WH,case,F,1980", "subject", "invalid-code"),
        InlineData("P1,,case,F,1980", "site", "missing-value")]
    [InlineData("P1,WH,case,F", "", "wrong-field-count"), InlineData("P1,WH,case,F,1980,x", "", "wrong-field-count"),
        InlineData("\"P1,WH,case,F,1980", "", "malformed-row")]
    public async Task A_subject_row_is_refused_with_column_and_code(string row, string column, string code)
    {
        var report = await lab.Import(ImportKind.Subjects, Subjects + row + "\n");
        var problem = Refusal(report);
        Assert.Equal((column, code), (problem.Column, problem.Code));
        Assert.Equal(2, report.Rows[0].Row);
        Assert.Equal(0, await lab.Db.Subjects().CountAsync(Stop));
    }

    [Theory]
    [InlineData("S9,P9,,,,", "subject", "unknown-subject"), InlineData("S9,P1,S1,,,", "vcf_name", "duplicate-vcf-name")]
    [InlineData("S9,P1,,,2026/03/01,", "collected", "not-a-date"),
        InlineData("S9,P1,,,01.03.2026,", "collected", "not-a-date"),
        InlineData("S9,P1,,,2026-02-30,", "collected", "not-a-date")]
    [InlineData("S9,P1,,,2026-02-30T10:00Z,", "collected", "not-a-date"),
        InlineData("S9,P1,,,20260301,", "collected", "not-a-date"),
        InlineData("S9,P1,,,2026-06-02,", "collected", "in-the-future")]
    [InlineData("S9,P1,,,,2026-06-01T12:00:01Z", "received", "in-the-future"),
        InlineData("S9,P1,,,2026-03-02T08:00Z,2026-03-02T07:59Z", "received", "received-before-collected")]
    [InlineData("S9,P1,,,2026-03-29T02:30,", "collected", "no-such-local-time"),
        InlineData("S9,P1,,,2025-10-26T02:30,", "collected", "no-such-local-time")]
    [InlineData("S1,P2,,blood,2026-01-02,2026-01-03T09:00Z", "subject", "differs")]
    public async Task A_sample_row_is_refused_with_column_and_code(string row, string column, string code)
    {
        await lab.Registered();
        var problem =
            Refusal(await lab.Import(ImportKind.Samples, Samples + row + "\n",
            zone: row.StartsWith("S1", StringComparison.Ordinal) ? null : Berlin));
        Assert.Equal((column, code), (problem.Column, problem.Code));
        Assert.Equal(3, await lab.Db.Samples().CountAsync(Stop));
    }

    [Theory]
    [InlineData("PC,clotting,<5,U/dL", "<5"), InlineData("PC,clotting,＜5,U/dL", "<5"), InlineData("PC,clotting,≤5,%", "≤5")]
    [InlineData("PC,clotting,>200,U/dL", ">200"), InlineData("ACL_IGG,solid-phase,55,GPL", "55")]
    [InlineData("LA,clotting,1.4,ratio", "1.4")]
    public async Task A_value_beside_a_limit_of_the_method_is_a_value_and_each_antibody_has_a_name(string cells, string value)
    {
        await lab.Registered();
        Assert.Equal(1, (await lab.Import(ImportKind.Assays, Assays + $"A1,S1,{cells},2026-01-02,none\n")).Written);
        Assert.Equal(value, $"{(await lab.Db.AssayResults().SingleAsync(Stop)).Measured}");
        Assert.Equal(Verdict.Unchanged, (await lab.Import(ImportKind.Assays, Assays + $"A1,S1,{cells},2026-01-02,none\n")).Rows[0].Verdict);
    }

    [Fact]
    public async Task A_value_below_what_can_be_measured_is_low()
    {
        await lab.Registered();
        await lab.Import(ImportKind.Assays, Assays + "A1,S1,PC,chromogenic,<5,U/dL,2026-01-02,none\n");
        var issued = await lab.Db.Conclusions().SingleAsync(Stop);
        Assert.Contains("<5 U/dL, drawn 2026-01-02: below the deficiency limit",
            string.Join('\n', CaseAnalysis.StatementsOf(issued).Select(s => s.Sentence(CultureInfo.InvariantCulture))),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("P9,pregnancy,no,2026-05-01,record", "subject", "unknown-subject")]
    [InlineData("P1,colour,no,2026-05-01,record", "fact", "unknown-fact")]
    [InlineData("P1,pregnancy,maybe,2026-05-01,record", "value", "not-an-answer")]
    [InlineData("P1,weight_kg,1000,2026-05-01,record", "value", "out-of-bounds")]
    [InlineData("P2,pregnancy,no,2026-05-01,record", "value", "question-does-not-apply")]
    [InlineData("P1,pregnancy,no,2026-06-02,record", "observed", "in-the-future")]
    [InlineData("P1,pregnancy,no,2026-05-01T08:00Z,record", "observed", "day-needed")]
    [InlineData("P1,pregnancy,no,1979-05-01,record", "observed", "before-birth")]
    [InlineData("P1,pregnancy,no,2026-05-01,hearsay", "origin", "unknown-value")]
    [InlineData("P1,pregnancy,,2026-05-01,record", "value", "missing-value")]
    public async Task A_row_of_the_clinical_picture_is_refused_with_column_and_code(string row, string column, string code)
    {
        await lab.Registered();
        var problem = Refusal(await lab.Import(ImportKind.Facts, "subject,fact,value,observed,origin\n" + row + "\n"));
        Assert.Equal((column, code), (problem.Column, problem.Code));
        Assert.NotEmpty(problem.Text() + problem.Next());
    }

    [Fact]
    public async Task Answers_of_the_clinical_picture_are_imported_once_and_newer_ones_stand_beside_them()
    {
        const string Header = "subject,fact,value,observed,origin\n";
        await lab.Registered();
        Assert.Equal(2, (await lab.Import(ImportKind.Facts,
            Header + "P1,pregnancy,?,2026-05-01,patient\nP1,event,pe+cvt,2026-05-01,record\n")).Written);
        Assert.Equal(0, (await lab.Import(ImportKind.Facts, Header + "P1,event,pe+cvt,2026-05-01,record\n")).Written);
        Assert.Equal(1, (await lab.Import(ImportKind.Facts, Header + "P1,pregnancy,no,2026-05-02,patient\n")).Written);
        Assert.Equal(3, await lab.Db.ClinicalFacts().CountAsync(Stop));
    }

    [Theory]
    [InlineData("A1,S9,PC,clotting,50,U/dL,,", "sample", "unknown-sample"),
        InlineData("A1,S1,XY,clotting,50,U/dL,,", "analyte", "unknown-value")]
    [InlineData("A1,S1,PC,elisa,50,U/dL,,", "method", "unknown-value"),
        InlineData("A1,S1,PC,chromogenic-xa,50,U/dL,,", "method", "method-does-not-fit")]
    [InlineData("A1,S1,PC,clotting,50,mg/dL,,", "unit", "unknown-value"),
        InlineData("A1,S1,PC,clotting,\"50,5\",U/dL,,", "value", "decimal-comma")]
    [InlineData("A1,S1,PC,clotting,-5,U/dL,,", "value", "negative"),
        InlineData("A1,S1,PC,clotting,NaN,U/dL,,", "value", "not-a-number"),
        InlineData("A1,S1,PC,clotting,<<5,U/dL,,", "value", "not-a-number")]
    [InlineData("A1,S1,PC,clotting,1e2,U/dL,,", "value", "not-a-number"),
        InlineData("A1,S1,PC,clotting,95,IU/mL,,", "value", "implausible"),
        InlineData("A1,S1,PC,clotting,1.02,%,,", "value", "implausible")]
    [InlineData("A1,S1,PC,clotting,,U/dL,,", "value", "missing-value"),
        InlineData("A1,S1,PC,clotting,50,U/dL,,warfarin", "states", "unknown-value"),
        InlineData("A1,S1,PC,clotting,50,U/dL,,none;vka", "states", "none-with-others")]
    [InlineData("A1,S1,PC,clotting,50,U/dL,2027-01-01T00:00Z,", "drawn", "in-the-future"),
        InlineData("A1,S1,PC,clotting,50,U/dL,yesterday,", "drawn", "not-a-date")]
    public async Task An_assay_row_is_refused_with_column_and_code(string row, string column, string code)
    {
        await lab.Registered();
        var problem = Refusal(await lab.Import(ImportKind.Assays, Assays + row + "\n"));
        Assert.Equal((column, code), (problem.Column, problem.Code));
        Assert.NotEmpty(problem.Text(CultureInfo.InvariantCulture));
        Assert.NotEmpty(problem.Next(CultureInfo.InvariantCulture));
        Assert.Equal(0, await lab.Db.AssayResults().CountAsync(Stop));
    }

    [Theory]
    [InlineData("subject,site,group,sex\nP1,WH,case,F\n", "missing-column"),
        InlineData("subject,site,group,sex,birth_year,name\nP1,WH,case,F,1980,x\n", "unknown-column")]
    [InlineData("subject,site,group,sex,birth_year,sex\nP1,WH,case,F,1980,F\n", "duplicate-column"),
        InlineData("subject;site;group;sex;birth_year\nP1;WH;case;F;1980\n", "semicolon-separated")]
    [InlineData("", "empty-file"), InlineData("\n", "empty-file")]
    public async Task A_wrong_header_refuses_the_file_even_when_good_rows_are_accepted(string csv, string code)
    {
        var report = await lab.Import(ImportKind.Subjects, csv, acceptGood: true);
        Assert.Equal(1, Assert.Single(report.Rows).Row);
        Assert.Equal(code, Refusal(report).Code);
        Assert.Equal(0, report.Written);
    }

    [Fact]
    public async Task Text_in_another_encoding_is_refused() =>
        Assert.Equal("not-utf8",
        Refusal(await lab.Import(ImportKind.Subjects,
            Encoding.Latin1.GetBytes(Subjects + "Pé,WH,case,F,1980\n"))).Code);

    [Fact]
    public async Task UTF_16_is_refused() =>
        Assert.Equal("not-utf8",
        Refusal(await lab.Import(ImportKind.Subjects,
            [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Subjects)])).Code);

    [Fact]
    public async Task A_byte_order_mark_CRLF_quotes_and_another_column_order_are_read()
    {
        var csv =
            "\uFEFFsex,subject,site,group,birth_year\r\n\"F\",\"P1\",WH,case,1980\r\nunknown,P2,WH,control,\r\n\r\n";
        Assert.Equal(2, (await lab.Import(ImportKind.Subjects, csv)).Written);
    }

    [Fact]
    public async Task A_quoted_value_may_hold_commas_and_newlines_and_rows_keep_their_line()
    {
        await lab.Registered();
        var report = await lab.Import(ImportKind.Samples, Samples + "S8,P1,\"a,b\",\"two\nlines\",,\nS9,P9,,,,\n");
        Assert.Equal([("type", "text-too-long"), ("subject", "unknown-subject")],
            report.Rows.SelectMany(r => r.Problems).Select(p => (p.Column, p.Code)));
        Assert.Equal([2, 4], report.Rows.Select(r => r.Row));
    }

    [Fact]
    public async Task All_or_nothing_unless_the_good_rows_are_accepted()
    {
        const string Csv = Subjects + "P1,WH,case,F,1980\nP2,WH,nobody,F,1980\n";
        var strict = await lab.Import(ImportKind.Subjects, Csv);
        Assert.Equal((1, 1, 0), (strict.Good, strict.Refused, strict.Written));
        Assert.Equal(0, (await lab.Import(ImportKind.Subjects, Csv, dryRun: true, acceptGood: true)).Written);
        Assert.Equal(0, await lab.Db.Subjects().CountAsync(Stop));
        Assert.Equal(1, (await lab.Import(ImportKind.Subjects, Csv, acceptGood: true)).Written);
        Assert.Equal("P1", (await lab.Db.Subjects().SingleAsync(Stop)).Code);
    }

    [Fact]
    public async Task The_same_row_again_is_unchanged_and_another_value_names_its_column()
    {
        await lab.Registered();
        const string Row = "A1,S1,PC,clotting,50.0,U/dL,2026-03-01T08:00+08:00,vka;pregnancy\n";
        Assert.Equal(1, (await lab.Import(ImportKind.Assays, Assays + Row)).Written);
        var same =
            await lab.Import(ImportKind.Assays, Assays + "A1,S1,PC,clotting,50,U/dL,2026-03-01T00:00Z,pregnancy;vka\n");
        Assert.Equal((1, 0, 0), (same.Unchanged, same.Refused, same.Written));
        foreach (var (changed, column) in new[] { (Row.Replace("50.0", "51"), "value"),
            (Row.Replace("S1", "S2"), "sample"), (Row.Replace("clotting", "chromogenic"), "method"),
            (Row.Replace("08:00+", "08:01+"), "drawn"), (Row.Replace(";pregnancy", ""), "states"),
                (Row.Replace("vka;pregnancy", ""), "states"), (Row.Replace("U/dL", "%"), "unit") })
            Assert.Equal((column, "differs"),
                (Refusal(await lab.Import(ImportKind.Assays, Assays + changed)) is var p ? (p.Column, p.Code)
                    : default));
        Assert.Equal(50m, (await lab.Db.AssayResults().SingleAsync(Stop)).Value);
    }

    [Fact]
    public async Task A_key_that_stands_twice_in_the_file_is_refused_with_the_first_row()
    {
        var problem =
            Refusal(await lab.Import(ImportKind.Subjects, Subjects + "P1,WH,case,F,1980\nP1,WH,case,F,1980\n"));
        Assert.Equal("duplicate-in-file", problem.Code);
        Assert.Equal(2, problem.Facts[0]);
    }

    [Fact]
    public async Task States_not_recorded_none_and_some_are_three_different_things()
    {
        await lab.Registered();
        await lab.Import(ImportKind.Assays,
            Assays + "A1,S1,PC,clotting,50,U/dL,,\nA2,S1,PC,clotting,50,U/dL,,none\nA3,S1,PC,clotting,50,U/dL,,vka\n");
        Assert.Equal([null, "", "vka"],
            await lab.Db.AssayResults().OrderBy(a => a.Code).Select(a => a.States).ToListAsync(Stop));
    }

    [Fact]
    public async Task Times_without_an_offset_are_in_the_zone_of_the_site()
    {
        await lab.Registered();
        await lab.Import(ImportKind.Assays,
            Assays + "A1,S1,PC,clotting,50,U/dL,2026-03-01T08:00,none\nA2,S1,PC,clotting,50,U/dL,2026-03-01,none\n",
                zone: Berlin);
        Assert.Equal(["2026-03-01T07:00:00.0000000Z", "2026-03-01+01:00"],
            (await lab.Db.AssayResults().OrderBy(a => a.Code).ToListAsync(Stop)).Select(a => a.Drawn!.Value.Recorded));
    }

    [Fact]
    public async Task The_name_in_files_is_the_sample_code_unless_given()
    {
        await lab.Registered();
        Assert.Equal("S1", (await lab.Db.Samples().FirstAsync(s => s.Code == "S1", Stop)).VcfName);
    }

    async Task<(StorageUnit Box, IReadOnlyList<Tube> Tubes)> Stored()
    {
        var site = await lab.Storage.AddAsync(null, StorageKind.Site, "Union", "WH", null, null, Stop);
        var box = await lab.Storage.AddAsync(site.PublicId, StorageKind.Box, "B1", null, 2, 2, Stop);
        return (box, await lab.Received(await lab.Consented(), "dna", 1, 1, 1));
    }

    [Fact]
    public async Task A_file_of_placements_moves_tubes_and_says_which_rows_cannot_be()
    {
        var (box, t) = await Stored();
        var report =
            await lab.Import(ImportKind.Placements,
            $"parent,tube,box,position\n,{t[0].Code},{box.Code},A1\n,{t[1].Code},{box.Code},C1\n"
            + $"{t[0].Code},{t[2].Code},{box.Code},A1\n,T000,X,\n", acceptGood: true);
        Assert.Equal(1, report.Written);
        Assert.Equal(
            ["position: outside-box", "parent: other-parent", "position: position-taken", "tube: unknown-tube",
                "box: unknown-box"], report.Rows.SelectMany(r => r.Problems).Select(p => $"{p.Column}: {p.Code}"));
        Assert.Equal((1, 1),
            await lab.Db.Tubes().Where(x => x.StorageId == box.Id)
                .Select(x => new ValueTuple<int?, int?>(x.Row, x.Column)).SingleAsync(Stop));
        Assert.Equal(1,
            (await lab.Import(ImportKind.Placements,
                $"parent,tube,box,position\n,{t[0].Code},{box.Code},A1\n")).Unchanged);
    }

    [Fact]
    public async Task An_import_is_taken_back_whole_while_nothing_depends_on_it()
    {
        await lab.Registered();
        var import = lab.Imports;
        var (subjects, samples) = (await Batch("Subjects"), await Batch("Samples"));
        Assert.Equal("import-in-use", await GivenLims.Refused(() => import.UndoAsync(subjects, Stop)));
        await import.UndoAsync(samples, Stop);
        Assert.Equal("import-undone", await GivenLims.Refused(() => import.UndoAsync(samples, Stop)));
        Assert.Equal("import-in-use", await GivenLims.Refused(() => import.UndoAsync(subjects, Stop)));
        await import.UndoAsync(await Batch("Consents"), Stop);
        await import.UndoAsync(subjects, Stop);
        Assert.Equal((0, 0), (await lab.Db.Subjects().CountAsync(Stop), await lab.Db.Samples().CountAsync(Stop)));
        Assert.Equal(9, await lab.Db.AuditEntries().CountAsync(a => a.Action == "removed", Stop));
        Assert.Null((await AuditProof.VerifyAsync(lab.Db, lab.Folder, Stop)).Broken);

        Task<Guid> Batch(string kind) =>
            lab.Db.ImportBatches().Where(b => b.Kind == kind).Select(b => b.PublicId).SingleAsync(Stop);
    }

    [Fact]
    public async Task An_import_tells_how_far_it_is_while_it_judges_and_while_it_writes()
    {
        var csv =
            Encoding.UTF8.GetBytes(
            Subjects + string.Concat(Enumerable.Range(1, 1100).Select(i => $"P{i},WH,case,F,1980\n")));
        var (judged, written) = (new Told(), new Told());
        await ImportAsync(dryRun: true, judged);
        Assert.Equal(100, judged.Heard[^1]);
        Assert.Equal(0, await lab.Db.Subjects().CountAsync(Stop));
        await ImportAsync(dryRun: false, written);
        Assert.Equal(written.Heard.Distinct().Order(), written.Heard);
        Assert.Contains(written.Heard, p => p is > 0 and < 30);
        Assert.True(written.Heard.Count(p => p is > 30 and < 100) > 2);
        Assert.Equal(100, written.Heard[^1]);
        // Written some hundred at a time, and still one import with one chain.
        Assert.Equal((1100, 1100),
            (await lab.Db.Subjects().CountAsync(Stop), await lab.Db.ImportedRows().CountAsync(Stop)));
        Assert.Equal(1100, (await lab.Db.ImportBatches().SingleAsync(Stop)).Rows);
        Assert.Equal((null, 1101L),
            await AuditProof.VerifyAsync(lab.Db, lab.Folder, Stop) is var (broken, entries, _) ? (broken, entries)
                : default);

        Task<ImportReport> ImportAsync(bool dryRun, Told told) => lab.Imports
            .ImportAsync(ImportKind.Subjects, new MemoryStream(csv),
            new ImportOptions { DryRun = dryRun, Progress = told }, Stop);
    }

    sealed class Told : IProgress<int>
    {
        public List<int> Heard { get; } = [];

        public void Report(int value) => Heard.Add(value);
    }

    [Theory]
    [InlineData("P1,1.0,diagnosis,2026-01-02", "signed: time-needed"),
        InlineData("P1,1.0,diagnosis,2027-01-02T09:00Z", "signed: in-the-future")]
    [InlineData("P1,1.0,everything,2026-01-02T09:00Z", "scopes: unknown-value"),
        InlineData("P1,1.0,diagnosis;,2026-01-02T09:00Z", "scopes: unknown-value"),
        InlineData("P1,1.0,,2026-01-02T09:00Z", "scopes: missing-value")]
    [InlineData("P9,1.0,diagnosis,2026-01-02T09:00Z", "subject: unknown-subject"),
        InlineData("P1,,diagnosis,2026-01-02T09:00Z", "form_version: missing-value")]
    [InlineData("P1,1.0,diagnosis,", "signed: missing-value"),
        InlineData("P1,1.0,diagnosis,2026-01-01T09:00Z", "scopes: differs"),
        InlineData("P1,2.0,diagnosis,2026-01-01T09:00Z", "form_version: differs")]
    public async Task A_consent_that_cannot_be_is_refused_with_its_column(string row, string refused)
    {
        await lab.Registered();
        var problem =
            Assert.Single(
            Assert.Single(
                (await lab.Import(ImportKind.Consents, $"subject,form_version,scopes,signed\n{row}\n")).Rows).Problems);
        Assert.Equal(refused, $"{problem.Column}: {problem.Code}");
        Assert.NotEmpty(problem.Next());
    }

    [Fact]
    public async Task Consents_are_imported_once_and_one_that_was_signed_before_a_withdrawal_never()
    {
        await lab.Registered();
        Assert.Equal((3, 0),
            await lab.Consent("P1", "P2", "P3") is var again ? (again.Unchanged, again.Written) : default);
        var person = await lab.Db.Subjects().SingleAsync(s => s.Code == "P1", Stop);
        await lab.Subjects.WithdrawAsync(person.PublicId, null, Stop);
        Assert.Equal("signed-before-withdrawal",
            Assert.Single(
                (await lab.Import(ImportKind.Consents,
                    "subject,form_version,scopes,signed\nP1,1.0,diagnosis,2026-01-02T09:00Z\n")).Rows[0].Problems).Code);
    }

    [Theory]
    [InlineData(0, "consent-not-recorded"), InlineData(8, "consent-does-not-cover")]
    public async Task A_sample_of_a_person_who_has_not_agreed_is_not_imported(int scopes, string refused)
    {
        if (scopes == 0)
            await lab.Subjects.RegisterAsync(
                new SubjectEntry("P1", "WH", SubjectGroup.Case, Lims.Kernel.Sex.F, null), Stop);
        else await lab.Consented("P1", scopes: (ConsentScopes)scopes);
        var problem =
            Assert.Single(
            Assert.Single(
                (await lab.Import(ImportKind.Samples,
                    "sample,subject,vcf_name,type,collected,received\nS1,P1,,,,\n")).Rows).Problems);
        Assert.Equal(("subject", refused), (problem.Column, problem.Code));
        Assert.False(await lab.Db.Samples().AnyAsync(Stop));
    }

    [Fact]
    public async Task Whoever_sees_one_site_imports_into_no_other_and_learns_nothing_of_it()
    {
        await lab.Registered();
        lab.As("tech", "BJ");
        Assert.Equal("other-site",
            Assert.Single(
                (await lab.Import(ImportKind.Subjects,
                    "subject,site,group,sex,birth_year\nP8,WH,case,F,1980\n")).Rows[0].Problems).Code);
        Assert.Equal("other-site",
            Assert.Single(
                (await lab.Import(ImportKind.Subjects,
                    "subject,site,group,sex,birth_year\nP1,BJ,case,F,1981\n")).Rows[0].Problems).Code);
        Assert.Equal("unknown-subject",
            Assert.Single(
                (await lab.Import(ImportKind.Samples,
                    "sample,subject,vcf_name,type,collected,received\nS9,P1,,,,\n")).Rows[0].Problems).Code);
        Assert.Equal("unknown-sample",
            Assert.Single(
                (await lab.Import(ImportKind.Assays,
                    "assay_id,sample,analyte,method,value,unit,drawn,states\nA1,S1,PC,chromogenic,100,%,,\n")).Rows[0].Problems).Code);
        Assert.Equal("unknown-import", await GivenLims.Refused(() => Undo("Subjects")));
    }

    [Fact]
    public async Task An_import_of_consents_is_taken_back_until_a_sample_came()
    {
        await lab.Import(ImportKind.Subjects, "subject,site,group,sex,birth_year\nP1,WH,case,F,1980\n");
        await lab.Consent("P1");
        await Undo("Consents");
        Assert.False(await lab.Db.Consents().AnyAsync(Stop));
        await lab.Consent("P1");
        await lab.Import(ImportKind.Samples, "sample,subject,vcf_name,type,collected,received\nS1,P1,,,,\n");
        Assert.Equal("import-in-use", await GivenLims.Refused(() => Undo("Consents")));
    }

    [Fact]
    public async Task Placements_are_taken_back_to_where_the_tubes_lay_until_one_of_them_was_moved()
    {
        var tubes = await lab.Received(await lab.Consented(), "edta-blood", 100, 100, 100);
        var site = await lab.Storage.AddAsync(null, StorageKind.Site, "WH", "WH", null, null, Stop);
        var boxes = new[] { await lab.Storage.AddAsync(site.PublicId, StorageKind.Box, "A", null, 2, 2, Stop),
            await lab.Storage.AddAsync(site.PublicId, StorageKind.Box, "B", null, 2, 2, Stop) };
        foreach (var (tube, slot) in tubes.Take(2)
            .Zip(["A1", "A2"])) await lab.Storage.PlaceAsync(tube.Code, null, boxes[0].PublicId, Slot.Read(slot), Stop);
        var before = await Places();
        await lab.Import(ImportKind.Placements,
            "parent,tube,box,position\n"
                + string.Concat(tubes.Zip(["A1", "A2", "B1"], (t, p) => $",{t.Code},{boxes[1].Code},{p}\n")));
        Assert.NotEqual(before, await Places());
        await Undo("Placements");
        Assert.Equal(before, await Places());
        Assert.Equal(3, await lab.Db.TubeEvents().CountAsync(e => e.Kind == TubeEventKind.PutBack, Stop));

        await lab.Import(ImportKind.Placements, $"parent,tube,box,position\n,{tubes[2].Code},{boxes[1].Code},B1\n");
        var placed = await lab.Db.Tubes().SingleAsync(t => t.Code == tubes[2].Code, Stop);
        await lab.Tubes.ThawAsync(placed.PublicId, placed.Revision, Stop);
        Assert.Equal("import-in-use", await GivenLims.Refused(() => Undo("Placements")));

        async Task<List<string>> Places() =>
            [.. (await lab.Db.Tubes().AsNoTracking().OrderBy(t => t.Code).ToListAsync(Stop))
            .Select(t => $"{t.Code} {t.StorageId} {t.Row} {t.Column}")];
    }

    async Task Undo(string kind) => await lab.Imports.UndoAsync(
        await lab.Db.ImportBatches().OfEverySite().Where(b => b.Kind == kind && b.Undone == null)
            .OrderByDescending(b => b.Id).Select(b => b.PublicId).FirstAsync(Stop), Stop);

    [Fact]
    public async Task An_import_of_assays_stays() =>
        Assert.Equal("import-stays", await GivenLims.Refused(async () =>
        {
            await lab.Registered();
            await lab.Import(ImportKind.Assays,
                "assay_id,sample,analyte,method,value,unit,drawn,states\nA1,S1,PC,chromogenic,100,%,,\n");
            await lab.Imports.UndoAsync(
                await lab.Db.ImportBatches().Where(b => b.Kind == "Assays").Select(b => b.PublicId).SingleAsync(Stop),
                    Stop);
        }));
}
