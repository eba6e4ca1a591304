using Thrombophilia.Lims.Clinic.OwnRecords;
using Thrombophilia.Variants.Acmg;
using Xunit;
using static Thrombophilia.Lims.Tests.Clinic.OwnRecords.GivenOwn;

namespace Thrombophilia.Lims.Tests.Clinic.OwnRecords;

public sealed class OwnVerdictTests
{
    // Of an expert panel, excepted from its limits of frequency: nothing else has to be known. Of the second, published records tell.
    static Classification? Founder(CallerEvidence evidence) =>
        Knowledge.Cases.Classifier.Classify("GRCh38", "SERPINC1", 173914725, "C", "T", evidence);

    static Classification? Published(CallerEvidence evidence) =>
        Knowledge.Cases.Classifier.Classify("GRCh38", "SERPINC1", 173914570, "G", "A", evidence);

    // A missense of a gene for which the laboratory has set no rules on patients.
    static Classification? OfLaboratory(CallerEvidence evidence) =>
        Knowledge.Cases.Classifier.Classify("GRCh38", "PROC", 127426114, "C", "G", evidence);

    static Classification? Stated(CallerEvidence evidence) =>
        Knowledge.Cases.Classifier.Classify("GRCh38", "PROC", 127426114, "C", "T", evidence);

    static OwnResult Of(OwnVerdict verdict, string code) => verdict.Criteria.Single(c => c.Count.Code == code);

    static string State(OwnVerdict verdict, string code) => Of(verdict, code).Result is { } result ? result.State switch
    {
        CriterionState.Met => result.Text,
        CriterionState.NotEvaluated => "?" + result.Missing,
        CriterionState.NotMet => "-",
        _ => "",
    } : "stated";

    static string States(OwnVerdict verdict) => string.Join(' ', verdict.Criteria.Select(c => State(verdict, c.Count.Code)));

    [Fact]
    public void Without_a_person_who_says_anything_the_class_is_the_one_without_records()
    {
        var verdict = OwnVerdict.Of(Founder, Counter([Carrier(1, Unmeasured)]));
        Assert.Equal("?own-records ?own-records ?own-records ?own-records ?own-records", States(verdict));
        Assert.Equal(verdict.Without!.Class, verdict.With!.Class);
        Assert.Equal(verdict.Without.Text, verdict.With.Text);
    }

    [Fact]
    public void Probands_and_the_phenotype_reach_the_steps_of_the_rule_set()
    {
        var verdict = OwnVerdict.Of(Founder, Counter([.. Enumerable.Range(1, 5).Select(key => Carrier(key, Twice))]));
        Assert.Equal(("PP4", "PS4"), (State(verdict, "PP4"), State(verdict, "PS4")));
        Assert.Equal([4], Of(verdict, "PS4").Count.Figures);
        Assert.True(verdict.With!.Combination!.Points > verdict.Without!.Combination!.Points);
        Assert.Contains(verdict.With.Criteria, c => c is { Code: "PP4", State: CriterionState.Met });

        // Half a point each: without a phenotype all of them are probands.
        verdict = OwnVerdict.Of(Founder, Counter([Carrier(1, Once), Carrier(2, Once)]));
        Assert.Equal(("?own-records", "PS4_Supporting"), (State(verdict, "PP4"), State(verdict, "PS4")));
    }

    [Fact]
    public void Families_reach_the_steps_of_the_rule_set()
    {
        var verdict = OwnVerdict.Of(Founder, Counter([], Siblings(Carrier(1, Twice), Carrier(2, Twice), Carrier(3, Twice))));
        Assert.Equal("PP1", State(verdict, "PP1"));
        verdict = OwnVerdict.Of(Founder, Counter([], Siblings(Carrier(1, Once), Without(2, Twice), Without(3, Twice))));
        Assert.Equal("BS4_Supporting", State(verdict, "BS4"));
        verdict = OwnVerdict.Of(Founder, Counter([Carrier(1, Normal), Carrier(2, Normal)]));
        Assert.Equal("BS2", State(verdict, "BS2"));
        Assert.True(verdict.With!.Combination!.Points < verdict.Without!.Combination!.Points);
    }

    [Fact]
    public void A_criterion_is_unmet_only_where_nobody_is_open()
    {
        var settled = Siblings(Carrier(1, Normal), Without(2, Normal));
        Assert.Equal("- - - BS2_Supporting -", States(OwnVerdict.Of(Founder, Counter([], settled))));
        Assert.Equal("?own-records ?own-records ?own-records BS2_Supporting ?own-records",
            States(OwnVerdict.Of(Founder, Counter([Carrier(3, NoStates)], settled))));
    }

    [Fact]
    public void Where_no_rule_is_set_the_persons_are_listed_and_nothing_is_evaluated()
    {
        var verdict = OwnVerdict.Of(OfLaboratory, Counter([Carrier(1, Twice), Carrier(2, Twice)],
            Siblings(Carrier(3, Twice), Carrier(4, Twice)), Siblings(Carrier(5, Twice), Without(6, Twice))));
        Assert.Equal(("?rule", "?rule", "?rule", "?rule"),
            (State(verdict, "PS4"), State(verdict, "PP4"), State(verdict, "PP1"), State(verdict, "BS4")));
        Assert.Equal([1, 2, 3, 5], Of(verdict, "PS4").Count.Keys());
        Assert.Equal([1], Of(verdict, "PP4").Count.Keys());
        Assert.Equal([3, 4], Of(verdict, "PP1").Count.Keys());
        Assert.Equal([6], Of(verdict, "BS4").Count.Keys());
        Assert.Equal(verdict.Without!.Class, verdict.With!.Class);
    }

    [Fact]
    public void Patients_wait_for_the_frequency_and_the_proband_of_the_phenotype_is_kept_for_it()
    {
        var verdict = OwnVerdict.Of(
            evidence => Knowledge.Cases.Classifier.Classify("GRCh38", "SERPINC1", 173914726, "G", "C", evidence),
            Counter([Carrier(1, Twice), Carrier(2, Twice)]));
        Assert.Equal("?frequency-table ?frequency-table", $"{State(verdict, "PS4")} {State(verdict, "PP4")}");
        Assert.Equal([2], Of(verdict, "PS4").Count.Keys());
        Assert.Equal(verdict.Without!.Class, verdict.With!.Class);
    }

    [Fact]
    public void A_published_record_that_weighs_more_counts_in_place_of_the_own_ones()
    {
        var verdict = OwnVerdict.Of(Published, Counter([Carrier(1, Twice), Carrier(2, Twice)]));
        Assert.Equal(("PS4_Supporting", Strength.VeryStrong), (State(verdict, "PS4"), Of(verdict, "PS4").Published!.Strength));
        Assert.Equal(Strength.Strong, Of(verdict, "PP1").Published!.Strength);
        Assert.Null(Of(verdict, "PP4").Published);
        Assert.Contains("PS4_VeryStrong;PP1_Strong", verdict.With!.Text, StringComparison.Ordinal);
        Assert.Contains(verdict.With.Criteria, c => c is { Code: "PP4", State: CriterionState.Met });
        Assert.Equal((VariantClass.Pathogenic, VariantClass.Pathogenic), (verdict.Without!.Class, verdict.With.Class));
    }

    [Fact]
    public void A_class_that_is_stated_bypasses_the_criteria_and_the_persons_are_listed()
    {
        var verdict = OwnVerdict.Of(Stated, Counter([Carrier(1, Twice)]));
        Assert.Equal("stated stated stated stated stated", States(verdict));
        Assert.Equal([1], Of(verdict, "PS4").Count.Keys());
        Assert.Same(verdict.Without, verdict.With);
        Assert.Equal(VariantClass.EstablishedRiskAllele, verdict.With!.Class);
    }

    [Fact]
    public void Where_nothing_classifies_the_variant_the_persons_are_listed()
    {
        var verdict = OwnVerdict.Of(_ => null, Counter([Carrier(1, Once)]));
        Assert.Null(verdict.Without);
        Assert.Null(verdict.With);
        Assert.Equal([0.5], Of(verdict, "PS4").Count.Figures);
    }
}
