using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Lims.Biobank.Families;

/// <summary>Families and the persons of their pedigrees.</summary>
public static class FamilyTables
{
    /// <summary>Families.</summary>
    public static DbSet<Family> Families(this LimsDb db) => db.Set<Family>();

    /// <summary>Persons of pedigrees.</summary>
    public static DbSet<FamilyMember> FamilyMembers(this LimsDb db) => db.Set<FamilyMember>();

    sealed class Mapping : ITables
    {
        public void Map(ModelBuilder model, SiteScope sites)
        {
            model.Table<Family>("Families", e =>
            {
                e.HasIndex(f => f.Code).IsUnique();
                e.HasIndex(f => f.PublicId).IsUnique();
                e.HasIndex(f => f.Site);
                e.HasSearchKey(f => f.Code);
            });
            sites.Of<Family>(f => f.Site);
            model.Table<FamilyMember>("FamilyMembers", e =>
            {
                e.HasIndex(m => new { m.FamilyId, m.Label }).IsUnique();
                e.HasIndex(m => m.SubjectId).IsUnique();
                e.HasOne<Family>().WithMany().HasForeignKey(m => m.FamilyId).OnDelete(DeleteBehavior.Restrict);
                e.HasOne<Subject>().WithMany().HasForeignKey(m => m.SubjectId).OnDelete(DeleteBehavior.Restrict);
                e.HasOne<FamilyMember>().WithMany().HasForeignKey(m => m.FatherId).OnDelete(DeleteBehavior.Restrict);
                e.HasOne<FamilyMember>().WithMany().HasForeignKey(m => m.MotherId).OnDelete(DeleteBehavior.Restrict);
            });
            sites.Through<FamilyMember, Family>(m => m.FamilyId);
        }
    }
}
