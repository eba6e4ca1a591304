using System.Buffers;

namespace Thrombophilia.Variants.Vcf;

/// <summary>
/// Where in a sample's cell the fields stand that decide genotype, depth, quality, filter and phase; -1 where FORMAT
/// lacks one.
/// </summary>
sealed class FormatLayout
{
    readonly byte[] format;

    FormatLayout(ReadOnlySpan<byte> format) => this.format = format.ToArray();

    static readonly SearchValues<byte> InKeys =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-+/"u8);

    /// <summary>
    /// No key is empty or holds what no key can (VCF 4.3 specification, 1.6.2, somewhat wider): such a key may be a
    /// deciding one, spoilt.
    /// </summary>
    public bool IsReadable { get; private set; } = true;
    /// <summary>Keys in FORMAT: a cell has at most as many fields.</summary>
    public int Fields { get; private set; }
    /// <summary>Genotype.</summary>
    public int Gt { get; private set; } = -1;
    /// <summary>Read depth.</summary>
    public int Dp { get; private set; } = -1;
    /// <summary>Smallest depth in a gVCF block.</summary>
    public int MinDp { get; private set; } = -1;
    /// <summary>Genotype quality.</summary>
    public int Gq { get; private set; } = -1;
    /// <summary>Quality of a reference call.</summary>
    public int Rgq { get; private set; } = -1;
    /// <summary>Reads per allele, REF first.</summary>
    public int Ad { get; private set; } = -1;
    /// <summary>Reads per ALT.</summary>
    public int Ao { get; private set; } = -1;
    /// <summary>Filter of the sample.</summary>
    public int Ft { get; private set; } = -1;
    /// <summary>Copies of a structural allele's bases in this sample.</summary>
    public int Cn { get; private set; } = -1;
    /// <summary>Phase set.</summary>
    public int Ps { get; private set; } = -1;
    /// <summary>
    /// Phased genotype beside an unphased GT (GATK's local phasing, before it wrote both in GT and PS).
    /// </summary>
    public int Pgt { get; private set; } = -1;
    /// <summary>Name of the set in which PGT is phased.</summary>
    public int Pid { get; private set; } = -1;
    /// <summary>Length of a reference block in this sample (VCF 4.5).</summary>
    public int Len { get; private set; } = -1;

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
            var taken = key switch
            {
                [(byte)'G', (byte)'T'] => layout.Gt < 0 ? layout.Gt = index : -1,
                [(byte)'D', (byte)'P'] => layout.Dp < 0 ? layout.Dp = index : -1,
                [(byte)'G', (byte)'Q'] => layout.Gq < 0 ? layout.Gq = index : -1,
                [(byte)'A', (byte)'D'] => layout.Ad < 0 ? layout.Ad = index : -1,
                [(byte)'A', (byte)'O'] => layout.Ao < 0 ? layout.Ao = index : -1,
                [(byte)'C', (byte)'N'] => layout.Cn < 0 ? layout.Cn = index : index,
                // Of two the first: what they tell changes no genotype.
                [(byte)'P', (byte)'S'] => layout.Ps < 0 ? layout.Ps = index : index,
                [(byte)'P', (byte)'G', (byte)'T'] => layout.Pgt < 0 ? layout.Pgt = index : index,
                [(byte)'P', (byte)'I', (byte)'D'] => layout.Pid < 0 ? layout.Pid = index : index,
                [(byte)'F', (byte)'T'] => layout.Ft < 0 ? layout.Ft = index : -1,
                [(byte)'R', (byte)'G', (byte)'Q'] => layout.Rgq < 0 ? layout.Rgq = index : -1,
                [(byte)'L', (byte)'E', (byte)'N'] => layout.Len < 0 ? layout.Len = index : -1,
                [(byte)'M', (byte)'I', (byte)'N', (byte)'_', (byte)'D', (byte)'P'] =>
                    layout.MinDp < 0 ? layout.MinDp = index : -1,
                _ => index,
            };
            if (taken < 0) return null;
            index++;
            if (colon < 0) break;
            format = format[(colon + 1)..];
            // A colon at the end leaves one more field, an empty one.
            if (format.IsEmpty) index++;
        }
        layout.Fields = index;
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
