using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Lims.Laboratory.Controls;

/// <summary>Controls: their lots, values and runs.</summary>
public static class ControlTables
{
    /// <summary>Lots.</summary>
    public static DbSet<ControlLot> ControlLots(this LimsDb db) => db.Set<ControlLot>();

    /// <summary>Values.</summary>
    public static DbSet<ControlResult> ControlResults(this LimsDb db) => db.Set<ControlResult>();

    /// <summary>Runs, as their controls judge them.</summary>
    public static DbSet<ControlRun> ControlRuns(this LimsDb db) => db.Set<ControlRun>();

    sealed class Mapping : ITables
    {
        public void Map(ModelBuilder model, SiteScope sites)
        {
            model.Table<ControlLot>("ControlLots", e =>
            {
                e.HasIndex(l => new { l.Code, l.Analyser, l.Analyte, l.Method }).IsUnique();
                e.HasIndex(l => l.PublicId).IsUnique();
            });
            sites.Of<ControlLot>(l => l.Site);
            model.Table<ControlResult>("ControlResults", e =>
            {
                e.HasIndex(r => r.Code).IsUnique();
                e.HasOne<ControlLot>().WithMany().HasForeignKey(r => r.LotId).OnDelete(DeleteBehavior.Restrict);
                e.IsIssued();
            });
            sites.Through<ControlResult, ControlLot>(r => r.LotId);
            model.Table<ControlRun>("ControlRuns", e =>
            {
                e.HasIndex(r => r.Key).IsUnique();
                e.HasIndex(r => r.PublicId).IsUnique();
                e.HasIndex(r => r.Verdict, "IX_ControlRuns_NotReleased").HasFilter("\"Released\" IS NULL");
            });
            sites.Of<ControlRun>(r => r.Site);
        }
    }
}
