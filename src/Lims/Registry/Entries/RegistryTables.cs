using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Lims.Registry.Entries;

/// <summary>Rows of the registry, every version.</summary>
static class RegistryTables
{
    /// <summary>Registry rows, every version.</summary>
    public static DbSet<RegistryEntry> RegistryEntries(this LimsDb db) => db.Set<RegistryEntry>();

    sealed class Mapping : ITables
    {
        public void Map(ModelBuilder model, SiteScope sites)
        {
            model.Table<RegistryEntry>("RegistryEntries", e =>
            {
                e.HasIndex(r => new { r.SubjectId, r.Version }).IsUnique();
                e.HasOne<Subject>().WithMany().HasForeignKey(r => r.SubjectId).OnDelete(DeleteBehavior.Restrict);
                e.HasOne<Conclusion>().WithMany().HasForeignKey(r => r.ConclusionId).OnDelete(DeleteBehavior.Restrict);
                e.IsIssued();
                e.IsSealed();
                e.IsNotAudited();
            });
            sites.Through<RegistryEntry, Subject>(r => r.SubjectId);
        }
    }
}
