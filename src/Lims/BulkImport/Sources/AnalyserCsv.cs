using System.Text;
using System.Text.RegularExpressions;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Laboratory.Analysers;

namespace Thrombophilia.Lims.BulkImport.Sources;

/// <summary>The form of an analyser's file: its text, and where its header begins.</summary>
/// <param name="Text">The text from the header on.</param>
/// <param name="Before">The lines before it.</param>
/// <param name="LinesBefore">How many those are.</param>
sealed record AnalyserText(string Text, string Before, int LinesBefore)
{
    public static Encoding EncodingOf(FileMapping mapping) =>
        mapping.Encoding == FileEncoding.Gb18030 ? Charsets.Gb18030 : Charsets.Utf8;

    /// <summary>The text; null where the bytes are none in the encoding of the mapping.</summary>
    public static AnalyserText? Read(byte[] file, FileMapping mapping)
    {
        if (EncodingOf(mapping).Text(file) is not { } text || text.Contains('\0', StringComparison.Ordinal)) return null;
        text = text.TrimStart('\uFEFF');
        var at = 0;
        for (var line = 0; line < mapping.LinesBefore && at < text.Length; line++)
        {
            var end = text.AsSpan(at).IndexOfAny('\r', '\n');
            at = end < 0 ? text.Length
                : at + end + (text.AsSpan(at + end).StartsWith("\r\n") ? 2 : 1);
        }
        return new(text[at..], text[..at], mapping.LinesBefore);
    }
}

/// <summary>Reads an analyser's CSV file as its mapping says.</summary>
static partial class AnalyserCsv
{
    public static AssayFile Read(byte[] file, ClinicalRules rules, AnalyserRow analyser)
    {
        var mapping = analyser.Mapping.File;
        var names = Names(mapping);
        AssayFile Of(CsvTable table) => new(table, analyser.Reference)
        {
            PlaceOf = (_, column) => names.GetValueOrDefault(column, column),
        };
        if (AnalyserText.Read(file, mapping) is not { } text)
            return Of(CsvTable.Refused(new CellProblem("", "", mapping.Encoding == FileEncoding.Gb18030 ? "not-gb18030" : "not-utf8")));
        var records = CsvTable.Records(text.Text, mapping.SeparatorCharacter);
        if (records is not [var header, ..] || header.Cells.All(c => c.Length == 0))
            return Of(CsvTable.Refused(new CellProblem("", "", "empty-file")));
        var faults = names.Values.Distinct().Where(name => header.Cells.Count(c => c == name) != 1).Select(name =>
            header.Cells.Contains(name) ? new CellProblem(name, name, "duplicate-column")
            : new(name, "", "mapped-column-missing", string.Join(" | ", header.Cells))).ToList();
        if (header.IsMalformed) faults.Add(new("", "", "malformed-row"));
        if (faults.Count > 0)
            return Of(CsvTable.Refused(header.Line + text.LinesBefore, [.. faults]));

        var tests = TestMap.Stored(mapping.Tests);
        var rows = new List<CsvRow>();
        foreach (var record in records.Skip(1).Where(r => r.Cells.Any(c => c.Length > 0)))
        {
            var line = record.Line + text.LinesBefore;
            if (record.Broken(header.Cells.Length) is { } broken)
            {
                rows.Add(CsvRow.Refused(line, broken));
                continue;
            }
            string Cell(string column) => names.TryGetValue(column, out var name) ? record.Cells[Array.IndexOf(header.Cells, name)] : "";
            var test = Cell("analyte");
            var target = tests.Find(test);
            if (target is { IsIgnored: true }) continue;
            var told = Timed(Valued(new ToldResult(line)
            {
                Analyser = analyser.Analyser.Code,
                Id = Cell("assay_id"),
                Sample = Cell("sample"),
                Test = test,
                Target = target,
                Value = Cell("value"),
                Unit = Cell("unit"),
                Drawn = Cell("drawn"),
                Measured = Cell("measured"),
                Run = Cell("run"),
                States = Cell("states"),
            }, mapping), mapping);
            rows.Add(told.Row(rules));
        }
        return Of(new CsvTable(rows, []));
    }

    // Our own columns and the names that they have in the file.
    static Dictionary<string, string> Names(FileMapping mapping) => new (string Ours, string? Theirs)[]
    {
        ("assay_id", mapping.IdColumn), ("sample", mapping.SampleColumn), ("analyte", mapping.TestColumn),
        ("method", mapping.TestColumn), ("value", mapping.ValueColumn), ("unit", mapping.UnitColumn),
        ("drawn", mapping.DrawnColumn), ("measured", mapping.MeasuredColumn), ("run", mapping.RunColumn),
        ("states", mapping.StatesColumn),
    }.Where(name => name.Theirs is not null).ToDictionary(name => name.Ours, name => name.Theirs!);

    // With a decimal comma, a point would be that of thousands, or a comma too few: nobody can tell.
    static ToldResult Valued(ToldResult told, FileMapping mapping) =>
        mapping.Decimals == DecimalMark.Comma
            ? told.Value.Contains('.', StringComparison.Ordinal) && Digit().IsMatch(told.Value)
                ? told with { Problem = new("value", told.Value, "decimal-point") }
                : told with { Value = told.Value.Replace(',', '.') }
            : told.Value.Contains(',', StringComparison.Ordinal) && Digit().IsMatch(told.Value)
                ? told with { Problem = new("value", told.Value, "decimal-comma-unmapped") } : told;

    static ToldResult Timed(ToldResult told, FileMapping mapping)
    {
        if (mapping.TimeFormat is not { } pattern) return told;
        var (drawn, measured) = (Iso(told.Drawn), Iso(told.Measured));
        var wrong = drawn is null ? ("drawn", told.Drawn) : measured is null ? ("measured", told.Measured) : default;
        return told with
        {
            Drawn = drawn ?? "",
            Measured = measured ?? "",
            Problem = told.Problem ?? (wrong.Item1 is null ? null : new(wrong.Item1, wrong.Item2, "not-the-time-format", pattern)),
        };

        string? Iso(string text) => text.Length == 0 ? "" : TimePattern.Iso(text, pattern);
    }

    [GeneratedRegex("[0-9]")]
    private static partial Regex Digit();
}
