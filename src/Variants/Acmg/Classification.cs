using System.Collections.Immutable;

namespace Thrombophilia.Variants.Acmg;

/// <summary>The class of a variant and everything it rests on. It is made once; whoever shows it prints it.</summary>
/// <param name="Class">The class.</param>
/// <param name="Combination">How the criteria add up; null for a class that bypasses the sum.</param>
/// <param name="Criteria">Every criterion of the rule set; empty for a class that bypasses the sum.</param>
/// <param name="Rules">Id and version of what decided: a rule set, or the list that states the class.</param>
/// <param name="Authority">Who decided the rules; null for a class that bypasses them.</param>
/// <param name="Tables">Kind, version and checksum of each table that was at hand.</param>
/// <param name="Condition">The disease that the class is for, as the rule set writes it; null where none is
/// named.</param>
public sealed record Classification(
    VariantClass Class, Combination? Combination, IReadOnlyList<CriterionResult> Criteria, string Rules,
        Authority? Authority, IReadOnlyList<string> Tables, string? Condition = null)
{
    /// <summary>A class that bypasses the sum of criteria, stated by <paramref name="by"/>.</summary>
    internal static Classification Stated(VariantClass stated, string by) => new(stated, null, [], by, null, []);

    /// <summary>
    /// The <c>criteria</c> column, items joined by <c>;</c>: criteria that are met, with their strength where it is not
    /// their own; then those not evaluated, together by what is missing (<c>BA1,BS1?frequency-table</c>); then the
    /// rules, the disease and the tables, each behind <c>@</c>. Criteria that are not met or not applicable are left out.
    /// </summary>
    public string Text { get; } = string.Join(';',
        Criteria.Where(c => c.State == CriterionState.Met).Select(c => c.Text)
            .Concat(Criteria.Where(c => c.State == CriterionState.NotEvaluated).GroupBy(c => c.Missing, c => c.Code)
            .Select(g => $"{string.Join(',', g)}?{g.Key}"))
            .Append("@" + Rules).Concat(Condition is null ? [] : ["@for:" + Condition]).Concat(Tables.Select(t => "@" + t)));

    /// <summary>
    /// Codes listed in docs/reference/notes.md that a person has to know: the two ways to combine disagree, or the
    /// points were held.
    /// </summary>
    public ImmutableArray<string> Notes { get; } = Combination switch
    {
        { Disagrees: true, IsHeld: true } => ["combinations-disagree", "points-held"],
        { Disagrees: true } => ["combinations-disagree"],
        { IsHeld: true } => ["points-held"],
        _ => [],
    };
}
