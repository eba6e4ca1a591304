using System.Text;
using Thrombophilia.Variants.Bgzf;
using Thrombophilia.Variants.Problems;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Variants.Acmg.Tables;

/// <summary>A row of a delimited text and where it stands.</summary>
/// <param name="Cells">As they stand, without quotes.</param>
/// <param name="Place">Its first line.</param>
readonly record struct DelimitedRow(string[] Cells, FileLocation Place);

/// <summary>
/// A text of columns with a header line, separated by commas or tabs, compressed or not; quotes as RFC 4180 has them.
/// </summary>
static class DelimitedSource
{
    /// <summary>The rows behind the header, with only the columns that are asked for, in their order.</summary>
    /// <param name="path">The file.</param>
    /// <param name="needed">Columns that have to be there.</param>
    /// <param name="wanted">The line may be of use; the others are skipped before they are cut.</param>
    /// <param name="row">Takes a row.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <exception cref="RefusedException">A column is missing, or a row has another number of columns.</exception>
    public static async Task ReadAsync(string path, string[] needed, Func<ReadOnlyMemory<byte>, bool> wanted,
        Action<DelimitedRow> row, CancellationToken stop)
    {
        var source = TextSource.Open(path, path);
        await using var closing = source.ConfigureAwait(false);
        var lines = new TextLines(source, path);
        int[]? columns = null;
        var (delimiter, width, open, place) = ('\t', 0, "", default(FileLocation));
        while (await lines.FillAsync(stop).ConfigureAwait(false))
            while (lines.Next())
            {
                if (columns is not null && open.Length == 0 && (lines.Line.IsEmpty || !wanted(lines.Line))) continue;
                if (open.Length == 0) place = lines.Here;
                var text = open + Encoding.UTF8.GetString(lines.Line.Span).TrimStart('\uFEFF');
                // A quoted cell goes on in the next line.
                open = text.Count(c => c == '"') % 2 == 1 ? text + "\n" : "";
                if (open.Length > 0) continue;
                if (columns is null)
                {
                    delimiter = text.Contains('\t', StringComparison.Ordinal) ? '\t' : ',';
                    var header = Cells(text.TrimStart('#'), delimiter);
                    width = header.Length;
                    columns = [.. needed.Select(name => Array.IndexOf(header, name) is >= 0 and var at ? at
                        : throw new RefusedException("table-source", place!, name, string.Join(", ", header)))];
                }
                else if (Cells(text, delimiter) is var cells && cells.Length == width)
                    row(new DelimitedRow([.. columns.Select(at => cells[at])], place!));
                else throw new RefusedException("column-count", place!, width, Cells(text, delimiter).Length);
            }
        if (columns is null) throw new RefusedException("table-source", new FileLocation(path), needed[0], "");
    }

    static string[] Cells(string line, char delimiter)
    {
        if (!line.Contains('"', StringComparison.Ordinal)) return line.Split(delimiter);
        var (cells, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < line.Length; i++)
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"') cell.Append(line[i++]);
            else if (line[i] == '"') quoted = !quoted;
            else if (line[i] == delimiter && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else cell.Append(line[i]);
        cells.Add(cell.ToString());
        return [.. cells];
    }
}
