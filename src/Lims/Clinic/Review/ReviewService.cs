using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Staff;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Requests.Orders;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Review;

/// <summary>What a person signs, as the page showed it.</summary>
/// <param name="Round">How often the version had been reopened.</param>
/// <param name="Turn">1 for the first review, 2 for the second.</param>
/// <param name="Name">Printed name of the signer.</param>
/// <param name="Reason">Why, where the signer gives a reason.</param>
public sealed record SignatureEntry(int Round, int Turn, string? Name, string? Reason = null);

/// <summary>Issues the report of a conclusion that has all its signatures, inside the step that signs it.</summary>
/// <param name="step">The step.</param>
/// <param name="conclusion">The conclusion.</param>
/// <param name="signOffs">Its signatures, the first first.</param>
/// <param name="remark">What the signer typed on an amended report; null for nothing.</param>
/// <param name="stop">Ends the work.</param>
public delegate Task IssueReport(WriteStep step, Conclusion conclusion, IReadOnlyList<SignOff> signOffs, string? remark,
    CancellationToken stop);

/// <summary>
/// The review of conclusions: opening, comments, assignment, sending back, and sign-offs by two persons, the last of which issues
/// the report. The page that calls it has proven who signs.
/// </summary>
public sealed class ReviewService(Writes writes, BiobankRules biobank, ReviewRules rules, IssueReport issue)
{
    const int LongestComment = 2000, LongestName = 100;
    readonly LimsDb db = writes.Db;

    /// <summary>Records that the actor has opened a version; once for each person and version.</summary>
    /// <exception cref="RefusedStepException">The actor sees no such conclusion.</exception>
    public async Task OpenAsync(Guid id, CancellationToken stop = default)
    {
        // Whoever opens it again waits for no other writer.
        if (await IsOpenedAsync(await KnownAsync(id, stop), stop)) return;
        await writes.RunAsync(async step =>
        {
            var conclusion = await KnownAsync(id, stop);
            if (!await IsOpenedAsync(conclusion, stop)) Note(step, conclusion, ReviewEventKind.Opened);
        }, stop);
    }

    /// <summary>Comments on a version.</summary>
    /// <exception cref="RefusedStepException">There is no text.</exception>
    public Task CommentAsync(Guid id, string? text, CancellationToken stop = default) => writes.RunAsync(async step =>
        Note(step, await KnownAsync(id, stop), ReviewEventKind.Commented, text: Bounds.Text(text, "comment", LongestComment)), stop);

    /// <summary>Gives the case to somebody, or back to nobody.</summary>
    /// <param name="id">Public id of the conclusion.</param>
    /// <param name="to">Name of an account that may sign; empty for nobody.</param>
    /// <param name="stop">Ends it.</param>
    public Task AssignAsync(Guid id, string? to, CancellationToken stop = default) => writes.RunAsync(async step =>
    {
        var conclusion = await KnownAsync(id, stop);
        Note(step, conclusion, ReviewEventKind.Assigned, Bounds.Optional(to, "assignee", 64) ?? "");
        await RenewAsync(conclusion, stop);
    }, stop);

    /// <summary>
    /// Sends a version back, by a person who has opened it. Signatures under it count no more; it waits for new evidence, or
    /// until it is reopened.
    /// </summary>
    /// <exception cref="RefusedStepException">It is signed by two, sent back already, not opened, or there is no reason.</exception>
    public Task SendBackAsync(Guid id, string? reason, CancellationToken stop = default) => writes.RunAsync(async step =>
    {
        var conclusion = await NewestAsync(id, stop);
        await DemandOpenedAsync(conclusion, stop);
        await DemandWaitingAsync(conclusion, stop);
        Note(step, conclusion, ReviewEventKind.SentBack, text: Bounds.Reason(reason));
        await RenewAsync(conclusion, stop);
    }, stop);

    /// <summary>Reopens a version that was sent back, with a comment. Two new signatures are needed.</summary>
    /// <exception cref="RefusedStepException">It is not sent back, or there is no comment.</exception>
    public Task ReopenAsync(Guid id, string? comment, CancellationToken stop = default) => writes.RunAsync(async step =>
    {
        var conclusion = await NewestAsync(id, stop);
        if ((await StandingAsync(conclusion, stop)).SentBack is null) throw new RefusedStepException("not-sent-back", "");
        Note(step, conclusion, ReviewEventKind.Reopened, text: Bounds.Text(comment, "comment", LongestComment));
        await RenewAsync(conclusion, stop);
    }, stop);

    /// <summary>Releases a hold of this version, with a reason.</summary>
    /// <exception cref="RefusedStepException">It does not hold, cannot be released, or there is no reason.</exception>
    public Task ReleaseAsync(Guid id, string? hold, string? reason, CancellationToken stop = default) => writes.RunAsync(async step =>
    {
        var conclusion = await NewestAsync(id, stop);
        await DemandOpenedAsync(conclusion, stop);
        await DemandWaitingAsync(conclusion, stop);
        var own = (await HoldsAsync(conclusion, stop)).FirstOrDefault(h => h.Rule.Id == hold && h.Release is null)
            ?? throw new RefusedStepException("hold-not-there", "");
        if (!own.Rule.IsReleasable) throw new RefusedStepException("hold-stays", "");
        Note(step, conclusion, ReviewEventKind.HoldReleased, own.Rule.Id, Bounds.Reason(reason));
        await RenewAsync(conclusion, stop);
    }, stop);

    /// <summary>Signs a conclusion: the first review, or the second by another person.</summary>
    /// <param name="id">Public id of the conclusion.</param>
    /// <param name="signature">What is signed.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="RefusedStepException">There is a newer one, it was not opened, sent back or is held, this person or two
    /// persons signed it, it stands otherwise than the page showed, or consent or certificate are missing.</exception>
    public Task<SignOff> SignAsync(Guid id, SignatureEntry signature, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(signature);
        return writes.RunAsync(async step =>
        {
            var conclusion = await NewestAsync(id, stop);
            var subject = await db.Subjects().SingleAsync(s => s.Id == conclusion.SubjectId, stop);
            await ConsentCheck.DemandAsync(db, biobank, ConsentStep.Report, subject, stop);
            var standing = await DemandWaitingAsync(conclusion, stop);
            if (standing.SignOffs.FirstOrDefault(s => s.By == db.Actor.Name) is { } own)
                throw new RefusedStepException("read-by-you", "", $"{own.At}");
            await DemandOpenedAsync(conclusion, stop);
            if ((signature.Round, signature.Turn) != (standing.Round, standing.SignOffs.Count + 1))
                throw new RefusedStepException("standing-changed", "");
            var holding = (await HoldsAsync(conclusion, stop)).Where(h => h.Release is null).Select(h => h.Rule.Name.In()).ToList();
            if (holding.Count > 0) throw new RefusedStepException("review-held", "", string.Join("; ", holding));
            var (name, reason) = (Bounds.Text(signature.Name, "name", LongestName), Bounds.Optional(signature.Reason, "reason", 500));
            await QualificationCheck.DemandAsync(db, signature.Turn == 1 ? LabTask.FirstReading : LabTask.SecondReading,
                step.Now, 1, stop);
            db.Because(reason);
            var signed = db.Add(new SignOff(conclusion.Id, standing.Round, signature.Turn, rules.MeaningOf(signature.Turn),
                db.Actor.Name, name, reason, step.Now)).Entity;
            if (signed.Turn == SignOff.Needed)
            {
                await issue(step, conclusion, [.. standing.SignOffs, signed], reason, stop);
                // The last signature answers the requests that the conclusion rests on.
                await OrderService.AnswerAsync(step, conclusion, stop);
            }
            await RenewAsync(conclusion, stop);
            return signed;
        }, stop);
    }

    async Task<Conclusion> KnownAsync(Guid id, CancellationToken stop) =>
        await db.Conclusions().AsNoTracking().SingleOrDefaultAsync(c => c.PublicId == id && c.ForReport, stop)
        ?? throw new RefusedStepException("unknown-conclusion", "");

    async Task<Conclusion> NewestAsync(Guid id, CancellationToken stop)
    {
        var conclusion = await KnownAsync(id, stop);
        var newest = await db.Conclusions().Where(c => c.SubjectId == conclusion.SubjectId).MaxAsync(c => c.Version, stop);
        return newest == conclusion.Version ? conclusion : throw new RefusedStepException("newer-conclusion", "", newest);
    }

    Task<bool> IsOpenedAsync(Conclusion conclusion, CancellationToken stop) => db.ReviewEvents().AnyAsync(
        e => e.ConclusionId == conclusion.Id && e.By == db.Actor.Name && e.Kind == ReviewEventKind.Opened, stop);

    async Task DemandOpenedAsync(Conclusion conclusion, CancellationToken stop)
    {
        if (!await IsOpenedAsync(conclusion, stop)) throw new RefusedStepException("not-opened", "", conclusion.Version);
    }

    async Task<ReviewStanding> DemandWaitingAsync(Conclusion conclusion, CancellationToken stop)
    {
        var standing = await StandingAsync(conclusion, stop);
        if (standing.SentBack is { } back) throw new RefusedStepException("sent-back", "", back.By, back.Text);
        return standing.SignOffs.Count < SignOff.Needed ? standing : throw new RefusedStepException("read-twice", "");
    }

    async Task<ReviewStanding> StandingAsync(Conclusion conclusion, CancellationToken stop) => ReviewStanding.Of(
        await EventsAsync(conclusion, stop),
        await db.SignOffs().AsNoTracking().Where(s => s.ConclusionId == conclusion.Id).ToListAsync(stop));

    Task<List<ReviewEvent>> EventsAsync(Conclusion conclusion, CancellationToken stop) =>
        db.ReviewEvents().AsNoTracking().Where(e => e.ConclusionId == conclusion.Id).OrderBy(e => e.Id).ToListAsync(stop);

    async Task<IReadOnlyList<Hold>> HoldsAsync(Conclusion conclusion, CancellationToken stop) => ReviewHolds.Of(rules, biobank,
        StatementJson.Of(conclusion), await ConsentCheck.NewestAsync(db, conclusion.SubjectId, stop),
        await db.LabRequests().AsNoTracking().Where(r => r.SubjectId == conclusion.SubjectId).ToListAsync(stop),
        await EventsAsync(conclusion, stop));

    void Note(WriteStep step, Conclusion conclusion, ReviewEventKind kind, string about = "", string text = "")
    {
        // A comment is its own reason.
        if (text.Length > 0 && kind != ReviewEventKind.Commented) db.Because(text);
        db.Add(new ReviewEvent(conclusion.SubjectId, conclusion.Id, kind, about, text, db.Actor.Name, step.Now));
    }

    // The line of the queue is read from what is written.
    async Task RenewAsync(Conclusion conclusion, CancellationToken stop)
    {
        await db.SaveChangesAsync(stop);
        ReviewDesk.Renew(db, rules, biobank, conclusion.SubjectId);
    }
}
