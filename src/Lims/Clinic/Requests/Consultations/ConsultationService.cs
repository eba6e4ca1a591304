using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Requests.Forms;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Requests.Consultations;

/// <summary>A consultation as it was asked for.</summary>
/// <param name="Form">The form.</param>
/// <param name="Departments">Departments that are invited.</param>
/// <param name="AskedBy">The physician who asks.</param>
/// <param name="Asked">When; null for now.</param>
/// <param name="Urgent">It is urgent.</param>
/// <param name="UrgencyReason">Why.</param>
public sealed record ConsultationEntry(FormEntry Form, IReadOnlyList<string> Departments, string? AskedBy, Moment? Asked, bool Urgent,
    string? UrgencyReason);

/// <summary>Asks for consultations and records what becomes of them. Each method is one step; the context names the actor.</summary>
public sealed class ConsultationService(Writes writes, RequestRules rules, ClinicalRules clinical, PersonalDataCipher cipher)
{
    const int LongestName = 100, MostDepartments = 20;

    readonly LimsDb db = writes.Db;

    /// <summary>Asks for a consultation. The facts of the form become clinical picture in the same step.</summary>
    public Task<Consultation> AskAsync(ConsultationEntry entry, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return writes.RunAsync(async step =>
        {
            var departments = entry.Departments.Select(d => Bounds.Text(d, "departments", LongestName)).Distinct().ToList();
            if (departments.Count is 0 or > MostDepartments)
                throw new RefusedStepException("no-department", "departments", MostDepartments);
            var who = Bounds.Text(entry.AskedBy, "askedBy", LongestName);
            var urgency = Asking.Urgency(entry.Urgent, entry.UrgencyReason);
            var asked = Asking.Asked(entry.Asked, step);
            var form = rules.Form(RequestForm.Consultation);
            var (subject, answers) = await Asking.BeginAsync(step, form, entry.Form, clinical, cipher, stop);
            var made = db.Add(new Consultation(LabelCode.Take(db, LabelCode.Consultation)[0], subject.Id, who, asked, urgency, rules,
                (form.Version, answers), db.Actor.Name, step.Now)).Entity;
            await db.SaveChangesAsync(stop);
            db.AddRange(departments.Select(d => new ConsultationInvite(made.Id, d)));
            return made;
        }, stop);
    }

    /// <summary>An invited department answers whether it comes.</summary>
    public Task RespondAsync(Guid id, Guid invite, bool comes, string? by, Moment? at, CancellationToken stop = default) =>
        StepAsync(id, async (consultation, step) =>
    {
        var own = await db.ConsultationInvites().SingleOrDefaultAsync(
                i => i.PublicId == invite && i.ConsultationId == consultation.Id, stop)
            ?? throw new RefusedStepException("unknown-invite", "invite");
        var when = Since(consultation, at, step);
        own.Answer(comes, Bounds.Text(by, "respondedBy", LongestName), when);
        consultation.Answer(when);
    }, stop);

    /// <summary>It met; who took part, one a line.</summary>
    public Task MeetAsync(Guid id, Moment? at, string? participants, CancellationToken stop = default) =>
        StepAsync(id, (consultation, step) =>
    {
        consultation.Meet(Since(consultation, at, step),
            Bounds.Lines(participants, "participants", 1000) ?? throw new RefusedStepException("empty", "participants"));
        return Task.CompletedTask;
    }, stop);

    /// <summary>Records the outcome.</summary>
    public Task ConcludeAsync(Guid id, string? outcome, CancellationToken stop = default) => StepAsync(id, (consultation, step) =>
    {
        var said = Bounds.Lines(outcome, "outcome", FormField.LongestLines) ?? throw new RefusedStepException("empty", "outcome");
        consultation.Conclude(said, db.Actor.Name, step.Now);
        return Task.CompletedTask;
    }, stop);

    /// <summary>Records a decision: what, who is responsible, and by when.</summary>
    public Task DecideAsync(Guid id, string? text, string? responsible, DateOnly until, CancellationToken stop = default) =>
        StepAsync(id, (consultation, step) =>
    {
        if (consultation.State is not (ConsultationState.Met or ConsultationState.Concluded))
            throw new RefusedStepException("consultation-state", "", consultation.Code);
        if (until < step.Today) throw new RefusedStepException("in-the-past", "until");
        db.Add(new ConsultationDecision(consultation.Id, Bounds.Text(text, "decision", 500),
            Bounds.Text(responsible, "responsible", LongestName), until, db.Actor.Name, step.Now));
        return Task.CompletedTask;
    }, stop);

    /// <summary>Closes a consultation whose outcome is recorded.</summary>
    public Task CloseAsync(Guid id, CancellationToken stop = default) => StepAsync(id, (consultation, step) =>
    {
        consultation.Close(db.Actor.Name, step.Now);
        return Task.CompletedTask;
    }, stop);

    /// <summary>Cancels a consultation that has not met, with a reason.</summary>
    public Task CancelAsync(Guid id, string? reason, CancellationToken stop = default) => StepAsync(id, (consultation, step) =>
    {
        var why = Bounds.Reason(reason);
        consultation.Cancel(why, db.Actor.Name, step.Now);
        db.Because(why);
        return Task.CompletedTask;
    }, stop);

    Task StepAsync(Guid id, Func<Consultation, WriteStep, Task> work, CancellationToken stop) => writes.RunAsync(async step =>
        await work(await db.Consultations().SingleOrDefaultAsync(c => c.PublicId == id, stop)
            ?? throw new RefusedStepException("unknown-consultation", ""), step), stop);

    // Not before it was asked, and not in the future; now where nobody says.
    static Moment Since(Consultation consultation, Moment? at, WriteStep step)
    {
        var when = Bounds.Past(at, "at", step.Now) ?? Moment.Of(step.Now);
        return when.Latest >= consultation.Asked.Earliest ? when
            : throw new RefusedStepException("before-asked", "at", $"{consultation.Asked}");
    }
}
