using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Lims.Laboratory.Intake;

/// <summary>Files that were taken in, the names in them, and what they gave.</summary>
public static class IntakeTables
{
    /// <summary>Readings of files.</summary>
    public static DbSet<VcfIntake> VcfIntakes(this LimsDb db) => db.Set<VcfIntake>();

    /// <summary>Sample names of files.</summary>
    public static DbSet<IntakeSample> IntakeSamples(this LimsDb db) => db.Set<IntakeSample>();

    /// <summary>What files gave.</summary>
    public static DbSet<Finding> Findings(this LimsDb db) => db.Set<Finding>();

    sealed class Mapping : ITables
    {
        public void Map(ModelBuilder model, SiteScope sites)
        {
            model.Table<VcfIntake>("VcfIntakes", e =>
            {
                e.HasIndex(i => new { i.Sha256, i.PanelId, i.PanelVersion, i.BedHash, i.Options }).IsUnique();
                e.HasIndex(i => i.PublicId).IsUnique();
                e.HasSearchKey(i => i.FileName);
                e.HasIndex(i => i.State);
            });
            model.Table<IntakeSample>("IntakeSamples", e =>
            {
                e.HasIndex(s => new { s.IntakeId, s.VcfName }).IsUnique();
                e.HasIndex(s => new { s.State, s.VcfName });
                e.HasOne<VcfIntake>().WithMany().HasForeignKey(s => s.IntakeId).OnDelete(DeleteBehavior.Restrict);
                e.HasOne<Sample>().WithMany().HasForeignKey(s => s.SampleId).OnDelete(DeleteBehavior.Restrict);
            });
            model.Table<Finding>("Findings", e =>
            {
                e.HasIndex(f => new { f.SampleId, f.IntakeId });
                e.HasOne<VcfIntake>().WithMany().HasForeignKey(f => f.IntakeId).OnDelete(DeleteBehavior.Restrict);
                e.HasOne<Sample>().WithMany().HasForeignKey(f => f.SampleId).OnDelete(DeleteBehavior.Restrict);
                e.IsIssued();
                e.IsSealed();
                e.IsNotAudited();
            });
            sites.Through<Finding, Sample>(f => f.SampleId);
        }
    }
}
