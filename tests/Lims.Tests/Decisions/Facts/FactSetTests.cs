using Thrombophilia.Lims.Decisions.Facts;
using Xunit;

namespace Thrombophilia.Lims.Tests.Decisions.Facts;

public sealed class FactSetTests
{
    static FactSet New() => GivenClinical.Rules.NewFacts();

    [Fact]
    public void A_fact_that_was_not_set_is_unknown() => Assert.All(GivenClinical.Rules.Facts.Keys, id => Assert.Equal("?", New().Text(id)));

    [Theory]
    [InlineData("dialysis", "true")]
    [InlineData("dialysis", "false")]
    [InlineData("age_years", "18")]
    [InlineData("age_years", "0.5")]
    [InlineData("pc_chr_minus_clot", "-20.5")]
    [InlineData("sex", "F")]
    [InlineData("event", "pe")]
    [InlineData("event", "pe+cvt")]
    [InlineData("event", "?")]
    public void A_value_is_written_as_it_was_read(string id, string text) => Assert.Equal(text, New().SetText(id, text).Text(id));

    [Fact]
    public void Any_set_is_the_same_after_writing_and_reading_it() => GivenClinical.ForAll(GivenClinical.AnyFacts, facts =>
    {
        var again = New();
        foreach (var id in GivenClinical.Rules.Facts.Keys) again.SetText(id, facts.Text(id));
        Assert.Equal(GivenClinical.Rules.Facts.Keys.Select(facts.Text), GivenClinical.Rules.Facts.Keys.Select(again.Text));
    }, 50);

    [Fact]
    public void A_value_of_each_type_is_set()
    {
        var facts = New().Set("dialysis", true).Set("age_years", 40).Set("sex", "F").Set("event", ["cvt", "pe"]);
        Assert.Equal(["true", "40", "F", "pe+cvt"], new[] { "dialysis", "age_years", "sex", "event" }.Select(facts.Text));
        Assert.Equal(["age_years", "sex", "dialysis", "event"], facts.Known.Select(fact => fact.Id));
    }

    [Fact]
    public void A_value_of_each_type_is_read_and_an_unknown_one_is_null()
    {
        var facts = GivenClinical.Facts("dialysis=false;age_years=40.5;sex=M;event=pe+cvt");
        Assert.Equal((false, 40.5, "M"), (facts.Flag("dialysis"), facts.Number("age_years"), facts.Choice("sex")));
        Assert.Equal(["pe", "cvt"], facts.Members("event"));
        Assert.Equal((null, null, null, null), (New().Flag("dialysis"), New().Number("age_years"), New().Choice("sex"),
            New().Members("event")));
        Assert.Throws<ArgumentException>(() => facts.Number("sex"));
    }

    [Theory]
    [InlineData("mood", "good", "Fact 'mood': expected a fact of the table of facts.")]
    [InlineData("dialysis", "yes", "Fact 'dialysis': expected one of false, true, found 'yes'.")]
    [InlineData("age_years", "121", "Fact 'age_years': expected a number from 0 to 120 years, found '121'.")]
    [InlineData("age_years", "-1", "Fact 'age_years': expected a number from 0 to 120 years, found '-1'.")]
    [InlineData("age_years", "old", "Fact 'age_years': expected a number from 0 to 120 years, found 'old'.")]
    [InlineData("age_years", "1,5", "Fact 'age_years': expected a number from 0 to 120 years, found '1,5'.")]
    [InlineData("sex", "X", "Fact 'sex': expected one of F, M, found 'X'.")]
    [InlineData("phase", "", "Fact 'phase': expected one of none, initiation, treatment, extended, stopped, found ''.")]
    [InlineData("family_defect", "at+x", "Fact 'family_defect': expected values of none, unknown, at, pc, ps, leiden, 20210, found 'x'.")]
    [InlineData("interactions", "", "Fact 'interactions': expected values of none, cyp3a4-pgp-inhibitor")]
    public void A_wrong_value_is_refused_with_its_place(string id, string text, string message) => Assert.StartsWith(
        message, Assert.Throws<ArgumentException>(() => New().SetText(id, text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_value_of_another_type_is_refused()
    {
        Assert.Throws<ArgumentException>(() => New().Set("dialysis", 1));
        Assert.Throws<ArgumentException>(() => New().Set("age_years", true));
        Assert.Throws<ArgumentException>(() => New().Set("event", "pe"));
        Assert.Throws<ArgumentException>(() => New().Set("sex", ["F"]));
        Assert.Throws<ArgumentException>(() => New().Set("event", Array.Empty<string>()));
        Assert.Throws<ArgumentException>(() => New().Set("age_years", double.NaN));
    }

    [Fact]
    public void A_value_that_is_too_old_is_unknown()
    {
        Assert.Equal("95", New().Set("crcl_ml_min", 95, ageDays: 7).Text("crcl_ml_min"));
        Assert.Equal("?", New().Set("crcl_ml_min", 95, ageDays: 7.5).Text("crcl_ml_min"));
        Assert.Equal("?", New().Set("crcl_ml_min", 80).Set("crcl_ml_min", 95, ageDays: 8).Text("crcl_ml_min"));
        Assert.Equal("F", New().Set("sex", "F", ageDays: 10_000).Text("sex"));
    }

    [Fact]
    public void A_copy_goes_its_own_way()
    {
        var facts = New().Set("sex", "F");
        var copy = facts.Copy().Forget("sex");
        Assert.True(facts.IsKnown("sex"));
        Assert.False(copy.IsKnown("sex"));
    }
}
