using System.Globalization;
using System.Text;
using Thrombophilia.Lims.Decisions.Tables;
using Xunit;

namespace Thrombophilia.Lims.Tests.Decisions.Tables;

public sealed class MeasuresTests
{
    static readonly IntervalTable Intervals = GivenClinical.Rules.Intervals;
    static readonly DecisionLimitTable Limits = GivenClinical.Rules.Limits;

    [Theory]
    [InlineData("ARUP", "AT", "chromogenic-xa", null, 4, "none", "AT_P_01")]
    // The age begins with its first day and ends before its last.
    [InlineData("ARUP", "AT", "chromogenic-xa", null, 5, "none", "AT_P_02")]
    [InlineData("ARUP", "AT", "chromogenic-xa", null, 0, "none", null)]
    [InlineData("CN-STAGO", "PS", "clotting", "F", 10_000, "none", "PS_ACT_F")]
    [InlineData("CN-STAGO", "PS", "clotting", "M", 10_000, "none", "PS_ACT_M")]
    [InlineData("CN-STAGO", "PS", "clotting", null, 10_000, "none", null)]
    [InlineData("HAN-NORTH", "AT", "chromogenic-xa", "F", 10_000, "T3", "AT_G_T3")]
    [InlineData("HAN-NORTH", "AT", "chromogenic-xa", "F", 10_000, "none", null)]
    [InlineData("NOWHERE", "AT", "chromogenic-xa", "F", 10_000, "none", null)]
    public void An_interval_is_chosen_by_set_assay_sex_age_and_pregnancy(
        string set, string analyte, string method, string? sex, int ageDays, string pregnancy, string? id) =>
        Assert.Equal(id, Intervals.Choose(set, analyte, method, sex, ageDays, pregnancy)?.Id);

    [Fact]
    public void An_interval_holds_for_the_draws_between_its_first_and_its_last_day()
    {
        const string Row = "PC_ACT_CHR\tCN-STAGO\tPC\tchromogenic\tU/dL\tany\t6574\t\t>=18 y\tnone\t";
        using var tables = new EditedTables("intervals", bytes => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes)
            .Replace(Row + "\t\t", Row + "2026-01-01\t2026-06-30\t", StringComparison.Ordinal)));
        var intervals = tables.Load().Intervals;
        foreach (var (day, holds) in new[] { ("2025-12-31", false), ("2026-01-01", true), ("2026-06-30", true), ("2026-07-01", false) })
            Assert.Equal(holds, intervals.Choose("CN-STAGO", "PC", "chromogenic", "F", 10_000, "none",
                DateOnly.Parse(day, CultureInfo.InvariantCulture)) is not null);
    }

    [Fact]
    public void The_default_interval_comes_first()
    {
        var all = Intervals.All("PS", "clotting", "F", 10_000, "none");
        Assert.Equal("PS_ACT_F", all[0].Id);
        Assert.Equal(IntervalUse.ReferenceOnly, all[^1].Use);
    }

    [Theory]
    [InlineData("AT", "chromogenic-xa", null, "79.9", "DL-AT-XA-1")]
    [InlineData("AT", "chromogenic-xa", null, "80", "DL-AT-XA-2")]
    [InlineData("AT", "chromogenic-xa", "F", "88.9", "DL-AT-XA-2")]
    [InlineData("AT", "chromogenic-xa", "F", "89", "DL-AT-XA-3")]
    [InlineData("PS", "free-antigen", "F", "54.9", "DL-PS-FREE-F2")]
    [InlineData("PS", "free-antigen", "M", "54.9", "DL-PS-FREE-M2")]
    [InlineData("PS", "free-antigen", null, "54.9", null)]
    [InlineData("APL:ACL_IGG", "solid-phase", null, "40", "DL-ACL-G1")]
    [InlineData("FXI", "one-stage", null, "100", null)]
    [InlineData("AT", "chromogenic-xa", null, "-1", null)]
    public void A_value_has_one_class_or_none(string analyte, string method, string? sex, string value, string? id) =>
        Assert.Equal(id, Limits.ClassOf(analyte, method, sex, decimal.Parse(value, CultureInfo.InvariantCulture))?.Id);

    [Fact]
    public void An_assay_has_its_own_limits_or_those_of_its_analyte()
    {
        AssayRow Assay(string id) => GivenClinical.Rules.Assays.Single(assay => assay.Id == id);
        Assert.Equal("DL-ACL-M2", Limits.ClassOf(Assay("ACL_IGM"), null, 41)?.Id);
        Assert.Null(Limits.ClassOf(Assay("B2GP_IGG"), null, 41));
        Assert.Equal("DL-AT-XA-1", Limits.ClassOf(Assay("AT_ACT_XA"), null, 10)?.Id);
    }
}
