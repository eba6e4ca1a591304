namespace Thrombophilia.Benchmarks.Inputs;

/// <summary>GT:AD:DP:GQ:PL as a joint caller writes them, 0.3 % of the cells missing.</summary>
sealed class FullCells(int samples) : Cells
{
    // One for all files of a run: making them takes longer than writing a small file.
    static readonly CellPool[] Two = Pools(2), Three = Pools(3);

    readonly byte[] cells = new byte[samples * 96];
    int length, untilMissing = 100;

    public override ReadOnlySpan<byte> Format => "GT:AD:DP:GQ:PL"u8;
    public override ReadOnlySpan<byte> Text => cells.AsSpan(0, length);

    public override void Draw(Site site, double frequency, SeededRandom random)
    {
        const int Bits = 24, Mask = (1 << Bits) - 1;
        Counts.AsSpan().Clear();
        length = 0;
        var pools = site.Alleles == 3 ? Three : Two;
        var reference = (int)((1 - frequency) * Mask);
        var firstAlt = site.Alleles == 3 ? (int)((1 - 0.3 * frequency) * Mask) : Mask;
        for (var i = 0; i < samples; i++)
        {
            var draw = random.Next();
            int a = Allele((int)(draw & Mask), reference, firstAlt),
                b = Allele((int)(draw >> Bits & Mask), reference, firstAlt);
            if (--untilMissing == 0)
            {
                untilMissing = 1 + random.Below(666);
                Add(site.Alleles == 3 ? "./.:0,0,0:0:.:."u8 : "./.:0,0:0:.:."u8);
                continue;
            }
            if (a > b) (a, b) = (b, a);
            Counts[a]++;
            Counts[b]++;
            Add(pools[b * (b + 1) / 2 + a][(int)(draw >> (2 * Bits)) & (CellPool.Size - 1)]);
        }
        cells[length - 1] = (byte)'\n';
    }

    static int Allele(int draw, int reference, int firstAlt) => draw <= reference ? 0 : draw <= firstAlt ? 1 : 2;

    void Add(ReadOnlySpan<byte> cell)
    {
        cell.CopyTo(cells.AsSpan(length));
        length += cell.Length + 1;
        cells[length - 1] = (byte)'\t';
    }

    /// <summary>By genotype in the order of VCF: 0/0, 0/1, 1/1, 0/2, 1/2, 2/2.</summary>
    static CellPool[] Pools(int alleles)
    {
        var random = new SeededRandom((ulong)alleles);
        return [..
            from second in Enumerable.Range(0, alleles) from first in Enumerable.Range(0, second + 1)
                select new CellPool(first, second, alleles, random)];
    }
}
