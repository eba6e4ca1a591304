using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Data.Audit;
using Thrombophilia.Lims.Laboratory.Analysers;
using Xunit;

namespace Thrombophilia.Lims.Tests.Laboratory.Analysers;

public sealed class AnalyserServiceTests : IDisposable
{
    readonly GivenLims lab = new();
    static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    public void Dispose() => lab.Dispose();

    static readonly FileMapping Whole = new()
    {
        Name = "Invented",
        Separator = ColumnSeparator.Semicolon,
        Encoding = FileEncoding.Gb18030,
        Decimals = DecimalMark.Comma,
        LinesBefore = 2,
        IdColumn = "No.",
        SampleColumn = "样本号",
        TestColumn = "项目",
        ValueColumn = "结果",
        UnitColumn = "单位",
        DrawnColumn = "采血时间",
        MeasuredColumn = "测定时间",
        RunColumn = "批次",
        StatesColumn = "状态",
        TimeFormat = "yyyy年M月d日 HH:mm",
        Tests = "PCchr = PC_ACT_CHR U/dL\nPT = ignore",
    };

    [Fact]
    public async Task A_mapping_is_read_back_as_it_was_recorded_and_stands_in_the_audit_trail()
    {
        await lab.Analysers.RegisterAsync("ACL1", "WH", Whole, Stop);
        lab.Reopen();
        var there = (await new AnalyserQueries(lab.Db).FindAsync("ACL1", null, Stop))!;
        Assert.Equal(("WH", 1, Whole), (there.Shown.Analyser.Site, there.Shown.Mapping.Version, there.Shown.Mapping.File));
        Assert.Contains("样本号", string.Concat(await lab.Db.AuditEntries().Select(e => e.Changes).ToListAsync(Stop)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_makes_a_version_older_ones_stay_and_what_says_the_same_is_not_written()
    {
        await lab.Analysers.RegisterAsync("ACL1", "WH", Whole, Stop);
        Assert.Equal(1, (await lab.Analysers.ChangeAsync("ACL1", Whole with { Tests = Whole.Tests + "\r\n" }, Stop)).Version);
        Assert.Equal(2, (await lab.Analysers.ChangeAsync("ACL1", Whole with { RunColumn = null }, Stop)).Version);
        var queries = new AnalyserQueries(lab.Db);
        Assert.Equal([2], (await queries.ListAsync(Stop)).Select(a => a.Mapping.Version));
        Assert.Equal(Whole, (await queries.FindAsync("ACL1", 1, Stop))!.Shown.Mapping.File);
        Assert.Null(await queries.FindAsync("ACL1", 3, Stop));
    }

    [Fact]
    public async Task A_version_is_never_changed_nor_deleted()
    {
        await lab.Analysers.RegisterAsync("ACL1", "WH", Whole, Stop);
        foreach (var statement in new[] { "UPDATE AnalyserMappings SET Content = '{}'", "DELETE FROM AnalyserMappings" })
            await Assert.ThrowsAnyAsync<Exception>(() => lab.Db.Database.ExecuteSqlRawAsync(statement, Stop));
    }

    [Theory]
    [InlineData("AN ALYSER", "code: not-a-code"), InlineData("", "code: empty"), InlineData("A23456789012345678901", "code: too-long")]
    public async Task A_code_that_is_none_is_refused(string code, string refusal) =>
        Assert.Equal(refusal, await GivenLims.Refused(() => lab.Analysers.RegisterAsync(code, "WH", Whole, Stop)));

    [Fact]
    public async Task A_code_is_taken_once_over_all_sites_and_another_site_neither_sees_nor_changes_it()
    {
        await lab.Analysers.RegisterAsync("ACL1", "WH", Whole, Stop);
        lab.As("anna", "BJ");
        Assert.Equal("code: code-taken", await GivenLims.Refused(() => lab.Analysers.RegisterAsync("ACL1", "BJ", Whole, Stop)));
        Assert.Equal("site: other-site", await GivenLims.Refused(() => lab.Analysers.RegisterAsync("ACL2", "WH", Whole, Stop)));
        Assert.Equal("unknown-analyser", await GivenLims.Refused(() => lab.Analysers.ChangeAsync("ACL1", Whole, Stop)));
        Assert.Empty(await new AnalyserQueries(lab.Db).ListAsync(Stop));
        Assert.Equal("analyser", Assert.Single(Assert.Single(
            (await lab.Import(Lims.BulkImport.ImportKind.Assays, "x"u8.ToArray(), analyser: "ACL1")).Rows).Problems).Column);
    }

    public static TheoryData<FileMapping, string> Wrong => new()
    {
        { Whole with { Name = " " }, "name: empty" },
        { Whole with { LinesBefore = -1 }, "linesBefore: out-of-bounds" },
        { Whole with { SampleColumn = "" }, "sampleColumn: empty" },
        { Whole with { TestColumn = null }, "testColumn: empty" },
        { Whole with { ValueColumn = null }, "valueColumn: empty" },
        { Whole with { RunColumn = "单位" }, "runColumn: column-twice" },
        { Whole with { TimeFormat = "dd.MM.yy" }, "timeFormat: not-a-time-format" },
        { Whole with { Tests = "" }, "tests: empty" },
        { Whole with { Tests = "PCchr" }, "tests: test-line" },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public async Task A_mapping_that_cannot_be_is_refused_at_its_field(FileMapping mapping, string refusal) =>
        Assert.Equal(refusal, await GivenLims.Refused(() => lab.Analysers.RegisterAsync("ACL1", "WH", mapping, Stop)));
}
