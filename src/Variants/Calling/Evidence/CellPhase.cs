using System.Buffers.Text;
using System.Text;
using Thrombophilia.Variants.Alleles;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Variants.Calling.Evidence;

/// <summary>
/// Which haplotypes of a sample carry an allele, in all the ways in which a cell may say so. What is not understood is
/// not phased.
/// </summary>
static class CellPhase
{
    /// <summary>
    /// The haplotypes that carry any of some alleles (a bit each by number), and the name of their phase set. GT tells
    /// them with PS or PSL; where GT is not phased, PGT with PID does for the one ALT of a record. Two ALTs in one
    /// genotype lie on two haplotypes, whatever is phased.
    /// </summary>
    public static Phase Of(ulong wanted, ReadOnlySpan<byte> gt, CellFields cell, FormatLayout layout,
        RecordEvidence reading)
    {
        if (!TryTwo(gt, out var first, out var second, out var isPhased)) return Phase.Unknown;
        var on = Mask(wanted, first, second);
        if (on is Haplotypes.Both or Haplotypes.Unknown) return new Phase(on, "");
        if (isPhased)
            return layout.Psl < 0 && layout.Pso < 0 ? new Phase(on, Encoding.UTF8.GetString(cell.Find(layout.Ps)))
                : OfList(on, cell, layout);
        if (first > 0 && second > 0) return new Phase(on, Encoding.UTF8.GetString(reading.Record.Beginning));
        var set = cell.Find(layout.Pid);
        return reading.Kinds.Length != 2 || set.IsEmpty
            || !TryTwo(cell.Find(layout.Pgt), out first, out second, out isPhased) || !isPhased || first == second
            ? Phase.Unknown : new Phase(Mask(wanted, first, second), Encoding.UTF8.GetString(set));
    }

    /// <summary>
    /// PSL names the haplotype of each allele, and the order of the alleles means nothing (VCF 4.4 specification,
    /// 1.6.2): both names together are the set, the first of them in order its first haplotype. A cell may not have PS
    /// and PSL, nor PSO alone; one allele without a name, or two with the same, is not phased.
    /// </summary>
    static Phase OfList(Haplotypes on, CellFields cell, FormatLayout layout)
    {
        ReadOnlySpan<byte> list = cell.Find(layout.Psl);
        if (list.IsEmpty || !cell.Find(layout.Ps).IsEmpty || Encoding.UTF8.GetString(list).Split(',') is not
            [{ Length: > 0 } a, { Length: > 0 } b] || a == "." || b == "." || a == b) return Phase.Unknown;
        if (string.CompareOrdinal(a, b) > 0)
            (a, b, on) = (b, a, on == Haplotypes.First ? Haplotypes.Second : Haplotypes.First);
        // A name of PS may be the same word and is another set.
        return new Phase(on, $"{a},{b}");
    }

    static Haplotypes Mask(ulong alleles, int first, int second) =>
        ((alleles >> first & 1) != 0 ? Haplotypes.First : 0) | ((alleles >> second & 1) != 0 ? Haplotypes.Second : 0);

    /// <summary>
    /// The two alleles of a diploid genotype in their order. Phased is one whose every allele is: a mark in front is
    /// that of the first (VCF 4.4 specification, 1.6.2).
    /// </summary>
    static bool TryTwo(ReadOnlySpan<byte> text, out int first, out int second, out bool isPhased)
    {
        (first, second, isPhased) = (0, 0, true);
        if (text is [(byte)'/' or (byte)'|', ..])
        {
            isPhased = text[0] == '|';
            text = text[1..];
        }
        if (!Utf8Parser.TryParse(text, out first, out var used) || used + 1 >= text.Length) return false;
        isPhased &= text[used] == '|';
        // More alleles than there are bits are more than one site has.
        return Utf8Parser.TryParse(text[(used + 1)..], out second, out var rest) && used + 1 + rest == text.Length
            && first is >= 0 and < 64 && second is >= 0 and < 64;
    }
}
