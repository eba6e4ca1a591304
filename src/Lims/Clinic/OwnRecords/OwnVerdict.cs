using Thrombophilia.Variants.Acmg;

namespace Thrombophilia.Lims.Clinic.OwnRecords;

/// <summary>One criterion, counted and weighed.</summary>
/// <param name="Count">What the records say.</param>
/// <param name="Result">What the rule set makes of it; null for a class that bypasses the criteria.</param>
/// <param name="Published">What a published record says and counts in its stead, because it weighs more; null for nothing.</param>
public sealed record OwnResult(OwnCriterion Count, CriterionResult? Result, CriterionResult? Published);

/// <summary>
/// The class of a variant without and with the hospital's own records, by the same rules. It changes nothing that was issued.
/// </summary>
/// <param name="Without">Without them; null where nothing classifies the variant.</param>
/// <param name="With">With them.</param>
/// <param name="Criteria">The criteria that rest on patients and families.</param>
public sealed record OwnVerdict(Classification? Without, Classification? With, IReadOnlyList<OwnResult> Criteria)
{
    /// <summary>What is missing where the laboratory has set no rule.</summary>
    public const string NoRule = "rule";

    /// <summary>What is missing where too little was counted and somebody is still open.</summary>
    public const string StillOpen = "own-records";

    /// <summary>Weighs what was counted.</summary>
    /// <param name="classify">The engine, asked of the variant with what the caller knows.</param>
    /// <param name="counter">What the records say.</param>
    internal static OwnVerdict Of(Func<CallerEvidence, Classification?> classify, OwnCounter counter)
    {
        var without = classify(CallerEvidence.None);
        if (without is null or { Criteria.Count: 0 })
            return new(without, without,
                [.. counter.Count(phenotypeCounts: false).Criteria.Select(c => new OwnResult(c, null, null))]);
        var counts = counter.Count(phenotypeCounts: true);
        var own = classify(counts.Evidence([]))!;
        // A proband of whom the rule set makes nothing here is free to be counted there.
        if (ResultOf(own, OwnCriterion.Phenotype) is { State: CriterionState.NotApplicable or CriterionState.NotMet }
            or { Missing: NoRule })
        {
            counts = counter.Count(phenotypeCounts: false);
            own = classify(counts.Evidence([]))!;
        }
        List<OwnResult> results = [.. counts.Criteria.Select(c => Weighed(c, ResultOf(own, c.Code), ResultOf(without, c.Code)))];
        var unused = results.Where(r => r.Published is not null || r.Result!.Missing == StillOpen)
            .Select(r => r.Count.Code).ToList();
        return new(without, unused.Count == 0 ? own : classify(counts.Evidence(unused)), results);
    }

    // The records are of the patients that others published, or of other ones: the weightier says it, and nothing is added up.
    // Nobody who is still open makes a criterion unmet.
    static OwnResult Weighed(OwnCriterion count, CriterionResult own, CriterionResult before)
    {
        if (own is { State: CriterionState.NotMet, Reason: var reason } && count.IsOpen && Counts.Contains(reason))
            own = own with { State = CriterionState.NotEvaluated, Reason = "input-missing", Missing = StillOpen };
        var isLess = before.State == CriterionState.Met && (own.State != CriterionState.Met || own.Strength < before.Strength);
        return new(count, own, isLess ? before : null);
    }

    // Why the engine finds too little in a count; any other reason is one that no count changes.
    static readonly string[] Counts = ["points", "phenotype", "segregation", "normal-carriers", "non-segregation"];

    static CriterionResult ResultOf(Classification of, string code) => of.Criteria.FirstOrDefault(c => c.Code == code)
        ?? new(code, CriterionState.NotApplicable, null, "not-applicable", null, []);
}
