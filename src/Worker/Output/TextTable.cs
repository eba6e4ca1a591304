using System.Text;
using Wcwidth;

namespace Thrombophilia.Worker.Output;

/// <summary>
/// A table for a terminal: columns as wide as their text up to a limit, longer text wrapped at words inside its cell.
/// </summary>
internal sealed class TextTable(params IReadOnlyList<(string Title, int Limit)> columns)
{
    readonly List<string[]> rows = [];

    public int Count => rows.Count;

    public void Add(params string[] cells) => rows.Add(cells);

    public override string ToString()
    {
        var heads = columns.Select(c => c.Title).ToArray();
        var widths =
            columns.Select(
            (c, i) => Math.Min(c.Limit, rows.Append(heads).Max(row => Lines(row[i], c.Limit).Max(Width)))).ToArray();
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
                var space = line.Length > 0 ? " " : "";
                foreach (var part in Parts(word))
                {
                    if (line.Length > 0 && Width(line) + space.Length + Width(part) > limit)
                    {
                        lines.Add(line);
                        line = part;
                    }
                    else line += space + part;
                    space = "";
                }
            }
            lines.Add(line);
        }
        return lines;
    }

    /// <summary>
    /// Where a line may break inside a word: between two Chinese characters, but not before closing or after opening
    /// punctuation.
    /// </summary>
    static IEnumerable<string> Parts(string word)
    {
        var begin = 0;
        for (var i = 1; i < word.Length; i++)
        {
            var (before, after) = (word[i - 1], word[i]);
            if (!(IsWide(before) && IsWide(after)) && !Ends.Contains(before)) continue;
            if (Ends.Contains(after) || after is '）' or '”' || before is '（' or '“' || char.IsLowSurrogate(after))
                continue;
            yield return word[begin..i];
            begin = i;
        }
        yield return word[begin..];
    }

    const string Ends = "，。；：、";

    // Chinese characters take two columns of a terminal.
    public static int Width(string text) => Ascii.IsValid(text) ? text.Length
        : text.EnumerateRunes().Sum(rune => Math.Max(0, UnicodeCalculator.GetWidth(rune)));

    static bool IsWide(char character) => !char.IsSurrogate(character) && UnicodeCalculator.GetWidth(character) == 2;

    public static string Pad(string text, int width) => text + new string(' ', Math.Max(0, width - Width(text)));
}
