using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Picture;
using Thrombophilia.Lims.Clinic.Requests.Forms;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Requests;

/// <summary>What every request has: for whom, why it is urgent, and the form that was filled.</summary>
static class Asking
{
    /// <summary>
    /// The person, and the form's answers as they are stored. What is a fact is recorded as clinical picture in the same step.
    /// </summary>
    /// <exception cref="RefusedStepException">There is no such person, the consent is withdrawn, or an answer is wrong.</exception>
    public static async Task<(Subject Subject, string Answers)> BeginAsync(WriteStep step, RequestForm form, FormEntry entry,
        ClinicalRules clinical, PersonalDataCipher cipher, CancellationToken stop)
    {
        var subject = await step.Db.Subjects().SingleOrDefaultAsync(s => s.PublicId == entry.Subject, stop)
            ?? throw new RefusedStepException("unknown-subject", "");
        await DemandNotWithdrawnAsync(step.Db, subject, stop);
        var answers = FormAnswers.Stored(form, entry.Answers, cipher);
        var facts = form.Fields.Where(f => f.Kind == FieldKind.Fact).Select(f => f.Id).ToHashSet();
        await PictureService.RecordAsync(step, clinical, subject, [.. entry.Answers.Where(a => facts.Contains(a.Fact))], entry.Observed,
            entry.Origin, stop);
        return (subject, answers);
    }

    /// <summary>
    /// The consent is not withdrawn. It may be missing: it is asked for at the draw, and no sample is taken in without it.
    /// </summary>
    public static async Task DemandNotWithdrawnAsync(LimsDb db, Subject subject, CancellationToken stop)
    {
        if (await ConsentCheck.NewestAsync(db, subject.Id, stop) is { Withdrawn: { } at } consent)
            throw new RefusedStepException("consent-withdrawn", "", subject.Code, $"{at}", consent.WithdrawnBy ?? "");
    }

    /// <summary>Why it is urgent; null where it is not.</summary>
    /// <exception cref="RefusedStepException">It is urgent without a reason.</exception>
    public static string? Urgency(bool urgent, string? reason) =>
        !urgent ? null : Bounds.Optional(reason, "urgencyReason", 200) ?? throw new RefusedStepException("why-needed", "urgencyReason");

    /// <summary>When it was asked; now where nobody says.</summary>
    public static Moment Asked(Moment? asked, WriteStep step) => Bounds.Past(asked, "asked", step.Now) ?? Moment.Of(step.Now);
}
