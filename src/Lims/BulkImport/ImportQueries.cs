using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Lims.BulkImport;

/// <summary>Reads the imports that the actor may see.</summary>
public sealed class ImportQueries(LimsDb db)
{
    /// <summary>The imports that wrote something, the newest first.</summary>
    public Task<Leaf<ImportBatch>> ListAsync(LeafWanted wanted, CancellationToken stop = default) =>
        db.ImportBatches().AsNoTracking().OrderByDescending(b => b.Id).LeafAsync(wanted, stop);
}
