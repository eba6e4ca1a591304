using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Lims.Laboratory.Assays;

/// <summary>Measured values.</summary>
public static class AssayTables
{
    /// <summary>Measured values.</summary>
    public static DbSet<AssayResult> AssayResults(this LimsDb db) => db.Set<AssayResult>();

    sealed class Mapping : ITables
    {
        public void Map(ModelBuilder model, SiteScope sites)
        {
            model.Table<AssayResult>("AssayResults", e =>
            {
                e.HasIndex(a => a.Code).IsUnique();
                e.HasIndex(a => new { a.Analyser, a.Run });
                e.Ignore(a => a.StateCodes);
                e.HasOne<Sample>().WithMany().HasForeignKey(a => a.SampleId).OnDelete(DeleteBehavior.Restrict);
            });
            sites.Through<AssayResult, Sample>(a => a.SampleId);
        }
    }
}
