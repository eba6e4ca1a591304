using Thrombophilia.Lims.Decisions.Expressions;
using Thrombophilia.Lims.Decisions.Facts;

namespace Thrombophilia.Lims.Decisions.Tables;

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
