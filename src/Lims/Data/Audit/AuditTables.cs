using Microsoft.EntityFrameworkCore;

namespace Thrombophilia.Lims.Data.Audit;

/// <summary>The audit trail and its archives.</summary>
public static class AuditTables
{
    /// <summary>Entries of the audit trail.</summary>
    public static DbSet<AuditEntry> AuditEntries(this LimsDb db) => db.Set<AuditEntry>();

    /// <summary>Archives of the audit trail.</summary>
    internal static DbSet<AuditArchive> AuditArchives(this LimsDb db) => db.Set<AuditArchive>();

    sealed class Mapping : ITables
    {
        public void Map(ModelBuilder model, SiteScope sites)
        {
            model.Table<AuditEntry>("AuditEntries", e =>
            {
                e.Property(a => a.Id).ValueGeneratedNever();
                // An index for both at once: an account with very many entries is not read through for one record.
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
