using System.Globalization;
using Thrombophilia.Variants.Validation.Findings;

namespace Thrombophilia.Variants.Validation.Rules;

/// <summary>
/// Finds the same variant in several records. Alleles are compared after the bases that REF and ALT share at their ends
/// are taken away, so that one which was written with more context is found too. What lies before the position at hand
/// cannot come again in sorted records and is forgotten.
/// </summary>
sealed class Duplicates(Report report)
{
    /// <summary>
    /// Alleles remembered at most; more lie over one position only in files that are no longer of use.
    /// </summary>
    const int Window = 1024;
    readonly List<(long Pos, ulong Hash, long Line, long Written)> alleles = [], records = [];

    public void Forget()
    {
        alleles.Clear();
        records.Clear();
    }

    public void Judge(long pos, ReadOnlySpan<byte> refBases, ReadOnlySpan<byte> alt, RecordAlleles kinds)
    {
        Forget(alleles, pos);
        Forget(records, pos);
        var line = report.Lines.Number;
        // Symbolic alleles at one place may differ in length, and an absent one is not a variant.
        var isPlain = kinds.Count == 0;
        for (var i = 0; i < kinds.Count; i++) isPlain |= kinds.Kind(i) == AlleleKind.Bases;
        if (!isPlain || !kinds.RefIsValid) return;
        if (Add(records, pos, Hash(refBases) ^ ulong.RotateLeft(Hash(alt), 17), line, pos) is { } same)
        {
            report.Add(FindingCodes.DuplicateRecord, "ALT", "variant once",
                string.Create(CultureInfo.InvariantCulture, $"as line {same.Line}"));
            return;
        }
        for (var i = 0; i < kinds.Count; i++)
        {
            if (kinds.Kind(i) != AlleleKind.Bases) continue;
            ReadOnlySpan<byte> reference = refBases, other = kinds.Text(alt, i);
            var skipped = Trim(ref reference, ref other);
            if (reference.IsEmpty && other.IsEmpty) continue;
            if (Add(alleles, pos + skipped, Hash(reference) ^ ulong.RotateLeft(Hash(other), 29), line,
                pos) is { } allele && allele.Line != line)
                report.Add(FindingCodes.DuplicateAllele, "ALT", "variant once",
                    string.Create(CultureInfo.InvariantCulture,
                        $"{Problems.Excerpt.Text(kinds.Text(alt, i))} as line {allele.Line}, POS {allele.Written}"));
        }
    }

    /// <summary>Forgets what lies before a position.</summary>
    static void Forget(List<(long Pos, ulong Hash, long Line, long Written)> known, long pos)
    {
        var kept = 0;
        for (var i = 0; i < known.Count; i++)
            if (known[i].Pos >= pos) known[kept++] = known[i];
        known.RemoveRange(kept, known.Count - kept);
    }

    /// <summary>
    /// Takes away the shared bases at the end, then at the beginning; gives how many at the beginning.
    /// </summary>
    static int Trim(ref ReadOnlySpan<byte> reference, ref ReadOnlySpan<byte> other)
    {
        while (!reference.IsEmpty && !other.IsEmpty && Same(reference[^1], other[^1]))
        {
            reference = reference[..^1];
            other = other[..^1];
        }
        var skipped = 0;
        while (skipped < reference.Length && skipped < other.Length && Same(reference[skipped], other[skipped]))
            skipped++;
        reference = reference[skipped..];
        other = other[skipped..];
        return skipped;
    }

    static bool Same(byte a, byte b) => (a | 0x20) == (b | 0x20);

    static (long Pos, ulong Hash, long Line, long Written)? Add(
        List<(long Pos, ulong Hash, long Line, long Written)> known, long pos, ulong hash, long line, long written)
    {
        foreach (var entry in known)
            if (entry.Pos == pos && entry.Hash == hash) return entry;
        if (known.Count == Window) known.RemoveAt(0);
        known.Add((pos, hash, line, written));
        return null;
    }

    // 64 bits: within a window of a thousand alleles a chance agreement is not to be expected.
    static ulong Hash(ReadOnlySpan<byte> text)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in text) hash = (hash ^ (b | 0x20u)) * 1099511628211UL;
        return hash ^ (hash >> 31);
    }
}
