using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Requests.Forms;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Requests.Consultations;

/// <summary>A step of the clock of a consultation.</summary>
/// <param name="Time">Id of the allowed time.</param>
/// <param name="Due">When it had to be there.</param>
/// <param name="At">When it was; null before.</param>
/// <param name="Took">Time since it was asked; null before, and where the hour is not known.</param>
/// <param name="IsLate">It was or is too late.</param>
public sealed record ConsultationClock(string Time, Moment Due, Moment? At, TimeSpan? Took, bool IsLate);

/// <summary>A consultation in a list.</summary>
/// <param name="Consultation">The consultation.</param>
/// <param name="Subject">The person.</param>
/// <param name="Clock">Its clock.</param>
public sealed record ConsultationRow(Consultation Consultation, Subject Subject, IReadOnlyList<ConsultationClock> Clock);

/// <summary>A consultation with its form, who was invited, and what was decided.</summary>
public sealed record ConsultationFile(ConsultationRow Row, RequestForm Form, IReadOnlyList<FormAnswer> Answers,
    IReadOnlyList<ConsultationInvite> Invites, IReadOnlyList<ConsultationDecision> Decisions);

/// <summary>Reads consultations on the persons of the actor's sites.</summary>
public sealed class ConsultationQueries(LimsDb db, RequestRules rules, PersonalDataCipher cipher)
{
    /// <summary>Consultations. What is open: urgent first, then by the time of the response. What is closed: the newest first.</summary>
    /// <param name="open">What is open, or what is closed.</param>
    /// <param name="subject">Public id of the person whose consultations are wanted; null for everybody's.</param>
    /// <param name="wanted">Which leaf.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<Leaf<ConsultationRow>> ListAsync(bool open, Guid? subject, LeafWanted wanted, CancellationToken stop = default)
    {
        var rows = from c in db.Consultations().AsNoTracking()
                   join s in db.Subjects() on c.SubjectId equals s.Id
                   where subject == null ? c.IsOpen == open : s.PublicId == subject
                   select new { c, s };
        var leaf = await (open && subject is null ? rows.OrderByDescending(r => r.c.Urgent).ThenBy(r => r.c.ResponseDue).ThenBy(r => r.c.Id)
            : rows.OrderByDescending(r => r.c.Id)).LeafAsync(wanted, stop);
        return new([.. leaf.Rows.Select(r => new ConsultationRow(r.c, r.s, ClockOf(r.c)))], leaf.Number, leaf.HasMore);
    }

    /// <summary>A consultation by its public id; null where the actor sees none.</summary>
    public async Task<ConsultationFile?> FindAsync(Guid id, bool withIdentity, CancellationToken stop = default)
    {
        if (await db.Consultations().AsNoTracking().SingleOrDefaultAsync(c => c.PublicId == id, stop) is not { } found) return null;
        var form = rules.Form(RequestForm.Consultation, found.FormVersion);
        return new(new(found, await db.Subjects().AsNoTracking().SingleAsync(s => s.Id == found.SubjectId, stop), ClockOf(found)), form,
            FormAnswers.Read(form, found.Answers, withIdentity ? cipher : null),
            await db.ConsultationInvites().AsNoTracking().Where(i => i.ConsultationId == found.Id).OrderBy(i => i.Id).ToListAsync(stop),
            await db.ConsultationDecisions().AsNoTracking().Where(d => d.ConsultationId == found.Id).OrderBy(d => d.Id).ToListAsync(stop));
    }

    IReadOnlyList<ConsultationClock> ClockOf(Consultation c)
    {
        var now = db.Clock.GetUtcNow();
        return
        [
            Step(AllowedTime.Response, c.ResponseDue, c.Responded ?? c.Met), Step(AllowedTime.Meeting, c.MeetingDue, c.Met),
            Step(AllowedTime.Outcome, c.OutcomeDue, c.Concluded),
        ];

        ConsultationClock Step(string time, Moment due, Moment? at) => new(time, due, at,
            at is { WholeDay: false } then && !c.Asked.WholeDay ? then.At - c.Asked.At : null,
            at is { } there ? there.Earliest > due.At : c.IsOpen && now > due.At);
    }
}
