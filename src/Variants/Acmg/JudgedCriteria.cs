using Thrombophilia.Variants.Knowledge;

namespace Thrombophilia.Variants.Acmg;

/// <summary>A criterion as a person judges it.</summary>
/// <param name="Code">For example <c>PM2</c>.</param>
/// <param name="State">Met, not met or not evaluated.</param>
/// <param name="Strength">At which strength it is met; null unless it is.</param>
public sealed record JudgedCriterion(string Code, CriterionState State, Strength? Strength);

/// <summary>A criterion of a rule set that a person may judge.</summary>
/// <param name="Code">For example <c>PM2</c>.</param>
/// <param name="Means">What it asks, in English and Chinese.</param>
/// <param name="Strengths">At which strengths it may be met, the weakest first; empty where the rule set does not use it.</param>
/// <param name="NotBeside">Criteria beside which it is not met, by the rule set or by the general rules.</param>
public sealed record CriterionChoice(string Code, (string English, string Chinese) Means, IReadOnlyList<Strength> Strengths,
    IReadOnlyList<string> NotBeside);

/// <summary>Why criteria make no class together.</summary>
public enum JudgingFault
{
    /// <summary>The rule set has no such criterion, or does not use it.</summary>
    NotUsed,
    /// <summary>It may not be met at this strength.</summary>
    Strength,
    /// <summary>It is met beside another one that counts the same evidence or contradicts it.</summary>
    NotBeside,
    /// <summary>It is met, and one that would exclude it is not evaluated.</summary>
    OtherIsOpen,
}

/// <summary>What judged criteria make: a class, or why they make none.</summary>
/// <param name="Class">The class; null where there is a fault.</param>
/// <param name="Fault">What is wrong; null for nothing.</param>
/// <param name="Code">The criterion with the fault; empty for none.</param>
/// <param name="Other">The other criterion of the fault; empty for none.</param>
public sealed record Judgement(Classification? Class, JudgingFault? Fault = null, string Code = "", string Other = "");

/// <summary>
/// What a person may judge of the criteria where a rule set does not say it: the strengths that ACMG/AMP and the ClinGen SVI
/// group allow, and what they forbid to count together. Data: <c>panels/acmg/judged-criteria</c>.
/// </summary>
sealed class JudgedCriteria
{
    const string FileId = "judged-criteria";
    readonly Dictionary<string, (Strength[] Strengths, string English, string Chinese)> criteria = new(StringComparer.Ordinal);
    readonly List<string[]> apart = [];

    JudgedCriteria(StrictJson j)
    {
        _ = (j.Text("id"), j.Text("version"), j.Text("title"), j.TextOrNull("note"));
        string[] sources = [.. j.List("sources", Source.Of).Select(s => s.Id)];
        foreach (var (code, strengths, english, chinese) in j.List("criteria", c =>
        {
            Sourced(c, sources);
            return Tuple.Create(c.Text("code"), c.Texts("strengths").Select(s => Acmg.Strengths.Read(s) ?? throw c.Wrong("a strength",
                "strengths")).Order().ToArray(), c.Text("en"), c.Text("zh-CN"));
        }))
            if (!criteria.TryAdd(code, (strengths, english, chinese))) throw j.Wrong($"{code} once");
        foreach (var codes in j.List("apart", a =>
        {
            Sourced(a, sources);
            _ = a.TextOrNull("note");
            return a.Texts("codes");
        }))
            apart.Add(codes is [_, _] && codes.All(criteria.ContainsKey) ? codes : throw j.Wrong("two known criteria", "apart"));
    }

    static void Sourced(StrictJson j, string[] sources)
    {
        if (j.Texts("sources") is not { Length: > 0 } named || named.Any(s => !sources.Contains(s)))
            throw j.Wrong("sources of this file", "sources");
    }

    /// <summary>The newest released version.</summary>
    public static JudgedCriteria Load(KnowledgeFolder knowledge) =>
        knowledge.Demand(Classifier.Area, FileId).Read(j => new JudgedCriteria(j));

    /// <summary>The criteria of a rule set with what a person may choose.</summary>
    public IReadOnlyList<CriterionChoice> Of(RuleSet set) => [.. set.Criteria.Select(rule =>
    {
        var (general, english, chinese) = criteria.GetValueOrDefault(rule.Code, ([], rule.Code, rule.Code));
        // What the rule set has decided goes before the general rules; what it does not use stays unused.
        IEnumerable<Strength> strengths = rule switch
        {
            UndecidedRule => general,
            _ => rule.MetAt.Distinct().Order(),
        };
        return new CriterionChoice(rule.Code, (english, chinese), [.. strengths],
            [.. rule.ExcludedBy.Concat(apart.Where(a => a.Contains(rule.Code)).Select(a => a[0] == rule.Code ? a[1] : a[0]))
                .Distinct()]);
    })];

    /// <summary>
    /// The class of judged criteria. What is not judged stays as <paramref name="byRules"/> says, and not evaluated where that
    /// says nothing.
    /// </summary>
    public Judgement Judge(RuleSet set, Classification? byRules, IReadOnlyList<JudgedCriterion> judged)
    {
        var choices = Of(set);
        if (judged.FirstOrDefault(c => !choices.Any(choice => choice.Code == c.Code)
            || judged.Count(other => other.Code == c.Code) > 1) is { } unknown)
            return new(null, JudgingFault.NotUsed, unknown.Code);
        var results = new List<CriterionResult>();
        foreach (var choice in choices)
        {
            var before = byRules?.Criteria.FirstOrDefault(c => c.Code == choice.Code) ?? Unjudged(choice);
            var now = judged.FirstOrDefault(c => c.Code == choice.Code);
            if (now is null || (now.State, now.Strength) == (before.State, before.Strength))
            {
                results.Add(before);
                continue;
            }
            if (choice.Strengths.Count == 0 || now.State == CriterionState.NotApplicable)
                return new(null, JudgingFault.NotUsed, choice.Code);
            if (now.State == CriterionState.Met ? now.Strength is not { } s || !choice.Strengths.Contains(s) : now.Strength is not null)
                return new(null, JudgingFault.Strength, choice.Code);
            results.Add(new(choice.Code, now.State, now.Strength, IsJudged,
                now.State == CriterionState.NotEvaluated ? Judgment : null, []));
        }
        return Together(set, choices, results) ?? new(GeneClasses.Combined(results, set, byRules?.Tables ?? []));
    }

    /// <summary>The classification behind a text of <see cref="Classification.Text"/> by this rule set.</summary>
    public Classification Written(RuleSet set, string text)
    {
        var items = text.Split(';');
        var open = items.Where(i => i.Contains('?')).Select(i => i.Split('?')).SelectMany(i => i[0].Split(',').Select(c => (c, i[1])))
            .ToDictionary(o => o.Item1, o => o.Item2, StringComparer.Ordinal);
        return GeneClasses.Combined([.. Of(set).Select(choice =>
        {
            foreach (var strength in choice.Strengths)
                if (items.Contains(Acmg.Strengths.Written(choice.Code, strength)))
                    return new CriterionResult(choice.Code, CriterionState.Met, strength, IsWritten, null, []);
            return open.TryGetValue(choice.Code, out var missing)
                ? new(choice.Code, CriterionState.NotEvaluated, null, "input-missing", missing, [])
                : new(choice.Code, choice.Strengths.Count == 0 ? CriterionState.NotApplicable : CriterionState.NotMet, null, IsWritten,
                    null, []);
        })], set, [.. items.Where(i => i.StartsWith('@') && !i.StartsWith(Disease, StringComparison.Ordinal)
                && i != "@" + set.Text).Select(i => i[1..])]);
    }

    const string Disease = "@for:", IsWritten = "written", IsJudged = "judged", Judgment = "judgement";

    static CriterionResult Unjudged(CriterionChoice choice) => choice.Strengths.Count == 0
        ? new(choice.Code, CriterionState.NotApplicable, null, "not-applicable", null, [])
        : new(choice.Code, CriterionState.NotEvaluated, null, "input-missing", Judgment, []);

    static Judgement? Together(RuleSet set, IReadOnlyList<CriterionChoice> choices, List<CriterionResult> results)
    {
        foreach (var (choice, result) in choices.Zip(results).Where(pair => pair.Second.State == CriterionState.Met))
            foreach (var other in results.Where(r => choice.NotBeside.Contains(r.Code)))
            {
                if (other.State == CriterionState.Met) return new(null, JudgingFault.NotBeside, result.Code, other.Code);
                // As the engine itself: what would exclude it has to be known.
                if (other.State == CriterionState.NotEvaluated
                    && set.Criteria.First(c => c.Code == choice.Code).ExcludedBy.Contains(other.Code))
                    return new(null, JudgingFault.OtherIsOpen, result.Code, other.Code);
            }
        return null;
    }
}
