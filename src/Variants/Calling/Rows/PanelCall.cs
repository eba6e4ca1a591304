using Thrombophilia.Variants.Alleles;

namespace Thrombophilia.Variants.Calling.Rows;

/// <summary>What is known about one variant in one sample.</summary>
public enum CallStatus
{
    /// <summary>Proven: every allele is the normal one.</summary>
    Reference,
    /// <summary>Every allele is known and at least one is not the normal one.</summary>
    Called,
    /// <summary>The record's REF is not the panel's base: nothing at this site can be read.</summary>
    ReferenceMismatch,
    /// <summary>FILTER, or the sample's FT, is neither PASS nor missing.</summary>
    Filtered,
    /// <summary>The genotype was filled in from a reference panel: nobody read it in the sample.</summary>
    Imputed,
    /// <summary>At least one allele is missing, unreadable, or contradicted by another record.</summary>
    NoCall,
    /// <summary>Nothing in the file proves anything about the site.</summary>
    NotCovered,
    /// <summary>Depth, genotype quality, or the QUAL of a claimed variant is below the panel's threshold.</summary>
    LowQuality,
    /// <summary>Allele balance or ploidy does not fit a diploid germline genotype.</summary>
    MosaicOrAmbiguous,
    /// <summary>Nothing at the site, and the caller asked to take that for the reference.</summary>
    AssumedReference,
}

/// <summary>
/// One row of the result: what is known of a hot spot (always one row per sample) or of another variant that the sample
/// carries.
/// </summary>
/// <param name="Sample">Sample name as in the VCF header.</param>
/// <param name="Call">What is known. Samples of which the file says the same may share one.</param>
public readonly record struct SampleCall(string Sample, PanelCall Call);

/// <summary>What is known of one variant in a sample.</summary>
/// <remarks>Codes, bases and HGVS names are plain text without language. <c>null</c> means not applicable.</remarks>
public sealed record PanelCall
{
    /// <summary><c>GRCh37</c> or <c>GRCh38</c>.</summary>
    public required string Build { get; init; }
    /// <summary>HGNC symbol of the panel gene.</summary>
    public required string Gene { get; init; }
    /// <summary>MANE Select transcript with version; null for a site without one.</summary>
    public string? Transcript { get; init; }
    /// <summary>Id of the panel's hot spot; null for any other variant.</summary>
    public string? HotSpot { get; init; }
    /// <summary>Chromosome without <c>chr</c>.</summary>
    public required string Chrom { get; init; }
    /// <summary>1-based position of <see cref="Ref"/>.</summary>
    public required int Pos { get; init; }
    /// <summary>Reference allele, parsimonious.</summary>
    public required string Ref { get; init; }
    /// <summary>The counted allele of a hot spot, or this row's ALT.</summary>
    public required string Alt { get; init; }
    /// <summary>The panel's rs number, else the record's ID column.</summary>
    public string? Rsid { get; init; }
    /// <summary>HGVS coding name with its transcript.</summary>
    public string? HgvsC { get; init; }
    /// <summary>HGVS protein name.</summary>
    public string? HgvsP { get; init; }
    /// <summary>Sequence Ontology terms joined by <c>&amp;</c>.</summary>
    public string? Consequence { get; init; }
    /// <summary>The file's GT string unchanged; null without a record.</summary>
    public string? Genotype { get; init; }
    /// <summary>
    /// Alleles equal to the counted one (hot spot) or to <see cref="Alt"/>; null unless the status is reference or
    /// called.
    /// </summary>
    public int? Copies { get; init; }
    /// <summary>How far the genotype is known.</summary>
    public required CallStatus Status { get; init; }
    /// <summary>Where a hot spot's counted allele lies; unknown for any other variant.</summary>
    internal Phase Phase { get; init; }
    /// <summary>
    /// Of <see cref="Copies"/> of a hot spot those that the file writes as the counted allele alone; the others are
    /// parts of <see cref="Within"/>.
    /// </summary>
    internal int OwnCopies { get; init; }
    /// <summary>
    /// A change of several bases of which a hot spot's counted allele is one; null where the file writes none.
    /// </summary>
    internal Allele? Within { get; init; }
    /// <summary>What is said of a symbolic allele; null for bases.</summary>
    internal StructuralAllele? Structural { get; init; }
    /// <summary>
    /// Copies that the sample has of a structural allele's bases (FORMAT/CN); null where the file does not tell.
    /// </summary>
    public double? CopyNumber { get; init; }
    /// <summary>Read depth (DP, for a proof of reference MIN_DP first; docs/reference/callers.md for others).</summary>
    public int? Depth { get; init; }
    /// <summary>Genotype quality (GQ, else RGQ; docs/reference/callers.md for others), phred.</summary>
    public double? GenotypeQuality { get; init; }
    /// <summary>Share of reads with the counted allele, 0 to 1.</summary>
    public double? AlleleBalance { get; init; }
    /// <summary>
    /// The record's FILTER column, joined with the sample's FT where that fails; null without a record.
    /// </summary>
    public string? Filter { get; init; }
    /// <summary>Class of the variant.</summary>
    public string? Class { get; init; }
    /// <summary>Criteria behind the class.</summary>
    public string? Criteria { get; init; }
    /// <summary>Codes of docs/reference/notes.md, in lower case but for the name after <c>legacy-</c>.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
