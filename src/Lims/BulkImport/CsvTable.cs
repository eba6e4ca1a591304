using System.Text;
using CsvHelper;

namespace Thrombophilia.Lims.BulkImport;

/// <summary>One data row, by column name.</summary>
sealed record CsvRow(int Number, IReadOnlyDictionary<string, string> Cells, CellProblem? Broken)
{
    /// <summary>A row of which nothing can be taken.</summary>
    public static CsvRow Refused(int line, CellProblem problem) => new(line, new Dictionary<string, string>(), problem);
}

/// <summary>One record of a text in columns.</summary>
/// <param name="Line">Line on which it begins.</param>
/// <param name="Cells">Its cells, without spaces around them.</param>
/// <param name="IsMalformed">A quote in it is not closed, or is inside a value.</param>
sealed record CsvRecord(int Line, string[] Cells, bool IsMalformed)
{
    /// <summary>Why the record is no row under a header of so many columns; null where it is one.</summary>
    public CellProblem? Broken(int columns) => IsMalformed ? new CellProblem("", "", "malformed-row")
        : Cells.Length != columns ? new CellProblem("", "", "wrong-field-count", Cells.Length, columns)
        : null;
}

/// <summary>
/// A CSV file whose header is the expected one, with some or none of the optional columns, or the reasons why it is not.
/// </summary>
sealed record CsvTable(IReadOnlyList<CsvRow> Rows, IReadOnlyList<CellProblem> HeaderProblems)
{
    public static CsvTable Read(Stream file, ImportKind kind)
    {
        var (columns, optional) = (CsvImport.Columns(kind), CsvImport.OptionalColumns(kind));
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

        var records = Records(text, ',');
        if (records is not [var first, ..] || first.Cells.All(c => c.Length == 0))
            return Refused(new CellProblem("", "", "empty-file"));
        var header = first.Cells;
        var problems = Judge(header, columns, optional).ToList();
        if (first.IsMalformed) problems.Add(new CellProblem("", "", "malformed-row"));
        if (problems.Count > 0) return new([], problems);
        return new([.. records.Skip(1).Where(r => r.Cells.Any(c => c.Length > 0)).Select(r => new CsvRow(
            r.Line, header.Zip(r.Cells).ToDictionary(p => p.First, p => p.Second), r.Broken(header.Length)))], []);
    }

    /// <summary>A file of which nothing can be taken, because of its header or its form.</summary>
    public static CsvTable Refused(CellProblem problem) => new([], [problem]);

    /// <summary>The same, with the line where the fault stands.</summary>
    public static CsvTable Refused(int line, params IReadOnlyList<CellProblem> problems) =>
        new([], problems) { HeaderLine = line };

    /// <summary>Line of the header, or of the fault because of which there is none.</summary>
    public int HeaderLine { get; init; } = 1;

    /// <summary>The records of a text, the header first.</summary>
    public static IReadOnlyList<CsvRecord> Records(string text, char separator)
    {
        var malformed = new HashSet<long>();
        var records = new List<(long Line, string[] Cells)>();
        using (var reader = Open(text, record => malformed.Add(record.LineNumber), separator))
            while (reader.Read())
                records.Add(
                    (reader.LineNumber,
                        [.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetString(i).Trim())]));
        return [.. records.Select(r => new CsvRecord((int)r.Line, r.Cells, malformed.Contains(r.Line)))];
    }

    /// <summary>The records of a text, with the line on which each begins.</summary>
    public static CsvReader Open(string text, Action<CsvMalformedRecord>? malformed = null, char separator = ',') => CsvReader.FromText(
        text, new() { Separator = separator, HasHeader = false, TrackLineNumbers = true, OnMalformedRecord = malformed });

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
