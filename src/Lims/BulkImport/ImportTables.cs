using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Lims.BulkImport;

/// <summary>Imports that wrote something, and what they wrote.</summary>
public static class ImportTables
{
    /// <summary>Imports that wrote something.</summary>
    public static DbSet<ImportBatch> ImportBatches(this LimsDb db) => db.Set<ImportBatch>();

    /// <summary>What they wrote.</summary>
    public static DbSet<ImportedRow> ImportedRows(this LimsDb db) => db.Set<ImportedRow>();

    sealed class Mapping : ITables
    {
        public void Map(ModelBuilder model, SiteScope sites)
        {
            model.Table<ImportBatch>("ImportBatches", e =>
            {
                e.HasIndex(b => b.PublicId).IsUnique();
            });
            // A file may hold rows of several sites: it is shown to the person who imported it and, where all rows
            // belong to one site, to that site.
            sites.OfOrBy<ImportBatch>(b => b.Site, b => b.By);
            model.Table<ImportedRow>("ImportedRows", e =>
            {
                e.HasIndex(r => r.BatchId);
                e.HasOne<ImportBatch>().WithMany().HasForeignKey(r => r.BatchId).OnDelete(DeleteBehavior.Restrict);
                e.IsNotAudited();
            });
        }
    }
}
