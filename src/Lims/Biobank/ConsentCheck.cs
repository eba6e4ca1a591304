using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Records;

namespace Thrombophilia.Lims.Biobank;

/// <summary>Whether a person's consent allows a step now. The newest form counts; where none is recorded, nothing new is allowed.</summary>
public static class ConsentCheck
{
    /// <summary>The form that counts; null where none is recorded.</summary>
    public static async Task<Consent?> NewestAsync(LimsDb db, int subjectId, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        return (await db.Consents.Where(c => c.SubjectId == subjectId).ToListAsync(stop).ConfigureAwait(false)).MaxBy(c => (c.SignedAt.At, c.Id));
    }

    /// <summary>Why the step is not allowed; null where it is.</summary>
    public static Refusal? Forbids(BiobankRules rules, ConsentStep step, Subject subject, Consent? newest)
    {
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(subject);
        if (newest is null) return new Refusal("consent-not-recorded", "", subject.Code);
        if (newest.Withdrawn is { } at) return new Refusal("consent-withdrawn", "", subject.Code, $"{at}", newest.WithdrawnBy ?? "");
        return (newest.Scopes & rules.Needs(step)) == 0 ? new Refusal("consent-does-not-cover", "", subject.Code, newest.FormVersion) : null;
    }

    /// <summary>Demands that a step is allowed.</summary>
    /// <exception cref="RefusedStepException">It is not.</exception>
    public static async Task DemandAsync(LimsDb db, BiobankRules rules, ConsentStep step, Subject subject, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(subject);
        if (Forbids(rules, step, subject, await NewestAsync(db, subject.Id, stop).ConfigureAwait(false)) is { } refusal) throw new RefusedStepException(refusal);
    }
}
