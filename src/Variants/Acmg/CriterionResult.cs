namespace Thrombophilia.Variants.Acmg;

/// <summary>What became of a criterion.</summary>
public enum CriterionState
{
    /// <summary>The rule set does not use it.</summary>
    NotApplicable,
    /// <summary>An input is missing, which the result names: neither met nor not met.</summary>
    NotEvaluated,
    /// <summary>Looked at, and not met.</summary>
    NotMet,
    /// <summary>Met.</summary>
    Met,
}

/// <summary>One criterion of a rule set, judged.</summary>
/// <param name="Code">For example <c>PVS1</c>.</param>
/// <param name="State">What became of it.</param>
/// <param name="Strength">At which strength it is met; null unless it is.</param>
/// <param name="Reason">A fixed lower-case code.</param>
/// <param name="Missing">The input that is missing, a fixed lower-case code; null unless it was not evaluated.</param>
/// <param name="RestsOn">What the caller's evidence for it rests on, in the caller's own references.</param>
public sealed record CriterionResult(string Code, CriterionState State, Strength? Strength, string Reason,
    string? Missing, IReadOnlyList<string> RestsOn)
{
    /// <summary>A pathogenic criterion; else a benign one.</summary>
    public bool IsPathogenic => Code[0] == 'P';

    /// <summary>The code, with its strength where that is not its own: <c>PM2_Supporting</c>.</summary>
    public string Text => Strength is { } strength ? Strengths.Written(Code, strength) : Code;
}

/// <summary>The answer of one rule to one variant, before it has its criterion's name.</summary>
sealed record Answer(CriterionState State, Strength? Strength, string Reason, string? Missing)
{
    // What most rules say of most variants.
    public static readonly Answer OtherConsequence = NotMet("other-consequence"),
        NoFrequencies = Lacks("frequency-table"), NoKnownVariants = Lacks("known-variant-table"),
        NoScores = Lacks("score-table");

    public static Answer Met(Strength strength, string reason) => new(CriterionState.Met, strength, reason, null);

    public static Answer NotMet(string reason) => new(CriterionState.NotMet, null, reason, null);

    public static Answer Lacks(string input) => new(CriterionState.NotEvaluated, null, "input-missing", input);
}
