using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Biobank.Subjects;

/// <summary>Persons, what identifies them, and what they agreed to.</summary>
public static class SubjectTables
{
    /// <summary>Persons.</summary>
    public static DbSet<Subject> Subjects(this LimsDb db) => db.Set<Subject>();

    /// <summary>What identifies persons, encrypted.</summary>
    public static DbSet<PersonalData> PersonalData(this LimsDb db) => db.Set<PersonalData>();

    /// <summary>Signed forms.</summary>
    public static DbSet<Consent> Consents(this LimsDb db) => db.Set<Consent>();

    sealed class Mapping : ITables
    {
        public void Map(ModelBuilder model, SiteScope sites)
        {
            model.Table<Subject>("Subjects", e =>
            {
                e.HasIndex(s => s.Code).IsUnique();
                e.HasIndex(s => s.PublicId).IsUnique();
                e.HasIndex(s => s.Enrolment).IsUnique();
                e.HasIndex(s => s.Site);
                e.HasSearchKey(s => s.Code);
                e.HasSearchKey(s => s.Enrolment);
                // The default is for persons who were registered before the column existed.
                e.Property(s => s.Transplant).HasDefaultValue(Transplant.NotRecorded);
            });
            sites.Of<Subject>(s => s.Site);
            model.Table<PersonalData>("PersonalData", e =>
            {
                e.HasKey(p => p.SubjectId);
                e.Property(p => p.SubjectId).ValueGeneratedNever();
                e.HasIndex(p => p.NameHash);
                e.HasIndex(p => p.IdNumberHash).IsUnique();
                e.HasIndex(p => p.PhoneHash);
                e.HasOne<Subject>().WithOne().HasForeignKey<PersonalData>(p => p.SubjectId)
                    .OnDelete(DeleteBehavior.Restrict);
            });
            sites.Through<PersonalData, Subject>(p => p.SubjectId);
            model.Table<Consent>("Consents", e =>
            {
                e.HasIndex(c => c.PublicId).IsUnique();
                e.HasIndex(c => new { c.SubjectId, c.SignedAt });
                e.HasOne<Subject>().WithMany().HasForeignKey(c => c.SubjectId).OnDelete(DeleteBehavior.Restrict);
            });
            sites.Through<Consent, Subject>(c => c.SubjectId);
        }
    }
}
