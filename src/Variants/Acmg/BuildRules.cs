using System.Buffers;
using System.Collections.Concurrent;

namespace Thrombophilia.Variants.Acmg;

/// <summary>
/// A rule set with the tables of one build. Variants on which every criterion gives the same answer share one classification: thousands of variants
/// have few answers between them.
/// </summary>
sealed class BuildRules(RuleSet set, BuildTables tables)
{
    readonly ConcurrentDictionary<Answer[], Classification> known = new(SameAnswers.Instance);

    public Classification Classify(VariantFacts facts, CallerEvidence evidence)
    {
        var rented = ArrayPool<Answer>.Shared.Rent(set.Count);
        var answers = rented.AsSpan(0, set.Count);
        set.Answer(new Question(facts, evidence, set, tables), answers);
        Classification? found;
        if (evidence != CallerEvidence.None) found = Combined(answers, evidence);
        else if (!known.GetAlternateLookup<ReadOnlySpan<Answer>>().TryGetValue(answers, out found)) found = known.GetOrAdd(answers.ToArray(), Combined(answers, evidence));
        ArrayPool<Answer>.Shared.Return(rented);
        return found;
    }

    Classification Combined(ReadOnlySpan<Answer> answers, CallerEvidence evidence)
    {
        var criteria = set.Results(answers, evidence);
        var combination = Combination.Of(Met(criteria));
        return new Classification((VariantClass)combination.Class, combination, criteria, set.Text, set.Authority, tables.Used);
    }

    static CriteriaMet Met(IReadOnlyList<CriterionResult> criteria)
    {
        int Count(bool pathogenic, Strength strength) => criteria.Count(c => c.State == CriterionState.Met && c.IsPathogenic == pathogenic && c.Strength == strength);
        return new CriteriaMet(
            Count(true, Strength.VeryStrong), Count(true, Strength.Strong), Count(true, Strength.Moderate), Count(true, Strength.Supporting),
            Count(false, Strength.Strong), Count(false, Strength.Supporting), Count(false, Strength.StandAlone) > 0);
    }

    sealed class SameAnswers : IEqualityComparer<Answer[]>, IAlternateEqualityComparer<ReadOnlySpan<Answer>, Answer[]>
    {
        public static readonly SameAnswers Instance = new();

        public bool Equals(Answer[]? x, Answer[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<Answer> alternate, Answer[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(Answer[] all) => GetHashCode((ReadOnlySpan<Answer>)all);

        // Reasons are few, and most of them are told by their length.
        public int GetHashCode(ReadOnlySpan<Answer> all)
        {
            var hash = 0u;
            foreach (var answer in all) hash = 31 * hash + ((uint)answer.State << 8) + (uint)(answer.Strength ?? 0) + (uint)answer.Reason.Length;
            return (int)hash;
        }

        public Answer[] Create(ReadOnlySpan<Answer> alternate) => alternate.ToArray();
    }
}
