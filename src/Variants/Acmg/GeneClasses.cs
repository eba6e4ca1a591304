using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using Thrombophilia.Variants.Alleles;
using Thrombophilia.Variants.Hgvs;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Variants.Acmg;

/// <summary>
/// What decides the classes of one gene on one build: the panel itself, the list of own classes, or the criteria of the
/// gene's rule set.
/// </summary>
sealed class GeneClasses
{
    readonly BuildTables tables;
    readonly Lazy<UsualRules> usual;
    readonly List<(Allele Allele, Classification Class)> stated = [];
    readonly Dictionary<string, Classification> own;
    // By the usual rules and without evidence of the caller's. Thousands of variants have few answers between them.
    readonly OfKind?[] kinds = new OfKind?[(int)VariantKinds.Other + 1];
    [ThreadStatic] static Answer[]? scratch;

    /// <param name="gene">HGNC symbol.</param>
    /// <param name="build">The build.</param>
    /// <param name="tables">Its tables.</param>
    /// <param name="own">The list of own classes.</param>
    /// <param name="usual">The rules of the gene: read when a variant asks that has no stated class.</param>
    public GeneClasses(string gene, PanelBuild build, BuildTables tables, OwnClasses own, Func<UsualRules> usual)
    {
        (this.tables, this.usual) = (tables, new(usual));
        this.own = own.Of(gene)
            .ToDictionary(c => c.Key, c => Classification.Stated(c.Value, own.Text), StringComparer.Ordinal);
        foreach (var contig in build.Contigs)
            foreach (var spot in contig.HotSpots)
                if (spot.HotSpot.Gene == gene && !spot.ReferenceIsCounted && spot.HotSpot.Class is { } text)
                {
                    var found = VariantClasses.Read(text)
                        ?? throw new InvalidDataException(
                        $"{build.Panel.Id}: {spot.HotSpot.Id} has no known class '{text}'.");
                    stated.Add(
                        (Allele.Normalise(contig, spot.Place.Pos, Encoding.ASCII.GetBytes(spot.Place.Ref),
                            Encoding.ASCII.GetBytes(spot.Place.Counted)),
                        Classification.Stated(found, $"{build.Panel.Id}@{build.Panel.Version}")));
                }
    }

    /// <summary>
    /// The class of an allele in normal form by the usual rules of the gene; null for the transcript's own bases, and
    /// where no rules are for the gene.
    /// </summary>
    public Classification? Classify(VariantName name, Allele allele) =>
        Classify(name, allele, CallerEvidence.None, rules: null);

    /// <summary>What others say of an allele in normal form: codes of docs/reference/notes.md.</summary>
    public ImmutableArray<string> Verdicts(VariantName name, Allele allele) =>
        name.Change.Kind == ChangeKind.Same || !tables.MayBeAsserted(allele) ? []
        : Verdict.Notes(tables.Assertions, name.Change.Transcript.Gene.Chrom, allele);

    /// <summary>The same with what the caller knows, by <paramref name="rules"/>; null for the usual ones.</summary>
    public Classification? Classify(VariantName name, Allele allele, CallerEvidence evidence, RuleSet? rules)
    {
        if (VariantFacts.Of(name, allele) is not { } facts) return null;
        foreach (var (other, found) in stated)
            if (other.Pos == allele.Pos && other.Ref == allele.Ref && other.Alt == allele.Alt) return found;
        if (own.Count > 0 && own.TryGetValue(facts.Name, out var listed)) return listed;
        var (set, published, _) = usual.Value;
        rules ??= set;
        if (rules is null) return null;
        if (published.Count > 0 && rules.Id == set?.Id && published.TryGetValue(facts.Name, out var records))
            evidence = ReferenceEquals(evidence, CallerEvidence.None) ? records
                : evidence with { Published = records.Published };
        if (rules == set && ReferenceEquals(evidence, CallerEvidence.None)) return Usual(facts, rules);
        var (asked, question) = (rules.Of(facts.Kind, tables), new Question(facts, evidence, rules, tables));
        return Combined(Answers(asked, question), asked, question);
    }

    /// <summary>
    /// The class of a symbolic allele that surely takes exons away, by the usual rules; null for any other: nobody has
    /// laid down how to judge it.
    /// </summary>
    public Classification? Classify(StructuralName name) =>
        name.Loss is { } loss && NullEffect.ExonsHit(loss.Change) is not null && usual.Value.Set is { } rules
        ? Usual(VariantFacts.Of(loss), rules) : null;

    Classification Usual(VariantFacts facts, RuleSet rules)
    {
        var kind = kinds[(int)facts.Kind] ??= KindOf(facts, rules);
        if (kind.Only is { } same) return same;
        return !kind.Asked.AskTablesAlone || tables.MayKnow(facts) ? Asked(facts, rules, kind)
            : kind.OfUnknown ??= Asked(facts, rules, kind);
    }

    Classification Asked(VariantFacts facts, RuleSet rules, OfKind kind)
    {
        var (asked, question) = (kind.Asked, new Question(facts, CallerEvidence.None, rules, tables));
        var own = (scratch is { } kept && kept.Length >= asked.Count ? kept : scratch = new Answer[asked.Count])
            .AsSpan(0, asked.Count - asked.Shared);
        asked.Answer(question, kind.Shared, own);
        return kind.Known.GetAlternateLookup<ReadOnlySpan<Answer>>().TryGetValue(own, out var found) ? found
            : kind.Known.GetOrAdd(own.ToArray(), Combined([.. kind.Shared, .. own], asked, question));
    }

    OfKind KindOf(VariantFacts facts, RuleSet rules)
    {
        var (asked, question) = (rules.Of(facts.Kind, tables), new Question(facts, CallerEvidence.None, rules, tables));
        var answers = Answers(asked, question);
        return new OfKind(asked, answers[..asked.Shared],
            asked.Shared == asked.Count ? Combined(answers, asked, question) : null, new(SameAnswers.Instance));
    }

    static Answer[] Answers(AskedRules asked, Question question)
    {
        var answers = new Answer[asked.Count];
        asked.Answer(question, [], answers);
        return answers;
    }

    Classification Combined(ReadOnlySpan<Answer> answers, AskedRules asked, Question question)
    {
        var criteria = asked.Results(answers, question.Evidence);
        var rests = criteria.Any(c => c.Reason == CallerRule.IsPublished) ? [.. tables.Used, usual.Value.PublishedBy] : tables.Used;
        return Combined(criteria, question.Rules, rests);
    }

    /// <summary>The class that the criteria of a rule set make.</summary>
    internal static Classification Combined(IReadOnlyList<CriterionResult> criteria, RuleSet set, IReadOnlyList<string> tables)
    {
        var combination = Combination.Of(Met(criteria), IsNullAlone(criteria));
        return new Classification((VariantClass)combination.Class, combination, criteria, set.Text, set.Authority,
            tables, set.Condition);
    }

    static bool IsNullAlone(IReadOnlyList<CriterionResult> criteria)
    {
        CriterionResult? only = null;
        foreach (var criterion in criteria)
            if (criterion.State == CriterionState.Met)
            {
                if (only is not null) return false;
                only = criterion;
            }
        return only is { Code: NullVariantRule.CodeOfAll, Strength: Strength.VeryStrong };
    }

    static CriteriaMet Met(IReadOnlyList<CriterionResult> criteria)
    {
        int Count(bool pathogenic, Strength strength) =>
            criteria.Count(
            c => c.State == CriterionState.Met && c.IsPathogenic == pathogenic && c.Strength == strength);
        return new CriteriaMet(
            Count(true, Strength.VeryStrong), Count(true, Strength.Strong), Count(true, Strength.Moderate),
                Count(true, Strength.Supporting),
            Count(false, Strength.Strong), Count(false, Strength.Supporting), Count(false, Strength.StandAlone) > 0);
    }

    /// <summary>The rule set of a gene, and the published evidence that is weighed by it.</summary>
    public sealed record UsualRules(RuleSet? Set, IReadOnlyDictionary<string, CallerEvidence> Published, string PublishedBy);

    /// <summary>
    /// One kind of variant: the answers that each gets; the class, where there are no others; what was combined before
    /// by the others.
    /// </summary>
    sealed record OfKind(AskedRules Asked, Answer[] Shared, Classification? Only,
        ConcurrentDictionary<Answer[], Classification> Known)
    {
        /// <summary>The class of each of which no table has anything, where nothing else tells them apart.</summary>
        public Classification? OfUnknown { get; set; }
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
            foreach (var answer in all)
                hash = 31 * hash + ((uint)answer.State << 8) + (uint)(answer.Strength ?? 0)
                    + (uint)answer.Reason.Length;
            return (int)hash;
        }

        public Answer[] Create(ReadOnlySpan<Answer> alternate) => alternate.ToArray();
    }
}
