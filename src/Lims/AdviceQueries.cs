using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Cases;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Picture;
using Thrombophilia.Lims.Clinic.Review;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Decisions.Tables;

namespace Thrombophilia.Lims;

/// <summary>What may be considered for a person today.</summary>
/// <param name="Subject">The person.</param>
/// <param name="Picture">What people answered.</param>
/// <param name="Answer">Conclusion and options; null where the person has not agreed to an analysis and a report.</param>
/// <param name="NotSigned">What results without signatures would do to it; they do nothing where it rests on them.</param>
public sealed record Advice(Subject Subject, ClinicalPicture Picture, CaseAnswer? Answer, UnsignedResults NotSigned);

/// <summary>What results that nobody has signed do to advice that rests on signed ones. They offer nothing.</summary>
/// <param name="Exist">There are some.</param>
/// <param name="WouldChange">They would change what may be considered.</param>
/// <param name="HeldBack">Drugs that are left by what was signed, and excluded or newly restricted by all: not offered.</param>
public sealed record UnsignedResults(bool Exist, bool WouldChange, IReadOnlyList<DrugClass> HeldBack)
{
    /// <summary>There are none.</summary>
    internal static UnsignedResults None { get; } = new(false, false, []);
}

/// <summary>Concludes for the moment, with options, of the persons of the actor's sites. Nothing is issued.</summary>
public sealed class AdviceQueries(LimsDb db, CaseAnalysis analysis, PictureQueries pictures)
{
    /// <summary>The advice of a person; null where the actor sees none.</summary>
    /// <param name="id">Public id of the person.</param>
    /// <param name="signedOnly">It rests on the results of the newest signed conclusion and on the clinical picture alone.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<Advice?> FindAsync(Guid id, bool signedOnly, CancellationToken stop = default)
    {
        if (await pictures.FindAsync(id, stop: stop) is not { } found) return null;
        if (analysis.Evidence(db, found.Subject.Id) is not { } all) return new(found.Subject, found.Picture, null, UnsignedResults.None);
        if (!signedOnly) return new(found.Subject, found.Picture, analysis.Advise(all), UnsignedResults.None);
        var limit = EvidenceLimit.Of(await SignedAsync(found.Subject.Id, stop));
        var answer = analysis.Advise(analysis.Evidence(db, found.Subject.Id, limit)!);
        return new(found.Subject, found.Picture, answer, Effect(answer, limit, all));
    }

    /// <summary>What the results outside of a limit do to the advice that rests on those within it.</summary>
    internal UnsignedResults Effect(CaseAnswer answer, EvidenceLimit limit, CaseEvidence all)
    {
        if (!limit.Lacks(all)) return UnsignedResults.None;
        var whole = analysis.Advise(all);
        var restricted = whole.Options.Restricted.Select(kept => kept.Class)
            .Except(answer.Options.Restricted.Select(kept => kept.Class)).ToHashSet();
        return new(true, new AnswerChanges(analysis.Clinical, []).Between(answer, whole).Any(c => c.Kind != AdviceKind.Urgent),
            [.. answer.Options.Available.Where(drug => !whole.Options.Available.Contains(drug) || restricted.Contains(drug))]);
    }

    /// <summary>The newest conclusion of a person that two persons signed; null for none.</summary>
    /// <param name="subject">Internal key of the person.</param>
    /// <param name="stop">Ends it.</param>
    internal Task<Conclusion?> SignedAsync(int subject, CancellationToken stop) => db.Conclusions().AsNoTracking()
        .Where(c => c.SubjectId == subject && c.ForReport && db.SignOffs().Any(r => r.ConclusionId == c.Id && r.Turn == SignOff.Needed))
        .OrderByDescending(c => c.Version).FirstOrDefaultAsync(stop);
}
