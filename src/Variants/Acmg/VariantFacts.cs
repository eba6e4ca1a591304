using Thrombophilia.Variants.Alleles;
using Thrombophilia.Variants.Hgvs;

namespace Thrombophilia.Variants.Acmg;

/// <summary>What a variant is in the eyes of rules that compare scores: one of four.</summary>
[Flags]
enum VariantKinds
{
    /// <summary>One residue becomes another.</summary>
    Missense = 1,
    /// <summary>Every residue stays.</summary>
    Synonymous = 2,
    /// <summary>Inside an intron, off the two bases at each end of it.</summary>
    Intronic = 4,
    /// <summary>Anything else.</summary>
    Other = 8,
}

/// <summary>What the engine itself knows of a variant.</summary>
/// <param name="allele">In normal form.</param>
/// <param name="effect">What it does.</param>
sealed class VariantFacts(Allele allele, ChangeEffect effect)
{
    string? name;

    /// <summary>Chromosome without <c>chr</c>.</summary>
    public string Chrom => Change.Transcript.Gene.Chrom;
    public Allele Allele => allele;
    /// <summary>In the words of the transcript.</summary>
    public TranscriptChange Change => effect.Change;
    public ChangeEffect Effect => effect;
    public string Gene => Change.Transcript.Gene.Symbol;
    /// <summary>Coding name without the transcript's.</summary>
    public string Name => name ??= Change.Name();

    public VariantKinds Kind { get; } = KindOf(effect);

    /// <summary>One residue becomes another and nothing else happens to the protein.</summary>
    public bool IsMissense => Kind == VariantKinds.Missense;

    /// <summary>The number of residues changes in frame, and the protein goes on to its own stop.</summary>
    public bool ChangesLength =>
        Effect.Protein is { } p && p.Was.Length != p.Is.Length
        && Has(Consequences.InframeInsertion | Consequences.InframeDeletion | Consequences.ProteinAltering)
        && !Has(Consequences.StopGained | Consequences.StopLost | Consequences.StartLost);

    public bool Has(Consequences any) => Effect.Consequences.HasAny(any);

    /// <summary>The facts of an allele that has names; null for the transcript's own bases.</summary>
    /// <param name="name">Its names.</param>
    /// <param name="allele">In normal form.</param>
    public static VariantFacts? Of(VariantName name, Allele allele) =>
        name.Change.Kind == ChangeKind.Same ? null : new VariantFacts(allele, name.Effect);

    /// <summary>The facts of a loss of which nobody has written the bases: no table of alleles knows it.</summary>
    public static VariantFacts Of(ChangeEffect loss) => new(new Allele(0, "N", "<DEL>", LeftAligned: true), loss);

    /// <summary>The allele is written in bases.</summary>
    public bool IsSpelled => allele.Pos > 0;

    static VariantKinds KindOf(ChangeEffect effect)
    {
        var terms = effect.Consequences;
        if (terms.HasAny(ChangeEffect.SpliceSite)) return VariantKinds.Other;
        if (terms.HasAny(Consequences.Missense) && effect.Protein is { Was.Length: 1, Is.Length: 1 })
            return VariantKinds.Missense;
        if (terms.HasAny(Consequences.Synonymous) || effect.Protein is { Consequences: Consequences.StopRetained })
            return VariantKinds.Synonymous;
        return effect.Coding == CodingPart.Outside && terms.HasAny(Consequences.Intron) ? VariantKinds.Intronic
            : VariantKinds.Other;
    }
}
