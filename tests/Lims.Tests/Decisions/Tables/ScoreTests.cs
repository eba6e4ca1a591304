using System.Globalization;
using Thrombophilia.Lims.Decisions.Expressions;
using Thrombophilia.Lims.Decisions.Facts;
using Thrombophilia.Lims.Decisions.Tables;
using Xunit;

namespace Thrombophilia.Lims.Tests.Decisions.Tables;

public sealed class ScoreTests
{
    /// <summary>Every question is answered: yes where the item is named, else no.</summary>
    static ScoreResult Result(string id, string facts, params string[] yes)
    {
        var score = GivenClinical.Rules.Score(id);
        return score.Evaluate(Healthy(facts), score.Items.Where(item => item.ComputedFrom is null)
            .ToDictionary(item => item.Id, item => yes.Contains(item.Id)));
    }

    static FactSet Healthy(string facts) => GivenClinical.Base(
        $"age_years=30;bmi=22;vte_count=0;heart_rate=70;{facts}");

    static string[] Bands(ScoreResult result) => [.. result.Sets.Select(set => set.Band?.Id ?? "open")];

    [Theory]
    [InlineData("CAPRINI", "age_years=40", "", "0", "CAP-B1 CAP-C1")]
    [InlineData("CAPRINI", "age_years=60", "", "1", "CAP-B2 CAP-C1")]
    [InlineData("CAPRINI", "age_years=61", "", "2", "CAP-B2 CAP-C1")]
    [InlineData("CAPRINI", "age_years=75", "", "3", "CAP-B3 CAP-C1")]
    // Of one group only the highest counts.
    [InlineData("CAPRINI", "", "CA53 CA27", "5", "CAP-B4 CAP-C1")]
    [InlineData("CAPRINI", "", "CA06 CA23", "2", "CAP-B2 CAP-C1")]
    [InlineData("PADUA", "age_years=70", "PA1", "4", "PAD-B2")]
    [InlineData("WELLSDVT", "", "WD1 WD2 WD3 WD10", "1", "WD-B1 WD-C2")]
    [InlineData("WELLSPE", "heart_rate=101", "WP1", "4.5", "WP-B2 WP-C2")]
    [InlineData("GENEVA", "heart_rate=95;age_years=66", "", "6", "GO-B2 GO-C2")]
    [InlineData("GENEVAS", "heart_rate=95;age_years=66", "", "3", "GS-B2 GS-C2")]
    [InlineData("VTEBLEED", "crcl_ml_min=20", "", "1.5", "VB-B1")]
    [InlineData("VTEBLEED", "sex=F", "VB2", "0", "VB-B1")]
    [InlineData("VTEBLEED", "sex=M", "VB2", "1", "VB-B1")]
    public void A_score_has_the_sum_and_the_bands_of_its_source(string id, string facts, string yes, string sum, string bands)
    {
        var result = Result(id, facts, yes.Split(' '));
        Assert.Equal(decimal.Parse(sum, CultureInfo.InvariantCulture), result.From);
        Assert.True(result.IsComplete);
        Assert.Equal(bands.Split(' ').Order(), Bands(result).Order());
    }

    [Fact]
    public void While_nothing_is_known_the_sum_is_the_whole_range() => Assert.All(GivenClinical.Rules.Scores, score =>
    {
        var result = score.Evaluate(GivenClinical.Rules.NewFacts(), new Dictionary<string, bool>());
        Assert.Equal((score.Bands.Min(band => band.From), score.Bands.Max(band => band.To)), (result.From, result.To));
        Assert.Equal(score.Bands.Count, result.Sets.Sum(set => set.Bands.Count));
        Assert.Equal(score.Items.Count, result.Open.Count());
    });

    [Fact]
    public void A_band_is_told_as_soon_as_no_answer_can_change_it()
    {
        var score = GivenClinical.Rules.Score("PADUA");
        var result = score.Evaluate(Healthy(""), new Dictionary<string, bool> { ["PA1"] = true, ["PA3"] = true });
        Assert.False(result.IsComplete);
        Assert.Equal(["PAD-B2"], Bands(result));
        Assert.Equal(6, result.From);
    }

    [Fact]
    public void A_computed_item_says_so_and_names_what_it_lacks()
    {
        var answer = GivenClinical.Rules.Score("PADUA").Evaluate(Healthy("age_years=?"), new Dictionary<string, bool>())
            .Answers.Single(answer => answer.Item.Id == "PA6");
        Assert.Equal((Truth.Unknown, true, "age_years"), (answer.Answer, answer.Computed, Assert.Single(answer.Missing).Id));
    }

    [Fact]
    public void An_item_of_one_sex_waits_for_the_sex()
    {
        var result = GivenClinical.Rules.Score("VTEBLEED").Evaluate(Healthy("sex=?"), new Dictionary<string, bool> { ["VB2"] = true });
        var answer = result.Answers.Single(answer => answer.Item.Id == "VB2");
        Assert.Equal((Truth.Unknown, "sex"), (answer.Answer, Assert.Single(answer.Missing).Id));
    }

    [Theory]
    [InlineData("PADUA", "PA6")]
    [InlineData("PADUA", "CA01")]
    [InlineData("PADUA", "XX")]
    public void A_computed_item_or_one_of_another_score_is_not_answered_by_hand(string score, string item) =>
        Assert.Throws<ArgumentException>(
            () => GivenClinical.Rules.Score(score).Evaluate(Healthy(""), new Dictionary<string, bool> { [item] = true }));

    [Fact]
    public void A_score_that_does_not_exist_is_refused() => Assert.Throws<ArgumentException>(() => GivenClinical.Rules.Score("XX"));

    [Fact]
    public void Knowing_more_never_leaves_the_range() => GivenClinical.ForAll(GivenClinical.AnyFacts, facts =>
    {
        foreach (var score in GivenClinical.Rules.Scores)
        {
            var result = score.Evaluate(facts, new Dictionary<string, bool>());
            foreach (var fact in facts.Known.ToArray())
            {
                var less = score.Evaluate(facts.Copy().Forget(fact.Id), new Dictionary<string, bool>());
                Assert.True(less.From <= result.From && result.To <= less.To, $"{score.Id} without {fact.Id}");
            }
        }
    }, 10);
}
