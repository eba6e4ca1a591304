using System.Globalization;

namespace Thrombophilia.Variants.Calling.Evidence;

/// <summary>
/// What the likelihoods of the genotypes say of the called one, where the caller writes no quality of it (bcftools
/// writes PL alone, FreeBayes GL).
/// </summary>
static class Likelihoods
{
    /// <summary>
    /// How much more likely the called genotype is than the next, phred-scaled; 0 where another is likelier; null
    /// where the list is not one of diploid genotypes (VCF 4.3 specification, 1.6.2, GL).
    /// </summary>
    /// <param name="list">Values for every genotype, in the order of the specification.</param>
    /// <param name="copies">The called genotype: alleles by number, two of them.</param>
    /// <param name="phred">Phred of the value 1: 1 of PL, -10 of GL.</param>
    public static double? Quality(ReadOnlySpan<byte> list, ReadOnlySpan<int> copies, double phred)
    {
        var genotypes = copies.Length * (copies.Length + 1) / 2;
        int low = -1, high = -1;
        for (var a = 0; a < copies.Length; a++)
            for (var i = 0; i < copies[a]; i++) (low, high) = low < 0 ? (a, a) : (low, a);
        if (low < 0) return null;
        var called = high * (high + 1) / 2 + low;
        double own = double.NaN, best = double.PositiveInfinity;
        var at = 0;
        foreach (var range in list.Split((byte)','))
        {
            if (at == genotypes || !double.TryParse(list[range], NumberStyles.Float, CultureInfo.InvariantCulture,
                out var value) || !double.IsFinite(value)) return null;
            if (at == called) own = value * phred;
            else best = Math.Min(best, value * phred);
            at++;
        }
        return at == genotypes && genotypes > 1 ? Math.Max(0, best - own) : null;
    }
}
