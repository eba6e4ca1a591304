using Thrombophilia.Variants.Knowledge;

namespace Thrombophilia.Lims.Decisions.Tables;

/// <summary>One row of a table, as text.</summary>
sealed record TableRow(TableFile Table, int Line, string[] Cells)
{
    /// <summary>A cell by the name of its column.</summary>
    public string this[string column] => Cells[Table.Index(column)];
}

/// <summary>
/// A table: UTF-8, one header line, one row a line, cells between tabs, no quoting. Its columns are the wanted ones, in any
/// order.
/// </summary>
sealed class TableFile
{
    readonly string[] columns;

    TableFile(KnowledgeFile file, string[] columns) => (File, this.columns) = (file, columns);

    public KnowledgeFile File { get; }
    public string Name => File.Name;
    public IReadOnlyList<TableRow> Rows { get; private set; } = [];

    public int Index(string column) => Array.IndexOf(columns, column);
    public bool Has(string column) => Index(column) >= 0;

    /// <summary>Reads a table; what is wrong with its form goes to <paramref name="faults"/>.</summary>
    /// <exception cref="InvalidDataException">The file cannot be read at all.</exception>
    public static TableFile Read(KnowledgeFile file, string[] wanted, Faults faults)
    {
        var text = file.ReadText();
        if (text.Contains('\r', StringComparison.Ordinal))
            faults.Add(file.Name, "lines that end with a line feed", "a carriage return", "Save it with Unix line ends.");
        if (!text.EndsWith('\n'))
            faults.Add(file.Name, "a line feed at the end", "no line feed", "The file may be cut off: look at its last line.");
        var lines = text.Split('\n');
        var table = new TableFile(file, lines[0].Split('\t'));
        var place = $"{file.Name}, line 1";
        foreach (var column in wanted.Except(table.columns))
            faults.Add(place, $"column '{column}'", lines[0], "Add the column.");
        foreach (var column in table.columns.Except(wanted))
            faults.Add($"{place}, column '{column}'", $"one of {string.Join(", ", wanted)}", column, "Remove or rename the column.");
        foreach (var column in table.columns.CountBy(column => column).Where(pair => pair.Value > 1))
            faults.Add($"{place}, column '{column.Key}'", "every column once", column.Key, "Remove one of them.");
        var rows = new List<TableRow>();
        for (var i = 1; i < lines.Length - 1; i++)
        {
            var row = new TableRow(table, i + 1, lines[i].Split('\t'));
            if (row.Cells.Length != table.columns.Length)
            {
                faults.Add(row, "", $"{table.columns.Length} cells", $"{row.Cells.Length}", "Add or remove tabs.");
                continue;
            }
            for (var c = 0; c < row.Cells.Length; c++)
                if (row.Cells[c] != row.Cells[c].Trim())
                    faults.Add(row, table.columns[c], "no blank around a cell", row.Cells[c], "Remove the blank.");
            rows.Add(row);
        }
        table.Rows = rows;
        return table;
    }
}
