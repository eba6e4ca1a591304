using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Staff;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Review;

/// <summary>
/// Sign-offs of conclusions by two persons. Each is one step, needs consent and certificate, and is never changed.
/// </summary>
public sealed class ReviewService(Writes writes, BiobankRules rules)
{
    readonly LimsDb db = writes.Db;

    /// <summary>Signs a conclusion: the first review, or the second by another person.</summary>
    /// <exception cref="RefusedStepException">There is a newer one, this person or two persons signed it, or consent or
    /// certificate are missing.</exception>
    public Task<SignOff> SignAsync(Guid id, CancellationToken stop = default) => writes.RunAsync(async step =>
    {
        var conclusion = await db.Conclusions().SingleOrDefaultAsync(c => c.PublicId == id && c.ForReport, stop)
            ?? throw new RefusedStepException("unknown-conclusion", "");
        var subject = await db.Subjects().SingleAsync(s => s.Id == conclusion.SubjectId, stop);
        var newest = await db.Conclusions().Where(c => c.SubjectId == subject.Id).MaxAsync(c => c.Version, stop);
        if (newest != conclusion.Version) throw new RefusedStepException("newer-conclusion", "", newest);
        await ConsentCheck.DemandAsync(db, rules, ConsentStep.Report, subject, stop);
        var signed = await db.SignOffs().AsNoTracking().Where(s => s.ConclusionId == conclusion.Id).ToListAsync(stop);
        if (signed.Count >= SignOff.Needed) throw new RefusedStepException("read-twice", "");
        if (signed.FirstOrDefault(s => s.By == db.Actor.Name) is { } own)
            throw new RefusedStepException("read-by-you", "", $"{own.At}");
        await QualificationCheck.DemandAsync(db, signed.Count == 0 ? LabTask.FirstReading : LabTask.SecondReading,
            step.Now, 1, stop);
        return db.Add(new SignOff(conclusion.Id, signed.Count + 1, db.Actor.Name, step.Now)).Entity;
    }, stop);
}
