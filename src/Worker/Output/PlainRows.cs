namespace Thrombophilia.Worker.Output;

/// <summary>A column of <see cref="PlainRows"/>.</summary>
/// <param name="Name">For programs.</param>
/// <param name="Title">For people.</param>
/// <param name="Limit">Its widest in a table.</param>
/// <param name="IsNumber">Its values are numbers.</param>
sealed record PlainColumn(string Name, string Title, int Limit, bool IsNumber = false);

/// <summary>Short lists in the formats that every verb has: for people a table, for programs TSV or JSON lines.</summary>
static class PlainRows
{
    /// <summary>Prints the rows.</summary>
    /// <param name="format">The format.</param>
    /// <param name="output">Where they go.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="rows">The cells of each row; null and nothing are the same. A cell is a code for programs, and a
    /// word where the argument is true: for people.</param>
    public static void Print(RowFormat format, TextWriter output, PlainColumn[] columns,
        Func<bool, IEnumerable<string?[]>> rows)
    {
        switch (format)
        {
            case RowFormat.Tsv:
                output.Write(string.Join('\t', columns.Select(c => c.Name)) + "\n");
                foreach (var row in rows(false)) output.Write(string.Join('\t', row.Select(OnOneLine)) + "\n");
                break;
            case RowFormat.Jsonl:
                string[] names = [.. columns.Select(c => c.Name)];
                using (var lines = new JsonLines(output, names, name => columns.First(c => c.Name == name).IsNumber))
                    foreach (var row in rows(false))
                        lines.Write([.. row.Select(cell => string.IsNullOrEmpty(cell) ? null : cell)]);
                break;
            default:
                var table = new TextTable([.. columns.Select(c => (c.Title, c.Limit))]);
                foreach (var row in rows(true)) table.Add([.. row.Select(cell => cell ?? "")]);
                output.Write(table.ToString());
                break;
        }
    }

    static string OnOneLine(string? cell) =>
        cell is null ? "" : string.Concat(cell.Select(c => char.IsControl(c) ? ' ' : c));
}
