using Thrombophilia.Lims.Decisions.Tables;
using Xunit;

namespace Thrombophilia.Lims.Tests.Decisions.Tables;

public sealed class InterferenceTableTests
{
    static readonly InterferenceTable Table = GivenClinical.Rules.Interference;

    [Fact]
    public void Every_state_has_a_row_for_every_assay()
    {
        foreach (var state in GivenClinical.Rules.States)
            foreach (var (analyte, method) in Table.Rows.Select(row => (row.Analyte, row.Method)).Distinct())
                Assert.NotNull(Table.Of(state.Id, analyte, method));
        Assert.Null(Table.Of("boredom", "AT", "antigen"));
    }

    [Fact]
    public void A_row_says_what_it_forbids_how_long_and_what_serves_meanwhile()
    {
        var row = Table.Of("acute-thrombosis", "AT", "chromogenic-xa")!;
        Assert.Equal((Blocks.Abnormal, 90, "DNA"), (row.Blocks, row.WashoutDays, Assert.Single(row.ServesNow)));
        Assert.Equal("effect.true-change.down", row.EffectKey);
    }

    [Fact]
    public void Every_effect_has_its_words() =>
        Assert.All(Table.Rows, row => Assert.True(GivenClinical.Rules.HasText(row.EffectKey), row.EffectKey));
}
