using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Variants.Calling.Evidence;

/// <summary>
/// Whether a file shows that whoever made it looked for lost and gained copies. A list of small variants is silent of
/// them, and that silence is no answer.
/// </summary>
static class CopyNumberEvidence
{
    /// <summary>The header declares alleles of lost or gained copies.</summary>
    public static bool In(VcfHeader header)
    {
        foreach (var alt in header.Alts)
            if (alt is "DEL" or "DUP" or "DUP:TANDEM" or "CNV"
                || (alt.Length > 2 && alt.StartsWith("CN", StringComparison.Ordinal)
                && !alt.AsSpan(2).ContainsAnyExceptInRange('0', '9'))) return true;
        return false;
    }

    /// <summary>The record speaks of copies: by an allele, by SVTYPE, or by the copy number of its samples.</summary>
    public static bool In(RecordEvidence reading)
    {
        if (reading.Layout.Cn >= 0
            || (reading.Record.TryInfo("SVTYPE"u8, out var type)
            && (type.SequenceEqual("DEL"u8) || type.SequenceEqual("DUP"u8) || type.SequenceEqual("CNV"u8))))
            return true;
        for (var a = 1; a < reading.Kinds.Length; a++)
            if (reading.Structural(a) is { IsOfCopies: true }) return true;
        return false;
    }
}
