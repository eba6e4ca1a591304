using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Thrombophilia.Portal.Accounts;

/// <summary>Everything of the accounts that only SQLite understands.</summary>
static class AccountsStore
{
    /// <summary>The history of this context; the records have theirs.</summary>
    public const string History = "__AccountsMigrations";

    /// <summary>How to reach <c>thrombophilia.db</c> in a data folder.</summary>
    public static DbContextOptionsBuilder Use(DbContextOptionsBuilder options, string dataFolder) => options
        .UseSqlite(
            new SqliteConnectionStringBuilder { DataSource = Path.GetFullPath(Path.Combine(dataFolder, "thrombophilia.db")), ForeignKeys = true, DefaultTimeout = 30 }.ToString(),
            sqlite => sqlite.MigrationsHistoryTable(History))
        .AddInterceptors(new OnOpening());

    /// <summary>Makes or carries over the tables. The file may already hold the records, and does not hold them yet on a first start.</summary>
    public static void Migrate(AccountsDb db, string dataFolder)
    {
        Directory.CreateDirectory(dataFolder);
        if (!db.Database.GetPendingMigrations().Any()) return;
        // The lock of the records' migrations: both are of one file, and EF Core's own lock is a row that a killed process leaves behind.
        using var only = Lock(Path.Combine(dataFolder, ".migrating"));
        db.Database.ExecuteSqlRaw("DROP TABLE IF EXISTS \"__EFMigrationsLock\"");
        db.Database.Migrate();
    }

    static FileStream Lock(string path)
    {
        for (var wait = 0; ; wait++)
            try { return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None); }
            catch (IOException) when (wait < 600) { Thread.Sleep(100); } // A file lock cannot be waited for, only asked again.
    }

    // As the records do, but for the patience: a person waits for half a minute at most.
    sealed class OnOpening : DbConnectionInterceptor
    {
        const string Settings = "PRAGMA busy_timeout=30000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Settings;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = Settings;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
