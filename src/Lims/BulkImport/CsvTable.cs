using System.Text;
using CsvHelper;

namespace Thrombophilia.Lims.BulkImport;

/// <summary>One data row, by column name.</summary>
sealed record CsvRow(int Number, IReadOnlyDictionary<string, string> Cells, CellProblem? Broken);

/// <summary>
/// A CSV file whose header is the expected one, with some or none of the optional columns, or the reasons why it is not.
/// </summary>
sealed record CsvTable(IReadOnlyList<CsvRow> Rows, IReadOnlyList<CellProblem> HeaderProblems)
{
    public static CsvTable Read(Stream file, IReadOnlyList<string> columns, IReadOnlyList<string> optional)
    {
        string text;
        try
        {
            using var reader = new StreamReader(file, new UTF8Encoding(false, throwOnInvalidBytes: true),
                detectEncodingFromByteOrderMarks: false, leaveOpen: true);
            text = reader.ReadToEnd().TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return Refused(new CellProblem("", "", "not-utf8"));
        }
        if (text.Contains('\0', StringComparison.Ordinal)) return Refused(new CellProblem("", "", "not-utf8"));

        var malformed = new HashSet<long>();
        var records = new List<(long Line, string[] Cells)>();
        using (var reader = Open(text, record => malformed.Add(record.LineNumber)))
            while (reader.Read())
                records.Add(
                    (reader.LineNumber,
                        [.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetString(i).Trim())]));

        if (records is not [var first, ..] || first.Cells.All(c => c.Length == 0))
            return Refused(new CellProblem("", "", "empty-file"));
        var header = first.Cells;
        var problems = Judge(header, columns, optional).ToList();
        if (malformed.Contains(first.Line)) problems.Add(new CellProblem("", "", "malformed-row"));
        if (problems.Count > 0) return new([], problems);
        return new([.. records.Skip(1).Where(r => r.Cells.Any(c => c.Length > 0)).Select(r => new CsvRow(
            (int)r.Line,
            header.Zip(r.Cells).ToDictionary(p => p.First, p => p.Second),
            malformed.Contains(r.Line) ? new CellProblem("", "", "malformed-row")
            : r.Cells.Length != header.Length
            ? new CellProblem("", "", "wrong-field-count", r.Cells.Length, header.Length)
            : null))], []);

        static CsvTable Refused(CellProblem problem) => new([], [problem]);
    }

    /// <summary>The records of a text, with the line on which each begins.</summary>
    public static CsvReader Open(string text, Action<CsvMalformedRecord>? malformed = null) => CsvReader.FromText(
        text, new() { Separator = ',', HasHeader = false, TrackLineNumbers = true, OnMalformedRecord = malformed });

    static IEnumerable<CellProblem> Judge(string[] header, IReadOnlyList<string> columns, IReadOnlyList<string> optional)
    {
        if (header is [var only] && only.Contains(';', StringComparison.Ordinal))
        {
            yield return new("", only, "semicolon-separated");
            yield break;
        }
        var known = string.Join(", ", columns.Concat(optional));
        foreach (var column in header.Where(h => !columns.Contains(h) && !optional.Contains(h)).Distinct())
            yield return new(column, column, "unknown-column", known);
        foreach (var column in header.GroupBy(h => h).Where(g => g.Count() > 1).Select(g => g.Key))
            yield return new(column, column, "duplicate-column");
        foreach (var column in columns.Where(c => !header.Contains(c)))
            yield return new(column, "", "missing-column", known);
    }
}
