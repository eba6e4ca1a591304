using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Lims.Clinic.Classifications;

/// <summary>Classifications of variants, and what was decided on them. They belong to no site.</summary>
public static class ClassificationTables
{
    /// <summary>Every version that was proposed.</summary>
    public static DbSet<VariantClassification> VariantClassifications(this LimsDb db) => db.Set<VariantClassification>();

    /// <summary>Decisions on them.</summary>
    public static DbSet<ClassificationDecision> ClassificationDecisions(this LimsDb db) => db.Set<ClassificationDecision>();

    sealed class Mapping : ITables
    {
        public void Map(ModelBuilder model, SiteScope sites)
        {
            model.Table<VariantClassification>("VariantClassifications", e =>
            {
                e.Ignore(c => c.Key);
                e.Ignore(c => c.Place);
                e.HasIndex(c => new { c.Gene, c.Name, c.Version }).IsUnique();
                e.HasIndex(c => c.PublicId).IsUnique();
                e.IsIssued();
            });
            model.Table<ClassificationDecision>("ClassificationDecisions", e =>
            {
                e.HasIndex(d => d.ClassificationId).IsUnique();
                e.HasOne<VariantClassification>().WithMany().HasForeignKey(d => d.ClassificationId).OnDelete(DeleteBehavior.Restrict);
                e.IsIssued();
            });
        }
    }
}
