using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Thrombophilia.Lims.Data.Sqlite;

/// <summary>What <see cref="SharedDatabase"/> does in SQLite.</summary>
static class SqliteShared
{
    public static DbContextOptionsBuilder Use(DbContextOptionsBuilder options, string dataFolder, string history) => options
        .UseSqlite(
            new SqliteConnectionStringBuilder
            {
                DataSource = SqliteStore.FileOf(dataFolder),
                ForeignKeys = true,
                DefaultTimeout = 30
            }.ToString(),
            sqlite => sqlite.MigrationsHistoryTable(history))
        .AddInterceptors(new OnOpening());

    public static void Wipe(DbContext db) => db.Database.ExecuteSqlRaw("PRAGMA wal_checkpoint(TRUNCATE)");

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
