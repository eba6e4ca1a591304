namespace Thrombophilia.Lims.Data;

/// <summary>
/// The rows of sealed tables that a step has written, as stretches of their numbers: a step holds the write lock, so
/// that no number of another step lies between.
/// </summary>
sealed class IssuedRows
{
    readonly SortedDictionary<string, (long First, long Last, Func<long, long, string> Seal)> tables =
        new(StringComparer.Ordinal);

    /// <summary>Notes a row.</summary>
    /// <param name="table">Name of its table.</param>
    /// <param name="id">Its number.</param>
    /// <param name="seal">Gives the hash over the rows with such numbers.</param>
    public void Add(string table, long id, Func<long, long, string> seal) =>
        tables[table] = (tables.TryGetValue(table, out var known) ? known.First : id, id, seal);

    /// <summary>What was noted since it was last asked: table, first and last number, and hash.</summary>
    public IReadOnlyList<(string Table, long First, long Last, string Sha256)> Take()
    {
        if (tables.Count == 0) return [];
        var taken = tables.Select(t => (t.Key, t.Value.First, t.Value.Last, t.Value.Seal(t.Value.First, t.Value.Last)))
            .ToList();
        tables.Clear();
        return taken;
    }

    /// <summary>Forgets what a step noted that was rolled back.</summary>
    public void Clear() => tables.Clear();
}
