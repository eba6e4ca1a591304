namespace Thrombophilia.Variants.Alleles;

/// <summary>How two alleles of a sample lie to each other.</summary>
public enum Phasing
{
    /// <summary>The file does not tell.</summary>
    Unknown,
    /// <summary>A haplotype carries both.</summary>
    Cis,
    /// <summary>Each haplotype carries one of them.</summary>
    Trans,
}

/// <summary>
/// Notes of a row that name other variants of the sample: a code, then coding names without their transcript, joined by
/// commas.
/// </summary>
public static class PhaseNotes
{
    // "read-with": on one haplotype, and told as one change. "within": the same event, written whole in another row.
    const string Cis = "cis-with-", Trans = "trans-with-", Unknown = "phase-unknown-with-", Read = "read-with-",
        Within = "within-";

    /// <summary>How the variant of a row lies to another by its notes; null where they do not speak of it.</summary>
    /// <param name="notes">The notes of the row.</param>
    /// <param name="hgvsC">Coding name of the other, with its transcript or without.</param>
    public static Phasing? With(IEnumerable<string> notes, string hgvsC)
    {
        var name = hgvsC[(hgvsC.IndexOf(':', StringComparison.Ordinal) + 1)..];
        foreach (var note in notes)
            foreach (var (code, phasing) in (ReadOnlySpan<(string, Phasing)>)[(Cis, Phasing.Cis), (Read, Phasing.Cis),
                (Within, Phasing.Cis), (Trans, Phasing.Trans), (Unknown, Phasing.Unknown)])
                if (note.StartsWith(code, StringComparison.Ordinal) && note[code.Length..].Split(',').Contains(name))
                    return phasing;
        return null;
    }

    /// <summary>The notes on others, by coding names without their transcript, in order.</summary>
    internal static IEnumerable<string> Of(IReadOnlyList<string> cis, IReadOnlyList<string> unknown,
        IReadOnlyList<string> read, IReadOnlyList<string> trans, IReadOnlyList<string> within)
    {
        foreach (var (code, names) in
            new[] { (Cis, cis), (Within, within), (Unknown, unknown), (Read, read), (Trans, trans) })
            if (names.Count > 0) yield return code + string.Join(',', names);
    }
}

/// <summary>Which of a sample's two haplotypes carry an allele.</summary>
[Flags]
enum Haplotypes : byte
{
    /// <summary>Not told.</summary>
    Unknown = 0,
    First = 1,
    Second = 2,
    Both = First | Second,
}

/// <summary>Where an allele lies in its sample.</summary>
/// <param name="On">The haplotypes that carry it.</param>
/// <param name="Set">
/// Name of the phase set in which first and second are the same two haplotypes; empty for phased genotypes that name
/// none, which are of one set (VCF 4.3 specification, 1.6.2, PS).
/// </param>
readonly record struct Phase(Haplotypes On, string Set)
{
    public static readonly Phase Unknown = new(Haplotypes.Unknown, ""), OnBoth = new(Haplotypes.Both, "");

    /// <summary>How this allele lies to another of the same chromosome.</summary>
    public Phasing To(Phase other) =>
        On == Haplotypes.Both || other.On == Haplotypes.Both ? Phasing.Cis
        : On == Haplotypes.Unknown || other.On == Haplotypes.Unknown || Set != other.Set ? Phasing.Unknown
        : On == other.On ? Phasing.Cis : Phasing.Trans;
}
