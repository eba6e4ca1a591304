using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Lims.Clinic.Notices;

/// <summary>Critical values that somebody has to hear of, and who was told.</summary>
public static class NoticeTables
{
    /// <summary>Critical values that somebody has to hear of.</summary>
    public static DbSet<CriticalNotice> CriticalNotices(this LimsDb db) => db.Set<CriticalNotice>();

    /// <summary>Who was told of them.</summary>
    public static DbSet<NoticeEnd> NoticeEnds(this LimsDb db) => db.Set<NoticeEnd>();

    sealed class Mapping : ITables
    {
        public void Map(ModelBuilder model, SiteScope sites)
        {
            model.Table<CriticalNotice>("CriticalNotices", e =>
            {
                e.HasIndex(n => n.PublicId).IsUnique();
                e.HasIndex(n => n.SubjectId);
                e.HasOne<Subject>().WithMany().HasForeignKey(n => n.SubjectId).OnDelete(DeleteBehavior.Restrict);
                e.HasOne<Conclusion>().WithMany().HasForeignKey(n => n.ConclusionId).OnDelete(DeleteBehavior.Restrict);
                e.Ignore(n => n.Text);
                e.Ignore(n => n.Results);
                e.IsIssued();
            });
            sites.Through<CriticalNotice, Subject>(n => n.SubjectId);
            model.Table<NoticeEnd>("NoticeEnds", e =>
            {
                e.HasIndex(n => n.NoticeId).IsUnique();
                e.HasOne<CriticalNotice>().WithMany().HasForeignKey(n => n.NoticeId).OnDelete(DeleteBehavior.Restrict);
                e.IsIssued();
            });
            sites.Through<NoticeEnd, CriticalNotice>(n => n.NoticeId);
        }
    }
}
