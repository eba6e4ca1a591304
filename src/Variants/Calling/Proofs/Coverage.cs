namespace Thrombophilia.Variants.Calling.Proofs;

/// <summary>Coding bases of a gene that nothing in a file proves of a sample.</summary>
/// <param name="Exon">Number of the exon.</param>
/// <param name="Start">First base, 1-based on the build's forward strand.</param>
/// <param name="End">Last base.</param>
public sealed record CodingGap(int Exon, int Start, int End);

/// <summary>
/// How much of a gene a file proves of a sample. Where it is not all, that nothing was found in the gene is no proof
/// that nothing is there.
/// </summary>
/// <param name="Sample">Sample name as in the VCF header.</param>
/// <param name="Gene">HGNC symbol.</param>
/// <param name="CodingBases">Coding bases of its transcript; 0 for a gene of which the panel has hot spots
/// alone.</param>
/// <param name="Proven">Coding bases of which a trusted record, a block or the callable regions tell what stands
/// there.</param>
/// <param name="HotSpots">Hot spots of the gene.</param>
/// <param name="ProvenHotSpots">Hot spots whose state is known: reference or called.</param>
/// <param name="Gaps">The coding bases that are not proven, by position.</param>
public sealed record Coverage(string Sample, string Gene, int CodingBases, int Proven, int HotSpots, int ProvenHotSpots,
    IReadOnlyList<CodingGap> Gaps)
{
    /// <summary>Nothing of the gene's coding bases and hot spots is left open.</summary>
    public bool IsWhole => Proven == CodingBases && ProvenHotSpots == HotSpots;
}
