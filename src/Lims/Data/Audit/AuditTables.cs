using Microsoft.EntityFrameworkCore;

namespace Thrombophilia.Lims.Data.Audit;

/// <summary>The audit trail and its archives.</summary>
public static class AuditTables
{
    /// <summary>The chain of changes.</summary>
    public static DbSet<AuditEntry> AuditEntries(this LimsDb db) => db.Set<AuditEntry>();

    /// <summary>Stretches of it that were put away.</summary>
    internal static DbSet<AuditArchive> AuditArchives(this LimsDb db) => db.Set<AuditArchive>();

    sealed class Mapping : ITables
    {
        public void Map(ModelBuilder model, SiteScope sites)
        {
            model.Table<AuditEntry>("AuditEntries", e =>
            {
                e.Property(a => a.Id).ValueGeneratedNever();
                // Both at once too: of an account that did very much, nobody reads on through all of it for one record.
                e.HasIndex(a => new { a.Key, a.By });
                e.HasIndex(a => new { a.By, a.Id });
                e.IsIssued();
                e.IsNotAudited();
            });
            model.Table<AuditArchive>("AuditArchives", e =>
            {
                e.HasIndex(a => a.First).IsUnique();
                e.IsIssued();
                e.IsNotAudited();
            });
        }
    }
}
