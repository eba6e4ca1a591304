using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Cases;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Picture;
using Thrombophilia.Lims.Clinic.Review;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Lims;

/// <summary>What may be considered for a person today.</summary>
/// <param name="Subject">The person.</param>
/// <param name="Picture">What people answered.</param>
/// <param name="Answer">Conclusion and options; null where the person has not agreed to an analysis and a report.</param>
public sealed record Advice(Subject Subject, ClinicalPicture Picture, CaseAnswer? Answer);

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
        var limit = signedOnly ? EvidenceLimit.Of(await SignedAsync(found.Subject.Id, stop)) : null;
        return new(found.Subject, found.Picture,
            analysis.Evidence(db, found.Subject.Id, limit) is { } evidence ? analysis.Advise(evidence) : null);
    }

    /// <summary>The newest conclusion of a person that two persons signed; null for none.</summary>
    /// <param name="subject">Internal key of the person.</param>
    /// <param name="stop">Ends it.</param>
    internal Task<Conclusion?> SignedAsync(int subject, CancellationToken stop) => db.Conclusions().AsNoTracking()
        .Where(c => c.SubjectId == subject && c.ForReport && db.SignOffs().Count(r => r.ConclusionId == c.Id) >= SignOff.Needed)
        .OrderByDescending(c => c.Version).FirstOrDefaultAsync(stop);
}
