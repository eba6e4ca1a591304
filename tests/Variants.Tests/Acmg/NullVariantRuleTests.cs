using Xunit;

namespace Thrombophilia.Variants.Tests.Acmg;

public sealed class NullVariantRuleTests : IDisposable
{
    readonly Rulebook book = new();

    public void Dispose() => book.Dispose();

    [Theory]
    [InlineData("PROC", "c.10del", "PVS1")]
    [InlineData("PROC", "c.238-1G>A", "PVS1")]
    [InlineData("PROC", "c.263-2A>G", "PVS1_Moderate")] // 46 of 461 residues, just below a tenth.
    [InlineData("PROC", "c.797-1G>A", "PVS1_Strong")]
    [InlineData("PROC", "c.-22+1G>A", "?rna-evidence")]
    [InlineData("PROC", "c.1A>G", "PVS1_Supporting")]
    [InlineData("PROC", "c.565C>T", "risk")]
    [InlineData("PROC", "c.565C>A", "-")]
    [InlineData("SERPINC1", "c.1390del", "PVS1_Moderate")]
    [InlineData("THBD", "c.100del", "?rule")]
    [InlineData("F5", "c.100del", "")]
    public void A_null_variant_has_the_strength_of_its_branch(string gene, string change, string expected)
    {
        if (expected == "risk") Assert.Empty(book.Classify(gene, change)!.Criteria);
        else Assert.Equal(expected, book.Criterion("PVS1", gene, change));
    }

    [Fact]
    public void A_lost_start_is_moderate_when_a_pathogenic_variant_lies_before_the_next_methionine()
    {
        using var before = new Rulebook().Table("known-variant", "GRCh38", "class\trules",
            $"SERPINC1:c.89T>A pathogenic {Rulebook.Expert}");
        Assert.Equal("PVS1_Moderate", before.Criterion("PVS1", "SERPINC1", "c.1A>G"));
        using var behind = new Rulebook().Table("known-variant", "GRCh38", "class\trules",
            $"SERPINC1:c.1240G>A pathogenic {Rulebook.Expert}");
        Assert.Equal("PVS1_Supporting", behind.Criterion("PVS1", "SERPINC1", "c.1A>G"));
    }
}
