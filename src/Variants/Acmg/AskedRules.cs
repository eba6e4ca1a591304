namespace Thrombophilia.Variants.Acmg;

/// <summary>
/// The criteria of a rule set in the order in which they are asked of one kind of variant, where there are these
/// tables: first those that say the same of every one of the kind, and those that exclude others before the others.
/// </summary>
sealed class AskedRules
{
    readonly CriterionRule[] criteria, inOrder;
    // By number in the order in which they are asked: the criteria beside which one is not counted.
    readonly int[][] excludedBy;

    /// <param name="criteria">In the set's own order; what excludes one is excluded by none.</param>
    /// <param name="kind">The kind of variant.</param>
    /// <param name="tables">The tables at hand.</param>
    public AskedRules(CriterionRule[] criteria, VariantKinds kind, BuildTables tables)
    {
        this.criteria = criteria;
        bool Distinguishes(CriterionRule rule) =>
            rule.Distinguishes(kind, tables)
            || criteria.Any(other => rule.ExcludedBy.Contains(other.Code) && other.Distinguishes(kind, tables));
        inOrder = [.. criteria.OrderBy(Distinguishes).ThenBy(c => c.ExcludedBy.Count > 0)];
        excludedBy =
            [.. inOrder.Select(
            c => c.ExcludedBy.Select(code => Array.FindIndex(inOrder, other => other.Code == code)).ToArray())];
        Shared = criteria.Count(c => !Distinguishes(c));
        AskTablesAlone = inOrder[Shared..].All(c => c.AsksTablesAlone(kind));
    }

    /// <summary>Number of criteria.</summary>
    public int Count => criteria.Length;

    /// <summary>
    /// How many are asked first whose answers every variant of the kind gets of one who knows nothing more of it.
    /// </summary>
    public int Shared { get; }

    /// <summary>
    /// Of one who knows nothing more, two variants of the kind of which the tables have nothing get the same answers.
    /// </summary>
    public bool AskTablesAlone { get; }

    /// <summary>
    /// Asks the criteria behind those to which the answers are there (<paramref name="before"/>). A criterion is not
    /// counted beside one that is met and excludes it, and not evaluated where that one was not.
    /// </summary>
    public void Answer(Question question, ReadOnlySpan<Answer> before, Span<Answer> answers)
    {
        for (var i = 0; i < answers.Length; i++)
        {
            var number = before.Length + i;
            var answer = inOrder[number].Ask(question);
            foreach (var beside in excludedBy[number])
            {
                if (answer.State is not (CriterionState.Met or CriterionState.NotEvaluated)) break;
                var other = beside < before.Length ? before[beside] : answers[beside - before.Length];
                if (other.State == CriterionState.Met)
                    answer = Acmg.Answer.NotMet("not-beside-" + inOrder[beside].Code.ToLowerInvariant());
                else if (other is { State: CriterionState.NotEvaluated, Missing: { } missing }
                    && answer.State == CriterionState.Met) answer = Acmg.Answer.Lacks(missing);
            }
            answers[i] = answer;
        }
    }

    /// <summary>
    /// The answers in the set's order, with the names of their criteria and what the caller's evidence for them rests
    /// on.
    /// </summary>
    public IReadOnlyList<CriterionResult> Results(ReadOnlySpan<Answer> answers, CallerEvidence evidence)
    {
        var results = new CriterionResult[criteria.Length];
        for (var i = 0; i < results.Length; i++)
        {
            var (code, answer) = (criteria[i].Code, answers[Array.IndexOf(inOrder, criteria[i])]);
            results[i] = new CriterionResult(code, answer.State, answer.Strength, answer.Reason, answer.Missing,
                evidence.RestsOn.GetValueOrDefault(code) ?? []);
        }
        return results;
    }
}
