using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Review.LabRequests;

/// <summary>What somebody typed of a request.</summary>
/// <param name="Kind">What is asked for.</param>
/// <param name="Target">Variant, gene, assay or material.</param>
/// <param name="Reason">Why.</param>
/// <param name="HoldsSignature">Nothing is signed while it is open.</param>
/// <param name="Due">Day on which it is due; null for the days that the rules give its kind.</param>
public sealed record RequestEntry(LabRequestKind Kind, string? Target, string? Reason, bool HoldsSignature, DateOnly? Due);

/// <summary>Requests of reviewers to the laboratory.</summary>
public sealed class LabRequestService(Writes writes, ReviewRules rules, BiobankRules biobank)
{
    const int LongestTarget = 200, LongestAnswer = 1000;
    readonly LimsDb db = writes.Db;

    /// <summary>Asks for something.</summary>
    /// <param name="subject">Public id of the person.</param>
    /// <param name="entry">What.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="RefusedStepException">A field is wrong, or the person is of no site of the actor.</exception>
    public Task<LabRequest> AskAsync(Guid subject, RequestEntry entry, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return writes.RunAsync(async step =>
        {
            var person = await db.Subjects().SingleOrDefaultAsync(s => s.PublicId == subject, stop)
                ?? throw new RefusedStepException("unknown-subject", "");
            var target = Bounds.Text(entry.Target, "target", LongestTarget);
            var why = Bounds.Reason(entry.Reason);
            var due = entry.Due ?? step.Today.AddDays(rules.DaysOfRequest[entry.Kind]);
            if (due < step.Today) throw new RefusedStepException("day-over", "due");
            var asked = db.Add(new LabRequest(person.Id, entry.Kind, target, why, entry.HoldsSignature,
                Moment.OfDay(due, db.Clock.LocalTimeZone.GetUtcOffset(due.ToDateTime(TimeOnly.MinValue))), db.Actor.Name, step.Now)).Entity;
            await RenewAsync(person.Id, stop);
            return asked;
        }, stop);
    }

    /// <summary>Answers a request: done, with its result.</summary>
    /// <exception cref="RefusedStepException">There is no result, or it is not open.</exception>
    public Task DoneAsync(Guid id, string? result, CancellationToken stop = default) => CloseAsync(id, LabRequestState.Done, result, stop);

    /// <summary>Cancels a request, with a reason.</summary>
    /// <exception cref="RefusedStepException">There is no reason, or it is not open.</exception>
    public Task CancelAsync(Guid id, string? reason, CancellationToken stop = default) =>
        CloseAsync(id, LabRequestState.Cancelled, reason, stop);

    Task CloseAsync(Guid id, LabRequestState state, string? answer, CancellationToken stop) => writes.RunAsync(async step =>
    {
        var request = await db.LabRequests().SingleOrDefaultAsync(r => r.PublicId == id, stop)
            ?? throw new RefusedStepException("unknown-request", "");
        if (request.State != LabRequestState.Open)
            throw new RefusedStepException("lab-request-closed", "", request.AnsweredBy ?? "", $"{request.Answered}");
        request.Close(state, Bounds.Text(answer, "answer", LongestAnswer), db.Actor.Name, step.Now);
        await RenewAsync(request.SubjectId, stop);
    }, stop);

    // The line of the queue is read from what is written.
    async Task RenewAsync(int subject, CancellationToken stop)
    {
        await db.SaveChangesAsync(stop);
        ReviewDesk.Renew(db, rules, biobank, subject);
    }
}
