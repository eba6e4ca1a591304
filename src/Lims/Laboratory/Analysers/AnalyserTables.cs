using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Lims.Laboratory.Analysers;

/// <summary>Analysers, and every version of how their files are read.</summary>
public static class AnalyserTables
{
    /// <summary>Analysers.</summary>
    public static DbSet<Analyser> Analysers(this LimsDb db) => db.Set<Analyser>();

    /// <summary>Every version of how their files are read.</summary>
    public static DbSet<AnalyserMapping> AnalyserMappings(this LimsDb db) => db.Set<AnalyserMapping>();

    sealed class Mapping : ITables
    {
        public void Map(ModelBuilder model, SiteScope sites)
        {
            model.Table<Analyser>("Analysers", e => e.HasIndex(a => a.Code).IsUnique());
            sites.Of<Analyser>(a => a.Site);
            model.Table<AnalyserMapping>("AnalyserMappings", e =>
            {
                e.HasIndex(m => new { m.AnalyserId, m.Version }).IsUnique();
                e.Ignore(m => m.File);
                e.HasOne<Analyser>().WithMany().HasForeignKey(m => m.AnalyserId).OnDelete(DeleteBehavior.Restrict);
                e.IsIssued();
            });
            sites.Through<AnalyserMapping, Analyser>(m => m.AnalyserId);
        }
    }
}
