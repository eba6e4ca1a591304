using System.Buffers;

namespace Thrombophilia.Variants.Vcf;

/// <summary>
/// Where in a sample's cell the fields stand that decide genotype, depth, quality, read counts, filter and phase; -1
/// where FORMAT lacks one. Which caller writes which: docs/reference/callers.md.
/// </summary>
sealed class FormatLayout
{
    static readonly SearchValues<byte> InKeys =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-+/"u8);
    // In the order of Key.
    static readonly byte[][] Names =
    [
        .. new[]
        {
            "GT", "DP", "MIN_DP", "DPI", "GQ", "RGQ", "GQX", "PL", "GL", "AD", "RD", "AO", "FAO", "FDP", "NV", "NR",
            "DV", "DR", "FT", "LEN", "CN", "PS", "PSL", "PSO", "PGT", "PID", "DS", "GP", "HDS",
        }.Select(System.Text.Encoding.ASCII.GetBytes),
    ];
    readonly byte[] format;
    readonly int[] at = new int[Names.Length];

    FormatLayout(ReadOnlySpan<byte> format)
    {
        this.format = format.ToArray();
        Array.Fill(at, -1);
    }

    enum Key
    {
        Gt, Dp, MinDp, Dpi, Gq, Rgq, Gqx, Pl, Gl, Ad, Rd, Ao, Fao, Fdp, Nv, Nr, Dv, Dr, Ft, Len,
        // Of two of these the first is taken: what they tell changes no genotype.
        Cn, Ps, Psl, Pso, Pgt, Pid, Ds, Gp, Hds,
    }

    /// <summary>
    /// No key is empty or holds what no key can (VCF 4.3 specification, 1.6.2, somewhat wider): such a key may be a
    /// deciding one, spoilt.
    /// </summary>
    public bool IsReadable { get; private set; } = true;
    /// <summary>Keys in FORMAT: a cell has at most as many fields.</summary>
    public int Fields { get; private set; }
    /// <summary>Genotype.</summary>
    public int Gt => at[(int)Key.Gt];
    /// <summary>Read depth.</summary>
    public int Dp => at[(int)Key.Dp];
    /// <summary>Smallest depth in a gVCF block.</summary>
    public int MinDp => at[(int)Key.MinDp];
    /// <summary>Read depth of an indel (Strelka, which writes no DP there).</summary>
    public int Dpi => at[(int)Key.Dpi];
    /// <summary>Genotype quality.</summary>
    public int Gq => at[(int)Key.Gq];
    /// <summary>Quality of a reference call.</summary>
    public int Rgq => at[(int)Key.Rgq];
    /// <summary>Quality of the genotype, variant or not (Strelka).</summary>
    public int Gqx => at[(int)Key.Gqx];
    /// <summary>Likelihoods of the genotypes, phred-scaled.</summary>
    public int Pl => at[(int)Key.Pl];
    /// <summary>Likelihoods of the genotypes, logarithms to base 10.</summary>
    public int Gl => at[(int)Key.Gl];
    /// <summary>Reads per allele, REF first; beside RD those of the one ALT.</summary>
    public int Ad => at[(int)Key.Ad];
    /// <summary>Reads of REF (VarScan).</summary>
    public int Rd => at[(int)Key.Rd];
    /// <summary>Reads per ALT (FreeBayes).</summary>
    public int Ao => at[(int)Key.Ao];
    /// <summary>Reads per ALT on which the genotype rests (Torrent Variant Caller).</summary>
    public int Fao => at[(int)Key.Fao];
    /// <summary>Depth beside FAO.</summary>
    public int Fdp => at[(int)Key.Fdp];
    /// <summary>Reads per ALT that show it (Platypus).</summary>
    public int Nv => at[(int)Key.Nv];
    /// <summary>Reads per ALT that lie over it, beside NV.</summary>
    public int Nr => at[(int)Key.Nr];
    /// <summary>Reads of the ALT (Sniffles).</summary>
    public int Dv => at[(int)Key.Dv];
    /// <summary>Reads of REF, beside DV.</summary>
    public int Dr => at[(int)Key.Dr];
    /// <summary>Filter of the sample.</summary>
    public int Ft => at[(int)Key.Ft];
    /// <summary>Copies of a structural allele's bases in this sample.</summary>
    public int Cn => at[(int)Key.Cn];
    /// <summary>Phase set.</summary>
    public int Ps => at[(int)Key.Ps];
    /// <summary>Phase sets of the genotype's alleles, each its own (VCF 4.4).</summary>
    public int Psl => at[(int)Key.Psl];
    /// <summary>Places of the alleles in their phase sets, beside PSL.</summary>
    public int Pso => at[(int)Key.Pso];
    /// <summary>
    /// Phased genotype beside an unphased GT (GATK's local phasing, before it wrote both in GT and PS).
    /// </summary>
    public int Pgt => at[(int)Key.Pgt];
    /// <summary>Name of the set in which PGT is phased.</summary>
    public int Pid => at[(int)Key.Pid];
    /// <summary>Length of a reference block in this sample (VCF 4.5).</summary>
    public int Len => at[(int)Key.Len];
    /// <summary>Expected copies of the ALT.</summary>
    public int Ds => at[(int)Key.Ds];
    /// <summary>Posterior probabilities of the genotypes.</summary>
    public int Gp => at[(int)Key.Gp];
    /// <summary>Expected copies on each haplotype.</summary>
    public int Hds => at[(int)Key.Hds];
    /// <summary>Some key tells of reads: depth, quality, likelihoods or counts.</summary>
    public bool HasReads { get; private set; }

    /// <summary>
    /// The layout of a FORMAT column, or <paramref name="last"/> where it is the same; null when a key stands twice.
    /// </summary>
    public static FormatLayout? Of(ReadOnlySpan<byte> format, FormatLayout? last)
    {
        if (last is not null && format.SequenceEqual(last.format)) return last;
        var layout = new FormatLayout(format);
        var index = 0;
        while (index == 0 || !format.IsEmpty)
        {
            var colon = format.IndexOf((byte)':');
            var key = colon < 0 ? format : format[..colon];
            // The colon at the end has an empty key behind it.
            layout.IsReadable &= !key.IsEmpty && key.IndexOfAnyExcept(InKeys) < 0 && colon != format.Length - 1;
            for (var i = 0; i < Names.Length; i++)
                if (key.SequenceEqual(Names[i]))
                    if (layout.at[i] < 0) layout.at[i] = index;
                    else if (i < (int)Key.Cn) return null;
            index++;
            if (colon < 0) break;
            format = format[(colon + 1)..];
            // A colon at the end leaves one more field, an empty one.
            if (format.IsEmpty) index++;
        }
        layout.Fields = index;
        layout.HasReads = layout.at.AsSpan((int)Key.Dp, Key.Dr - Key.Dp + 1).IndexOfAnyExcept(-1) >= 0;
        return layout;
    }

    /// <summary>
    /// Field <paramref name="index"/> of a cell; empty where FORMAT lacks it or the cell drops it at its end.
    /// </summary>
    public static ReadOnlySpan<byte> Field(ReadOnlySpan<byte> cell, int index)
    {
        if (index < 0) return default;
        while (index-- > 0)
        {
            var colon = cell.IndexOf((byte)':');
            if (colon < 0) return default;
            cell = cell[(colon + 1)..];
        }
        var end = cell.IndexOf((byte)':');
        return end < 0 ? cell : cell[..end];
    }
}
