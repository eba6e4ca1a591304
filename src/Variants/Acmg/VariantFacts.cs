using Thrombophilia.Variants.Hgvs;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Variants.Acmg;

/// <summary>What a variant is in the eyes of rules that compare scores: one of four.</summary>
enum VariantKind
{
    /// <summary>One residue becomes another.</summary>
    Missense,
    /// <summary>Every residue stays.</summary>
    Synonymous,
    /// <summary>Inside an intron, off the two bases at each end of it.</summary>
    Intronic,
    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>What the engine itself knows of a variant.</summary>
/// <param name="Build">The build of <paramref name="Allele"/>.</param>
/// <param name="Chrom">Chromosome without <c>chr</c>.</param>
/// <param name="Allele">In normal form.</param>
/// <param name="Change">In the words of the transcript.</param>
/// <param name="Effect">What it does.</param>
sealed record VariantFacts(PanelBuild Build, string Chrom, Allele Allele, TranscriptChange Change, ChangeEffect Effect)
{
    public string Gene => Change.Transcript.Gene.Symbol;

    public VariantKind Kind { get; } = KindOf(Effect);

    /// <summary>One residue becomes another and nothing else happens to the protein.</summary>
    public bool IsMissense => Kind == VariantKind.Missense;

    /// <summary>The number of residues changes in frame, and the protein goes on to its own stop.</summary>
    public bool ChangesLength => Effect.Protein is { } p && p.Was.Length != p.Is.Length && Has(Consequence.InframeInsertion, Consequence.InframeDeletion, Consequence.ProteinAltering)
        && !Has(Consequence.StopGained, Consequence.StopLost, Consequence.StartLost);

    public bool Has(params ReadOnlySpan<Consequence> any)
    {
        foreach (var one in any)
            if (Effect.Consequences.Contains(one)) return true;
        return false;
    }

    /// <summary>The facts of an allele of the forward strand; null for one that no transcript tells, and for the transcript's own bases.</summary>
    public static VariantFacts? Of(PanelBuild build, VariantNamer namer, string gene, int pos, string refBases, string altBases)
    {
        if (namer.Change(gene, pos, refBases, altBases) is not { Kind: not ChangeKind.Same } change) return null;
        var contig = build.On(change.Transcript.Gene.Chrom)!;
        var allele = Allele.Normalise(contig, pos, System.Text.Encoding.ASCII.GetBytes(refBases), System.Text.Encoding.ASCII.GetBytes(altBases));
        return new VariantFacts(build, contig.Name, allele, change, ChangeEffect.Of(change));
    }

    static VariantKind KindOf(ChangeEffect effect)
    {
        var terms = effect.Consequences;
        if (terms.Contains(Consequence.SpliceDonor) || terms.Contains(Consequence.SpliceAcceptor)) return VariantKind.Other;
        if (terms.Contains(Consequence.Missense) && effect.Protein is { Was.Length: 1, Is.Length: 1 }) return VariantKind.Missense;
        if (terms.Contains(Consequence.Synonymous) || (terms.Contains(Consequence.StopRetained) && effect.Protein is { Consequences.Count: 1 })) return VariantKind.Synonymous;
        return effect.Coding == CodingPart.Outside && terms.Contains(Consequence.Intron) ? VariantKind.Intronic : VariantKind.Other;
    }
}
