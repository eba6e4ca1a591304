using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Lims.Biobank.Samples;

/// <summary>Samples, their tubes, and each tube's chain of custody.</summary>
public static class SampleTables
{
    /// <summary>Samples.</summary>
    public static DbSet<Sample> Samples(this LimsDb db) => db.Set<Sample>();

    /// <summary>Tubes.</summary>
    public static DbSet<Tube> Tubes(this LimsDb db) => db.Set<Tube>();

    /// <summary>Chains of custody.</summary>
    public static DbSet<TubeEvent> TubeEvents(this LimsDb db) => db.Set<TubeEvent>();

    sealed class Mapping : ITables
    {
        public void Map(ModelBuilder model, SiteScope sites)
        {
            model.Table<Sample>("Samples", e =>
            {
                e.HasIndex(s => s.Code).IsUnique();
                e.HasIndex(s => s.VcfName).IsUnique();
                e.HasIndex(s => s.PublicId).IsUnique();
                e.HasIndex(s => s.Received);
                e.HasSearchKey(s => s.Code);
                e.HasSearchKey(s => s.VcfName);
                e.HasOne<Subject>().WithMany().HasForeignKey(s => s.SubjectId).OnDelete(DeleteBehavior.Restrict);
            });
            sites.Through<Sample, Subject>(s => s.SubjectId);
            model.Table<Tube>("Tubes", e =>
            {
                e.HasIndex(t => t.Code).IsUnique();
                e.HasIndex(t => t.PublicId).IsUnique();
                e.HasIndex(t => t.ParentId);
                e.HasIndex(t => t.SampleId);
                // One tube in a slot: the database enforces it.
                e.HasIndex(t => new { t.StorageId, t.Row, t.Column }).IsUnique();
                // Indexes for the lists: by number or by code, for all sites or one, in every state or in one. SQLite
                // appends the row number to each index.
                e.HasIndex(t => new { t.Site, t.State, t.Id });
                e.HasIndex(t => new { t.Site, t.Code });
                e.HasIndex(t => t.Site);
                e.HasIndex(t => t.State);
                e.HasIndex(t => t.State, "IX_Tubes_Loose").HasFilter("\"StorageId\" IS NULL");
                e.HasIndex(t => new { t.Site, t.State }, "IX_Tubes_LooseOfSite").HasFilter("\"StorageId\" IS NULL");
                e.Property(t => t.Revision).IsConcurrencyToken();
                e.HasOne<Sample>().WithMany().HasForeignKey(t => t.SampleId).OnDelete(DeleteBehavior.Restrict);
                e.HasOne<Tube>().WithMany().HasForeignKey(t => t.ParentId).OnDelete(DeleteBehavior.Restrict);
                e.ToTable(
                    t => t.HasCheckConstraint("CK_Tubes_Volume",
                        "\"Volume\" IS NULL OR CAST(\"Volume\" AS REAL) >= 0"));
            });
            sites.Of<Tube>(t => t.Site);
            model.Table<TubeEvent>("TubeEvents", e =>
            {
                e.HasIndex(t => new { t.TubeId, t.Id });
                e.HasIndex(t => new { t.By, t.Kind });
                e.HasOne<Tube>().WithMany().HasForeignKey(t => t.TubeId).OnDelete(DeleteBehavior.Restrict);
                e.IsIssued();
                e.IsNotAudited();
            });
            sites.Through<TubeEvent, Tube>(t => t.TubeId);
        }
    }
}
