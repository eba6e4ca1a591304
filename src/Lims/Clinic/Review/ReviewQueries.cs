using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Review.LabRequests;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Lims.Clinic.Review;

/// <summary>One version of a person's conclusions, and what it changed.</summary>
/// <param name="Conclusion">The version.</param>
/// <param name="Added">Sentences that the version before did not have; none for the first.</param>
/// <param name="Removed">Sentences that only the version before had.</param>
public sealed record ConclusionVersion(Conclusion Conclusion, IReadOnlyList<Statement> Added, IReadOnlyList<Statement> Removed);

/// <summary>One issued conclusion and its review.</summary>
/// <param name="Conclusion">The conclusion.</param>
/// <param name="Subject">The person.</param>
/// <param name="Item">The person's line in the queue; it follows the newest version.</param>
/// <param name="Standing">How its review stands.</param>
/// <param name="SignOffs">Every signature under it, in the order of time.</param>
/// <param name="Holds">What keeps it from being signed, and what kept it and was released.</param>
/// <param name="Events">What happened in the review of the person's conclusions, in the order of time.</param>
/// <param name="Requests">Requests to the laboratory, the newest first.</param>
/// <param name="Versions">The person's newest version, and older ones that are for a report, the newest first.</param>
public sealed record ConclusionFile(Conclusion Conclusion, Subject Subject, ReviewItem? Item, ReviewStanding Standing,
    IReadOnlyList<SignOff> SignOffs, IReadOnlyList<Hold> Holds, IReadOnlyList<ReviewEvent> Events,
    IReadOnlyList<LabRequest> Requests, IReadOnlyList<ConclusionVersion> Versions)
{
    /// <summary>No version replaced it.</summary>
    public bool IsNewest => Versions[0].Conclusion.Version == Conclusion.Version;

    /// <summary>It waits for a signature, or for an answer after it was sent back.</summary>
    public bool IsOpen => IsNewest && Standing.SignOffs.Count < SignOff.Needed;

    /// <summary>It may be signed now, by whoever may sign.</summary>
    public bool IsFree => IsOpen && Standing.SentBack is null && Holds.All(h => h.Release is not null);
}

/// <summary>Reads the review of issued conclusions, of the persons of the actor's sites.</summary>
public sealed class ReviewQueries(LimsDb db, ReviewRules rules, BiobankRules biobank)
{
    const int MostVersions = 20, MostEvents = 500;

    /// <summary>A conclusion that is for a report, by its public id; null where the actor sees none.</summary>
    public async Task<ConclusionFile?> FindAsync(Guid id, CancellationToken stop = default)
    {
        var found =
            await (from c in db.Conclusions().AsNoTracking()
                   join s in db.Subjects() on c.SubjectId equals s.Id
                   where c.PublicId == id && c.ForReport
                   select new { c, s }).SingleOrDefaultAsync(stop);
        if (found is null) return null;
        var (conclusion, subject) = (found.c, found.s);
        var signed =
            await db.SignOffs().AsNoTracking().Where(r => r.ConclusionId == conclusion.Id).OrderBy(r => r.Id).ToListAsync(stop);
        var events =
            await db.ReviewEvents().AsNoTracking().Where(e => e.SubjectId == subject.Id).OrderByDescending(e => e.Id)
            .Take(MostEvents).ToListAsync(stop);
        events.Reverse();
        var own = events.FindAll(e => e.ConclusionId == conclusion.Id);
        var requests =
            await db.LabRequests().AsNoTracking().Where(r => r.SubjectId == subject.Id).OrderByDescending(r => r.Id).ToListAsync(stop);
        return new(conclusion, subject,
            await db.ReviewItems().AsNoTracking().SingleOrDefaultAsync(i => i.SubjectId == subject.Id, stop),
            ReviewStanding.Of(own, signed), signed,
            ReviewHolds.Of(rules, biobank, StatementJson.Of(conclusion), await ConsentCheck.NewestAsync(db, subject.Id, stop),
                requests, own),
            events, requests, await VersionsAsync(subject.Id, stop));
    }

    async Task<IReadOnlyList<ConclusionVersion>> VersionsAsync(int subject, CancellationToken stop)
    {
        var read =
            await db.Conclusions().AsNoTracking().Where(c => c.SubjectId == subject).OrderByDescending(c => c.Version)
            .Take(MostVersions).ToListAsync(stop);
        var shown = read.Where((c, i) => i == 0 || c.ForReport).ToList();
        var said = shown.ConvertAll(StatementJson.Of);
        return [.. shown.Select((c, i) => i + 1 == shown.Count ? new ConclusionVersion(c, [], [])
            : new(c, Without(said[i], said[i + 1]), Without(said[i + 1], said[i])))];
    }

    static List<Statement> Without(IReadOnlyList<Statement> some, IReadOnlyList<Statement> others)
    {
        var sentences = others.Select(s => s.Sentence()).ToHashSet(StringComparer.Ordinal);
        return [.. some.Where(s => !sentences.Contains(s.Sentence()))];
    }
}
