namespace Thrombophilia.Lims.Decisions.Tables;

/// <summary>
/// What is wrong with the tables of one load, each with its place. One pass tells all that it finds: who corrects a table
/// sees the whole list.
/// </summary>
sealed class Faults
{
    const int MostShown = 40, LongestFound = 60;
    readonly List<string> lines = [];

    public bool Any => lines.Count > 0;

    /// <summary>Notes one fault.</summary>
    /// <param name="row">The row; its file and line are the place.</param>
    /// <param name="column">The column; empty for the row as a whole.</param>
    /// <param name="expected">What should stand there.</param>
    /// <param name="found">What stands there.</param>
    /// <param name="next">What to do.</param>
    public void Add(TableRow row, string column, string expected, string found, string next) =>
        Add($"{row.Table.Name}, line {row.Line}{(column.Length > 0 ? $", column '{column}'" : "")}", expected, found, next);

    /// <summary>Notes one fault of a file.</summary>
    public void Add(string place, string expected, string found, string next) =>
        lines.Add($"{place}: expected {expected}, found "
            + $"'{(found.Length > LongestFound ? $"{found.AsSpan(0, LongestFound)}…" : found)}'. {next}");

    /// <summary>Throws when a fault was noted.</summary>
    /// <exception cref="InvalidDataException">One was; the message has one on a line.</exception>
    public void Refuse()
    {
        if (!Any) return;
        var more = lines.Count > MostShown ? $"\nand {lines.Count - MostShown} more" : "";
        throw new InvalidDataException(string.Join('\n', lines.Take(MostShown)) + more);
    }
}
