using Thrombophilia.Variants.Knowledge;

namespace Thrombophilia.Variants.Acmg;

/// <summary>
/// BA1, BS1, PM2: an allele frequency on one side of a limit. Where the tables tell only a range, it is met when all of
/// the range lies on that side, not met when none of it does, and otherwise not evaluated.
/// </summary>
/// <param name="Code">The criterion.</param>
/// <param name="ExcludedBy">Criteria beside which it is not counted.</param>
/// <param name="Strength">When met.</param>
/// <param name="Column">The frequency table's column.</param>
/// <param name="Limit">A share of alleles, 0 to 1.</param>
/// <param name="Exceptions">Coding names of variants that the criterion is not for.</param>
sealed record FrequencyRule(string Code, IReadOnlyList<string> ExcludedBy, Strength Strength, string Column,
    Limit Limit, IReadOnlyList<string> Exceptions) : CriterionRule(Code, ExcludedBy)
{
    const double Rounding = 1e-6;

    public static FrequencyRule Of(StrictJson j, string code, IReadOnlyList<string> excludedBy, Strength strength)
    {
        var limit = j.Part("limit", Limit.Of);
        // A limit that was worked out says from what, and is what comes out.
        if (j.PartOrNull("from", MostCredible) is [var credible]
            && Math.Abs(credible - limit.Value) > Rounding * credible)
            throw j.Wrong(FormattableString.Invariant($"the limit that 'from' gives, {credible}"), "limit");
        return new FrequencyRule(code, excludedBy, strength, j.Text("column"), limit,
            j.TextsOrNull("exceptions") ?? []);
    }

    // The maximum credible frequency in a population of an allele that causes a dominant disorder (Whiffin 2017, Genet
    // Med 19:1151).
    static double[] MostCredible(StrictJson j) =>
        [j.Number("prevalence") * j.Number("allelicContribution") * j.Number("geneticContribution")
            / (2 * j.Number("penetrance"))];

    public override IEnumerable<Strength> MetAt => [Strength];

    public override bool Distinguishes(VariantKinds kind, BuildTables tables) =>
        Exceptions.Count > 0 || tables.HasFrequencies;

    // The name of a variant in an intron has a sign before the distance to the exon.
    public override bool AsksTablesAlone(VariantKinds kind) => kind == VariantKinds.Intronic
        ? !Exceptions.Any(name => name.AsSpan().ContainsAny('+', '-')) : Exceptions.Count == 0;

    public override Answer Ask(Question question)
    {
        var facts = question.Facts;
        if (Exceptions.Count > 0 && Exceptions.Contains(facts.Name)) return Answer.NotMet("exception-of-the-rule-set");
        if (!question.Tables.HasFrequency(Column)) return Answer.NoFrequencies;
        if (!facts.IsSpelled || question.Frequency(Column) is not var (least, most))
            return Answer.Lacks("frequency");
        return (Limit.Holds(least), Limit.Holds(most)) switch
        {
            (true, true) => Answer.Met(Strength, "frequency"),
            (false, false) => Answer.NotMet("frequency"),
            _ => Answer.Lacks("frequency"),
        };
    }
}

/// <summary>A score of the score table against a limit, for some kinds of variants.</summary>
/// <param name="Column">The score table's column.</param>
/// <param name="Limit">The limit; null where the rule set knows that there is one and not which.</param>
/// <param name="Kinds">The kinds it is for.</param>
sealed record ScoreTest(string Column, Limit? Limit, VariantKinds Kinds)
{
    public static ScoreTest Of(StrictJson j) =>
        new(j.Text("column"), j.PartOrNull("limit", Limit.Of),
        j.Texts("for").Aggregate(default(VariantKinds), (all, text) => all | text switch
        {
            "missense" => VariantKinds.Missense,
            "synonymous" => VariantKinds.Synonymous,
            "intronic" => VariantKinds.Intronic,
            "other" => VariantKinds.Other,
            _ => throw j.Wrong("'missense', 'synonymous', 'intronic', 'other'", "for"),
        }));
}

/// <summary>PP3, BP4, BP7: one score, or all of them, on the right side of its limit.</summary>
sealed record ScoresRule(string Code, IReadOnlyList<string> ExcludedBy, Strength Strength, ScoreTest[] Tests, bool All)
    : CriterionRule(Code, ExcludedBy)
{
    public override IEnumerable<Strength> MetAt => [Strength];

    public override bool Distinguishes(VariantKinds kind, BuildTables tables) => tables.HasScores;

    public override bool AsksTablesAlone(VariantKinds kind) => true;

    public override Answer Ask(Question question)
    {
        var (asked, held) = (0, 0);
        Answer? lacks = null;
        foreach (var test in Tests)
        {
            if ((test.Kinds & question.Facts.Kind) == 0) continue;
            asked++;
            if (test.Limit is null) lacks ??= Answer.Lacks("rule");
            else if (!question.Tables.HasScores) lacks ??= Answer.NoScores;
            else if (question.Tables.Score(question.Facts, test.Column) is not { } score)
                lacks ??= Answer.Lacks(test.Column);
            else if (test.Limit.Holds(score)) held++;
            else if (All) return Answer.NotMet("score");
        }
        if (asked == 0) return Answer.OtherConsequence;
        if (All ? held == asked : held > 0) return Answer.Met(Strength, "score");
        return lacks ?? Answer.NotMet("score");
    }
}
