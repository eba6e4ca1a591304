using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Lims.Biobank.Transfers;

/// <summary>Shipments between sites, and tubes that are given away.</summary>
public static class TransferTables
{
    /// <summary>Shipments between sites.</summary>
    public static DbSet<Shipment> Shipments(this LimsDb db) => db.Set<Shipment>();

    /// <summary>Tubes of shipments.</summary>
    public static DbSet<ShippedTube> ShippedTubes(this LimsDb db) => db.Set<ShippedTube>();

    /// <summary>Distributions.</summary>
    public static DbSet<Distribution> Distributions(this LimsDb db) => db.Set<Distribution>();

    /// <summary>Tubes of distributions.</summary>
    public static DbSet<DistributedTube> DistributedTubes(this LimsDb db) => db.Set<DistributedTube>();

    sealed class Mapping : ITables
    {
        public void Map(ModelBuilder model, SiteScope sites)
        {
            model.Table<Shipment>("Shipments", e =>
            {
                e.HasIndex(s => s.Code).IsUnique();
                e.HasIndex(s => s.PublicId).IsUnique();
                e.HasIndex(s => new { s.To, s.Received });
            });
            sites.Of<Shipment>(s => s.From, s => s.To);
            model.Table<ShippedTube>("ShippedTubes", e =>
            {
                e.HasIndex(s => new { s.ShipmentId, s.TubeId }).IsUnique();
                e.HasIndex(s => s.TubeId);
                e.HasOne<Shipment>().WithMany().HasForeignKey(s => s.ShipmentId).OnDelete(DeleteBehavior.Restrict);
                e.HasOne<Tube>().WithMany().HasForeignKey(s => s.TubeId).OnDelete(DeleteBehavior.Restrict);
            });
            sites.Through<ShippedTube, Shipment>(s => s.ShipmentId);
            model.Table<Distribution>("Distributions", e =>
            {
                e.HasIndex(d => d.Code).IsUnique();
                e.HasIndex(d => d.PublicId).IsUnique();
                e.HasIndex(d => d.Site);
            });
            sites.Of<Distribution>(d => d.Site);
            model.Table<DistributedTube>("DistributedTubes", e =>
            {
                e.HasIndex(d => new { d.DistributionId, d.TubeId }).IsUnique();
                e.HasOne<Distribution>().WithMany().HasForeignKey(d => d.DistributionId)
                    .OnDelete(DeleteBehavior.Restrict);
                e.HasOne<Tube>().WithMany().HasForeignKey(d => d.TubeId).OnDelete(DeleteBehavior.Restrict);
            });
            sites.Through<DistributedTube, Distribution>(d => d.DistributionId);
        }
    }
}
