using System.Globalization;
using System.Text;
using CsvHelper;
using Thrombophilia.Lims.BulkImport.Sources;
using Thrombophilia.Lims.Laboratory.Analysers;

namespace Thrombophilia.Lims.BulkImport;

/// <summary>The refused rows of a file with its header, to be corrected and imported again.</summary>
public static class BadRows
{
    /// <summary>
    /// The header and the lines of these rows, unchanged. A cell that a spreadsheet would run as a formula gets an
    /// apostrophe in front; no valid cell begins with one.
    /// </summary>
    /// <param name="file">The file, UTF-8.</param>
    /// <param name="rows">Lines on which the rows begin.</param>
    public static byte[] Of(byte[] file, IReadOnlySet<int> rows) => Of(file, rows, null);

    /// <summary>The same of a file of an analyser, in its own form: what stands before the header, separators and encoding
    /// stay.</summary>
    internal static byte[] Of(byte[] file, IReadOnlySet<int> rows, FileMapping? mapping)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var text = mapping is null ? null : AnalyserText.Read(file, mapping);
        var written = new StringBuilder(mapping is { Encoding: FileEncoding.Gb18030 } ? "" : "\uFEFF").Append(text?.Before);
        var separator = mapping?.SeparatorCharacter ?? ',';
        using var reader = CsvTable.Open(text?.Text ?? Encoding.UTF8.GetString(file).TrimStart('\uFEFF'), separator: separator);
        for (var isHeader = true; reader.Read(); isHeader = false)
            if (isHeader || rows.Contains((int)reader.LineNumber + (text?.LinesBefore ?? 0)))
                written.AppendJoin(separator, Enumerable.Range(0, reader.FieldCount).Select(i => Harmless(Cell(reader, i))))
                    .Append("\r\n");
        return (mapping is null ? Encoding.UTF8 : AnalyserText.EncodingOf(mapping)).GetBytes(written.ToString());
    }

    // With its quotes, and with one kind of line break.
    static string Cell(CsvReader reader, int index) =>
        Encoding.UTF8.GetString(reader.GetRawSpan(index)).Replace("\r\n", "\n", StringComparison.Ordinal)
        .Replace('\r', '\n');

    // The library's own protection misses formulas after spaces or in full-width characters, and quotes what it
    // protects. The characters that begin a formula, full-width forms included, after anything that a spreadsheet
    // ignores in front of them.
    static string Harmless(string cell)
    {
        var quoted = cell.StartsWith('"');
        var inner = cell.AsSpan(quoted ? 1 : 0);
        var text = quoted ? inner.TrimStart() : inner.TrimStart().TrimStart('"').TrimStart();
        if (text.IsEmpty
            || !(inner[0] is '\t' or '\n' or '\0'
            || "=+-@\uFF1D\uFF0B\uFF0D\uFF20".Contains(text[0], StringComparison.Ordinal))
            || IsNumber(text.TrimEnd('"'))) return cell;
        return quoted ? "\"'" + cell[1..] : "'" + cell;
    }

    static bool IsNumber(ReadOnlySpan<char> text) =>
        decimal.TryParse(text, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out _);
}
