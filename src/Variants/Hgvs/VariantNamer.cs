using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Variants.Hgvs;

/// <summary>The names of a variant.</summary>
/// <param name="HgvsC">Coding name with its transcript, for example <c>NM_000312.4:c.577_579del</c>.</param>
/// <param name="HgvsP">Protein name, predicted and therefore in parentheses; <c>p.?</c> where splicing may change; null where no coding base changes.</param>
/// <param name="Consequence">Sequence Ontology terms joined by <c>&amp;</c>, the most severe first; null for a variant that reads as the transcript does.</param>
/// <param name="Note">A code of the README that says what the names leave open; null for none.</param>
public sealed record VariantName(string HgvsC, string? HgvsP, string? Consequence, string? Note);

/// <summary>The door of this stage: names variants of one build against the MANE Select transcript of their gene.</summary>
public sealed class VariantNamer
{
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
    public VariantName? Name(string gene, int pos, string refBases, string altBases)
    {
        if (Change(gene, pos, refBases, altBases) is not { } change) return null;
        var name = $"{change.Transcript.Gene.Transcript}:{change.Name()}";
        var effect = ChangeEffect.Of(change);
        return new VariantName(name, effect.HgvsP, effect.Consequences.Count == 0 ? null : ConsequenceTerms.Joined(effect.Consequences),
            change.Kind == ChangeKind.Same ? "reference-is-risk-allele" : change.IsSettled ? null : "not-3-prime-aligned");
    }

    /// <summary>What a symbolic allele or a breakend does to a gene; null for a gene without a transcript in the panel.</summary>
    /// <param name="gene">HGNC symbol of the gene.</param>
    /// <param name="allele">What the record says of it.</param>
    /// <param name="copies">Copies that a sample has of its bases; null where no sample is asked, or the file does not tell.</param>
    internal StructuralName? Name(string gene, StructuralAllele allele, double? copies = null) =>
        transcripts.TryGetValue(gene, out var transcript) ? StructuralName.Of(transcript, allele, copies) : null;

    /// <summary>The change that the allele makes; null for a gene without a transcript in the panel, and for a symbolic allele.</summary>
    internal TranscriptChange? Change(string gene, int pos, string refBases, string altBases) =>
        !transcripts.TryGetValue(gene, out var transcript) || altBases.AsSpan().IndexOfAnyExcept("ACGTN") >= 0 ? null
            : TranscriptChange.Of(transcript, pos, refBases, altBases);

    /// <summary>The transcript of a gene of the panel.</summary>
    internal PlacedTranscript On(string gene) => transcripts[gene];
}
