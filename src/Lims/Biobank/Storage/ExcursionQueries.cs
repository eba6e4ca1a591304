using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Lims.Biobank.Storage;

/// <summary>An excursion in a list.</summary>
/// <param name="Excursion">The excursion.</param>
/// <param name="Unit">The unit that was too warm.</param>
/// <param name="Tubes">Tubes that were there.</param>
public sealed record ExcursionRow(Excursion Excursion, StorageUnit Unit, int Tubes);

/// <summary>An excursion and the tubes that were there.</summary>
/// <param name="Excursion">The excursion.</param>
/// <param name="Unit">The unit that was too warm.</param>
/// <param name="Tubes">The tubes, by code.</param>
public sealed record ExcursionFile(Excursion Excursion, StorageUnit Unit, IReadOnlyList<ExposedRow> Tubes);

/// <summary>A tube that was in a unit while it was too warm.</summary>
/// <param name="Tube">The tube.</param>
/// <param name="Sample">Code of its sample.</param>
/// <param name="Subject">Code of the person.</param>
public sealed record ExposedRow(Tube Tube, string Sample, string Subject);

/// <summary>Reads the excursions of the actor's sites.</summary>
public sealed class ExcursionQueries(LimsDb db)
{
    /// <summary>The excursions, the newest first.</summary>
    public Task<Leaf<ExcursionRow>> ListAsync(LeafWanted wanted, CancellationToken stop = default) =>
        (from x in db.Excursions().AsNoTracking()
         join u in db.StorageUnits() on x.StorageId equals u.Id
         orderby x.Id descending
         select new ExcursionRow(x, u, db.ExposedTubes().Count(t => t.ExcursionId == x.Id))).LeafAsync(wanted, stop);

    /// <summary>An excursion by its public id; null where the actor sees none.</summary>
    public async Task<ExcursionFile?> FindAsync(Guid id, CancellationToken stop = default)
    {
        var found =
            await (from x in db.Excursions().AsNoTracking()
                   join u in db.StorageUnits() on x.StorageId equals u.Id
                   where x.PublicId == id
                   select new { x, u }).SingleOrDefaultAsync(stop);
        if (found is null) return null;
        // The tubes may be at another site now, and their persons may be registered at a third one.
        return new(found.x, found.u,
            await (from e in db.ExposedTubes().OfEverySite().AsNoTracking()
                   join t in db.Tubes() on e.TubeId equals t.Id
                   join s in db.Samples() on t.SampleId equals s.Id
                   join p in db.Subjects() on s.SubjectId equals p.Id
                   where e.ExcursionId == found.x.Id
                   orderby t.Code
                   select new ExposedRow(t, s.Code, p.Code)).ToListAsync(stop));
    }
}
