using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Review;

/// <summary>A conclusion that waits for a signature.</summary>
/// <param name="Conclusion">The conclusion.</param>
/// <param name="Subject">The person.</param>
/// <param name="FirstSigner">Who signed it the first time; null where nobody has.</param>
public sealed record WaitingConclusion(Conclusion Conclusion, Subject Subject, string? FirstSigner);

/// <summary>One version of a person's conclusions.</summary>
/// <param name="Id">Public id.</param>
/// <param name="Version">1, 2, ...</param>
/// <param name="Issued">When it was issued.</param>
public sealed record ConclusionVersion(Guid Id, int Version, Moment Issued);

/// <summary>One issued conclusion, who signed it, and its other versions.</summary>
/// <param name="Conclusion">The conclusion.</param>
/// <param name="Subject">The person.</param>
/// <param name="SignOffs">The signatures under it, the first first.</param>
/// <param name="Versions">The person's newest version, and every older one that is for a report, the newest
/// first.</param>
public sealed record ConclusionFile(Conclusion Conclusion, Subject Subject, IReadOnlyList<SignOff> SignOffs,
    IReadOnlyList<ConclusionVersion> Versions)
{
    /// <summary>No version replaced it.</summary>
    public bool IsNewest => Versions[0].Version == Conclusion.Version;

    /// <summary>It waits for a signature.</summary>
    public bool IsOpen => IsNewest && SignOffs.Count < SignOff.Needed;
}

/// <summary>Reads issued conclusions and who signed them, of the persons of the actor's sites.</summary>
public sealed class ReviewQueries(LimsDb db)
{
    /// <summary>
    /// Issued conclusions that two persons have not signed yet, each person's newest; older ones are history. What is
    /// urgent first, then the longest waiting.
    /// </summary>
    public Task<Leaf<WaitingConclusion>> WaitingAsync(LeafWanted wanted, CancellationToken stop = default) =>
        (from c in db.Conclusions().AsNoTracking()
         join s in db.Subjects() on c.SubjectId equals s.Id
         where c.ForReport
            && !db.Conclusions().Any(later => later.SubjectId == c.SubjectId && later.Version > c.Version)
            && db.SignOffs().Count(r => r.ConclusionId == c.Id) < SignOff.Needed
         orderby c.Headline == Conclusion.Urgent ? 0 : 1, c.Id
         select new WaitingConclusion(c, s,
            db.SignOffs().Where(r => r.ConclusionId == c.Id).Select(r => r.By).FirstOrDefault()))
        .LeafAsync(wanted, stop);

    /// <summary>A conclusion that is for a report, by its public id; null where the actor sees none.</summary>
    public async Task<ConclusionFile?> FindAsync(Guid id, CancellationToken stop = default)
    {
        var found =
            await (from c in db.Conclusions().AsNoTracking()
                   join s in db.Subjects() on c.SubjectId equals s.Id
                   where c.PublicId == id && c.ForReport
                   select new { c, s }).SingleOrDefaultAsync(stop);
        if (found is null) return null;
        var signed =
            await db.SignOffs().AsNoTracking().Where(r => r.ConclusionId == found.c.Id).OrderBy(r => r.Turn)
            .ToListAsync(stop);
        var versions =
            await db.Conclusions().AsNoTracking().Where(c => c.SubjectId == found.s.Id)
            .OrderByDescending(c => c.Version).Select(c => new { c.PublicId, c.Version, c.Issued, c.ForReport })
            .ToListAsync(stop);
        return new(found.c, found.s, signed,
            [.. versions.Where((c, i) => i == 0 || c.ForReport)
                .Select(c => new ConclusionVersion(c.PublicId, c.Version, c.Issued))]);
    }
}
