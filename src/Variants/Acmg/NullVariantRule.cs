using Thrombophilia.Variants.Knowledge;

namespace Thrombophilia.Variants.Acmg;

/// <summary>PVS1 by the general decision tree. Every strength and limit of its branches is the rule set's.</summary>
/// <param name="Code">The criterion.</param>
/// <param name="ExcludedBy">Criteria beside which it is not counted.</param>
/// <param name="DecayBeyond">Bases before the last junction of two exons.</param>
/// <param name="Decays">The messenger decays, or the whole gene is gone.</param>
/// <param name="LargeShare">The protein loses a share that <paramref name="ShareLimit"/> holds of, or a critical
/// residue.</param>
/// <param name="SmallShare">It loses less.</param>
/// <param name="ShareLimit">A share of the protein, 0 to 1.</param>
/// <param name="Critical">Residues that the protein cannot do without; empty where none are known.</param>
/// <param name="StartBeforePathogenic">The start is lost and a pathogenic variant is known before the next methionine
/// in frame.</param>
/// <param name="Start">The start is lost and none is known there.</param>
sealed record NullVariantRule(
    string Code, IReadOnlyList<string> ExcludedBy, int DecayBeyond, Strength Decays, Strength LargeShare,
        Strength SmallShare, Limit ShareLimit,
    IReadOnlyList<ResidueRange> Critical, Strength StartBeforePathogenic, Strength Start)
        : CriterionRule(Code, ExcludedBy)
{
    internal const string CodeOfAll = "PVS1";

    public static NullVariantRule Of(StrictJson j, string code, IReadOnlyList<string> excludedBy,
        Func<string, Strength> strength) => new(
        code, excludedBy, j.WholeNumber("decayBeyond"), strength("decays"), strength("largeShare"),
            strength("smallShare"), j.Part("share", Limit.Of),
        [.. j.Texts("critical")
            .Select(text => ResidueRange.Read(text) ?? throw j.Wrong("ranges like '10-20'", "critical"))],
            strength("startBeforePathogenic"), strength("start"));

    public override IEnumerable<Strength> MetAt => [Decays, LargeShare, SmallShare, StartBeforePathogenic, Start];

    // What stays inside an intron, off its ends, takes no exon and no start away.
    public override bool Distinguishes(VariantKinds kind, BuildTables tables) => kind != VariantKinds.Intronic;

    public override Answer Ask(Question question)
    {
        if (NullEffect.Of(question.Facts.Effect, DecayBeyond) is not { } effect) return Answer.OtherConsequence;
        return effect.Kind switch
        {
            NullKind.WholeGene => Answer.Met(Decays, "whole-gene"),
            NullKind.Decays => Answer.Met(Decays, "decay-is-expected"),
            NullKind.Unclear => Answer.Lacks("rna-evidence"),
            NullKind.LosesStart => Begins(question, effect),
            _ when Critical.Any(range => range.Touches(effect.First, effect.Last)) =>
                Answer.Met(LargeShare, "critical-residues-lost"),
            _ when ShareLimit.Holds(effect.Share) =>
                Answer.Met(LargeShare,
                effect.Kind == NullKind.EndsEarly ? "ends-early-large-share" : "exon-lost-large-share"),
            _ => Answer.Met(SmallShare,
                effect.Kind == NullKind.EndsEarly ? "ends-early-small-share" : "exon-lost-small-share"),
        };
    }

    // Without a table of known variants the weaker of the two is certain.
    Answer Begins(Question question, NullEffect effect) =>
        question.Tables.Known is not { } known ? Answer.Met(Start, "start-lost-known-variants-not-looked-at")
        : known.Worst(question.Facts, question.Rules, v => v.Residue > 1 && v.Residue <= effect.Last) is not null
        ? Answer.Met(StartBeforePathogenic, "start-lost-before-pathogenic")
        : Answer.Met(Start, "start-lost");
}
