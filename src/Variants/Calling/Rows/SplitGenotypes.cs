namespace Thrombophilia.Variants.Calling.Rows;

/// <summary>
/// Genotypes of which a record tells one ALT and leaves the other allele open. Tools that split a record with two ALTs
/// write it as <c>1/.</c> and <c>./1</c>: two such records at one place, and no more, are one genotype (bcftools norm
/// --multi-overlaps, vt decompose).
/// </summary>
sealed class SplitGenotypes
{
    readonly Dictionary<(string Chrom, int Pos, int Sample), int> counts = [];

    /// <summary>A record at a 1-based position tells one allele of a sample (column of the file).</summary>
    public void Add(string chrom, int pos, int sample) =>
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, (chrom, pos, sample), out _)++;

    /// <summary>Two records tell one allele each: together they are the whole genotype.</summary>
    public bool AreTwo(string chrom, int pos, int sample) => counts.GetValueOrDefault((chrom, pos, sample)) == 2;
}
