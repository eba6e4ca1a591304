using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Lims.Biobank.Staff;

/// <summary>Certificates of the people who work here.</summary>
public static class StaffTables
{
    /// <summary>Certificates.</summary>
    public static DbSet<Qualification> Qualifications(this LimsDb db) => db.Set<Qualification>();

    sealed class Mapping : ITables
    {
        public void Map(ModelBuilder model, SiteScope sites)
        {
            model.Table<Qualification>("Qualifications", e =>
            {
                e.HasIndex(q => new { q.Person, q.Task, q.ValidUntil });
                e.HasIndex(q => q.ValidUntil);
            });
        }
    }
}
