using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Staff;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Review;

/// <summary>Where conclusions are read by two persons. Each reading is one transaction, checks consent and qualification, and is never changed.</summary>
public sealed class ReviewService(LimsDb db, BiobankRules rules, TimeProvider clock)
{
    /// <summary>Issued conclusions of the actor's sites that nobody has read twice, each person's newest; the rest is history.</summary>
    public IQueryable<Conclusion> Waiting
    {
        get
        {
            var newest = db.Conclusions.Where(c => c.ForReport && !db.Conclusions.Any(later => later.SubjectId == c.SubjectId && later.Version > c.Version)
                && db.SignOffs.Count(r => r.ConclusionId == c.Id) < SignOff.Needed);
            return db.Actor.Sites is { } sites ? newest.Where(c => db.Subjects.Any(s => s.Id == c.SubjectId && sites.Contains(s.Site))) : newest;
        }
    }

    /// <summary>Reads a conclusion: the first time, or, another person, the second.</summary>
    /// <exception cref="RefusedStepException">There is a newer one, it was read by this person or twice, or consent or certificate are missing.</exception>
    public async Task<SignOff> ReadAsync(Guid id, CancellationToken stop = default)
    {
        var transaction = await db.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            db.ChangeTracker.Clear();
            var found = await (from c in db.Conclusions join s in db.Subjects on c.SubjectId equals s.Id where c.PublicId == id && c.ForReport select new { c, s }).SingleOrDefaultAsync(stop).ConfigureAwait(false);
            if (found is null || !db.Actor.Sees(found.s.Site)) throw new RefusedStepException("unknown-conclusion", "");
            var newest = await db.Conclusions.Where(c => c.SubjectId == found.s.Id).MaxAsync(c => c.Version, stop).ConfigureAwait(false);
            if (newest != found.c.Version) throw new RefusedStepException("newer-conclusion", "", newest);
            await ConsentCheck.DemandAsync(db, rules, ConsentStep.Report, found.s, stop).ConfigureAwait(false);
            var readings = await db.SignOffs.AsNoTracking().Where(r => r.ConclusionId == found.c.Id).ToListAsync(stop).ConfigureAwait(false);
            if (readings.Count >= SignOff.Needed) throw new RefusedStepException("read-twice", "");
            if (readings.FirstOrDefault(r => r.By == db.Actor.Name) is { } own) throw new RefusedStepException("read-by-you", "", $"{own.At}");
            var now = clock.GetUtcNow();
            await QualificationCheck.DemandAsync(db, readings.Count == 0 ? LabTask.FirstReading : LabTask.SecondReading, now, 1, stop).ConfigureAwait(false);
            var reading = db.Add(new SignOff(found.c.Id, readings.Count + 1, db.Actor.Name, now)).Entity;
            await db.SaveChangesAsync(stop).ConfigureAwait(false);
            await transaction.CommitAsync(stop).ConfigureAwait(false);
            return reading;
        }
    }
}
