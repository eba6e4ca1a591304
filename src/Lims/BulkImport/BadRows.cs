using System.Globalization;
using System.Text;

namespace Thrombophilia.Lims.BulkImport;

/// <summary>The rows of a file that were refused, with its header, to be mended and imported again.</summary>
public static class BadRows
{
    /// <summary>
    /// The header and the lines of these rows, as they stood. A cell that a spreadsheet would run as a formula gets an apostrophe in front, which
    /// no code and no number of ours begins with.
    /// </summary>
    /// <param name="file">The file, UTF-8.</param>
    /// <param name="rows">Lines on which the rows begin, the header being 1.</param>
    public static byte[] Of(byte[] file, IReadOnlySet<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var (written, line, begins) = (new StringBuilder("\uFEFF"), 1, 1);
        var (cell, quoted) = (new StringBuilder(), false);
        var cells = new List<string>();
        foreach (var c in Encoding.UTF8.GetString(file).TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n') + "\n")
        {
            if (c == '"') quoted = !quoted;
            if (c == '\n') line++;
            if ((c is ',' or '\n') && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
                if (c == ',') continue;
                if (begins == 1 || rows.Contains(begins)) written.AppendJoin(',', cells.Select(Harmless)).Append("\r\n");
                cells.Clear();
                begins = line;
                continue;
            }
            cell.Append(c);
        }
        // A quote that never closes: the rest stands as it is.
        if (cell.Length > 0) written.AppendJoin(',', cells.Append(cell.ToString()).Select(Harmless)).Append("\r\n");
        return Encoding.UTF8.GetBytes(written.ToString());
    }

    // What begins a formula, also in the width that a Chinese keyboard types; what a spreadsheet drops before it looks is looked behind.
    static string Harmless(string cell)
    {
        var quoted = cell.StartsWith('"');
        var inner = cell.AsSpan(quoted ? 1 : 0);
        var text = quoted ? inner.TrimStart() : inner.TrimStart().TrimStart('"').TrimStart();
        if (text.IsEmpty || !(inner[0] is '\t' or '\n' or '\0' || "=+-@\uFF1D\uFF0B\uFF0D\uFF20".Contains(text[0], StringComparison.Ordinal)) || IsNumber(text.TrimEnd('"'))) return cell;
        return quoted ? "\"'" + cell[1..] : "'" + cell;
    }

    static bool IsNumber(ReadOnlySpan<char> text) => decimal.TryParse(text, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out _);
}
