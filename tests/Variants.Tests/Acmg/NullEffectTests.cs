using Thrombophilia.Given;
using Thrombophilia.Variants.Acmg;
using Thrombophilia.Variants.Hgvs;
using Thrombophilia.Variants.Panels;
using Xunit;

namespace Thrombophilia.Variants.Tests.Acmg;

public sealed class NullEffectTests
{
    const int Beyond = 50;
    static readonly string[] Builds = ["GRCh37", "GRCh38"];
    static readonly Dictionary<string, VariantNamer> Namers =
        Builds.ToDictionary(b => b, b => new VariantNamer(GivenVcf.Panel.On(b)!));

    static NullEffect? Effect(string gene, string change, string build = "GRCh38")
    {
        var (pos, refBases, altBases) = Rulebook.Allele(gene, change, build);
        return Effect(Namers[build].Name(gene, pos, refBases, altBases)!);
    }

    static NullEffect? Effect(VariantName name) => NullEffect.Of(name.Effect, Beyond);

    static int[] CodingLengths(Gene gene, string build) =>
        [.. gene.Exons(build).Where(e => e.CodingStart is not null)
        .Select(e => e.CodingEnd!.Value - e.CodingStart!.Value + 1)];

    [Fact]
    public void The_coding_sequence_of_every_gene_ends_in_its_last_exon() =>
        Assert.All(from gene in GivenVcf.Panel.Genes from build in Builds select gene.Exons(build)[^1],
        exon => Assert.NotNull(exon.CodingEnd));

    [Fact]
    public void A_stop_in_place_of_a_codon_decays_exactly_when_more_than_50_bases_lie_between_it_and_the_last_junction()
    {
        var judged = 0;
        foreach (var gene in GivenVcf.Panel.Genes)
        {
            var lengths = CodingLengths(gene, "GRCh38");
            var junction = lengths.Length == 1 ? 0 : lengths[..^1].Sum();
            var borders = lengths.Select((_, i) => lengths[..i].Sum()).ToHashSet();
            var residues = gene.Coding.Length / 3 - 1;
            for (var residue = 2; residue <= residues; residue++)
            {
                var last = 3 * residue;
                if (borders.Contains(last - 1) || borders.Contains(last - 2)) continue; // An intron lies in the codon.
                var effect = Effect(gene.Symbol, $"c.{last - 2}_{last}delinsTAA")!;
                Assert.Equal(
                    (gene.Symbol, residue, junction - last > 50 ? NullKind.Decays : NullKind.EndsEarly, residues),
                        (gene.Symbol, effect.First, effect.Kind, effect.Last));
                Assert.Equal((double)(residues - residue + 1) / residues, effect.Share, 12);
                judged++;
            }
        }
        Assert.True(judged > 4900);
    }

    [Theory]
    [InlineData("PROC", "c.238-1G>A", NullKind.Decays)] // 25 bases are no whole number of codons.
    [InlineData("PROC", "c.262+1G>A", NullKind.Decays)]
    [InlineData("PROC", "c.263-2A>G", NullKind.LacksResidues)] // 138 bases.
    [InlineData("PROC", "c.70+1G>A", NullKind.LosesStart)] // The exon holds the start codon.
    [InlineData("PROC", "c.-21-1G>A", NullKind.LosesStart)]
    [InlineData("PROC", "c.-22+1G>A", NullKind.Unclear)] // The exon holds no coding base.
    [InlineData("PROC", "c.797-1G>A", NullKind.EndsEarly)] // The last exon cannot be skipped and the messenger go on.
    [InlineData("PROC", "c.1A>G", NullKind.LosesStart)]
    [InlineData("PROC", "c.10del", NullKind.Decays)]
    [InlineData("SERPINC1", "c.1390del", NullKind.EndsEarly)]
    [InlineData("THBD", "c.100del", NullKind.EndsEarly)] // One exon: no junction, no decay.
    [InlineData("PROC", "c.565C>T", null)]
    [InlineData("PROC", "c.577_579del", null)]
    [InlineData("PROC", "c.1384T>C", null)] // A lost stop is no null variant.
    [InlineData("PROC", "c.70+3A>G", null)]
    public void Each_kind_of_null_variant_takes_its_branch(string gene, string change, object? expected)
    {
        foreach (var build in Builds) Assert.Equal((NullKind?)expected, Effect(gene, change, build)?.Kind);
    }

    [Fact]
    public void A_skipped_exon_in_frame_lacks_its_own_residues()
    {
        var effect = Effect("PROC", "c.263-2A>G")!; // Exon 5: c.263 to c.400.
        Assert.Equal((88, 88 + 46 - 1), (effect.First, effect.Last));
    }

    [Fact]
    public void Deletions_of_exons_are_told_by_what_they_cover()
    {
        var gene = GivenVcf.Panel.Genes.Single(g => g.Symbol == "PROC");
        var build = GivenVcf.Panel.On("GRCh38")!;
        NullKind? Deleted(int from, int to)
        {
            int start = gene.Exons("GRCh38")[from].Start - 3, end = gene.Exons("GRCh38")[to].End + 3;
            var bases =
                string.Concat(
                Enumerable.Range(start - 1, end - start + 2)
                    .Select(p => build.On(gene.Chrom)!.BaseAt(p) is not 0 and var b ? (char)b : 'N'));
            return Effect(Namers["GRCh38"].Name("PROC", start - 1, bases, bases[..1])!)?.Kind;
        }
        Assert.Equal(NullKind.WholeGene, Deleted(0, 8));
        Assert.Equal(NullKind.LosesStart, Deleted(0, 2));
        Assert.Equal(NullKind.LacksResidues, Deleted(4, 4));
        Assert.Equal(NullKind.Decays, Deleted(3, 3));
        Assert.Equal(NullKind.EndsEarly, Deleted(8, 8));
    }

    [Theory]
    [InlineData("PROC")]
    [InlineData("PROS1")]
    [InlineData("SERPINC1")]
    public void The_next_start_is_the_next_methionine_in_frame(string gene)
    {
        var next = NullEffect.NextStart(Namers["GRCh38"].On(gene))!.Value;
        var coding = GivenVcf.Panel.Genes.Single(g => g.Symbol == gene).Coding;
        Assert.Equal("ATG", coding.Substring(3 * (next - 1), 3));
        Assert.DoesNotContain("ATG", Enumerable.Range(1, next - 2).Select(i => coding.Substring(3 * i, 3)));
    }
}
