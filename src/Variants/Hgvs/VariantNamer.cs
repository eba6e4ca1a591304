using System.Buffers;
using System.Collections.Immutable;
using Thrombophilia.Variants.Alleles;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Variants.Hgvs;

/// <summary>The names of a variant.</summary>
sealed class VariantName
{
    static readonly ImmutableArray<string> ReferenceIsRisk = ["reference-is-risk-allele"],
        NotSettled = ["not-3-prime-aligned"];

    internal VariantName(TranscriptChange change)
    {
        Effect = ChangeEffect.Of(change);
        HgvsC = change.Name(change.Transcript.Prefix);
    }

    /// <summary>Coding name with its transcript, for example <c>NM_000312.4:c.577_579del</c>.</summary>
    public string HgvsC { get; }
    /// <summary>
    /// Protein name, predicted and therefore in parentheses; <c>p.?</c> where splicing may change; null where no coding
    /// base changes.
    /// </summary>
    public string? HgvsP => Effect.HgvsP;
    /// <summary>
    /// What the protein change was called before HGVS, for example <c>R506Q</c>; null where it has no such name.
    /// </summary>
    public string? LegacyName => Legacy("");
    /// <summary>
    /// Sequence Ontology terms joined by <c>&amp;</c>, the most severe first; null for a variant that reads as the
    /// transcript does.
    /// </summary>
    public string? Consequence => Effect.Consequences.Joined();
    /// <summary>Codes listed in docs/reference/notes.md that say what the names leave open.</summary>
    public ImmutableArray<string> Notes =>
        Change.Kind == ChangeKind.Same ? ReferenceIsRisk : Change.IsSettled ? [] : NotSettled;
    /// <summary>In the words of the transcript.</summary>
    internal TranscriptChange Change => Effect.Change;
    /// <summary>What it does.</summary>
    internal ChangeEffect Effect { get; }

    /// <summary><see cref="LegacyName"/> with <paramref name="prefix"/> in front.</summary>
    internal string? Legacy(string prefix) =>
        Effect.Protein is { } protein && HgvsP == protein.Name ? Hgvs.LegacyName.Of(Change.Transcript, protein, prefix) : null;
}

/// <summary>
/// Names variants of one build against the MANE Select transcript of their gene; other stages call only this class.
/// </summary>
sealed class VariantNamer
{
    static readonly SearchValues<char> Letters = SearchValues.Create("ACGTN");
    readonly Dictionary<string, PlacedTranscript> transcripts = new(StringComparer.Ordinal);

    /// <summary>Names on <paramref name="build"/>.</summary>
    public VariantNamer(PanelBuild build)
    {
        foreach (var gene in build.Panel.Genes) transcripts.Add(gene.Symbol, new PlacedTranscript(gene, build));
    }

    /// <summary>The names of an allele that is written in bases.</summary>
    /// <param name="gene">HGNC symbol of the gene; null is returned for one without a transcript in the panel.</param>
    /// <param name="pos">1-based position of <paramref name="refBases"/> on the forward strand.</param>
    /// <param name="refBases">REF, upper case.</param>
    /// <param name="altBases">ALT, upper case; null is returned for a symbolic one.</param>
    public VariantName? Name(string gene, int pos, string refBases, string altBases) =>
        transcripts.TryGetValue(gene, out var transcript) ? Name(transcript, pos, refBases, altBases) : null;

    /// <summary>The same on a transcript.</summary>
    internal static VariantName? Name(PlacedTranscript transcript, int pos, string refBases, string altBases) =>
        altBases.AsSpan().ContainsAnyExcept(Letters) ? null
        : new VariantName(TranscriptChange.Of(transcript, pos, refBases, altBases));

    /// <summary>
    /// What a symbolic allele or a breakend does to a gene; null for a gene without a transcript in the panel.
    /// </summary>
    /// <param name="gene">HGNC symbol of the gene.</param>
    /// <param name="allele">What the record says of it.</param>
    /// <param name="copies">Copies that a sample has of its bases; null where no sample is asked, or the file does not
    /// tell.</param>
    internal StructuralName? Name(string gene, StructuralAllele allele, double? copies = null) =>
        transcripts.TryGetValue(gene, out var transcript) ? StructuralName.Of(transcript, allele, copies) : null;

    /// <summary>The transcript of a gene of the panel.</summary>
    internal PlacedTranscript On(string gene) => transcripts[gene];

    /// <summary>The same; null for a gene without one.</summary>
    internal PlacedTranscript? Find(string gene) => transcripts.GetValueOrDefault(gene);
}
