using Thrombophilia.Given;
using Thrombophilia.Variants.Panels;
using Xunit;

namespace Thrombophilia.Variants.Tests.Panels;

public sealed class PanelLimitsTests
{
    static Panel With(GivenKnowledge folder, string? limits) => PanelFolder.With(folder, "limits", limits);

    [Fact]
    public void Every_limit_names_a_gene_of_the_panel_and_a_source_of_its_own_file()
    {
        var limits = GivenVcf.Panel.Limits;
        Assert.NotEmpty(limits.Pseudogenes);
        Assert.All(limits.GrossChanges, g => Assert.InRange(g.Found, 1, g.Of));
        Assert.All(limits.Pseudogenes.SelectMany(p => p.Sources).Concat(limits.GrossChanges.SelectMany(g => g.Sources)),
            key => Assert.Contains(limits.Sources, s => s.Id == key));
    }

    [Fact]
    public void A_panel_without_limits_states_none()
    {
        using var folder = new GivenKnowledge();
        Assert.Empty(With(folder, null).Limits.Pseudogenes);
    }

    [Fact]
    public void A_limit_of_a_gene_that_the_panel_has_not_is_refused()
    {
        using var folder = new GivenKnowledge();
        var panel =
            With(folder,
            """{"id":"thrombophilia-core-limits","version":"1.0.0","title":"x","sources":[]"""
            + ""","pseudogenes":[{"gene":"XYZ","pseudogene":"XYZP","identityPercent":97,"sources":[]}]"""
            + ""","grossChanges":[]}""");
        Assert.Contains("XYZ", Assert.Throws<InvalidDataException>(() => panel.Limits).Message,
            StringComparison.Ordinal);
    }
}
