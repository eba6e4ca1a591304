using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Thrombophilia.Benchmarks.Biobank;

/// <summary>Asks the database file itself, past the product: what a page has to show.</summary>
sealed class Truth : IDisposable
{
    readonly SqliteConnection connection;

    public Truth(string folder)
    {
        connection = new($"Data Source={Path.Combine(folder, "thrombophilia.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
    }

    /// <summary>Every row as text, one after the other; null is empty.</summary>
    public IEnumerable<string[]> Rows(string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only questions of this project.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return [
                .. Enumerable.Range(0, reader.FieldCount)
                    .Select(i => Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)!)];
    }

    /// <summary>The first column of every row.</summary>
    public List<string> All(string sql) => [.. Rows(sql).Select(row => row[0])];

    public string One(string sql) =>
        All(sql) is [var first, ..] ? first
        : throw new InvalidOperationException($"The biobank holds no row for: {sql}");

    public long Number(string sql) => long.Parse(One(sql), CultureInfo.InvariantCulture);

    public void Dispose() => connection.Dispose();
}
