using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Variants.Calling.Rows;
using Xunit;

namespace Thrombophilia.Lims.Tests.Clinic.Conclusions;

/// <summary>One conclusion, told in each language: what is stored knows none.</summary>
public sealed class ConclusionTextsTests
{
    const string Leiden = "F5-Leiden";
    static readonly CultureInfo Chinese = CultureInfo.GetCultureInfo("zh-CN");

    static string[] Told(Case person) => [.. person.Statements.Select(s => s.Sentence(Chinese))];

    [Fact]
    public void A_carrier_of_Leiden_is_told_in_Chinese_what_is_carried_and_what_stays_open() =>
        Assert.Equal(
        [
            "携带风险等位基因：F5-Leiden (c.1601G>A, p.(Arg534Gln))，杂合。",
            "检出：F5-Leiden (c.1601G>A, p.(Arg534Gln))，杂合。",
            "蛋白C：所用方法正常但不能排除某一亚型：需行所列另一方法或基因检测。",
        ], Told(new Case().Carrying(Leiden).AllNormal()).Take(3));

    [Fact]
    public void Where_a_position_was_not_covered_the_Chinese_text_names_it_and_says_nothing_negative()
    {
        var told = Told(new Case().With(Leiden, CallStatus.NotCovered).AllNormal());
        Assert.Contains("未能证实，既不能视为存在，也不能视为不存在：F5-Leiden (c.1601G>A, p.(Arg534Gln))。", told);
        Assert.DoesNotContain(told, t => t.Contains("阴性", StringComparison.Ordinal));
    }

    [Fact]
    public void A_value_under_warfarin_is_neither_low_nor_normal_in_Chinese() =>
        Assert.Contains("蛋白C活性（发色底物法），44 U/dL，采血时间2026-03-01 08:00：无法解读，既不能视为降低，也不能视为正常"
            + "（正在使用华法林等维生素K拮抗剂，该状态下确有降低，不能据此判断遗传性缺乏）。",
            Told(new Case().Assay("PC", "chromogenic", 44, states: ["vka"])));

    [Fact]
    public void A_variant_that_nobody_has_classified_forbids_a_negative_in_Chinese_too() =>
        Assert.Equal(
            "需复核：发现 PROC NM_0:c.1G>A (GRCh38 3:777 G>A)（S1 一个拷贝），尚未分类。在分类之前，基因型不能视为阴性。",
            new Case().Variant("PROC").Only(StatementCodes.UnclassifiedVariant).Sentence(Chinese));

    [Fact]
    public void A_conclusion_that_was_issued_before_the_clinical_tables_is_told_as_it_was()
    {
        var old = JsonSerializer.Deserialize<Statement>("""
            {"Code":"low-once-repeat","Topic":"AT","Parameters":{"analyte":"@analyte.AT","days":"28",
            "results":"60 U/dL, @method.chromogenic-xa, @word.drawn 2026-03-01 08:00Z [A1]"},"Assays":["A1"],"Findings":[]}
            """)!;
        Assert.Equal("抗凝血酶降低，但尚未在两次独立采血中降低（60 U/dL, 抗Xa发色底物法, 采血时间 2026-03-01 08:00Z [A1]）。"
            + "不能据此确定缺陷：须在距首次采血至少 28 天后、无干扰状态时重新采血复查。采血时间不明的结果不计。", old.Sentence(Chinese));
        Assert.DoesNotContain("Text", JsonSerializer.Serialize(old), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_issued_conclusion_is_told_in_both_languages()
    {
        using var laboratory = await new GivenLims().Registered();
        await laboratory.Complete(await laboratory.Begin(), GivenLims.Calls("S1"), "S1");
        await laboratory.Import(ImportKind.Assays,
            "assay_id,sample,analyte,method,value,unit,drawn,states\nA1,S1,AT,chromogenic-xa,60,U/dL,2026-03-01T08:00Z,none\n");
        laboratory.Reopen();
        var issued =
            await laboratory.Db.Conclusions().AsNoTracking().OrderBy(c => c.Version)
            .LastAsync(TestContext.Current.CancellationToken);
        var headline = CaseAnalysis.StatementsOf(issued)[0];
        Assert.Equal("偏低值须复查：抗凝血酶。单次结果不能诊断缺陷症。", headline.Sentence(Chinese));
        Assert.Equal("A low value is to be repeated: antithrombin. One value establishes no deficiency.",
            headline.Sentence(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void No_place_is_left_open_and_no_code_untold_in_Chinese()
    {
        var rules = Knowledge.Cases.Clinical;
        Case[] people =
        [
            .. Knowledge.Panel.HotSpots.Select(h => new Case().Carrying(h.Id).AllNormal()),
            .. Enum.GetValues<CallStatus>().Where(s => s is not (CallStatus.Reference or CallStatus.Called))
                .Select(s => new Case().With(Leiden, s)),
            .. rules.Assays.Where(a => a.Unit == "U/dL").SelectMany(
                a => rules.States.Select(s => new Case().Assay(a.Analyte, a.Method, 30, states: [s.Id]))),
            .. rules.Assays.Where(a => a.Unit == "U/dL").Select(
                a => new Case().Assay(a.Analyte, a.Method, 30, asked: false).Assay(a.Analyte, a.Method, 30, 40)
                    .Assay(a.Analyte, a.Method, 30, null)),
        ];
        Assert.All(people.SelectMany(Told),
            sentence => Assert.DoesNotMatch(new Regex(@"[{}@]|\b(?:not|the|is|was|copy|copies|normal|low)\b"), sentence));
    }
}
