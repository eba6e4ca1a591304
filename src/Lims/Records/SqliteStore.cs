using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Thrombophilia.Lims.Records;

/// <summary>Everything that only SQLite understands. Another database gets a file beside this one.</summary>
static class SqliteStore
{
    const string FileName = "thrombophilia.db";

    // What is issued stays as it is, whoever writes to the file.
    static readonly string[] Immutable = ["Findings", "Conclusions", "RegistryEntries"];

    public static LimsDb Open(string dataFolder)
    {
        Directory.CreateDirectory(dataFolder);
        var db = new LimsDb(Options(Path.Combine(dataFolder, FileName)));
        try
        {
            if (db.Database.GetPendingMigrations().Any()) Migrate(db, dataFolder);
            foreach (var table in Immutable)
                foreach (var verb in new[] { "UPDATE", "DELETE" })
                    Execute(db.Database.GetDbConnection(), $"CREATE TRIGGER IF NOT EXISTS \"{table}_never_{verb}\" BEFORE {verb} ON \"{table}\" "
                        + $"BEGIN SELECT RAISE(ABORT, '{table} are never changed'); END");
            return db;
        }
        catch
        {
            db.Dispose();
            throw;
        }
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
        return new DbContextOptionsBuilder<LimsDb>().UseSqlite(connection).AddInterceptors(Pragmas.Instance).Options;
    }

    static void Execute(DbConnection connection, string sql)
    {
        var closed = connection.State != System.Data.ConnectionState.Open;
        if (closed) connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only constants of this file reach this command.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
        if (closed) connection.Close();
    }

    /// <summary>A commit survives a power cut (full synchronisation), readers never wait for a writer (write-ahead log), and a writer waits for a bulk import of minutes.</summary>
    sealed class Pragmas : DbConnectionInterceptor
    {
        public static readonly Pragmas Instance = new();
        const string Sql = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=600000;";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            // EF Core asks by a read-only connection whether the database exists. One that was just created is not in WAL mode yet, and cannot be put into it so.
            if (new SqliteConnectionStringBuilder(connection.ConnectionString).Mode != SqliteOpenMode.ReadOnly) Execute(connection, Sql);
        }

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            ConnectionOpened(connection, eventData);
            return Task.CompletedTask;
        }
    }
}
