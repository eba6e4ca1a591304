using Thrombophilia.Variants.Acmg;
using Xunit;

namespace Thrombophilia.Variants.Tests.Acmg;

public sealed class CriterionRuleTests : IDisposable
{
    const string Gene = "SERPINC1", Missense = "c.1240G>A";
    readonly Rulebook book = new();

    public void Dispose() => book.Dispose();

    [Theory]
    [InlineData(0.5, "-")]
    [InlineData(1, "PS4_Supporting")]
    [InlineData(1.5, "PS4_Supporting")]
    [InlineData(2, "PS4_Moderate")]
    [InlineData(3.5, "PS4_Moderate")]
    [InlineData(4, "PS4")]
    [InlineData(7.5, "PS4")]
    [InlineData(8, "PS4_VeryStrong")]
    public void Probands_weigh_by_their_points(double points, string expected)
    {
        book.Table("frequency", "GRCh38", "faf_popmax");
        Assert.Equal(expected, book.Criterion("PS4", Gene, Missense, new() { ProbandPoints = points }));
    }

    [Fact]
    public void Probands_of_a_variant_that_is_too_common_do_not_count_and_without_its_frequency_nobody_knows()
    {
        Assert.Equal("?frequency-table", book.Criterion("PS4", Gene, Missense, new() { ProbandPoints = 8 }));
        Assert.Equal("PS4_VeryStrong",
            book.Criterion("PS4", Gene, "c.391C>T",
                new() { ProbandPoints = 8 })); // A founder variant: no frequency takes it away.
        using var common = new Rulebook().Table("frequency", "GRCh38", "faf_popmax", "SERPINC1:c.1240G>A 0.00021");
        Assert.Equal(("-", "-"),
            (common.Criterion("PS4", Gene, Missense, new() { ProbandPoints = 8 }),
                common.Criterion("PP4", Gene, Missense, new() { Phenotype = true })));
    }

    [Theory]
    [InlineData("0.00001", "PM2_Supporting", "-", "-")]
    [InlineData("0.00002", "-", "-", "-")]
    [InlineData("0.0002", "-", "-", "-")]
    [InlineData("0.00021", "-", "BS1", "-")]
    [InlineData("0.00199", "-", "BS1", "-")]
    [InlineData("0.002", "-", "BS1", "BA1")]
    [InlineData(".", "?frequency", "?frequency", "?frequency")]
    public void A_frequency_is_held_against_each_limit_on_its_own_side(string frequency, string pm2, string bs1,
    string ba1)
    {
        book.Table("frequency", "GRCh38", "faf_popmax", $"SERPINC1:c.1240G>A {frequency}");
        Assert.Equal((pm2, bs1, ba1),
            (book.Criterion("PM2", Gene, Missense), book.Criterion("BS1", Gene, Missense),
                book.Criterion("BA1", Gene, Missense)));
    }

    [Fact]
    public void Absence_counts_where_the_table_covers_the_position_and_nowhere_else()
    {
        using var covered = new Rulebook().Table("frequency", "GRCh38", "faf_popmax");
        Assert.Equal("PM2_Supporting", covered.Criterion("PM2", Gene, Missense));
        using var uncovered = new Rulebook().Text("f.tsv",
            "##table=frequency\n##version=1\n##build=GRCh38\n##source=x\nchrom\tpos\tref\talt\tfaf_popmax\n");
        Assert.Equal("?frequency", uncovered.Criterion("PM2", Gene, Missense));
        using var other = new Rulebook().Table("frequency", "GRCh37", "faf_popmax");
        Assert.Equal("?frequency-table", other.Criterion("PM2", Gene, Missense));
    }

    [Theory]
    [InlineData("0.6 0.0", "PP3", "-")]
    [InlineData("0.59 0.5", "PP3", "-")]
    [InlineData("0.59 0.49", "-", "-")]
    [InlineData("0.3 0.1", "-", "BP4")]
    [InlineData("0.3 0.11", "-", "-")]
    [InlineData("0.31 0.1", "-", "-")]
    [InlineData("0.3 .", "?spliceai", "?spliceai")]
    [InlineData("0.6 .", "PP3", "-")]
    [InlineData(". 0.2", "?revel", "-")]
    public void Scores_of_a_missense_are_any_for_damage_and_all_for_none(string scores, string pp3, string bp4)
    {
        book.Table("score", "GRCh38", "revel\tspliceai", $"SERPINC1:c.1240G>A {scores}");
        Assert.Equal((pp3, bp4), (book.Criterion("PP3", Gene, Missense), book.Criterion("BP4", Gene, Missense)));
    }

    [Fact]
    public void A_score_of_splicing_is_not_counted_beside_a_null_variant()
    {
        book.Table("score", "GRCh38", "spliceai", "PROC:c.237+1G>A 1.0");
        Assert.StartsWith("PVS1", book.Criterion("PVS1", "PROC", "c.237+1G>A"), StringComparison.Ordinal);
        Assert.Equal("-", book.Criterion("PP3", "PROC", "c.237+1G>A"));
    }

    [Fact]
    public void A_silent_change_is_judged_by_splicing_and_by_a_limit_that_nobody_has_read()
    {
        book.Table("score", "GRCh38", "revel\tspliceai", "SERPINC1:c.1242A>G . 0.1", "SERPINC1:c.1242A>C . 0.2");
        Assert.Equal(("?rule", "-"),
            (book.Criterion("BP7", Gene, "c.1242A>G"), book.Criterion("BP7", Gene, "c.1242A>C")));
        Assert.Equal("-", book.Criterion("BP4", Gene, "c.1242A>G"));
    }

    [Fact]
    public void Only_residues_of_the_list_are_of_the_list()
    {
        Assert.Equal("PM1", book.Criterion("PM1", Gene, Missense));
        Assert.Equal("-", book.Criterion("PM1", Gene, "c.1243G>A"));
        Assert.Equal("-",
            book.Criterion("PM1", Gene, "c.1240_1242delinsTAA")); // A stop there is no change of the residue.
    }

    [Fact]
    public void A_change_of_length_waits_for_the_list_of_repeats_and_a_lost_stop_does_not()
    {
        Assert.Equal("?repeat-regions", book.Criterion("PM4", Gene, "c.1240_1242del"));
        Assert.Equal("PM4", book.Criterion("PM4", Gene, "c.1393T>C"));
        Assert.Equal("-", book.Criterion("PM4", Gene, Missense));
    }

    [Theory]
    [InlineData("pathogenic", Rulebook.Expert, "PM5", "PS1")]
    [InlineData("likely-pathogenic", Rulebook.Expert, "PM5_Supporting", "PS1_Moderate")]
    [InlineData("uncertain", Rulebook.Expert, "-", "-")]
    [InlineData("pathogenic", "serpinc1-clingen@1.0.0", "-", "-")] // By other rules.
    public void A_known_variant_counts_by_its_class_and_only_by_the_same_rules(string @class, string rules, string pm5,
    string ps1)
    {
        book.Table("known-variant", "GRCh38", "class\trules", $"SERPINC1:c.147G>A {@class} {rules}");
        Assert.Equal(pm5, book.Criterion("PM5", Gene, "c.145A>G")); // Met49 becomes valine instead of isoleucine.
        Assert.Equal(ps1, book.Criterion("PS1", Gene, "c.147G>T")); // Isoleucine by another base.
        Assert.Equal(("-", "-"),
            (book.Criterion("PS1", Gene, "c.147G>A"), book.Criterion("PM5", Gene, "c.147G>A"))); // Never by itself.
    }

    [Fact]
    public void The_same_residue_does_not_count_where_splicing_is_likely()
    {
        book.Table("known-variant", "GRCh38", "class\trules", $"SERPINC1:c.147G>A pathogenic {Rulebook.Expert}")
            .Table("score", "GRCh38", "spliceai", "SERPINC1:c.147G>T 0.5");
        Assert.Equal("-", book.Criterion("PS1", Gene, "c.147G>T"));
    }

    [Theory]
    [InlineData(1, 1, "-")]
    [InlineData(2, 1, "PP1")]
    [InlineData(4, 1, "PP1_Moderate")]
    [InlineData(12, 1, "PP1_Moderate")]
    [InlineData(7, 2, "PP1_Strong")]
    public void Segregation_is_strong_in_two_families_only(int meioses, int families, string expected) =>
        Assert.Equal(expected, book.Criterion("PP1", Gene, Missense, new() { Segregation = new(meioses, families) }));

    [Theory]
    [InlineData(0, 0, "-")]
    [InlineData(1, 0, "BS2_Supporting")]
    [InlineData(2, 0, "BS2")]
    [InlineData(0, 1, "BS2")]
    public void Normal_carriers_speak_against(int heterozygotes, int homozygotes, string expected) =>
        Assert.Equal(expected,
        book.Criterion("BS2", Gene, Missense, new() { NormalCarriers = new(heterozygotes, homozygotes) }));

    [Theory]
    [InlineData(1, 1, "-")]
    [InlineData(2, 1, "BS4_Supporting")]
    [InlineData(4, 1, "BS4")]
    [InlineData(1, 2, "BS4")]
    public void Affected_relatives_without_it_speak_against(int relatives, int families, string expected) =>
        Assert.Equal(expected,
        book.Criterion("BS4", Gene, Missense, new() { NonSegregation = new(relatives, families) }));

    [Fact]
    public void What_the_caller_says_no_to_is_not_met_and_what_nobody_asked_is_not_evaluated()
    {
        CallerEvidence no = new()
        {
            Phenotype = false,
            InCisWithPathogenic = false,
            Functional = new(false, Strength.Supporting),
            DeNovoPoints = 0
        };
        Assert.Equal(["-", "-", "-", "-"],
            new[] { "PP4", "BP2", "PS3", "PS2" }.Select(code => book.Criterion(code, Gene, Missense, no)));
        Assert.Equal(["?phenotype", "?phase", "?functional-assay", "?de-novo-points"],
            new[] { "PP4", "BP2", "PS3", "PS2" }.Select(code => book.Criterion(code, Gene, Missense)));
    }

    [Fact]
    public void An_assay_weighs_no_more_than_the_rule_set_allows()
    {
        CallerEvidence strong = new() { Functional = new(true, Strength.Strong) };
        Assert.Equal(("PS3_Supporting", "PS3"),
            (book.Criterion("PS3", Gene, Missense, strong), book.Criterion("PS3", "PROC", "c.565C>A", strong)));
    }

    [Fact]
    public void What_the_laboratory_has_not_decided_is_not_evaluated() =>
    Assert.Equal("?rule", book.Criterion("PS4", "PROC", "c.565C>A", new() { ProbandPoints = 20 }));
}
