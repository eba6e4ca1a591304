using System.Collections.Concurrent;
using System.Text;
using Thrombophilia.Variants.Hgvs;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Variants.Acmg;

/// <summary>What decides the classes of one gene on one build: the panel itself, the list of own classes, or the criteria of the gene's rule set.</summary>
sealed class GeneClasses
{
    readonly BuildTables tables;
    readonly RuleSet? usual;
    readonly List<(Allele Allele, Classification Class)> stated = [];
    readonly Dictionary<string, Classification> own;
    // By the usual rules and without evidence of the caller's: what every variant gets, and what was combined before by the other answers. Thousands of
    // variants have few answers between them.
    Answer[]? answersToAll;
    [ThreadStatic] static Answer[]? scratch;
    readonly ConcurrentDictionary<Answer[], Classification> known = new(SameAnswers.Instance);

    public GeneClasses(string gene, PanelBuild build, BuildTables tables, OwnClasses own, RuleSet? usual)
    {
        (this.tables, this.usual) = (tables, usual);
        this.own = own.Of(gene).ToDictionary(c => c.Key, c => Classification.Stated(c.Value, own.Text), StringComparer.Ordinal);
        foreach (var contig in build.Contigs)
            foreach (var spot in contig.HotSpots)
                if (spot.HotSpot.Gene == gene && !spot.ReferenceIsCounted && spot.HotSpot.Class is { } text)
                {
                    var found = VariantClasses.Read(text) ?? throw new InvalidDataException($"{build.Panel.Id}: {spot.HotSpot.Id} has no known class '{text}'.");
                    stated.Add((Allele.Normalise(contig, spot.Place.Pos, Encoding.ASCII.GetBytes(spot.Place.Ref), Encoding.ASCII.GetBytes(spot.Place.Counted)),
                        Classification.Stated(found, $"{build.Panel.Id}@{build.Panel.Version}")));
                }
    }

    /// <summary>The class of an allele in normal form by the usual rules of the gene; null for the transcript's own bases, and where no rules are for the gene.</summary>
    public Classification? Classify(VariantName name, Allele allele) => Classify(name, allele, CallerEvidence.None, usual);

    /// <summary>The same with what the caller knows, by <paramref name="rules"/>.</summary>
    public Classification? Classify(VariantName name, Allele allele, CallerEvidence evidence, RuleSet? rules)
    {
        if (VariantFacts.Of(name, allele) is not { } facts) return null;
        foreach (var (other, found) in stated)
            if (other.Pos == allele.Pos && other.Ref == allele.Ref && other.Alt == allele.Alt) return found;
        if (own.Count > 0 && own.TryGetValue(facts.Name, out var listed)) return listed;
        if (rules is null) return null;
        var question = new Question(facts, evidence, rules, tables);
        return rules == usual && ReferenceEquals(evidence, CallerEvidence.None) ? Usual(question) : Combined(Answers(question), question);
    }

    /// <summary>The class of a symbolic allele that surely takes exons away, by the usual rules; null for any other: nobody has laid down how to judge it.</summary>
    public Classification? Classify(StructuralName name) =>
        name.Loss is { } loss && NullEffect.ExonsHit(loss.Change) is not null && usual is { } rules ? Usual(new Question(VariantFacts.Of(loss), CallerEvidence.None, rules, tables)) : null;

    Classification Usual(Question question)
    {
        var set = question.Rules;
        ReadOnlySpan<Answer> always = answersToAll ??= Answers(question)[..set.Fixed];
        var answers = (scratch is { } kept && kept.Length >= set.Count ? kept : scratch = new Answer[set.Count]).AsSpan(0, set.Count - always.Length);
        set.Answer(question, always, answers);
        return known.GetAlternateLookup<ReadOnlySpan<Answer>>().TryGetValue(answers, out var found) ? found : known.GetOrAdd(answers.ToArray(), Combined([.. always, .. answers], question));
    }

    static Answer[] Answers(Question question)
    {
        var answers = new Answer[question.Rules.Count];
        question.Rules.Answer(question, [], answers);
        return answers;
    }

    Classification Combined(ReadOnlySpan<Answer> answers, Question question)
    {
        var set = question.Rules;
        var criteria = set.Results(answers, question.Evidence);
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
