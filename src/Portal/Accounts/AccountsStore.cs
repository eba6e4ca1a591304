using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Thrombophilia.Lims.Data.Sqlite;

namespace Thrombophilia.Portal.Accounts;

/// <summary>Everything of the accounts that only SQLite understands.</summary>
static class AccountsStore
{
    /// <summary>Table of the migrations of this context; the records have their own.</summary>
    public const string History = "__AccountsMigrations";

    /// <summary>How to reach <c>thrombophilia.db</c> in a data folder.</summary>
    public static DbContextOptionsBuilder Use(DbContextOptionsBuilder options, string dataFolder) => options
        .UseSqlite(
            new SqliteConnectionStringBuilder
            {
                DataSource =
                Path.GetFullPath(Path.Combine(dataFolder, "thrombophilia.db")),
                ForeignKeys = true,
                DefaultTimeout = 30
            }.ToString(),
            sqlite => sqlite.MigrationsHistoryTable(History))
        .AddInterceptors(new OnOpening());

    /// <summary>
    /// Creates or migrates the tables. The file may already hold the records, or not yet on a first start.
    /// </summary>
    public static void Migrate(AccountsDb db, string dataFolder)
    {
        Directory.CreateDirectory(dataFolder);
        if (!db.Database.GetPendingMigrations().Any()) return;
        MigrationLock.Migrate(db, dataFolder);
    }

    /// <summary>
    /// Checkpoints the write-ahead log: until then the file, and perhaps the log, still hold the replaced values.
    /// </summary>
    public static void Settle(AccountsDb db) => db.Database.ExecuteSqlRaw("PRAGMA wal_checkpoint(TRUNCATE)");

    // As for the records, but a write waits at most half a minute, and replaced or deleted values are wiped because
    // they may be keys.
    sealed class OnOpening : DbConnectionInterceptor
    {
        const string Settings =
            "PRAGMA busy_timeout=30000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Settings;
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData,
            CancellationToken cancellationToken = default)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = Settings;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
