using System.Globalization;
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
    public void A_carrier_of_Leiden_is_told_in_Chinese_what_is_carried_and_that_no_deficiency_was_found() =>
        Assert.Equal(
        [
            "携带风险等位基因（F5-Leiden (c.1601G>A, p.(Arg534Gln)): 一个拷贝）。现有结果中未发现蛋白C、蛋白S或抗凝血酶缺陷。",
            "携带变异：F5-Leiden (c.1601G>A, p.(Arg534Gln)): 一个拷贝。",
            "抗凝血酶正常（105 U/dL, 抗Xa发色底物法, 采血时间 2026-03-01 08:00Z [A3]）。仅凭抗Xa法结果正常，不能排除反应位点型缺陷。",
            "蛋白C正常（110 U/dL, 发色底物法, 采血时间 2026-03-01 08:00Z [A1]）。仅凭发色底物法结果正常，不能排除只有凝固法才能发现的类型。",
            "蛋白S正常（95 U/dL, 游离抗原测定, 采血时间 2026-03-01 08:00Z [A2]）。仅凭游离抗原正常，不能排除功能型缺陷。",
        ], Told(new Case().Carrying(Leiden).AllNormal()));

    [Fact]
    public void Where_nothing_was_found_and_a_position_was_not_covered_the_Chinese_text_names_it_and_says_nothing_negative()
    {
        var told = Told(new Case().With(Leiden, CallStatus.NotCovered).AllNormal());
        Assert.Equal("作出完整结论尚缺：F5-Leiden (c.1601G>A, p.(Arg534Gln)): 未覆盖。", told[0]);
        Assert.DoesNotContain(told,
            t => t.Contains("均无改变", StringComparison.Ordinal) || t.Contains("阴性", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_every_position_is_normal_the_Chinese_text_says_what_was_not_assessed()
    {
        var told = Assert.Single(Told(new Case()), t => t.StartsWith("以下位点均无改变：", StringComparison.Ordinal));
        Assert.Contains("；F5-Leiden (c.1601G>A, p.(Arg534Gln))", told, StringComparison.Ordinal);
        Assert.EndsWith("。各基因其余部分及其拷贝数未评估。", told, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_under_warfarin_is_neither_low_nor_normal_in_Chinese()
    {
        var told = Told(new Case().Assay("PC", "chromogenic", 44, states: ["vka"]));
        Assert.Contains("蛋白C，44 U/dL, 发色底物法, 采血时间 2026-03-01 08:00Z [A1]：不可解读，既不能视为降低，也不能视为正常。原因：维生素K拮抗剂。", told);
        Assert.Contains("作出完整结论尚缺：蛋白C；蛋白S；抗凝血酶。", told);
    }

    [Fact]
    public void A_supported_deficiency_is_supported_and_no_more_in_Chinese() =>
        Assert.Equal(
            "支持遗传性蛋白C缺陷症：携带可致该缺陷的变异（PROC-R189W (c.565C>T, p.(Arg189Trp)): 一个拷贝），且蛋白C在至少两次独立采血中降低，无已记录的可使其降低的状态"
            + "（52 U/dL, 发色底物法, 采血时间 2026-03-01 08:00Z [A1]；50 U/dL, 发色底物法, 采血时间 2026-03-29 08:00Z [A2]）。",
            new Case().Carrying("PROC-R189W").Assay("PC", "chromogenic", 52).Assay("PC", "chromogenic", 50, 28)
                .Only(StatementCodes.DeficiencySupported).Sentence(Chinese));

    [Fact]
    public void A_variant_that_nobody_has_classified_forbids_a_negative_in_Chinese_too() =>
        Assert.Equal(
            "需复核：发现 PROC NM_0:c.1G>A (GRCh38 3:777 G>A)（S1 一个拷贝），尚未分类。在分类之前，基因型不能视为阴性。",
            new Case().Variant("PROC").Only(StatementCodes.UnclassifiedVariant).Sentence(Chinese));

    [Fact]
    public async Task A_conclusion_that_was_issued_before_is_told_in_both_languages()
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
        Assert.Equal("抗凝血酶降低，但尚未在两次独立采血中降低（60 U/dL, 抗Xa发色底物法, 采血时间 2026-03-01 08:00Z [A1]）。"
            + "不能据此确定缺陷：须在距首次采血至少 28 天后、无干扰状态时重新采血复查。采血时间不明的结果不计。", headline.Sentence(Chinese));
        Assert.StartsWith(
            "Antithrombin was low, but not yet on two independent draws (60 U/dL, chromogenic anti-Xa assay, drawn ",
                headline.Sentence(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void No_place_is_left_open_and_no_code_untold_in_Chinese()
    {
        var states = Knowledge.Rules.States.Select(s => s.Id).ToArray();
        Case[] people =
        [
            .. Knowledge.Panel.HotSpots.Select(h => new Case().Carrying(h.Id).AllNormal()),
            .. Enum.GetValues<CallStatus>().Where(s => s is not (CallStatus.Reference or CallStatus.Called))
                .Select(s => new Case().With(Leiden, s)),
            .. Knowledge.Rules.Assays.SelectMany(
                a => states.Select(s => new Case().Assay(a.Analyte, a.Method, 30, states: [s]))),
            .. Knowledge.Rules.Assays.Select(
                a => new Case().Assay(a.Analyte, a.Method, 30, asked: false).Assay(a.Analyte, a.Method, 30, 40)
                    .Assay(a.Analyte, a.Method, 30, null)),
        ];
        Assert.All(people.SelectMany(Told),
            sentence =>
                Assert.DoesNotMatch(new Regex(@"[{}@]|\b(?:not|the|is|was|copy|copies|normal|low)\b"), sentence));
    }
}
