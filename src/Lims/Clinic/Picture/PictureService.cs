using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Picture;

/// <summary>An answer that somebody gave.</summary>
/// <param name="Fact">Id of the fact.</param>
/// <param name="Value">As the dictionary writes it, or <see cref="ClinicalFact.Unknown"/>; a day where a day is asked.</param>
public sealed record PictureEntry(string Fact, string Value);

/// <summary>Records the clinical picture. Each method is one step; the context names the actor.</summary>
public sealed class PictureService(Writes writes, ClinicalRules rules)
{
    /// <summary>Why a conclusion is issued anew.</summary>
    internal const string Reason = "clinical-facts-recorded";

    readonly LimsDb db = writes.Db;

    /// <summary>
    /// Records answers as they were on a day. An answer that says what the newest one of the same day said, or what one
    /// said that does not age, is not written again.
    /// </summary>
    /// <returns>How many were written.</returns>
    /// <exception cref="RefusedStepException">An answer is none to its question, or the day is in the future or before
    /// birth. Its field is the id of the fact, or <c>observed</c>. Nothing was written.</exception>
    public Task<int> RecordAsync(Guid id, IReadOnlyList<PictureEntry> entries, DateOnly observed, FactOrigin origin,
        CancellationToken stop = default) => writes.RunAsync(async step => await RecordAsync(step, rules,
            await db.Subjects().SingleOrDefaultAsync(s => s.PublicId == id, stop) ?? throw new RefusedStepException("unknown-subject", ""),
            entries, observed, origin, stop), stop);

    /// <summary>The same within a step that does more.</summary>
    internal static async Task<int> RecordAsync(WriteStep step, ClinicalRules rules, Subject subject, IReadOnlyList<PictureEntry> entries,
        DateOnly observed, FactOrigin origin, CancellationToken stop)
    {
        var db = step.Db;
        var check = new PictureCheck(rules, subject, step.Today);
        if (check.WrongDay(observed) is { } wrong) throw new RefusedStepException(wrong with { Field = "observed" });
        var picture = ClinicalPicture.Of(
            await db.ClinicalFacts().AsNoTracking().Where(f => f.SubjectId == subject.Id).ToListAsync(stop), rules.Picture, step.Today);
        var at = Moment.OfDay(observed, db.Clock.LocalTimeZone.GetUtcOffset(observed.ToDateTime(new TimeOnly(12, 0))));
        var written = 0;
        foreach (var entry in entries)
        {
            if (check.Wrong(entry, observed) is { } refusal) throw new RefusedStepException(refusal);
            if (picture.Answers.TryGetValue(entry.Fact, out var old) && old.Fact.Value == entry.Value
                && (old.Question.Fact.MaxAgeDays is null || old.Fact.Observed == at)) continue;
            db.Add(new ClinicalFact(subject.Id, entry.Fact, entry.Value, at, origin, db.Actor.Name, step.Now));
            written++;
        }
        if (written > 0) step.Concerns(subject.Id, Reason);
        return written;
    }
}
