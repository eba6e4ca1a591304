using Microsoft.EntityFrameworkCore;

namespace Thrombophilia.Lims.Data;

/// <summary>Numbers given out.</summary>
public static class CounterTables
{
    /// <summary>Numbers given out.</summary>
    public static DbSet<Counter> Counters(this LimsDb db) => db.Set<Counter>();

    sealed class Mapping : ITables
    {
        public void Map(ModelBuilder model, SiteScope sites)
        {
            model.Table<Counter>("Counters", e =>
            {
                e.HasKey(c => c.Kind);
                e.IsNotAudited();
            });
        }
    }
}
