using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Lims.Biobank.Storage;

/// <summary>The tree of storage units, and their excursions.</summary>
public static class StorageTables
{
    /// <summary>The tree of storage.</summary>
    public static DbSet<StorageUnit> StorageUnits(this LimsDb db) => db.Set<StorageUnit>();

    /// <summary>Excursions.</summary>
    public static DbSet<Excursion> Excursions(this LimsDb db) => db.Set<Excursion>();

    /// <summary>Tubes that were in a unit during an excursion.</summary>
    public static DbSet<ExposedTube> ExposedTubes(this LimsDb db) => db.Set<ExposedTube>();

    sealed class Mapping : ITables
    {
        public void Map(ModelBuilder model, SiteScope sites)
        {
            model.Table<StorageUnit>("StorageUnits", e =>
            {
                e.HasIndex(u => u.Code).IsUnique();
                e.HasIndex(u => u.PublicId).IsUnique();
                e.HasIndex(u => new { u.ParentId, u.Name }).IsUnique();
                e.HasIndex(u => new { u.Site, u.Kind });
                e.HasSearchKey(u => u.Code);
                e.HasSearchKey(u => u.Name);
                e.HasOne<StorageUnit>().WithMany().HasForeignKey(u => u.ParentId).OnDelete(DeleteBehavior.Restrict);
            });
            sites.Of<StorageUnit>(u => u.Site);
            model.Entity<Tube>().HasOne<StorageUnit>().WithMany().HasForeignKey(t => t.StorageId)
                .OnDelete(DeleteBehavior.Restrict);
            model.Table<Excursion>("Excursions", e =>
            {
                e.HasIndex(x => x.PublicId).IsUnique();
                e.HasOne<StorageUnit>().WithMany().HasForeignKey(x => x.StorageId).OnDelete(DeleteBehavior.Restrict);
            });
            sites.Through<Excursion, StorageUnit>(x => x.StorageId);
            model.Table<ExposedTube>("ExposedTubes", e =>
            {
                e.HasIndex(x => new { x.ExcursionId, x.TubeId }).IsUnique();
                e.HasIndex(x => x.TubeId);
                e.HasOne<Excursion>().WithMany().HasForeignKey(x => x.ExcursionId).OnDelete(DeleteBehavior.Restrict);
                e.HasOne<Tube>().WithMany().HasForeignKey(x => x.TubeId).OnDelete(DeleteBehavior.Restrict);
                e.IsNotAudited();
            });
            sites.Through<ExposedTube, Excursion>(x => x.ExcursionId);
        }
    }
}
