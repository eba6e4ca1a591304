using Thrombophilia.Lims.Clinic.Cases;
using Thrombophilia.Lims.Kernel;
using Xunit;

namespace Thrombophilia.Lims.Tests.Clinic.Cases;

public sealed class AssayReadingTests
{
    static AssayReading Judged(string told, ClinicalCase? of = null) => (of ?? GivenCases.Woman).Assay(told).Judged();

    [Theory]
    [InlineData("PC chromogenic 64.9", "deficient")]
    [InlineData("PC chromogenic 65", "borderline")]
    [InlineData("PC chromogenic 74.9", "borderline")]
    [InlineData("PC chromogenic 75", "normal")]
    [InlineData("AT chromogenic-xa 79.9", "deficient")]
    [InlineData("AT chromogenic-xa 88.9", "borderline")]
    [InlineData("AT chromogenic-iia 79.9", "deficient")]
    [InlineData("PS free-antigen 54.9", "borderline")]
    [InlineData("PS clotting 54.9", "low-screen")]
    public void A_value_is_classified_by_the_limit_below_and_above_it(string told, string found)
    {
        var judged = Judged($"{told} {GivenCases.First} none");
        Assert.Equal((found, (Unread?)null), (judged.Class, judged.Why));
    }

    [Fact]
    public void Limits_of_protein_S_are_those_of_the_sex()
    {
        Assert.Equal(("normal", "F"), (Judged("PS free-antigen 60 2026-03-02 none").Class,
            Judged("PS free-antigen 60 2026-03-02 none").LimitSex));
        Assert.Equal("borderline", Judged("PS free-antigen 60 2026-03-02 none", GivenCases.Man).Class);
    }

    [Theory]
    [InlineData("60")]
    [InlineData("30")]
    [InlineData("120")]
    public void Without_a_sex_protein_S_is_not_read(string value) => Assert.Equal(Unread.SexUnknown,
        Judged($"PS free-antigen {value} 2026-03-02 none",
            GivenCases.Woman with { Subject = new(Sex.Unknown, new DateOnly(1980, 1, 1), 1980, null) }).Why);

    [Theory]
    [InlineData("PC chromogenic <5", "deficient")]
    [InlineData("PC chromogenic <65", "deficient")]
    [InlineData("PC chromogenic ≤65", null)]
    [InlineData("PC chromogenic <70", null)]
    [InlineData("PC chromogenic >200", "normal")]
    [InlineData("PC chromogenic >70", null)]
    [InlineData("PC chromogenic ≥75", "normal")]
    public void Of_a_value_on_one_side_of_a_limit_both_ends_lie_in_one_class(string told, string? found) =>
        Assert.Equal(found, Judged($"{told} 2026-03-02 none").Class);

    [Fact]
    public void A_value_whose_class_is_open_is_not_read() =>
        Assert.Equal(Unread.NoLimit, Judged("PC chromogenic <70 2026-03-02 none").Why);

    [Fact]
    public void States_that_nobody_recorded_are_not_those_of_a_clean_draw() =>
        Assert.Equal(Unread.StatesNotRecorded, Judged("PC chromogenic 49 2026-03-02").Why);

    [Theory]
    [InlineData("PC chromogenic 22", "vka", Unread.State)]
    [InlineData("PC chromogenic 110", "vka", null)]
    [InlineData("AT chromogenic-xa 128", "rivaroxaban", Unread.State)]
    [InlineData("AT chromogenic-xa 60", "rivaroxaban", null)]
    [InlineData("AT chromogenic-xa 85", "rivaroxaban", Unread.State)]
    [InlineData("AT chromogenic-iia 118", "dabigatran", Unread.State)]
    [InlineData("PS free-antigen 37", "dabigatran", null)]
    [InlineData("PS free-antigen 30", "pregnancy", Unread.State)]
    public void A_state_forbids_only_the_labels_that_it_may_make(string told, string states, Unread? why) =>
        Assert.Equal(why, Judged($"{told} 2026-03-02 {states}").Why);

    [Fact]
    public void A_low_value_in_spite_of_what_raises_it_is_low_and_says_so()
    {
        var judged = Judged("AT chromogenic-xa 60 2026-03-02 rivaroxaban");
        Assert.Equal(("deficient", "rivaroxaban"), (judged.Class, Assert.Single(judged.States).State));
    }

    [Fact]
    public void A_borderline_value_needs_a_state_that_disturbs_nothing()
    {
        Assert.Equal(Unread.State, Judged("PC chromogenic 70 2026-03-02 oestrogen").Why);
        Assert.Null(Judged("PC chromogenic 70 2026-03-02 none").Why);
    }

    [Theory]
    [InlineData("2008-03-03", Unread.UnderAge)]
    [InlineData("2008-03-02", null)]
    public void Adult_limits_hold_from_the_birthday_on(string born, Unread? why) => Assert.Equal(why,
        Judged("PC chromogenic 49 2026-03-02 none",
            GivenCases.Woman with { Subject = new(Sex.F, DateOnly.Parse(born, null), null, null) }).Why);

    [Theory]
    [InlineData(2008, Unread.UnderAge)]
    [InlineData(2007, null)]
    public void Who_may_have_been_under_age_by_the_year_is_not_read(int year, Unread? why) => Assert.Equal(why,
        Judged("PC chromogenic 49 2026-03-02 none", GivenCases.Woman with { Subject = new(Sex.F, null, year, null) }).Why);

    [Fact]
    public void A_child_is_a_child_at_a_draw_of_unknown_time_too()
    {
        var child = GivenCases.Woman with { Subject = new(Sex.F, new DateOnly(2020, 5, 1), 2020, null) };
        Assert.Equal(Unread.UnderAge, Judged("PC chromogenic 49 ? none", child).Why);
    }

    [Fact]
    public void A_value_without_limits_is_not_read() =>
        Assert.Equal(Unread.NoLimit, Judged("DDIMER immunoassay 1 2026-03-02 none").Why);

    [Fact]
    public void Another_unit_of_the_assay_is_converted()
    {
        var read = GivenCases.Read("{'subject':{'sex':'F','birthYear':1980},'assays':[{'analyte':'PC','method':'chromogenic',"
            + "'unit':'IU/mL','value':0.49,'drawn':'2026-03-02','states':['none']}]}")[0].Judged();
        Assert.Equal((49m, "deficient"), (read.Exact!.Value, read.Class));
    }
}
