using System.Data;
using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using SQLitePCL;

namespace Thrombophilia.Lims.Data.Sqlite;

/// <summary>Waits for the one write lock that a SQLite file has.</summary>
static class SqliteLock
{
    // SQLite waits without hearing a stop: it is asked for a short time, again and again.
    const int Milliseconds = 250;
    static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>Begins a transaction that holds the write lock.</summary>
    /// <exception cref="SqliteException">Somebody has held the lock for ten minutes.</exception>
    /// <exception cref="OperationCanceledException">The wait was stopped.</exception>
    public static async Task<IDbContextTransaction> BeginAsync(LimsDb db, CancellationToken stop)
    {
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        var (waiting, usual) = (Stopwatch.StartNew(), connection.DefaultTimeout);
        for (var told = false; ; told = told || WriteLock.Tell(waiting.Elapsed))
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                _ = raw.sqlite3_busy_timeout(connection.Handle, Milliseconds);
                connection.DefaultTimeout = 1;
                return await db.Database.BeginTransactionAsync(IsolationLevel.Serializable, stop);
            }
            catch (SqliteException e) when (e.SqliteErrorCode == raw.SQLITE_BUSY && waiting.Elapsed < Longest)
            {
                // Asked again.
            }
            finally
            {
                connection.DefaultTimeout = usual;
                _ = raw.sqlite3_busy_timeout(connection.Handle, (int)Longest.TotalMilliseconds);
            }
        }
    }
}
