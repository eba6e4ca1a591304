using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Decisions.Tables;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Picture;

/// <summary>A person's clinical picture, and what can be asked of the person.</summary>
/// <param name="Subject">The person.</param>
/// <param name="Sections">Questions that are for this person.</param>
/// <param name="Picture">The newest answers.</param>
/// <param name="History">Every answer, the newest first.</param>
public sealed record PictureFile(Subject Subject, IReadOnlyList<PictureSection> Sections, ClinicalPicture Picture,
    IReadOnlyList<ClinicalFact> History);

/// <summary>Reads clinical pictures of the persons of the actor's sites.</summary>
public sealed class PictureQueries(LimsDb db, ClinicalRules rules)
{
    /// <summary>
    /// The picture of a person today, with the questions of the picture or, by its id, those of a score; null where the
    /// actor sees no such person or there is no such score.
    /// </summary>
    public async Task<PictureFile?> FindAsync(Guid id, string? score = null, CancellationToken stop = default)
    {
        var asked = score is null ? rules.Picture.Sections : [.. rules.Picture.Scores.Where(s => s.Id == score)];
        if (asked.Count == 0) return null;
        if (await db.Subjects().AsNoTracking().SingleOrDefaultAsync(s => s.PublicId == id, stop) is not { } subject) return null;
        var facts = await db.ClinicalFacts().AsNoTracking().Where(f => f.SubjectId == subject.Id).OrderByDescending(f => f.Id)
            .ToListAsync(stop);
        var today = db.Clock.DayOf(db.Clock.GetUtcNow());
        var check = new PictureCheck(rules, subject, today);
        return new(subject,
            [.. asked.Select(s => s with { Questions = [.. s.Questions.Where(q => !check.DoesNotApply(q))] })
                .Where(s => s.Questions.Count > 0)],
            ClinicalPicture.Of(facts, rules.Picture, today),
            [.. facts.Where(f => asked.Any(s => s.Questions.Any(q => q.Fact.Id == f.Fact))
                || score is null && rules.Picture.Question(f.Fact) is null)]);
    }
}
