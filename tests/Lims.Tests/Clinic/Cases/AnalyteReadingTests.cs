using Thrombophilia.Lims.Kernel;
using Xunit;

namespace Thrombophilia.Lims.Tests.Clinic.Cases;

public sealed class AnalyteReadingTests
{
    static string Phenotype(params string[] told) => GivenCases.Woman.Assays(told).Analyte(told[0].Split(' ')[0]).Values.Phenotype;

    [Fact]
    public void Nothing_measured_is_not_measured() =>
        Assert.Equal("not-measured", GivenCases.Woman.Analyte("PC").Values.Phenotype);

    [Fact]
    public void A_screening_assay_decides_nothing() =>
        Assert.Equal("not-measured", Phenotype("PS clotting 40 2026-03-02 none", "PS clotting 41 2026-05-11 none"));

    [Fact]
    public void An_antigen_decides_nothing() => Assert.Equal("not-measured", Phenotype("PC antigen 40 2026-03-02 none"));

    [Theory]
    [InlineData("2026-03-29", "low-once")]
    [InlineData("2026-03-30", "low-repeated")]
    [InlineData("2026-02-02", "low-repeated")]
    [InlineData("2026-03-02", "low-once")]
    [InlineData("?", "low-once")]
    public void Two_low_values_count_as_repeated_from_28_days_on(string second, string code) =>
        Assert.Equal(code, Phenotype("PC chromogenic 49 2026-03-02 none", $"PC chromogenic 52 {second} none"));

    [Fact]
    public void Two_low_values_of_unknown_time_are_one() =>
        Assert.Equal("low-once", Phenotype("PC chromogenic 49 ? none", "PC chromogenic 52 ? none"));

    [Fact]
    public void Two_draws_of_one_sample_are_not_independent()
    {
        var two = GivenCases.Woman.Assays("PC chromogenic 49 2026-03-02 none", "PC chromogenic 52 2026-05-11 none");
        Assert.Equal("low-once", (two with { Assays = [.. two.Assays.Select(a => a with { Sample = "S1" })] })
            .Analyte("PC").Values.Phenotype);
    }

    [Fact]
    public void Low_values_of_two_assays_confirm_each_other() =>
        Assert.Equal("low-repeated", Phenotype("PC chromogenic 49 2026-03-02 none", "PC clotting 52 2026-05-11 none"));

    [Fact]
    public void A_low_value_of_a_disturbed_draw_confirms_none() =>
        Assert.Equal("low-once", Phenotype("PC chromogenic 49 2026-03-02 none", "PC chromogenic 22 2026-05-11 vka"));

    [Theory]
    [InlineData("PC chromogenic 94 2026-05-11 none", "low-not-confirmed")]
    [InlineData("PC chromogenic 94 2026-03-10 none", "low-once")]
    [InlineData("PC chromogenic 94 2026-01-10 none", "low-once")]
    [InlineData("PC clotting 94 2026-05-11 none", "low-once")]
    [InlineData("PC chromogenic 70 2026-05-11 none", "low-once")]
    [InlineData("PC chromogenic 94 2026-05-11 oestrogen", "low-once")]
    public void Only_a_later_normal_independent_value_of_the_same_assay_leaves_a_low_one_unconfirmed(string other, string code) =>
        Assert.Equal(code, Phenotype("PC chromogenic 58 2026-03-02 none", other));

    [Fact]
    public void Two_low_values_stand_in_spite_of_a_normal_one() => Assert.Equal("low-repeated",
        Phenotype("PC chromogenic 58 2026-03-02 none", "PC chromogenic 94 2026-04-20 none", "PC chromogenic 55 2026-05-28 none"));

    [Fact]
    public void A_borderline_value_goes_before_a_normal_one() =>
        Assert.Equal("borderline", Phenotype("PC chromogenic 70 2026-03-02 none", "PC chromogenic 90 2026-05-11 none"));

    [Theory]
    [InlineData("AT chromogenic-xa 100", "AT chromogenic-iia 100")]
    [InlineData("PC chromogenic 100", "PC clotting 100")]
    [InlineData("PS free-antigen 100", "PS clotting 100")]
    public void Normal_by_one_assay_leaves_a_type_open_until_the_other_is_normal(string one, string other)
    {
        Assert.Equal("normal-open", Phenotype($"{one} 2026-03-02 none"));
        Assert.Equal("normal", Phenotype($"{one} 2026-03-02 none", $"{other} 2026-03-02 none"));
        Assert.Equal("normal-open", Phenotype($"{one} 2026-03-02 none", $"{other} 2026-03-02"));
    }

    [Fact]
    public void An_open_type_names_the_assay_that_closes_it() =>
        Assert.Equal(["PC_ACT_CLOT"], GivenCases.Woman.Assay("PC chromogenic 100 2026-03-02 none").Analyte("PC").Values.OpenAssays
            .Select(a => a.Id));

    [Theory]
    [InlineData("PC chromogenic 22 2026-03-02 vka")]
    [InlineData("PC chromogenic 49 2026-03-02")]
    [InlineData("AT chromogenic-xa 128 2026-03-02 rivaroxaban")]
    public void Values_that_cannot_be_used_leave_an_analyte_blocked(string told) => Assert.Equal("blocked", Phenotype(told));

    [Fact]
    public void A_usable_value_beside_a_blocked_one_decides() =>
        Assert.Equal("normal-open", Phenotype("PC chromogenic 22 2026-03-02 vka", "PC chromogenic 99 2026-05-11 none"));

    [Fact]
    public void A_child_is_blocked() => Assert.Equal("blocked", (GivenCases.Woman with
    {
        Subject = new(Sex.F, new DateOnly(2015, 1, 1), 2015, null),
    }).Assay("PC chromogenic 49 2026-03-02 none").Analyte("PC").Values.Phenotype);

    [Fact]
    public void Low_in_spite_of_what_raises_it_counts_as_low() => Assert.Equal("low-repeated",
        Phenotype("AT chromogenic-xa 60 2026-03-02 rivaroxaban", "AT chromogenic-xa 58 2026-05-11 none"));
}
