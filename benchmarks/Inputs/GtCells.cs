namespace Thrombophilia.Benchmarks.Inputs;

/// <summary>
/// Phased genotypes and nothing else, as in 1000 Genomes: a line of <c>0|0</c> in which the carriers are overwritten.
/// </summary>
sealed class GtCells : Cells
{
    const int Width = 4;
    readonly byte[] nobody, cells;

    public GtCells(int samples)
    {
        nobody = new byte[samples * Width];
        for (var i = 0; i < samples; i++) "0|0\t"u8.CopyTo(nobody.AsSpan(i * Width));
        nobody[^1] = (byte)'\n';
        cells = new byte[nobody.Length];
    }

    public override ReadOnlySpan<byte> Format => "GT"u8;
    public override ReadOnlySpan<byte> Text => cells;

    public override void Draw(Site site, double frequency, SeededRandom random)
    {
        nobody.CopyTo(cells, 0);
        Counts.AsSpan().Clear();
        var haplotypes = cells.Length / 2;
        // Few carriers are drawn by lot; where most carry the ALT, everybody is asked.
        if (frequency < 0.25)
            for (var left = (int)Math.Round(frequency * haplotypes); left > 0; left--) Set(random.Below(haplotypes));
        else
            for (var haplotype = 0; haplotype < haplotypes; haplotype++)
                if (random.Chance(frequency)) Set(haplotype);
        Counts[0] = haplotypes - Counts[1] - Counts[2];

        void Set(int haplotype)
        {
            ref var cell = ref cells[haplotype * 2];
            if (cell != '0') return;
            var allele = site.Alleles == 3 && random.Chance(0.3) ? 2 : 1;
            cell = (byte)('0' + allele);
            Counts[allele]++;
        }
    }
}
