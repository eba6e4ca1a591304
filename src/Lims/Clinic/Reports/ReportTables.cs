using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Lims.Clinic.Reports;

/// <summary>Issued reports and what belongs to them.</summary>
public static class ReportTables
{
    /// <summary>Issued reports, every version.</summary>
    public static DbSet<Report> Reports(this LimsDb db) => db.Set<Report>();

    /// <summary>Versions that must not be used any more.</summary>
    public static DbSet<ReportWithdrawal> ReportWithdrawals(this LimsDb db) => db.Set<ReportWithdrawal>();

    /// <summary>Files that were made of reports.</summary>
    public static DbSet<ReportPrint> ReportPrints(this LimsDb db) => db.Set<ReportPrint>();

    /// <summary>Public keys that reports are signed with.</summary>
    public static DbSet<ReportKey> ReportKeys(this LimsDb db) => db.Set<ReportKey>();

    /// <summary>What heads the reports of the sites, every version.</summary>
    public static DbSet<ReportHead> ReportHeads(this LimsDb db) => db.Set<ReportHead>();

    sealed class Mapping : ITables
    {
        public void Map(ModelBuilder model, SiteScope sites)
        {
            model.Table<Report>("Reports", e =>
            {
                e.HasIndex(r => new { r.SubjectId, r.Version }).IsUnique();
                e.HasIndex(r => new { r.Number, r.Version }).IsUnique();
                e.HasIndex(r => r.PublicId).IsUnique();
                e.HasIndex(r => r.ConclusionId).IsUnique();
                e.HasIndex(r => r.Issued);
                e.HasOne<Subject>().WithMany().HasForeignKey(r => r.SubjectId).OnDelete(DeleteBehavior.Restrict);
                e.HasOne<Conclusion>().WithMany().HasForeignKey(r => r.ConclusionId).OnDelete(DeleteBehavior.Restrict);
                e.IsIssued();
                // The trail holds the hash of the row; the content would stand in it a second time.
                e.IsSealed();
                e.IsNotAudited();
            });
            sites.Through<Report, Subject>(r => r.SubjectId);
            model.Table<ReportWithdrawal>("ReportWithdrawals", e =>
            {
                e.HasIndex(w => w.ReportId).IsUnique();
                e.HasOne<Report>().WithMany().HasForeignKey(w => w.ReportId).OnDelete(DeleteBehavior.Restrict);
                e.IsIssued();
            });
            sites.Through<ReportWithdrawal, Report>(w => w.ReportId);
            model.Table<ReportPrint>("ReportPrints", e =>
            {
                e.HasIndex(p => p.Sha256).IsUnique();
                e.HasOne<Report>().WithMany().HasForeignKey(p => p.ReportId).OnDelete(DeleteBehavior.Restrict);
                e.IsIssued();
            });
            sites.Through<ReportPrint, Report>(p => p.ReportId);
            model.Table<ReportKey>("ReportKeys", e =>
            {
                e.HasIndex(k => k.KeyId).IsUnique();
                e.IsIssued();
            });
            model.Table<ReportHead>("ReportHeads", e =>
            {
                e.HasIndex(h => new { h.Site, h.Version }).IsUnique();
                e.Ignore(h => h.Text);
                e.IsIssued();
            });
            sites.Of<ReportHead>(h => h.Site);
        }
    }
}
