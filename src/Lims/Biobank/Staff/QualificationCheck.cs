using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Biobank.Staff;

/// <summary>Who may do a task: the newest certificate counts, and must be valid on the day.</summary>
static class QualificationCheck
{
    /// <summary>
    /// Demands a certificate of the actor and counts the task on it. The program itself needs none.
    /// </summary>
    /// <exception cref="RefusedStepException">There is none, or it has expired.</exception>
    public static async Task DemandAsync(LimsDb db, LabTask task, DateTimeOffset now, int times = 1,
        CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        if (db.Actor == Actor.System) return;
        var (person, today) = (db.Actor.Name, db.Clock.DayOf(now));
        var newest =
            await db.Qualifications().Where(q => q.Person == person && q.Task == task)
            .OrderByDescending(q => q.ValidUntil).FirstOrDefaultAsync(stop)
            ?? throw new RefusedStepException("not-qualified", "", $"{task}");
        if (newest.ValidUntil < today)
            throw new RefusedStepException("qualification-expired", "", $"{task}",
                newest.ValidUntil.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
                    newest.Certificate);
        newest.Count(times);
    }
}
