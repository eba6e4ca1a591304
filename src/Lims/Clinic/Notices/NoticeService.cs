using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Notices;

/// <summary>What somebody records of having told a critical value.</summary>
/// <param name="Way">By telephone, or the clinician read it here.</param>
/// <param name="Told">Who was told by telephone.</param>
/// <param name="At">When, by telephone.</param>
/// <param name="ReadBack">The message was read back.</param>
/// <param name="Done">What was done.</param>
public sealed record NoticeTelling(NoticeWay Way, string? Told, Moment? At, bool ReadBack, string? Done);

/// <summary>Records who was told of a critical value. Each method is one step; the context names the actor.</summary>
public sealed class NoticeService(Writes writes)
{
    const int LongestName = 100, LongestText = 500;

    readonly LimsDb db = writes.Db;

    /// <summary>Records that somebody was told.</summary>
    /// <param name="id">Public id of the notice.</param>
    /// <param name="telling">Who was told, how and when.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="RefusedStepException">The notice has ended, a field is empty, the time does not lie between the notice
    /// and now, or a message by telephone was not read back.</exception>
    public Task<NoticeEnd> AcknowledgeAsync(Guid id, NoticeTelling telling, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(telling);
        return writes.RunAsync(async step =>
        {
            var notice = await db.CriticalNotices().SingleOrDefaultAsync(n => n.PublicId == id, stop)
                ?? throw new RefusedStepException("unknown-notice", "");
            if (await db.NoticeEnds().SingleOrDefaultAsync(n => n.NoticeId == notice.Id, stop) is { } end)
                throw new RefusedStepException(end.Way == NoticeWay.Withdrawn ? "notice-withdrawn" : "notice-acknowledged", "",
                    end.By, $"{end.Recorded}");
            var (told, at) = (db.Actor.Name, Moment.Of(step.Now));
            switch (telling.Way)
            {
                case NoticeWay.Portal:
                    break;
                case NoticeWay.Telephone:
                    told = Bounds.Text(telling.Told, "told", LongestName);
                    at = Bounds.Past(telling.At, "at", step.Now) ?? throw new RefusedStepException("empty", "at");
                    // People write minutes.
                    if (at.Latest < notice.Opened.At.AddMinutes(-1))
                        throw new RefusedStepException("told-before-the-notice", "at", $"{notice.Opened}");
                    if (!telling.ReadBack) throw new RefusedStepException("not-read-back", "readBack");
                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(telling), telling.Way, "Nobody records this end by hand.");
            }
            return db.Add(new NoticeEnd(notice.Id, telling.Way, told, at, Bounds.Text(telling.Done, "done", LongestText),
                db.Actor.Name, step.Now)).Entity;
        }, stop);
    }
}
