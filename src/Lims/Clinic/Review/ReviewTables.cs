using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Review.LabRequests;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Lims.Clinic.Review;

/// <summary>Who signed which conclusion, what happened in its review, the queue, and requests to the laboratory.</summary>
public static class ReviewTables
{
    /// <summary>Sign-offs of conclusions.</summary>
    public static DbSet<SignOff> SignOffs(this LimsDb db) => db.Set<SignOff>();

    /// <summary>Events of reviews.</summary>
    public static DbSet<ReviewEvent> ReviewEvents(this LimsDb db) => db.Set<ReviewEvent>();

    /// <summary>The queue: a line a person.</summary>
    public static DbSet<ReviewItem> ReviewItems(this LimsDb db) => db.Set<ReviewItem>();

    /// <summary>Requests to the laboratory.</summary>
    public static DbSet<LabRequest> LabRequests(this LimsDb db) => db.Set<LabRequest>();

    sealed class Mapping : ITables
    {
        public void Map(ModelBuilder model, SiteScope sites)
        {
            model.Table<SignOff>("ConclusionReadings", e =>
            {
                e.HasIndex(r => new { r.ConclusionId, r.Round, r.Turn }).IsUnique();
                e.HasIndex(r => r.At);
                e.HasOne<Conclusion>().WithMany().HasForeignKey(r => r.ConclusionId).OnDelete(DeleteBehavior.Restrict);
                e.IsIssued();
            });
            sites.Through<SignOff, Conclusion>(s => s.ConclusionId);
            model.Table<ReviewEvent>("ReviewEvents", e =>
            {
                e.HasIndex(r => r.SubjectId);
                e.HasIndex(r => new { r.ConclusionId, r.By });
                e.HasOne<Subject>().WithMany().HasForeignKey(r => r.SubjectId).OnDelete(DeleteBehavior.Restrict);
                e.HasOne<Conclusion>().WithMany().HasForeignKey(r => r.ConclusionId).OnDelete(DeleteBehavior.Restrict);
                e.IsIssued();
            });
            sites.Through<ReviewEvent, Subject>(r => r.SubjectId);
            model.Table<ReviewItem>("ReviewItems", e =>
            {
                e.HasIndex(i => i.SubjectId).IsUnique();
                // The queue is read along one of the first two, by filters too: what a filter asks stands in them.
                e.HasIndex(i => new { i.Site, i.Rank, i.State, i.Kind, i.Assignee, i.Since });
                e.HasIndex(i => new { i.Rank, i.State, i.Kind, i.Assignee, i.Since });
                e.HasIndex(i => new { i.Site, i.State, i.Kind });
                e.HasIndex(i => new { i.Assignee, i.Rank, i.Site });
                e.HasOne<Subject>().WithMany().HasForeignKey(i => i.SubjectId).OnDelete(DeleteBehavior.Restrict);
                // It follows from rows that are audited or issued.
                e.IsNotAudited();
            });
            sites.Of<ReviewItem>(i => i.Site);
            model.Table<LabRequest>("LabRequests", e =>
            {
                e.HasIndex(r => r.PublicId).IsUnique();
                e.HasIndex(r => r.SubjectId);
                e.HasIndex(r => new { r.State, r.Due });
                e.HasOne<Subject>().WithMany().HasForeignKey(r => r.SubjectId).OnDelete(DeleteBehavior.Restrict);
            });
            sites.Through<LabRequest, Subject>(r => r.SubjectId);
        }
    }
}
