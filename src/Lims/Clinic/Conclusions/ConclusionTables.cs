using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Lims.Clinic.Conclusions;

/// <summary>Issued conclusions, every version.</summary>
public static class ConclusionTables
{
    /// <summary>Issued conclusions, every version.</summary>
    public static DbSet<Conclusion> Conclusions(this LimsDb db) => db.Set<Conclusion>();

    sealed class Mapping : ITables
    {
        public void Map(ModelBuilder model, SiteScope sites)
        {
            model.Table<Conclusion>("Conclusions", e =>
            {
                e.HasIndex(c => new { c.SubjectId, c.Version }).IsUnique();
                e.HasIndex(c => c.PublicId).IsUnique();
                e.HasOne<Subject>().WithMany().HasForeignKey(c => c.SubjectId).OnDelete(DeleteBehavior.Restrict);
                e.HasOne<Conclusion>().WithMany().HasForeignKey(c => c.SupersedesId).OnDelete(DeleteBehavior.Restrict);
                e.IsIssued();
                e.IsSealed();
                e.IsNotAudited();
            });
            sites.Through<Conclusion, Subject>(c => c.SubjectId);
        }
    }
}
