using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Lims.Biobank.Transfers;

/// <summary>A distribution in a list.</summary>
/// <param name="Distribution">The distribution.</param>
/// <param name="Tubes">Tubes in it.</param>
public sealed record DistributionRow(Distribution Distribution, int Tubes);

/// <summary>A distribution and its tubes.</summary>
/// <param name="Distribution">The distribution.</param>
/// <param name="Tubes">Its tubes, by code.</param>
public sealed record DistributionFile(Distribution Distribution, IReadOnlyList<Tube> Tubes);

/// <summary>Reads the distributions of the actor's sites.</summary>
public sealed class DistributionQueries(LimsDb db)
{
    /// <summary>The distributions: what waits first, then the newest.</summary>
    public Task<Leaf<DistributionRow>> ListAsync(LeafWanted wanted, CancellationToken stop = default) =>
        db.Distributions().AsNoTracking().OrderBy(d => d.Given != null).ThenByDescending(d => d.Id)
        .Select(d => new DistributionRow(d, db.DistributedTubes().Count(t => t.DistributionId == d.Id)))
        .LeafAsync(wanted, stop);

    /// <summary>A distribution by its public id; null where the actor sees none.</summary>
    public async Task<DistributionFile?> FindAsync(Guid id, CancellationToken stop = default)
    {
        if (await db.Distributions().AsNoTracking().SingleOrDefaultAsync(d => d.PublicId == id, stop) is not { } asked)
            return null;
        // A tube that was sent to another site meanwhile still stands in it.
        return new(asked,
            await (from d in db.DistributedTubes().OfEverySite().AsNoTracking()
                   join t in db.Tubes() on d.TubeId equals t.Id
                   where d.DistributionId == asked.Id
                   orderby t.Code
                   select t).ToListAsync(stop));
    }
}
