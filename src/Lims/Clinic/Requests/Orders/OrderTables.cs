using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Lims.Clinic.Requests.Orders;

/// <summary>Test requests, what they ask for, and the samples that were taken for them.</summary>
public static class OrderTables
{
    /// <summary>Test requests.</summary>
    public static DbSet<TestRequest> TestRequests(this LimsDb db) => db.Set<TestRequest>();

    /// <summary>Tests of requests.</summary>
    public static DbSet<RequestedTest> RequestedTests(this LimsDb db) => db.Set<RequestedTest>();

    /// <summary>Samples of requests.</summary>
    public static DbSet<RequestedSample> RequestedSamples(this LimsDb db) => db.Set<RequestedSample>();

    sealed class Mapping : ITables
    {
        public void Map(ModelBuilder model, SiteScope sites)
        {
            model.Table<TestRequest>("TestRequests", e =>
            {
                e.HasIndex(r => r.Code).IsUnique();
                e.HasIndex(r => r.PublicId).IsUnique();
                e.HasIndex(r => new { r.SubjectId, r.IsOpen });
                // The list: what is open, urgent first, then by the time when it is due.
                e.HasIndex(r => new { r.IsOpen, r.Urgent, r.Due }).IsDescending(true, true, false);
                e.HasOne<Subject>().WithMany().HasForeignKey(r => r.SubjectId).OnDelete(DeleteBehavior.Restrict);
                e.HasOne<Conclusion>().WithMany().HasForeignKey(r => r.ConclusionId).OnDelete(DeleteBehavior.Restrict);
            });
            sites.Through<TestRequest, Subject>(r => r.SubjectId);
            model.Table<RequestedTest>("RequestedTests", e =>
            {
                e.HasIndex(t => new { t.RequestId, t.Test }).IsUnique();
                e.HasOne<TestRequest>().WithMany().HasForeignKey(t => t.RequestId).OnDelete(DeleteBehavior.Restrict);
                e.IsIssued();
            });
            sites.Through<RequestedTest, TestRequest>(t => t.RequestId);
            model.Table<RequestedSample>("RequestedSamples", e =>
            {
                e.HasIndex(s => new { s.RequestId, s.SampleId }).IsUnique();
                e.HasIndex(s => s.SampleId);
                e.HasOne<TestRequest>().WithMany().HasForeignKey(s => s.RequestId).OnDelete(DeleteBehavior.Restrict);
                e.HasOne<Sample>().WithMany().HasForeignKey(s => s.SampleId).OnDelete(DeleteBehavior.Restrict);
                e.IsIssued();
            });
            sites.Through<RequestedSample, TestRequest>(s => s.RequestId);
        }
    }
}
