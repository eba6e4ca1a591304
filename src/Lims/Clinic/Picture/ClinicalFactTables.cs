using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Lims.Clinic.Picture;

/// <summary>Answers of the clinical picture, every version.</summary>
public static class ClinicalFactTables
{
    /// <summary>Answers of the clinical picture, every version.</summary>
    public static DbSet<ClinicalFact> ClinicalFacts(this LimsDb db) => db.Set<ClinicalFact>();

    sealed class Mapping : ITables
    {
        public void Map(ModelBuilder model, SiteScope sites)
        {
            model.Table<ClinicalFact>("ClinicalFacts", e =>
            {
                e.HasIndex(f => f.SubjectId);
                e.HasOne<Subject>().WithMany().HasForeignKey(f => f.SubjectId).OnDelete(DeleteBehavior.Restrict);
                e.IsIssued();
            });
            sites.Through<ClinicalFact, Subject>(f => f.SubjectId);
        }
    }
}
