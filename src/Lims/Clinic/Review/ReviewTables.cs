using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Lims.Clinic.Review;

/// <summary>Who signed which conclusion.</summary>
public static class ReviewTables
{
    /// <summary>Sign-offs of conclusions.</summary>
    public static DbSet<SignOff> SignOffs(this LimsDb db) => db.Set<SignOff>();

    sealed class Mapping : ITables
    {
        public void Map(ModelBuilder model, SiteScope sites)
        {
            model.Table<SignOff>("ConclusionReadings", e =>
            {
                e.HasIndex(r => new { r.ConclusionId, r.Turn }).IsUnique();
                e.HasOne<Conclusion>().WithMany().HasForeignKey(r => r.ConclusionId).OnDelete(DeleteBehavior.Restrict);
            });
            sites.Through<SignOff, Conclusion>(s => s.ConclusionId);
        }
    }
}
