using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Cases;
using Thrombophilia.Lims.Clinic.Picture;
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
    public async Task<Advice?> FindAsync(Guid id, CancellationToken stop = default) =>
        await pictures.FindAsync(id, stop: stop) is { } found
            ? new(found.Subject, found.Picture, analysis.Advise(db, found.Subject.Id)) : null;
}
