using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using SQLitePCL;

namespace Thrombophilia.Lims.Data.Sqlite;

/// <summary>
/// Everything that only SQLite understands, but for the statements of <see cref="SqliteRows{T}"/>. Another database
/// gets files beside these.
/// </summary>
static class SqliteStore
{
    const string FileName = "thrombophilia.db";

    // What is issued stays as it is, whoever writes to the file. The mapping of a table says whether its rows are
    // issued.
    static (string Name, string Sql)[]? triggers;

    static (string Name, string Sql)[] TriggersOf(LimsDb db) => triggers ??=
    [
        .. from table in db.Model.GetEntityTypes().Where(t => t.IsIssued()).Select(t => t.GetTableName()!)
            .Order(StringComparer.Ordinal)
           from verb in new[] { "UPDATE", "DELETE" }
           let name = $"{table}_never_{verb}"
           // An archived entry may be deleted: its archive proves it.
           let unless = name == "AuditEntries_never_DELETE"
               ? " WHEN OLD.\"Id\" > COALESCE((SELECT MAX(\"Last\") FROM \"AuditArchives\"), 0)" : ""
           select (name,
               $"CREATE TRIGGER IF NOT EXISTS \"{name}\" BEFORE {verb} ON \"{table}\"{unless} "
                   + $"BEGIN SELECT RAISE(ABORT, '{table} are never changed'); END"),
    ];

    // What EF Core finds by reflection over the assembly, each time it is asked.
    static string[]? migrations;

    // A context that was disposed of is used again, with its connection, which stays open, and the statements prepared
    // for it:
    // to make them anew costs more than to write a small file's rows.
    static readonly ConcurrentDictionary<string, PooledDbContextFactory<LimsDb>> Contexts = new();
    static readonly ConcurrentDictionary<string, PooledDbContextFactory<SitesDb>> ContextsOfSites = new();
    static readonly ConditionalWeakTable<sqlite3, Dictionary<string, SqliteStatement>> Questions = [];
    // What this process has opened before.
    static readonly ConcurrentDictionary<string, bool> Opened = new();

    static SqliteStore()
    {
        Batteries_V2.Init();
        // Nobody asks how much memory SQLite holds; counting it takes a lock each time. Where SQLite was used before, it
        // stays as it is. The locks of connections stay: a statement that nobody disposed of is ended by another thread.
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    /// <summary>The file of the database in a data folder.</summary>
    public static string FileOf(string dataFolder) => Path.GetFullPath(Path.Combine(dataFolder, FileName));

    public static LimsDb Open(string dataFolder, bool seesAllSites)
    {
        var file = FileOf(dataFolder);
        if (!File.Exists(file))
        {
            // A file that was deleted lives on in the open connections, and what they write is lost with it. An empty one
            // in its place would hide the loss.
            Contexts.TryRemove(file, out _);
            ContextsOfSites.TryRemove(file, out _);
            if (Opened.ContainsKey(file)) throw new DatabaseMissingException(file);
            Directory.CreateDirectory(dataFolder);
            // For nobody else on this machine: SQLite gives the files beside it the same mode.
            if (!OperatingSystem.IsWindows())
                new FileStream(file,
                    new FileStreamOptions
                    {
                        Mode = FileMode.OpenOrCreate,
                        Access = FileAccess.Write,
                        UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite
                    }).Dispose();
        }
        LimsDb db = seesAllSites
            ? Contexts.GetOrAdd(file, whole => new(Options<LimsDb>(whole))).CreateDbContext()
            : ContextsOfSites.GetOrAdd(file, whole => new(Options<SitesDb>(whole))).CreateDbContext();
        try
        {
            // What fails here fails the whole transaction: there is no part of it to return to.
            db.Database.AutoSavepointsEnabled = false;
            if (db.Database.GetDbConnection().State != ConnectionState.Open) Connect(db);
            // Migrations belong to the context that sees all sites.
            if (!IsCurrent(db) && !seesAllSites) Open(dataFolder, seesAllSites: true).Dispose();
            else if (!IsCurrent(db))
            {
                if (db.Database.GetPendingMigrations().Any()) MigrationLock.Migrate(db, dataFolder);
                foreach (var (_, sql) in TriggersOf(db)) Execute(db.Database.GetDbConnection(), sql);
            }
            Opened.TryAdd(file, true);
            return db;
        }
        catch
        {
            db.Dispose();
            throw;
        }
    }

    // A connection of EF Core's own is closed when the context goes back, and what was prepared for it is lost.
    // A commit survives a power cut (full synchronisation), readers never wait for a writer (write-ahead log), and a
    // writer waits for a bulk import of minutes. The log grows to 16 MB before it is copied into the database: pages that
    // many commits change are copied once.
    static void Connect(LimsDb db)
    {
        var connection = new SqliteConnection(db.Database.GetConnectionString());
        try
        {
            connection.Open();
            Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=600000; "
                + "PRAGMA wal_autocheckpoint=4000;");
            db.Database.SetDbConnection(connection, contextOwnsConnection: false);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // Two short questions to the file itself, each time: what this process remembers of it is wrong once another has
    // changed it.
    // Triggers first: where they stand, there is a history of migrations to ask for.
    static bool IsCurrent(LimsDb db)
    {
        var known = migrations ??= Migrations();
        var connection = ((SqliteConnection)db.Database.GetDbConnection()).Handle!;
        var questions = Questions.GetOrCreateValue(connection);
        return Holds("sqlite_master", "name", [.. TriggersOf(db).Select(t => t.Name)])
            && Holds("__EFMigrationsHistory", "MigrationId", known);

        bool Holds(string table, string column, string[] values)
        {
            if (!questions.TryGetValue(table, out var question))
                questions.Add(table,
                    question = new(connection,
                        $"SELECT COUNT(*) FROM \"{table}\" WHERE \"{column}\" IN ({string.Join(", ", values.Select(v => $"'{v}'"))})"));
            try { return question.Step() && question.Read(0, typeof(int)) is int count && count == values.Length; }
            finally { question.Reset(); }
        }
    }

    /// <inheritdoc cref="LimsDb.BeginAsync"/>
    public static Task<IDbContextTransaction> BeginAsync(LimsDb db, CancellationToken stop) => SqliteLock.BeginAsync(db, stop);

    /// <inheritdoc cref="LimsDb.SealOf"/>
    public static Func<long, long, (long Rows, string Sha256)> SealOf(LimsDb db, string table) =>
        new SqliteSeal(((SqliteConnection)db.Database.GetDbConnection()).Handle!, table).Of;

    /// <summary>The fault that an error of the database tells; null for another error.</summary>
    public static StorageFaultKind? FaultOf(Exception error) => (error as SqliteException)?.SqliteErrorCode switch
    {
        raw.SQLITE_FULL => StorageFaultKind.Full,
        raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_CANTOPEN => StorageFaultKind.ReadOnly,
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => StorageFaultKind.Damaged,
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => StorageFaultKind.Locked,
        raw.SQLITE_IOERR => StorageFaultKind.Unreadable,
        _ => null,
    };

    /// <inheritdoc cref="LimsDb.FirstDamage"/>
    public static string? FirstDamage(LimsDb db, bool quick)
    {
        var connection = db.Database.GetDbConnection();
        var said = $"{Execute(connection, quick ? "PRAGMA quick_check(1)" : "PRAGMA integrity_check(1)")}".ReplaceLineEndings(" ");
        return said != "ok" ? said
            : Execute(connection, "PRAGMA foreign_key_check") is { } table ? $"foreign key of table {table}" : null;
    }

    static string[] Migrations()
    {
        using var db = new LimsDb(Options<LimsDb>(":memory:"));
        return [.. db.Database.GetMigrations()];
    }

    public static DbContextOptions<T> Options<T>(string file) where T : DbContext
    {
        // Not pooled a second time: a connection goes with its context.
        var connection = new SqliteConnectionStringBuilder
        {
            DataSource = file,
            ForeignKeys = true,
            DefaultTimeout = 600,
            Pooling = false
        }.ToString();
        // A list of keys as one parameter: EF Core would write and translate another query for every length of the
        // list.
        return new DbContextOptionsBuilder<T>()
            .UseSqlite(connection, o => o.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter)).Options;
    }

    static object? Execute(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only constants of this file and names of migrations reach this command.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }
}
