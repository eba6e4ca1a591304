using System.Globalization;
using System.Text;

namespace Thrombophilia.Worker.Tables;

/// <summary>A table for a terminal: columns as wide as their text up to a limit, longer text wrapped at words inside its cell.</summary>
internal sealed class TextTable(params IReadOnlyList<(string Title, int Limit)> columns)
{
    readonly List<string[]> rows = [];

    public int Count => rows.Count;

    public void Add(params string[] cells) => rows.Add(cells);

    public override string ToString()
    {
        var heads = columns.Select(c => c.Title).ToArray();
        var widths = columns.Select((c, i) => Math.Min(c.Limit, rows.Append(heads).Max(row => Lines(row[i], c.Limit).Max(Width)))).ToArray();
        var text = new StringBuilder();
        Append(text, heads, widths);
        text.AppendJoin("  ", widths.Select(w => new string('-', w))).Append('\n');
        foreach (var row in rows) Append(text, row, widths);
        return text.ToString();
    }

    static void Append(StringBuilder text, string[] row, int[] widths)
    {
        var cells = row.Select((cell, i) => Lines(cell, widths[i])).ToArray();
        for (var line = 0; line < cells.Max(c => c.Count); line++)
        {
            var parts = cells.Select((cell, i) => Pad(line < cell.Count ? cell[line] : "", widths[i]));
            text.Append(string.Join("  ", parts).TrimEnd()).Append('\n');
        }
    }

    static List<string> Lines(string cell, int limit)
    {
        var lines = new List<string>();
        foreach (var paragraph in cell.Split('\n'))
        {
            var line = "";
            foreach (var word in paragraph.Split(' '))
            {
                if (line.Length > 0 && Width(line) + 1 + Width(word) > limit)
                {
                    lines.Add(line);
                    line = word;
                }
                else line = line.Length > 0 ? line + " " + word : word;
            }
            lines.Add(line);
        }
        return lines;
    }

    // Chinese characters take two columns of a terminal.
    static int Width(string text) => text.EnumerateRunes().Sum(rune => rune.Value is >= 0x1100 and <= 0x115f or >= 0x2e80 and <= 0xa4cf or >= 0xac00 and <= 0xd7a3
        or >= 0xf900 and <= 0xfaff or >= 0xfe30 and <= 0xfe6f or >= 0xff00 and <= 0xff60 or >= 0x20000 ? 2
        : Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark ? 0 : 1);

    static string Pad(string text, int width) => text + new string(' ', Math.Max(0, width - Width(text)));
}
