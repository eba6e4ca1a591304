using Thrombophilia.Variants.Knowledge;

namespace Thrombophilia.Variants.Panels;

/// <summary>Limits of the panel. Depth in reads, quality in phred, balance and shares from 0 to 1.</summary>
/// <param name="MinDepth">Fewer reads prove nothing.</param>
/// <param name="MinGenotypeQuality">A lower GQ (or RGQ) proves nothing.</param>
/// <param name="MinQuality">A claimed variant whose QUAL is lower is not shown to be there; 0 for no limit.</param>
/// <param name="MinHeterozygousBalance">Smallest share of reads of an allele present once.</param>
/// <param name="MaxHeterozygousBalance">Largest share of reads of an allele present once.</param>
/// <param name="MinHomozygousBalance">Smallest share of reads of an allele present twice.</param>
/// <param name="MaxReferenceMismatchShare">Above this share of records whose REF contradicts the build, the file is
/// refused.</param>
/// <param name="MinReferenceMismatches">Fewer mismatches than this never refuse a file.</param>
/// <param name="MinBuildEvidence">Distinct positions that must agree before REF bases decide the build.</param>
/// <param name="Source">Where the limits come from.</param>
sealed record Thresholds(
    int MinDepth, double MinGenotypeQuality, double MinQuality, double MinHeterozygousBalance,
    double MaxHeterozygousBalance, double MinHomozygousBalance,
    double MaxReferenceMismatchShare, int MinReferenceMismatches, int MinBuildEvidence, string Source);

/// <summary>A site that always gets a row, with its coordinates on each build.</summary>
/// <param name="Id">Key used by rules, forms and findings.</param>
/// <param name="Gene">HGNC symbol.</param>
/// <param name="Rsid">For display: variants match by allele, never by rs number.</param>
/// <param name="HgvsC">HGVS coding name with its transcript.</param>
/// <param name="HgvsP">HGVS protein name.</param>
/// <param name="AlsoKnownAs">Legacy names and other spellings of the same allele.</param>
/// <param name="Class">Class of the counted allele, where the panel states one.</param>
/// <param name="Deficiency">Analyte (PC, PS, AT) whose deficiency the counted allele causes; null for none.</param>
/// <param name="Note">For people.</param>
/// <param name="Sources">Keys of the panel's sources.</param>
/// <param name="Places">Coordinates per build.</param>
public sealed record HotSpot(
    string Id, string Gene, string? Rsid, string? HgvsC, string? HgvsP, IReadOnlyList<string> AlsoKnownAs,
        string? Class, string? Deficiency,
    string? Note, IReadOnlyList<string> Sources, IReadOnlyList<HotSpotPlace> Places)
{
    /// <summary>
    /// Nobody has confirmed that the variant meant lies at its places: it is called, and no result rests on it.
    /// </summary>
    public bool IsProvisional { get; init; }
}

/// <summary>Where a hot spot lies on one build, and what is normal and what is counted there.</summary>
/// <param name="Build">Build id.</param>
/// <param name="Chrom">Chromosome without <c>chr</c>.</param>
/// <param name="Pos">1-based position of <paramref name="Ref"/>, left-aligned.</param>
/// <param name="Ref">The build's own bases there.</param>
/// <param name="Normal">The normal allele. It need not be the build's: GRCh37 carries factor V Leiden.</param>
/// <param name="Counted">The allele whose copies are counted.</param>
public sealed record HotSpotPlace(string Build, string Chrom, int Pos, string Ref, string Normal, string Counted);

/// <summary>A name on a form without a published identity.</summary>
/// <param name="Id">Key.</param>
/// <param name="Name">As the form prints it.</param>
/// <param name="Reason">Why it is never called.</param>
/// <param name="Sources">Keys of the panel's sources.</param>
public sealed record Unresolved(string Id, string Name, string Reason, IReadOnlyList<string> Sources);

/// <summary>A chromosome of a build.</summary>
/// <param name="Name">Without <c>chr</c>.</param>
/// <param name="Length">In bases.</param>
/// <param name="Accession">RefSeq accession with the version that belongs to the build.</param>
public sealed record Contig(string Name, int Length, string Accession)
{
    /// <summary>GenBank accession, likewise; null where the panel has none.</summary>
    public string? GenBank { get; init; }
}

/// <summary>One exon, 1-based and inclusive, with its coding part if it has one.</summary>
public sealed record Exon(int Number, int Start, int End, int? CodingStart, int? CodingEnd);

sealed record PanelJson(
    string Id, string Version, string Title, IReadOnlyList<Source> Sources, Thresholds Thresholds,
        IReadOnlyList<BuildJson> Builds, IReadOnlyList<BuildJson> OtherAssemblies,
    IReadOnlyList<GeneJson> Genes, IReadOnlyList<HotSpot> HotSpots, IReadOnlyList<SequenceJson> KnownSequences,
        IReadOnlyList<Unresolved> Unresolved)
{
    public static PanelJson Of(StrictJson j) => new(
        j.Text("id"), j.Text("version"), j.Text("title"), j.List("sources", Source.Of),
        j.Part("thresholds", t => new Thresholds(
            t.WholeNumber("minDepth"), t.Number("minGenotypeQuality"), t.NumberOrNull("minQuality") ?? 0,
            t.Number("minHeterozygousBalance"), t.Number("maxHeterozygousBalance"), t.Number("minHomozygousBalance"),
            t.Number("maxReferenceMismatchShare"),
                t.WholeNumber("minReferenceMismatches"), t.WholeNumber("minBuildEvidence"), t.Text("source"))),
        j.List("builds", BuildJson.Of), j.ListOrNull("otherAssemblies", BuildJson.Of) ?? [],
        j.List("genes", GeneJson.Of),
        j.List("hotSpots", h => new HotSpot(
            h.Text("id"), h.Text("gene"), h.TextOrNull("rsid"), h.TextOrNull("hgvsC"), h.TextOrNull("hgvsP"),
                h.Texts("alsoKnownAs"), h.TextOrNull("class"),
            h.TextOrNull("deficiency"), h.TextOrNull("note"), h.Texts("sources"),
            h.List("places",
                p => new HotSpotPlace(p.Text("build"), p.Text("chrom"), p.WholeNumber("pos"), p.Text("ref"),
                    p.Text("normal"), p.Text("counted"))))
        {
            IsProvisional = h.FlagOrNull("provisional") ?? false,
        }),
        j.List("knownSequences",
            s => new SequenceJson(s.Text("build"), s.Text("chrom"), s.WholeNumber("start"), s.Text("bases"))),
        j.List("unresolved", u => new Unresolved(u.Text("id"), u.Text("name"), u.Text("reason"), u.Texts("sources"))));
}

sealed record BuildJson(string Id, IReadOnlyList<Contig> Contigs)
{
    public static BuildJson Of(StrictJson j) => new(j.Text("id"), j.List("contigs",
        c => new Contig(c.Text("name"), c.WholeNumber("length"), c.Text("accession"))
        {
            GenBank = c.TextOrNull("genbank"),
        }));
}

sealed record GeneJson(
    string Symbol, string HgncId, string Chrom, string Strand, string Transcript, string EnsemblTranscript,
        string Protein, string Uniprot,
    IReadOnlyList<BoundsJson> Bounds)
{
    public static GeneJson Of(StrictJson j) => new(
        j.Text("symbol"), j.Text("hgncId"), j.Text("chrom"), j.Text("strand"), j.Text("transcript"),
            j.Text("ensemblTranscript"), j.Text("protein"), j.Text("uniprot"),
        j.List("bounds", b => new BoundsJson(b.Text("build"), b.WholeNumber("start"), b.WholeNumber("end"))));
}

sealed record BoundsJson(string Build, int Start, int End);

sealed record SequenceJson(string Build, string Chrom, int Start, string Bases);

sealed record TranscriptsJson(IReadOnlyList<TranscriptJson> Transcripts, IReadOnlyList<DifferenceJson> Differences)
{
    public static TranscriptsJson Of(StrictJson j) => new(
        j.List("transcripts", t => new TranscriptJson(
            t.Text("gene"), t.Text("transcript"),
            t.List("builds", b => new ExonsJson(b.Text("build"), b.List("exons", e => new Exon(
                e.WholeNumber("exon"), e.WholeNumber("start"), e.WholeNumber("end"), e.WholeNumberOrNull("codingStart"),
                    e.WholeNumberOrNull("codingEnd"))))),
            t.Texts("coding"))),
        j.List("differences",
            d => new DifferenceJson(d.Text("build"), d.Text("chrom"), d.WholeNumber("pos"), d.Text("assembly"),
                d.Text("transcript"), d.Text("reason"))));
}

sealed record TranscriptJson(string Gene, string Transcript, IReadOnlyList<ExonsJson> Builds,
    IReadOnlyList<string> Coding);

sealed record ExonsJson(string Build, IReadOnlyList<Exon> Exons);

sealed record DifferenceJson(string Build, string Chrom, int Pos, string Assembly, string Transcript, string Reason);
