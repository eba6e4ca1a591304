using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Biobank.Subjects;

/// <summary>
/// Whether a person's consent allows a step now. The newest form counts; where none is recorded, nothing new is
/// allowed.
/// </summary>
public static class ConsentCheck
{
    /// <summary>The form that counts among those of one person; null where none is recorded.</summary>
    public static Consent? Newest(IEnumerable<Consent> forms) => forms.MaxBy(c => (c.SignedAt.At, c.Id));

    /// <summary>The form that counts, as the step that is running sees it; without one, as it is committed.</summary>
    internal static Consent? NewestInStep(LimsDb db, int subjectId) =>
        Newest(db.Rows<Consent>().Find(nameof(Consent.SubjectId), subjectId));

    /// <summary>The form that counts; null where none is recorded.</summary>
    public static async Task<Consent?> NewestAsync(LimsDb db, int subjectId, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        return Newest(await db.Consents().OfEverySite().Where(c => c.SubjectId == subjectId).ToListAsync(stop));
    }

    /// <summary>The forms that count, by person; a person without one is left out.</summary>
    public static async Task<Dictionary<int, Consent>> NewestOfAsync(LimsDb db, IEnumerable<int> subjects,
        CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        var newest = new Dictionary<int, Consent>();
        foreach (var some in subjects.Distinct().Chunk(500))
            foreach (var forms in (await db.Consents().OfEverySite().AsNoTracking()
                .Where(c => some.Contains(c.SubjectId)).ToListAsync(stop)).GroupBy(c => c.SubjectId))
                newest[forms.Key] = Newest(forms)!;
        return newest;
    }

    /// <summary>The form that counts allows the step.</summary>
    public static bool Allows(BiobankRules rules, ConsentStep step, Consent? newest)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return newest is { Withdrawn: null } && (newest.Scopes & rules.Needs(step)) != 0;
    }

    /// <summary>Why the step is not allowed; null where it is.</summary>
    public static Refusal? Forbids(BiobankRules rules, ConsentStep step, Subject subject, Consent? newest)
    {
        ArgumentNullException.ThrowIfNull(subject);
        if (Allows(rules, step, newest)) return null;
        if (newest is null) return new Refusal("consent-not-recorded", "", subject.Code);
        return newest.Withdrawn is { } at
            ? new Refusal("consent-withdrawn", "", subject.Code, $"{at}", newest.WithdrawnBy ?? "")
            : new Refusal("consent-does-not-cover", "", subject.Code, newest.FormVersion);
    }

    /// <summary>Demands that a step is allowed.</summary>
    /// <exception cref="RefusedStepException">It is not.</exception>
    public static async Task DemandAsync(LimsDb db, BiobankRules rules, ConsentStep step, Subject subject,
        CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(subject);
        if (Forbids(rules, step, subject, await NewestAsync(db, subject.Id, stop)) is { } refusal)
            throw new RefusedStepException(refusal);
    }
}
