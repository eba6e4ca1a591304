using Microsoft.EntityFrameworkCore;

namespace Thrombophilia.Lims.Data.Sqlite;

/// <summary>
/// One process migrates a data folder at a time, by a lock that goes with its process. EF Core's own lock is a row that
/// a killed process leaves behind,
/// and the next one would wait for it for ever: under this lock it can only be such a leftover.
/// </summary>
static class MigrationLock
{
    /// <summary>Carries the tables of a context over to what its model says now.</summary>
    public static void Migrate(DbContext db, string dataFolder)
    {
        ArgumentNullException.ThrowIfNull(db);
        using var only = Take(Path.Combine(dataFolder, ".migrating"));
        db.Database.ExecuteSqlRaw("DROP TABLE IF EXISTS \"__EFMigrationsLock\"");
        db.Database.Migrate();
    }

    // Another process may migrate for a minute: a file lock cannot be waited for, only asked again.
    static FileStream Take(string path)
    {
        for (var wait = 0; ; wait++)
            try { return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None); }
            catch (IOException) when (wait < 600) { Thread.Sleep(100); }
    }
}
