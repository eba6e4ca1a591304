using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Data.Sqlite;

namespace Thrombophilia.Lims.Data;

/// <summary>
/// The database of the records for a context with tables of its own in it: the accounts. A person waits for it for half
/// a minute at most, and what is replaced or deleted is wiped, because it may be a key.
/// </summary>
public static class SharedDatabase
{
    /// <summary>Tells a context how to reach the database of a data folder.</summary>
    /// <param name="options">The options of the context.</param>
    /// <param name="dataFolder">The folder.</param>
    /// <param name="history">The table that keeps the migrations of the context apart from those of the records.</param>
    public static DbContextOptionsBuilder Use(DbContextOptionsBuilder options, string dataFolder, string history) =>
        SqliteShared.Use(options, dataFolder, history);

    /// <summary>
    /// Makes the tables of a context, or carries them over. The database may hold the records already, and does not hold
    /// them yet on a first start.
    /// </summary>
    public static void Migrate(DbContext db, string dataFolder)
    {
        ArgumentNullException.ThrowIfNull(db);
        Directory.CreateDirectory(dataFolder);
        if (db.Database.GetPendingMigrations().Any()) MigrationLock.Migrate(db, dataFolder);
    }

    /// <summary>
    /// Wipes what was replaced from everything that belongs to the database: a write-ahead log may still hold it.
    /// </summary>
    public static void WipeReplaced(DbContext db) => SqliteShared.Wipe(db);
}
