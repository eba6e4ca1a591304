using Thrombophilia.Lims.Clinic.Picture;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Tests.Decisions;
using Xunit;

namespace Thrombophilia.Lims.Tests.Clinic.Picture;

public sealed class ClinicalPictureTests
{
    static readonly DateOnly Today = new(2026, 6, 1);

    static ClinicalPicture Of(params (string Fact, string Value, string Observed)[] answers) => ClinicalPicture.Of(
        answers.Select(a => new ClinicalFact(1, a.Fact, a.Value, Moment.OfDay(DateOnly.Parse(a.Observed), TimeSpan.Zero),
            FactOrigin.Record, "lina", GivenLims.Now)), GivenClinical.Rules.Picture, Today);

    [Fact]
    public void An_answer_that_is_too_old_counts_as_unknown_and_stays_to_be_seen()
    {
        var picture = Of(("platelets_e9_l", "90", "2026-05-24"), ("crcl_ml_min", "60", "2026-05-25"),
            ("mechanical_valve", "true", "2001-01-01"));
        Assert.Equal(["crcl_ml_min", "mechanical_valve"], picture.Known.Keys.Order());
        Assert.True(picture.Answers["platelets_e9_l"].IsOutdated);
    }

    [Fact]
    public void An_answer_to_an_item_of_a_score_counts_on_its_day_and_the_next_and_is_no_fact()
    {
        var picture = Of(("CA07", "true", "2026-06-01"), ("CA09", "false", "2026-05-31"), ("CA10", "true", "2026-05-30"),
            ("CA11", "?", "2026-06-01"), ("mechanical_valve", "true", "2026-06-01"));
        Assert.Equal(new Dictionary<string, bool> { ["CA07"] = true, ["CA09"] = false }, picture.Items);
        Assert.Equal(["mechanical_valve"], picture.Known.Keys);
        Assert.True(picture.Answers["CA10"].IsOutdated);
    }

    [Fact]
    public void Asked_and_not_known_is_no_value_and_takes_the_place_of_an_older_one() =>
        Assert.Empty(Of(("pregnancy", "no", "2026-05-01"), ("pregnancy", "?", "2026-05-02")).Known);

    [Fact]
    public void The_answer_of_the_latest_day_counts_whenever_it_was_recorded() =>
        Assert.Equal("pregnant", Of(("pregnancy", "pregnant", "2026-05-20"), ("pregnancy", "no", "2025-01-01")).Known["pregnancy"]);

    [Theory]
    [InlineData("days_since_event", "2026-05-22", "10")]
    [InlineData("postpartum_weeks", "2026-05-19", "1")]
    [InlineData("postpartum_weeks", "2010-05-19", "60")]
    public void What_counts_from_a_day_grows_with_the_calendar_up_to_what_the_fact_can_be(string fact, string day, string value) =>
        Assert.Equal(value, Of((fact, day, "2026-05-22")).Known[fact]);

    [Theory]
    [InlineData("pregnancy", "twins"), InlineData("weight_kg", "1000"), InlineData("event", "pe+stroke")]
    [InlineData("days_since_event", "10")]
    public void An_answer_that_a_newer_table_does_not_know_tells_nothing(string fact, string value) =>
        Assert.Empty(Of((fact, value, "2026-05-22")).Known);

    [Fact]
    public void A_question_that_is_asked_no_more_tells_nothing() => Assert.Empty(Of(("pc_defect", "confirmed", "2026-05-22")).Answers);
}
