using FsCheck;
using FsCheck.Fluent;
using Thrombophilia.Given;
using Thrombophilia.Variants.Panels;
using Xunit;

namespace Thrombophilia.Variants.Tests.Panels;

public sealed class LegacyNumberingTests
{
    static Panel With(GivenKnowledge folder, string? numbering) => PanelFolder.With(folder, "legacy-names", numbering);

    static string Genes(string genes) =>
        $$"""{"id":"thrombophilia-core-legacy-names","version":"1.0.0","title":"x","sources":[],"genes":[{{genes}}]}""";

    [Theory]
    [InlineData("PROC", 189, 147)]
    [InlineData("PROC", 38, -5)]
    [InlineData("PROC", 43, 1)]
    [InlineData("PROC", 42, -1)]
    [InlineData("PROS1", 196, 155)]
    [InlineData("SERPINC1", 295, 263)]
    [InlineData("SERPINC1", 30, -3)]
    [InlineData("F5", 534, 506)]
    public void Residues_are_counted_from_the_first_of_the_mature_protein(string gene, int residue, int number) =>
        Assert.Equal(number, GivenVcf.Panel.Legacy.Of(gene)!.Number(residue));

    [Fact]
    public void No_residue_is_0_and_a_later_residue_has_a_higher_number() =>
        Prop.ForAll(Arb.From(
            from protein in Gen.Elements(GivenVcf.Panel.Legacy.Proteins.ToArray())
            let length = GivenVcf.Panel.Genes.Single(g => g.Symbol == protein.Gene).Coding.Length / 3 - 1
            from first in Gen.Choose(1, length - 1)
            from last in Gen.OneOf(Gen.Constant(first + 1), Gen.Choose(first + 1, length))
            select (protein, first, last)), x =>
                x.protein.Number(x.first) != 0 && x.protein.Number(x.last) != 0
                && x.protein.Number(x.first) < x.protein.Number(x.last)).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_protein_is_of_a_gene_of_the_panel_and_rests_on_a_source_of_its_own_file()
    {
        var legacy = GivenVcf.Panel.Legacy;
        Assert.NotEmpty(legacy.Version);
        Assert.NotEmpty(legacy.Proteins);
        Assert.All(legacy.Proteins, p =>
        {
            Assert.NotEmpty(p.Sources);
            Assert.All(p.Sources, key => Assert.Contains(legacy.Sources, s => s.Id == key));
        });
    }

    [Fact]
    public void A_panel_without_the_file_knows_no_older_number()
    {
        using var folder = new GivenKnowledge();
        Assert.Null(With(folder, null).Legacy.Of("PROC"));
    }

    [Theory]
    [InlineData("""{"gene":"XYZ","residuesBeforeMature":42,"pairs":[{"name":"R147W","residue":189,"number":147}]"""
        + ""","sources":[]}""", "has no gene XYZ")]
    [InlineData("""{"gene":"PROC","residuesBeforeMature":41,"pairs":[{"name":"R147W","residue":189,"number":147}]"""
        + ""","sources":[]}""", "PROC R147W is residue 189, which would be 148")]
    [InlineData("""{"gene":"PROC","residuesBeforeMature":42,"pairs":[],"sources":[]}""",
        "PROC has no variant that is named both ways")]
    [InlineData("""{"gene":"PROC","residuesBeforeMature":42,"pairs":[{"name":"R147W","residue":189,"number":147}]"""
        + ""","sources":[]},"""
        + """{"gene":"PROC","residuesBeforeMature":42,"pairs":[{"name":"R147W","residue":189,"number":147}]"""
        + ""","sources":[]}""", "PROC stands twice")]
    public void A_file_that_contradicts_the_panel_or_itself_is_refused(string genes, string message)
    {
        using var folder = new GivenKnowledge();
        var panel = With(folder, Genes(genes));
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => panel.Legacy).Message,
            StringComparison.Ordinal);
    }
}
