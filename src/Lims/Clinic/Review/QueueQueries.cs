using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Review;

/// <summary>What a case of the queue waits for.</summary>
public enum ReviewWait
{
    /// <summary>The first review.</summary>
    First,
    /// <summary>The second review, by somebody who did not do the first: the actor may.</summary>
    SecondByMe,
    /// <summary>Somebody is to be called.</summary>
    Urgent,
    /// <summary>It is past its deadline.</summary>
    Overdue,
}

/// <summary>Which lines of the queue are wanted; null for any.</summary>
/// <param name="Kind">Code of a kind.</param>
/// <param name="State">A state that waits for somebody.</param>
/// <param name="Assignee">Who has the case; empty for nobody.</param>
/// <param name="Days">Waits for at least so many days.</param>
/// <param name="Wait">What it waits for.</param>
public sealed record QueueFilter(string? Kind = null, ReviewState? State = null, string? Assignee = null, int? Days = null,
    ReviewWait? Wait = null);

/// <summary>One case of the queue.</summary>
/// <param name="Item">Its line.</param>
/// <param name="Conclusion">The newest conclusion.</param>
/// <param name="Subject">The person.</param>
/// <param name="Headline">The weightiest statement.</param>
public sealed record QueueLine(ReviewItem Item, Conclusion Conclusion, Subject Subject, Statement Headline);

/// <summary>How many cases wait.</summary>
/// <param name="Kinds">By code of the kind.</param>
/// <param name="States">By state.</param>
/// <param name="Mine">Of the actor.</param>
/// <param name="Nobodys">Of nobody.</param>
public sealed record QueueCounts(IReadOnlyDictionary<string, int> Kinds, IReadOnlyDictionary<ReviewState, int> States, int Mine,
    int Nobodys)
{
    /// <summary>All that waits.</summary>
    public int All => States.Values.Sum();
}

/// <summary>A conclusion that two persons have signed.</summary>
/// <param name="SignOff">The second signature.</param>
/// <param name="First">The first one.</param>
/// <param name="Conclusion">The conclusion.</param>
/// <param name="Subject">The person.</param>
/// <param name="Headline">The weightiest statement.</param>
/// <param name="Newest">The newest version of the person.</param>
public sealed record SignedConclusion(SignOff SignOff, SignOff? First, Conclusion Conclusion, Subject Subject, Statement Headline,
    int Newest)
{
    /// <summary>A later version replaced it.</summary>
    public bool IsAmended => Newest > Conclusion.Version;
}

/// <summary>Reads the queue of conclusions and the list of signed ones, of the persons of the actor's sites.</summary>
public sealed class QueueQueries(LimsDb db)
{
    /// <summary>What waits, the most urgent first, then by deadline.</summary>
    public async Task<Leaf<QueueLine>> ListAsync(QueueFilter filter, LeafWanted wanted, CancellationToken stop = default)
    {
        var leaf = await db.PerSite(Rows(filter), site => i => i.Site == site).LeafByKeyAsync(wanted, i => i.Rank, i => i.Rank, stop);
        var ids = leaf.Rows.Select(i => i.ConclusionId).ToList();
        var found =
            await (from c in db.Conclusions().AsNoTracking()
                   join s in db.Subjects() on c.SubjectId equals s.Id
                   where ids.Contains(c.Id)
                   select new { c, s }).ToDictionaryAsync(f => f.c.Id, stop);
        return new(
            [.. from i in leaf.Rows let f = found[i.ConclusionId] select new QueueLine(i, f.c, f.s, StatementJson.Of(f.c)[0])],
            leaf.Number, leaf.HasMore, leaf.Keys);
    }

    /// <summary>How many lines of the queue there are.</summary>
    public Task<int> CountAsync(QueueFilter filter, CancellationToken stop = default) => Rows(filter).CountAsync(stop);

    IQueryable<ReviewItem> Rows(QueueFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var (me, now) = (db.Actor.Name, db.Clock.GetUtcNow());
        var rows = db.ReviewItems().AsNoTracking().Where(i => i.Rank > 0);
        if (filter.Kind is { } kind) rows = rows.Where(i => i.Kind == kind);
        if (filter.State is { } state) rows = rows.Where(i => i.State == state);
        if (filter.Assignee is { } assignee) rows = rows.Where(i => i.Assignee == assignee);
        if (filter.Days is { } days)
        {
            var until = ReviewItem.MinuteOf(now.AddDays(-days));
            rows = rows.Where(i => i.Since <= until);
        }
        var minute = ReviewItem.MinuteOf(now);
        return filter.Wait switch
        {
            ReviewWait.First => rows.Where(i => i.State == ReviewState.First),
            ReviewWait.SecondByMe => rows.Where(i => i.State == ReviewState.Second && i.FirstSigner != me),
            ReviewWait.Urgent => rows.Where(i => i.Urgency == 0),
            ReviewWait.Overdue => rows.Where(i => i.Due < minute),
            _ => rows,
        };
    }

    /// <summary>How many cases wait, by kind, state and assignee.</summary>
    public async Task<QueueCounts> CountAsync(CancellationToken stop = default)
    {
        var (kinds, states) = (new Dictionary<string, int>(StringComparer.Ordinal), new Dictionary<ReviewState, int>());
        foreach (var part in db.PerSite(db.ReviewItems().AsNoTracking(), site => i => i.Site == site))
            foreach (var some in await part.GroupBy(i => new { i.Site, i.State, i.Kind })
                .Select(g => new { g.Key.State, g.Key.Kind, Count = g.Count() }).ToListAsync(stop))
            {
                if (!ReviewItem.IsWaiting(some.State)) continue;
                kinds[some.Kind] = kinds.GetValueOrDefault(some.Kind) + some.Count;
                states[some.State] = states.GetValueOrDefault(some.State) + some.Count;
            }
        var me = db.Actor.Name;
        return new(kinds, states, await db.ReviewItems().CountAsync(i => i.Assignee == me && i.Rank > 0, stop),
            await db.ReviewItems().CountAsync(i => i.Assignee == "" && i.Rank > 0, stop));
    }

    /// <summary>Conclusions that two persons have signed, the newest signature first.</summary>
    /// <param name="from">First day in the zone of the clock; null for any.</param>
    /// <param name="to">Last day; null for any.</param>
    /// <param name="code">Code of a person; empty for all.</param>
    /// <param name="wanted">Which leaf.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<Leaf<SignedConclusion>> SignedAsync(DateOnly? from, DateOnly? to, string? code, LeafWanted wanted,
        CancellationToken stop = default)
    {
        var rows = db.SignOffs().AsNoTracking().Where(s => s.Turn == SignOff.Needed);
        if (from is { } since)
        {
            var at = Start(since);
            rows = rows.Where(r => string.Compare((string)(object)r.At, at) >= 0);
        }
        if (to is { } until)
        {
            var at = Start(until.AddDays(1));
            rows = rows.Where(r => string.Compare((string)(object)r.At, at) < 0);
        }
        if (code?.Trim() is { Length: > 0 } person)
            rows = rows.Where(r => db.Conclusions().Any(c => c.Id == r.ConclusionId
                && db.Subjects().Any(s => s.Id == c.SubjectId && s.Code == person)));
        var leaf = await new[] { rows }.LeafByKeyAsync(wanted, r => r.Id, r => r.Id, stop);
        var ids = leaf.Rows.Select(r => r.ConclusionId).ToList();
        var found =
            await (from c in db.Conclusions().AsNoTracking()
                   join s in db.Subjects() on c.SubjectId equals s.Id
                   where ids.Contains(c.Id)
                   select new { c, s, Newest = db.Conclusions().Where(n => n.SubjectId == s.Id).Max(n => n.Version) })
                .ToDictionaryAsync(f => f.c.Id, stop);
        var firsts =
            (await db.SignOffs().AsNoTracking().Where(r => ids.Contains(r.ConclusionId) && r.Turn == 1).ToListAsync(stop))
            .ToLookup(r => r.ConclusionId);
        return new(
            [.. from r in leaf.Rows
                let f = found[r.ConclusionId]
                let first = firsts[r.ConclusionId].SingleOrDefault(s => s.Round == r.Round)
                select new SignedConclusion(r, first, f.c, f.s, StatementJson.Of(f.c)[0], f.Newest)],
            leaf.Number, leaf.HasMore, leaf.Keys);

        // As the column holds it.
        string Start(DateOnly day) => Moment.Of(new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue),
            db.Clock.LocalTimeZone.GetUtcOffset(day.ToDateTime(TimeOnly.MinValue)))).Stored;
    }
}
