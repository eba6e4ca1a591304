using System.Globalization;
using Thrombophilia.Variants.Hgvs;
using Thrombophilia.Variants.Knowledge;

namespace Thrombophilia.Variants.Acmg;

/// <summary>A residue that a rule names, with the amino acid that stands there: a wrong number is noticed.</summary>
sealed record Residue(int Number, char AminoAcid)
{
    public static Residue Of(StrictJson j)
    {
        var (number, name) = (j.WholeNumber("residue"), j.Text("aminoAcid"));
        _ = j.TextOrNull("why");
        return new Residue(number,
            "ACDEFGHIKLMNPQRSTVWY".SingleOrDefault(one => Protein.Name(one) == name) is not (char)0 and var found
                ? found : throw j.Wrong("an amino acid", "aminoAcid"));
    }
}

/// <summary>Residues from <paramref name="First"/> to <paramref name="Last"/>, both among them.</summary>
readonly record struct ResidueRange(int First, int Last)
{
    public static ResidueRange? Read(string text) =>
        text.Split('-') is [var from, var to]
        && int.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out var first)
        && int.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            && 0 < first && first <= last ? new ResidueRange(first, last) : null;

    public bool Touches(int first, int last) => first <= Last && last >= First;
}

/// <summary>PM1: a residue of the list is replaced or removed.</summary>
sealed record ResiduesRule(string Code, IReadOnlyList<string> ExcludedBy, Strength Strength,
    IReadOnlyList<Residue> Residues) : CriterionRule(Code, ExcludedBy)
{
    public override IEnumerable<Strength> MetAt => [Strength];

    public override bool Distinguishes(VariantKinds kind, BuildTables tables) => kind != VariantKinds.Intronic;

    public override Answer Ask(Question question)
    {
        var facts = question.Facts;
        if (facts.Effect.Protein is not { } protein || !(facts.Has(Consequences.Missense) || facts.ChangesLength)
            || facts.Has(Consequences.StopGained | Consequences.StartLost | Consequences.StopLost))
            return Answer.OtherConsequence;
        return Residues.Any(r => protein.Residue <= r.Number && r.Number < protein.Residue + protein.Was.Length)
            ? Answer.Met(Strength, "residue-of-the-list") : Answer.NotMet("residue-not-of-the-list");
    }
}

/// <summary>
/// PM4: another number of residues in frame outside repeats, or a lost stop. Without a list of repeats only the lost
/// stop can be judged.
/// </summary>
sealed record LengthChangeRule(string Code, IReadOnlyList<string> ExcludedBy, Strength Strength,
    IReadOnlyList<ResidueRange>? Repeats) : CriterionRule(Code, ExcludedBy)
{
    public override IEnumerable<Strength> MetAt => [Strength];

    public override bool Distinguishes(VariantKinds kind, BuildTables tables) => kind != VariantKinds.Intronic;

    public override Answer Ask(Question question)
    {
        var facts = question.Facts;
        // A stop that goes with its exon is one loss, which PVS1 weighs (Abou Tayoun 2018: no PM4 beside PVS1 of any
        // strength).
        if (facts.Has(Consequences.StopLost))
            return NullEffect.ExonsHit(facts.Change) is null ? Answer.Met(Strength, "stop-lost")
                : Answer.NotMet("lost-with-its-exon");
        if (!facts.ChangesLength) return Answer.OtherConsequence;
        if (Repeats is null) return Answer.Lacks("repeat-regions");
        var protein = facts.Effect.Protein!;
        return Repeats.Any(r => r.Touches(protein.Residue, protein.Residue + Math.Max(1, protein.Was.Length) - 1))
            ? Answer.NotMet("in-a-repeat") : Answer.Met(Strength, "in-frame-length-change");
    }
}

/// <summary>
/// PS1: the same residues by another change of bases, known as pathogenic by the same rules; not where splicing is the
/// likely effect.
/// </summary>
sealed record SameResidueRule(string Code, IReadOnlyList<string> ExcludedBy, Strength Pathogenic,
    Strength? LikelyPathogenic, ScoreTest Splicing) : CriterionRule(Code, ExcludedBy)
{
    public override IEnumerable<Strength> MetAt => LikelyPathogenic is { } likely ? [Pathogenic, likely] : [Pathogenic];

    public override bool Distinguishes(VariantKinds kind, BuildTables tables) =>
        kind == VariantKinds.Missense && tables.HasKnown;

    public override Answer Ask(Question question)
    {
        var facts = question.Facts;
        if (!facts.IsMissense) return Answer.OtherConsequence;
        if (question.Tables.Known is not { } known) return Answer.NoKnownVariants;
        var score = question.Tables.Score(facts, Splicing.Column);
        if (score is { } value && Splicing.Limit!.Holds(value)) return Answer.NotMet("splicing-is-likely");
        var protein = facts.Effect.Protein!;
        if (known.Worst(facts, question.Rules,
            v => v.Residue == protein.Residue && v.Is == protein.Is) is not { } worst)
            return Answer.NotMet("no-known-variant");
        if (score is null && facts.Has(Consequences.SpliceRegion))
            return Answer.Lacks(question.Tables.HasScores ? Splicing.Column : "score-table");
        return worst == VariantClass.Pathogenic ? Answer.Met(Pathogenic, "same-as-pathogenic")
            : LikelyPathogenic is { } strength ? Answer.Met(strength, "same-as-likely-pathogenic")
            : Answer.NotMet("known-variant-only-likely");
    }
}

/// <summary>PM5: another missense of the residue is known as pathogenic by the same rules.</summary>
sealed record OtherResidueRule(string Code, IReadOnlyList<string> ExcludedBy, Strength Pathogenic,
    Strength? LikelyPathogenic) : CriterionRule(Code, ExcludedBy)
{
    public override IEnumerable<Strength> MetAt => LikelyPathogenic is { } likely ? [Pathogenic, likely] : [Pathogenic];

    public override bool Distinguishes(VariantKinds kind, BuildTables tables) =>
        kind == VariantKinds.Missense && tables.HasKnown;

    public override Answer Ask(Question question)
    {
        var facts = question.Facts;
        if (!facts.IsMissense) return Answer.OtherConsequence;
        if (question.Tables.Known is not { } known) return Answer.NoKnownVariants;
        var protein = facts.Effect.Protein!;
        return known.Worst(facts, question.Rules,
            v => v.Residue == protein.Residue && v.Is.Length == 1 && v.Is != protein.Is) switch
        {
            VariantClass.Pathogenic => Answer.Met(Pathogenic, "residue-of-pathogenic"),
            VariantClass.LikelyPathogenic =>
                LikelyPathogenic is { } strength ? Answer.Met(strength, "residue-of-likely-pathogenic")
                : Answer.NotMet("known-variant-only-likely"),
            _ => Answer.NotMet("no-known-variant"),
        };
    }
}
