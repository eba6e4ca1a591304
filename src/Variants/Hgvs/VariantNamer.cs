using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Variants.Hgvs;

/// <summary>The door of this stage: names a variant of the forward strand against the MANE Select transcript of each gene it touches.</summary>
sealed class VariantNamer
{
    readonly Dictionary<string, PlacedTranscript> transcripts = new(StringComparer.Ordinal);

    public VariantNamer(PanelBuild build)
    {
        foreach (var gene in build.Panel.Genes) transcripts.Add(gene.Symbol, new PlacedTranscript(gene, build));
    }

    /// <summary>The transcript of a panel gene.</summary>
    public PlacedTranscript On(string gene) => transcripts[gene];

    /// <summary>Names an allele made of bases (upper case, 1-based position) in a gene of the panel.</summary>
    public NamedVariant Name(string gene, int pos, string refBases, string altBases)
    {
        var change = TranscriptChange.Of(On(gene), pos, refBases, altBases);
        return new NamedVariant(change, change.Kind == ChangeKind.Same ? null : ChangeEffect.Of(change));
    }
}

/// <summary>A variant with its names.</summary>
sealed record NamedVariant(TranscriptChange Change, ChangeEffect? Effect)
{
    public string HgvsC => Change.Name();
    public string? HgvsP => Effect?.Protein?.Name;
}
