using System.Text;

namespace Thrombophilia.Benchmarks.Inputs;

/// <summary>
/// Ready-made GT:AD:DP:GQ:PL cells of one genotype. Drawing from a pool makes hundreds of megabytes a second; writing
/// numbers does not.
/// </summary>
sealed class CellPool
{
    /// <summary>
    /// More than fits the 32 kB that DEFLATE looks back, so that the pool does not flatter the compression.
    /// </summary>
    public const int Size = 1 << 14;

    readonly byte[] text;
    readonly int[] starts = new int[Size + 1];

    /// <param name="first">Lower allele of the genotype.</param>
    /// <param name="second">Higher allele, or the same.</param>
    /// <param name="alleles">Alleles of the record.</param>
    /// <param name="random">Where depths and slips come from.</param>
    public CellPool(int first, int second, int alleles, SeededRandom random)
    {
        var all = new StringBuilder();
        for (var i = 0; i < Size; i++)
        {
            starts[i] = all.Length;
            Append(all, first, second, Reads(first, second, alleles, random), random);
        }
        starts[Size] = all.Length;
        text = Encoding.ASCII.GetBytes(all.ToString());
    }

    public ReadOnlySpan<byte> this[int index] => text.AsSpan(starts[index], starts[index + 1] - starts[index]);

    /// <summary>Reads per allele: depth about 30, one read in some cells that fits no allele of the genotype.</summary>
    static int[] Reads(int first, int second, int alleles, SeededRandom random)
    {
        var depth = Math.Max(1, 15 + random.Below(11) + random.Below(11) + random.Below(11));
        if (random.Chance(0.01)) depth = 1 + random.Below(9);
        var reads = new int[alleles];
        for (var i = 0; i < depth; i++) reads[(random.Next() & 1) == 0 ? first : second]++;
        if (random.Chance(0.02)) reads[random.Below(alleles)]++;
        return reads;
    }

    /// <summary>
    /// A crude likelihood: 24 to 36 per read that fits neither allele, 3 per read that fits one of two. Base qualities
    /// differ
    /// from read to read; without that, depth alone would give the whole cell away and the file would compress too
    /// well.
    /// </summary>
    static void Append(StringBuilder all, int first, int second, int[] reads, SeededRandom random)
    {
        var misfit = Array.ConvertAll(reads, n => Enumerable.Range(0, n).Sum(_ => 24 + random.Below(13)));
        var likelihoods = new List<int>();
        for (var k = 0; k < reads.Length; k++)
            for (var j = 0; j <= k; j++)
                likelihoods.Add(
                    Enumerable.Range(0, reads.Length)
                        .Sum(a => a == j && a == k ? 0 : a == j || a == k ? reads[a] * 3 : misfit[a]));
        var own = second * (second + 1) / 2 + first;
        var least = likelihoods.Min();
        for (var g = 0; g < likelihoods.Count; g++) likelihoods[g] = g == own ? 0 : Math.Max(1, likelihoods[g] - least);
        var quality = Math.Min(99, likelihoods.Where((_, g) => g != own).Min());
        all.Append(first).Append('/').Append(second).Append(':').AppendJoin(',', reads).Append(':').Append(reads.Sum())
            .Append(':')
            .Append(quality).Append(':').AppendJoin(',', likelihoods);
    }
}
