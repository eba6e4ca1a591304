using Thrombophilia.Variants.Acmg;
using Xunit;

namespace Thrombophilia.Variants.Tests.Acmg;

public sealed class CombinationTests
{
    const int Most = 5;

    static IEnumerable<CriteriaMet> All() =>
        from very in Enumerable.Range(0, 3)
        from strong in Enumerable.Range(0, 4)
        from moderate in Enumerable.Range(0, Most)
        from supporting in Enumerable.Range(0, Most + 1)
        from benignStrong in Enumerable.Range(0, 4)
        from benignSupporting in Enumerable.Range(0, Most)
        from alone in new[] { false, true }
        select new CriteriaMet(very, strong, moderate, supporting, benignStrong, benignSupporting, alone);

    /// <summary>
    /// The rows of the table of 2015 as they are printed, each the least that has to be met: very strong, strong,
    /// moderate, supporting.
    /// </summary>
    static readonly (AcmgClass Class, int[] Least)[] Printed =
    [
        (AcmgClass.Pathogenic, [1, 1, 0, 0]), (AcmgClass.Pathogenic, [1, 0, 2, 0]),
            (AcmgClass.Pathogenic, [1, 0, 1, 1]), (AcmgClass.Pathogenic, [1, 0, 0, 2]),
        (AcmgClass.Pathogenic, [0, 2, 0, 0]), (AcmgClass.Pathogenic, [0, 1, 3, 0]),
            (AcmgClass.Pathogenic, [0, 1, 2, 2]), (AcmgClass.Pathogenic, [0, 1, 1, 4]),
        (AcmgClass.LikelyPathogenic, [1, 0, 1, 0]), (AcmgClass.LikelyPathogenic, [1, 0, 0, 1]),
            (AcmgClass.LikelyPathogenic, [0, 1, 1, 0]),
        (AcmgClass.LikelyPathogenic, [0, 1, 0, 2]), (AcmgClass.LikelyPathogenic, [0, 0, 3, 0]),
            (AcmgClass.LikelyPathogenic, [0, 0, 2, 2]), (AcmgClass.LikelyPathogenic, [0, 0, 1, 4]),
    ];

    /// <summary>
    /// A stronger criterion does for a weaker one of the same row; the row's own criteria are used once each.
    /// </summary>
    static bool Meets(CriteriaMet met, int[] least)
    {
        int[] have = [met.VeryStrong, met.Strong, met.Moderate, met.Supporting];
        var spare = 0;
        for (var i = 0; i < have.Length; i++)
        {
            spare += have[i] - least[i];
            if (spare < 0) return false;
        }
        return true;
    }

    static AcmgClass PathogenicAlone(CriteriaMet met) =>
        Printed.Where(row => Meets(met, row.Least)).Select(row => row.Class).DefaultIfEmpty(AcmgClass.Uncertain).Max();

    static AcmgClass BenignAlone(CriteriaMet met) =>
        met.StandsAlone || met.BenignStrong >= 2 ? AcmgClass.Benign
        : met.BenignStrong == 1 && met.BenignSupporting >= 1 ? AcmgClass.LikelyBenign
        : met.BenignSupporting >= 2 ? AcmgClass.LikelyBenign : AcmgClass.Uncertain;

    [Fact]
    public void Every_count_of_criteria_has_the_class_that_the_printed_table_gives_it() => Assert.Empty(
        from met in All()
        where !met.AnyPathogenic || !met.AnyBenign
        let expected = met.AnyBenign ? BenignAlone(met) : PathogenicAlone(met)
        where Combination.Of(met).Class != expected
        select (met, expected, Combination.Of(met).Class));

    [Fact]
    public void Against_each_other_the_points_decide_between_what_either_side_is_alone() => Assert.Empty(
        from met in All()
        where met.AnyPathogenic && met.AnyBenign && !met.StandsAlone
        let points = 8 * met.VeryStrong + 4 * met.Strong + 2 * met.Moderate
            + met.Supporting - 4 * met.BenignStrong - met.BenignSupporting
        let byPoints = points >= 10 ? AcmgClass.Pathogenic
            : points >= 6 ? AcmgClass.LikelyPathogenic
            : points >= 0 ? AcmgClass.Uncertain : points >= -6 ? AcmgClass.LikelyBenign : AcmgClass.Benign
        let expected = (AcmgClass)Math.Min((int)PathogenicAlone(met), Math.Max((int)BenignAlone(met), (int)byPoints))
        let combined = Combination.Of(met)
        where combined.Class != expected || combined.ByPoints != byPoints || combined.Points != points
            || combined.IsHeld != (expected != byPoints)
        select (met, expected, combined));

    [Fact]
    public void One_criterion_that_stands_alone_is_benign_whatever_else_is_met() =>
        Assert.All(All().Where(met => met.StandsAlone),
        met => Assert.Equal(AcmgClass.Benign, Combination.Of(met).Class));

    [Theory]
    [InlineData(0, 0, 0, 1, 1, 0)]
    [InlineData(0, 0, 0, 2, 1, 0)]
    [InlineData(0, 0, 0, 3, 1, 0)]
    [InlineData(0, 0, 1, 0, 1, 0)]
    [InlineData(0, 0, 1, 1, 1, 0)]
    [InlineData(1, 0, 0, 0, 0, 1)]
    [InlineData(1, 0, 0, 0, 0, 2)]
    public void Points_that_would_go_further_than_either_side_alone_are_held_and_flagged(int very, int strong,
    int moderate, int supporting, int benignStrong, int benignSupporting)
    {
        var combined =
            Combination.Of(new CriteriaMet(very, strong, moderate, supporting, benignStrong, benignSupporting));
        Assert.True(combined.IsHeld);
        Assert.True(combined.Disagrees);
        Assert.Equal(AcmgClass.Uncertain, combined.Class);
    }

    [Fact]
    public void Only_these_seven_are_held_at_uncertain() =>
        Assert.Equal(7, All().Count(met => Combination.Of(met) is { IsHeld: true, Class: AcmgClass.Uncertain }));

    [Fact]
    public void Raising_one_criterion_never_lowers_the_class() => Assert.Empty(
        from met in All()
        from more in Raised(met)
        where Combination.Of(more).Class < Combination.Of(met).Class
        select (met, more));

    [Fact]
    public void Raising_one_benign_criterion_never_raises_the_class() => Assert.Empty(
        from met in All()
        from more in RaisedBenign(met)
        where Combination.Of(more).Class > Combination.Of(met).Class
        select (met, more));

    static IEnumerable<CriteriaMet> Raised(CriteriaMet met)
    {
        yield return met with { Supporting = met.Supporting + 1 };
        if (met.Supporting > 0) yield return met with { Supporting = met.Supporting - 1, Moderate = met.Moderate + 1 };
        if (met.Moderate > 0) yield return met with { Moderate = met.Moderate - 1, Strong = met.Strong + 1 };
        if (met.Strong > 0) yield return met with { Strong = met.Strong - 1, VeryStrong = met.VeryStrong + 1 };
    }

    static IEnumerable<CriteriaMet> RaisedBenign(CriteriaMet met)
    {
        yield return met with { BenignSupporting = met.BenignSupporting + 1 };
        if (met.BenignSupporting > 0)
            yield return met with { BenignSupporting = met.BenignSupporting - 1, BenignStrong = met.BenignStrong + 1 };
        yield return met with { StandsAlone = true };
    }

    [Theory]
    // c.1240G>A of SERPINC1: PM1, PS4 moderate, PP4, PP1, PP3, PM2 supporting.
    [InlineData(0, 0, 2, 4, nameof(AcmgClass.LikelyPathogenic))]
    // c.391C>T: PS4 very strong, PP1 strong, PP3.
    [InlineData(1, 1, 0, 1, nameof(AcmgClass.Pathogenic))]
    public void The_expert_panel_s_own_verdicts_come_out(
        int very, int strong, int moderate, int supporting, string expected) =>
        Assert.Equal(expected, $"{Combination.Of(new CriteriaMet(very, strong, moderate, supporting, 0, 0)).Class}");

    [Fact]
    public void C_89T_A_under_version_1_0_0_is_pathogenic_against_BS1()
    {
        var combined = Combination.Of(new CriteriaMet(1, 1, 1, 0, 1, 0)); // PS4 very strong, PS3, PP1 moderate, BS1.
        Assert.Equal((AcmgClass.Pathogenic, 10), (combined.Class, combined.Points));
    }
}
