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

    /// <summary>The first column of every row.</summary>
    public List<string> All(string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Only questions of this project.
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var found = new List<string>();
        while (reader.Read()) found.Add(reader.IsDBNull(0) ? "" : reader.GetValue(0).ToString()!);
        return found;
    }

    public string One(string sql) => All(sql) is [var first, ..] ? first : throw new InvalidOperationException($"The biobank holds no row for: {sql}");

    public long Number(string sql) => long.Parse(One(sql), CultureInfo.InvariantCulture);

    public void Dispose() => connection.Dispose();
}
