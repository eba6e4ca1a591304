using Thrombophilia.Variants.Validation.Findings;

namespace Thrombophilia.Variants.Validation.Rules;

/// <summary>
/// Judges the phase sets of single alleles against the phasing in GT (VCF 4.4 specification, 1.6.2: GT, PSL, PSO).
/// </summary>
sealed class PhaseRules(Report report)
{
    public void Judge(ReadOnlySpan<byte> gt, ReadOnlySpan<byte> sets, ReadOnlySpan<byte> ordinals, int sample)
    {
        if (gt.IsEmpty || sets.IsEmpty) return;
        // Without a mark of its own the first allele is phased when all others are.
        var isMarked = gt[0] is (byte)'/' or (byte)'|';
        var phased = isMarked ? gt[0] == '|' : !gt.Contains((byte)'/');
        var marks = isMarked ? gt[1..] : gt;
        // One finding of each kind: a wrong set must not hide a wrong ordinal.
        var (isSetTold, isOrdinalTold) = (false, false);
        for (var allele = 0; ; allele++)
        {
            var set = Value(sets, allele);
            var isMissing = set is [(byte)'.'] or [];
            if (!isSetTold && !phased && !isMissing)
            {
                report.Add(FindingCodes.FormatPsl, "FORMAT/PSL", ". for unphased", sets, sample);
                isSetTold = true;
            }
            if (!isOrdinalTold && isMissing && Value(ordinals, allele) is not ([(byte)'.'] or []))
            {
                report.Add(FindingCodes.FormatPso, "FORMAT/PSO", ". where PSL is .", ordinals, sample);
                isOrdinalTold = true;
            }
            var next = marks.IndexOfAny((byte)'/', (byte)'|');
            if (next < 0) return;
            phased = marks[next] == '|';
            marks = marks[(next + 1)..];
        }
    }

    static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> list, int index)
    {
        foreach (var range in list.Split((byte)','))
            if (index-- == 0) return list[range];
        return default;
    }
}
