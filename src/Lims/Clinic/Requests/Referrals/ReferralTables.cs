using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Biobank.Transfers;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Lims.Clinic.Requests.Referrals;

/// <summary>Partners, referrals, and what happened to them.</summary>
public static class ReferralTables
{
    /// <summary>Partners of the house.</summary>
    public static DbSet<Partner> Partners(this LimsDb db) => db.Set<Partner>();

    /// <summary>Referrals.</summary>
    public static DbSet<Referral> Referrals(this LimsDb db) => db.Set<Referral>();

    /// <summary>What happened to referrals.</summary>
    public static DbSet<ReferralEvent> ReferralEvents(this LimsDb db) => db.Set<ReferralEvent>();

    sealed class Mapping : ITables
    {
        public void Map(ModelBuilder model, SiteScope sites)
        {
            model.Table<Partner>("Partners", e =>
            {
                e.HasIndex(p => p.Name).IsUnique();
                e.HasIndex(p => p.PublicId).IsUnique();
            });
            model.Table<Referral>("Referrals", e =>
            {
                e.HasIndex(r => r.Code).IsUnique();
                e.HasIndex(r => r.PublicId).IsUnique();
                e.HasIndex(r => r.SubjectId);
                e.HasIndex(r => new { r.IsOpen, r.Urgent, r.ReplyDue }).IsDescending(true, true, false);
                e.HasOne<Subject>().WithMany().HasForeignKey(r => r.SubjectId).OnDelete(DeleteBehavior.Restrict);
                e.HasOne<Partner>().WithMany().HasForeignKey(r => r.PartnerId).OnDelete(DeleteBehavior.Restrict);
                e.HasOne<Shipment>().WithMany().HasForeignKey(r => r.ShipmentId).OnDelete(DeleteBehavior.Restrict);
                e.HasOne<Conclusion>().WithMany().HasForeignKey(r => r.ConclusionId).OnDelete(DeleteBehavior.Restrict);
            });
            // Between two of our own sites it is of both.
            sites.Of<Referral>(r => r.Site, r => r.OtherSite);
            model.Table<ReferralEvent>("ReferralEvents", e =>
            {
                e.HasIndex(r => r.ReferralId);
                e.HasOne<Referral>().WithMany().HasForeignKey(r => r.ReferralId).OnDelete(DeleteBehavior.Restrict);
                e.IsIssued();
            });
            sites.Through<ReferralEvent, Referral>(r => r.ReferralId);
        }
    }
}
