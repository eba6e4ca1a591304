using System.Runtime.InteropServices;

namespace Thrombophilia.Variants.Calling.Rows;

/// <summary>
/// Genotypes of which a record tells one ALT and leaves the other allele to another record. Tools that split a record
/// with two ALTs write it as <c>1/.</c> and <c>./1</c>, or as <c>0/1</c> twice, where reads show that REF is not there:
/// two such records at one place, and no more, are one genotype (bcftools norm -m-, vt decompose).
/// </summary>
sealed class SplitGenotypes
{
    /// <summary>Numbers of the alleles, 1 and more; <paramref name="More"/> than two are no genotype.</summary>
    readonly record struct Halves(int First, int Second, bool More);

    readonly Dictionary<(string Chrom, int Pos, int Sample), Halves> told = [];

    /// <summary>
    /// A record at a 1-based position tells one allele (by a number of its own) of a sample (column of the file). The
    /// same allele again tells nothing new.
    /// </summary>
    public void Add(string chrom, int pos, int sample, int allele)
    {
        ref var halves = ref CollectionsMarshal.GetValueRefOrAddDefault(told, (chrom, pos, sample), out _);
        if (halves.First == 0) halves = new Halves(allele + 1, 0, false);
        else if (halves.First == allele + 1 || halves.Second == allele + 1) return;
        else halves = halves with { Second = allele + 1, More = halves.Second != 0 };
    }

    /// <summary>Two alleles are told, one by each of two records: together they are the whole genotype.</summary>
    public bool AreTwo(string chrom, int pos, int sample) =>
        told.GetValueOrDefault((chrom, pos, sample)) is { Second: > 0, More: false };
}
