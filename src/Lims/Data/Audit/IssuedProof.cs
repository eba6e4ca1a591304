using System.Globalization;
using System.Text.Json;

namespace Thrombophilia.Lims.Data.Audit;

/// <summary>
/// Compares issued rows (findings, conclusions, registry rows) with the seals that the audit trail holds of them.
/// </summary>
sealed class IssuedProof(LimsDb db)
{
    /// <summary>Action of the entries that seal rows.</summary>
    public const string Action = "issued";

    readonly Dictionary<string, (Func<long, long, (long Rows, string Sha256)> SealOf, long First, long Rows)> tables = [];

    /// <summary>What an entry says of rows: by table, <c>FIRST-LAST SHA-256</c>.</summary>
    public static Dictionary<string, string?[]> Written(
        IReadOnlyList<(string Table, long First, long Last, string Sha256)> rows) =>
        rows.ToDictionary(r => r.Table,
            r => new[] { null, string.Create(CultureInfo.InvariantCulture, $"{r.First}-{r.Last} {r.Sha256}") });

    /// <summary>The rows that an entry sealed are what they were. True of any other entry.</summary>
    public bool Holds(AuditEntry entry)
    {
        if (entry.Action != Action) return true;
        foreach (var (table, values) in JsonSerializer.Deserialize<Dictionary<string, string?[]>>(entry.Changes)!)
        {
            var parts = values[1]!.Split('-', ' ');
            var (first, last) =
                (long.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture));
            if (!tables.TryGetValue(table, out var known)) known = (db.SealOf(table), first, 0);
            tables[table] = known with { Rows = known.Rows + last - first + 1 };
            var (rows, sha256) = known.SealOf(first, last);
            if (rows != last - first + 1 || sha256 != parts[2]) return false;
        }
        return true;
    }

    /// <summary>
    /// The first table with rows that no entry sealed: they were put in from outside. Rows from before seals are left
    /// aside.
    /// </summary>
    public string? WithStrangers()
    {
        foreach (var (table, (sealOf, first, sealedRows)) in tables)
            if (sealOf(first, long.MaxValue).Rows != sealedRows) return table;
        return null;
    }
}
