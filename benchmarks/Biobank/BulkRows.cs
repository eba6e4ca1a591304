using Microsoft.Data.Sqlite;

namespace Thrombophilia.Benchmarks.Biobank;

/// <summary>Writes many rows of one table by one prepared statement.</summary>
sealed class BulkRows : IDisposable
{
    readonly SqliteCommand command;

    /// <param name="connection">Inside the transaction of the whole generation.</param>
    /// <param name="table">The table.</param>
    /// <param name="columns">Its columns, with blanks between them.</param>
    public BulkRows(SqliteConnection connection, string table, string columns)
    {
        var names = columns.Split(' ');
        command = connection.CreateCommand();
#pragma warning disable CA2100 // Only names that this project wrote.
        command.CommandText =
            $"INSERT INTO \"{table}\" ({string.Join(", ", names.Select(n => $"\"{n}\""))}) VALUES "
            + $"({string.Join(", ", names.Select((_, i) => $"@p{i}"))})";
#pragma warning restore CA2100
        for (var i = 0; i < names.Length; i++) command.Parameters.Add(new SqliteParameter { ParameterName = $"@p{i}" });
        command.Prepare();
    }

    public void Add(params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        command.ExecuteNonQuery();
    }

    public void Dispose() => command.Dispose();
}
