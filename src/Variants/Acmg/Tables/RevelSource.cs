using System.Globalization;
using System.Text;
using Thrombophilia.Variants.Hgvs;
using Thrombophilia.Variants.Panels;
using Thrombophilia.Variants.Problems;

namespace Thrombophilia.Variants.Acmg.Tables;

/// <summary>
/// REVEL's CSV: one row for each change of an amino acid. An allele that changes different ones in different
/// transcripts has several rows: the one that the panel's transcript shows is taken.
/// </summary>
static class RevelSource
{
    static readonly string[] Columns = ["chr", "ref", "alt", "aaref", "aaalt", "REVEL"];

    /// <exception cref="RefusedException">A column is missing, or a number is none.</exception>
    public static Task ReadAsync(string path, VariantNamer namer, TableRows into, CancellationToken stop)
    {
        // Its own words for the builds.
        var position = into.Build.Id == "GRCh37" ? "hg19_pos" : $"{into.Build.Id.ToLowerInvariant()}_pos";
        var starts = into.Build.Contigs.Select(c => (Text: Encoding.ASCII.GetBytes(c.Name + ","), Contig: c)).ToArray();
        PanelContig? contig = null;
        return DelimitedSource.ReadAsync(path, [.. Columns, position],
            line =>
            {
                contig = null;
                foreach (var (text, of) in starts)
                    if (line.Span.StartsWith(text)) contig = of;
                return contig is not null;
            },
            row =>
            {
                var cells = row.Cells;
                if (cells[6] == TableRows.Unknown) return; // It has no place on this build.
                if (!int.TryParse(cells[6], NumberStyles.None, CultureInfo.InvariantCulture, out var pos))
                    throw new RefusedException("table-source", row.Place, position, cells[6]);
                if (!contig!.Touches(pos, pos)) return;
                if (!double.TryParse(cells[5], NumberStyles.Float, CultureInfo.InvariantCulture, out var score)
                    || score is not (>= 0 and <= 1))
                    throw new RefusedException("table-source", row.Place, "REVEL 0-1", cells[5]);
                foreach (var gene in contig.Genes)
                    if (namer.Name(gene.Gene.Symbol, pos, cells[1], cells[2]) is { Effect.Protein: { } protein }
                        && protein.Was == cells[3] && protein.Is == cells[4])
                        into.Add(contig, pos, Encoding.ASCII.GetBytes(cells[1]), Encoding.ASCII.GetBytes(cells[2]),
                            [TableRows.Cell(score), TableRows.Unknown]);
            }, stop);
    }
}
