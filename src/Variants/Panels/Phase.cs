namespace Thrombophilia.Variants.Panels;

/// <summary>How two alleles of a sample lie to each other.</summary>
enum Phasing
{
    /// <summary>The file does not tell.</summary>
    Unknown,
    /// <summary>A haplotype carries both.</summary>
    Cis,
    /// <summary>Each haplotype carries one of them.</summary>
    Trans,
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
/// Name of the phase set in which first and second are the same two haplotypes; empty for phased genotypes that name none, which are of one set
/// (VCF 4.3 specification, 1.6.2, PS).
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
