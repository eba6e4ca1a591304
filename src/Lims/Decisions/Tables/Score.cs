using Thrombophilia.Lims.Decisions.Expressions;
using Thrombophilia.Lims.Decisions.Facts;

namespace Thrombophilia.Lims.Decisions.Tables;

/// <summary>A score. An item without an answer is not a no: while answers are missing the sum is a range.</summary>
public sealed record Score : ClinicalRow
{
    /// <summary>The fact that items of one sex depend on.</summary>
    internal const string SexFact = "sex";

    readonly ScoreItem[] items;
    readonly ScoreBand[] bands;

    internal Score(Claim claim, string scope, IEnumerable<ScoreItem> items, IEnumerable<ScoreBand> bands) : base(claim) =>
        (Scope, this.items, this.bands) = (scope, [.. items], [.. bands.OrderBy(band => band.From)]);

    /// <summary>Whom it was made for.</summary>
    public string Scope { get; }
    /// <summary>The items, in the order of the table.</summary>
    public IReadOnlyList<ScoreItem> Items => items;
    /// <summary>The bands, by their points.</summary>
    public IReadOnlyList<ScoreBand> Bands => bands;

    /// <summary>Those of the answers that are to its items.</summary>
    public IReadOnlyDictionary<string, bool> AnswersIn(IReadOnlyDictionary<string, bool> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        return answers.Where(answer => Array.Exists(items, item => item.Id == answer.Key)).ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>The sum, as far as facts and answers tell it.</summary>
    /// <param name="facts">Answer the computed items and tell the sex.</param>
    /// <param name="answers">Yes or no by the id of the item; what is not there is unknown. A computed item is never
    /// answered by hand.</param>
    /// <exception cref="ArgumentException">An answer belongs to no item of the score, or to a computed one.</exception>
    public ScoreResult Evaluate(FactSet facts, IReadOnlyDictionary<string, bool> answers)
    {
        foreach (var id in answers.Keys)
            if (Array.Find(items, item => item.Id == id) is not { ComputedFrom: null })
                throw new ArgumentException($"Score '{Id}', item '{id}': expected an item of it that facts do not answer.",
                    nameof(answers));
        ScoreAnswer[] all = [.. items.Select(item => Answer(item, facts, answers))];
        var (from, to) = (0m, 0m);
        foreach (var (item, answer, _, _) in all)
        {
            if (item.Group.Length > 0) continue;
            if (answer == Truth.True || answer == Truth.Unknown && item.Points < 0) from += item.Points;
            if (answer == Truth.True || answer == Truth.Unknown && item.Points > 0) to += item.Points;
        }
        foreach (var group in all.Where(answer => answer.Item.Group.Length > 0).GroupBy(answer => answer.Item.Group))
        {
            from += Highest(group, Truth.True);
            to += Highest(group, Truth.Unknown);
        }
        return new(this, from, to, all,
            [.. bands.Where(band => band.From <= to && band.To >= from).GroupBy(band => band.Set)
                .Select(set => new TouchedBands(set.Key, [.. set]))]);
    }

    // The points of the highest item that is at least so true.
    static decimal Highest(IEnumerable<ScoreAnswer> group, Truth least) =>
        group.Where(answer => answer.Answer >= least).Select(answer => answer.Item.Points).Append(0).Max();

    static ScoreAnswer Answer(ScoreItem item, FactSet facts, IReadOnlyDictionary<string, bool> answers)
    {
        var missing = new List<Fact>();
        var asked = Truth.True;
        if (item.Sex.Length > 0)
        {
            var sex = facts.Dictionary[SexFact];
            var known = facts.Choice(sex);
            asked = known is null ? Truth.Unknown : known == item.Sex ? Truth.True : Truth.False;
            if (known is null) missing.Add(sex);
        }
        var answer = item.ComputedFrom?.Evaluate(facts)
            ?? (!answers.TryGetValue(item.Id, out var yes) ? Truth.Unknown : yes ? Truth.True : Truth.False);
        var value = (Truth)Math.Min((int)asked, (int)answer);
        if (value != Truth.Unknown) return new(item, value, item.ComputedFrom is not null, []);
        if (item.ComputedFrom is { } computed) missing.AddRange(computed.KeptOpenBy(facts));
        return new(item, value, item.ComputedFrom is not null, missing);
    }
}

/// <summary>A question of a score.</summary>
/// <param name="Claim">Its id, words, sources and confidence.</param>
/// <param name="Points">What a yes counts; halves are possible, and less than 0.</param>
/// <param name="Group">Of the items of one group only the highest counts; empty for an item on its own.</param>
/// <param name="Sex"><c>F</c> or <c>M</c> where it is asked of one sex only; else empty.</param>
/// <param name="ComputedFrom">What answers it; null where somebody must.</param>
/// <param name="SeedWording">The words of the hospital's slide.</param>
/// <param name="IsDoubtful">The slide could not be read with certainty here.</param>
public sealed record ScoreItem(
    Claim Claim, decimal Points, string Group, string Sex, Expression? ComputedFrom, string SeedWording, bool IsDoubtful)
    : ClinicalRow(Claim);

/// <summary>A range of points and what it means.</summary>
/// <param name="Claim">Its id, words, sources and confidence.</param>
/// <param name="Set">Bands of one set cover all sums, each once.</param>
/// <param name="From">Smallest sum.</param>
/// <param name="To">Largest sum.</param>
/// <param name="Rate">Rate of events as published, for people.</param>
public sealed record ScoreBand(Claim Claim, string Set, decimal From, decimal To, string Rate) : ClinicalRow(Claim);

/// <summary>An item, answered or not.</summary>
/// <param name="Item">The item.</param>
/// <param name="Answer">Whether it counts. False also where it is not asked of this sex.</param>
/// <param name="Computed">Facts answered it, or would if they were known.</param>
/// <param name="Missing">The unknown facts that keep it open.</param>
public sealed record ScoreAnswer(ScoreItem Item, Truth Answer, bool Computed, IReadOnlyList<Fact> Missing);

/// <summary>The bands of one set that the sum can lie in.</summary>
/// <param name="Set">Name of the set.</param>
/// <param name="Bands">One, or several while answers are missing; in the order of their points.</param>
public sealed record TouchedBands(string Set, IReadOnlyList<ScoreBand> Bands)
{
    /// <summary>The band; null while it is open.</summary>
    public ScoreBand? Band => Bands.Count == 1 ? Bands[0] : null;
}

/// <summary>The sum of a score.</summary>
/// <param name="Score">The score.</param>
/// <param name="From">Smallest sum that is still possible.</param>
/// <param name="To">Largest sum that is still possible.</param>
/// <param name="Answers">Every item, in the order of the table.</param>
/// <param name="Sets">The bands that the sum can lie in, by set.</param>
public sealed record ScoreResult(
    Score Score, decimal From, decimal To, IReadOnlyList<ScoreAnswer> Answers, IReadOnlyList<TouchedBands> Sets)
{
    /// <summary>Every item that could change the sum is answered.</summary>
    public bool IsComplete => From == To;

    /// <summary>Items that are open.</summary>
    public IEnumerable<ScoreAnswer> Open => Answers.Where(answer => answer.Answer == Truth.Unknown);
}
