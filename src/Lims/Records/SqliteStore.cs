using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Thrombophilia.Lims.Records;

/// <summary>Everything that only SQLite understands, but for the statement of <see cref="PreparedInsert{T}"/>. Another database gets files beside these.</summary>
static class SqliteStore
{
    const string FileName = "thrombophilia.db";

    // What is issued stays as it is, whoever writes to the file.
    static readonly string[] Immutable = ["Findings", "Conclusions", "RegistryEntries"];

    static readonly (string Name, string Sql)[] Triggers =
    [
        .. from table in Immutable
           from verb in new[] { "UPDATE", "DELETE" }
           let name = $"{table}_never_{verb}"
           select (name, $"CREATE TRIGGER IF NOT EXISTS \"{name}\" BEFORE {verb} ON \"{table}\" BEGIN SELECT RAISE(ABORT, '{table} are never changed'); END"),
    ];

    // What EF Core finds by reflection over the assembly, each time it is asked.
    static string[]? migrations;

    // A context that was disposed of is used again: to make one costs more than to write a small file's rows.
    static readonly ConcurrentDictionary<string, PooledDbContextFactory<LimsDb>> Contexts = new();

    public static LimsDb Open(string dataFolder)
    {
        Directory.CreateDirectory(dataFolder);
        var file = Path.Combine(dataFolder, FileName);
        var db = Contexts.GetOrAdd(Path.GetFullPath(file), whole => new(Options(whole))).CreateDbContext();
        try
        {
            // A file that was deleted lives on in the pooled connections, and what they write is lost with it.
            if (!File.Exists(file)) SqliteConnection.ClearPool((SqliteConnection)db.Database.GetDbConnection());
            // What fails here fails the whole transaction: there is no part of it to return to.
            db.Database.AutoSavepointsEnabled = false;
            // Open as long as the context lives: EF Core would open it, and set it up, for every query.
            db.Database.OpenConnection();
            if (!IsCurrent(db))
            {
                if (db.Database.GetPendingMigrations().Any()) Migrate(db, dataFolder);
                foreach (var (_, sql) in Triggers) Execute(db.Database.GetDbConnection(), sql);
            }
            return db;
        }
        catch
        {
            db.Dispose();
            throw;
        }
    }

    // Two short questions to the file itself, each time: what this process remembers of it is wrong once the file is replaced.
    // Triggers first: where they stand, there is a history of migrations to ask for.
    static bool IsCurrent(LimsDb db)
    {
        var known = migrations ??= [.. db.Database.GetMigrations()];
        return Holds("sqlite_master", "name", [.. Triggers.Select(t => t.Name)]) && Holds("__EFMigrationsHistory", "MigrationId", known);

        bool Holds(string table, string column, string[] values) => Execute(db.Database.GetDbConnection(),
            $"SELECT COUNT(*) FROM \"{table}\" WHERE \"{column}\" IN ({string.Join(", ", values.Select(v => $"'{v}'"))})") is long count && count == values.Length;
    }

    // One process migrates at a time, by a lock that goes with its process. EF Core's own lock is a row that a killed process leaves
    // behind, and the next one would wait for it for ever: under our lock it can only be such a leftover.
    static void Migrate(LimsDb db, string dataFolder)
    {
        using var only = Lock(Path.Combine(dataFolder, ".migrating"));
        Execute(db.Database.GetDbConnection(), "DROP TABLE IF EXISTS \"__EFMigrationsLock\"");
        db.Database.Migrate();
    }

    static FileStream Lock(string path)
    {
        for (var wait = 0; ; wait++)
            try { return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None); }
            catch (IOException) when (wait < 600) { Thread.Sleep(100); } // Another process migrates: a file lock cannot be waited for, only asked again.
    }

    public static DbContextOptions<LimsDb> Options(string file)
    {
        var connection = new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true, DefaultTimeout = 600 }.ToString();
        // A list of keys as one parameter: EF Core would write and translate another query for every length of the list.
        return new DbContextOptionsBuilder<LimsDb>()
            .UseSqlite(connection, o => o.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter)).AddInterceptors(Pragmas.Instance).Options;
    }

    static object? Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only constants of this file and names of migrations reach this command.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }

    /// <summary>A commit survives a power cut (full synchronisation), readers never wait for a writer (write-ahead log), and a writer waits for a bulk import of minutes.</summary>
    sealed class Pragmas : DbConnectionInterceptor
    {
        public static readonly Pragmas Instance = new();
        const string Sql = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=600000;";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            // EF Core asks by a read-only connection whether the database exists. One that was just created is not in WAL mode yet, and cannot be put into it so.
            if (!connection.ConnectionString.Contains("Mode=ReadOnly", StringComparison.Ordinal)) Execute(connection, Sql);
        }

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            ConnectionOpened(connection, eventData);
            return Task.CompletedTask;
        }
    }
}
