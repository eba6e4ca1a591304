using System.Globalization;
using Thrombophilia.Variants;

namespace Thrombophilia.Worker.Output;

/// <summary>Prints the rows of <c>annotate</c>, in the columns of the contract.</summary>
static class SiteRows
{
    static readonly string[] Columns = ["chrom", "pos", "ref", "alt", "gene", "transcript", "hgvs_c", "hgvs_p",
        "consequence", "class", "criteria", "note"];

    /// <summary>As tab-separated rows under one header line.</summary>
    public static async Task WriteTsvAsync(FileSites sites, TextWriter output)
    {
        output.Write(string.Join('\t', Columns) + "\n");
        await foreach (var text in sites.BatchesAsync(Tsv))
            using (text)
                text.PrintTo(output);
    }

    /// <summary>As one JSON object a line.</summary>
    public static void WriteJsonl(FileSites sites, TextWriter output)
    {
        using var lines = new JsonLines(output, Columns, column => column == "pos");
        foreach (var site in sites.Sites()) lines.Write(Cells(site));
    }

    static RowText Tsv(IEnumerable<SiteAnnotation> sites)
    {
        var text = new RowText();
        foreach (var s in sites)
        {
            text.Cell(s.Chrom);
            text.Cell(s.Pos);
            text.Cell(s.Ref);
            text.Cell(s.Alt);
            text.Cell(s.Gene);
            text.Cell(s.Transcript);
            text.Cell(s.HgvsC);
            text.Cell(s.HgvsP);
            text.Cell(s.Consequence);
            text.Cell(s.Class);
            text.Cell(s.Criteria);
            var notes = s.Notes.Length;
            if (notes == 0) text.Cell(null, '\n');
            for (var i = 0; i < notes; i++) text.Cell(s.Notes[i], i == notes - 1 ? '\n' : ';');
        }
        return text;
    }

    static string?[] Cells(SiteAnnotation site) =>
    [
        site.Chrom, site.Pos.ToString(CultureInfo.InvariantCulture), site.Ref, site.Alt, site.Gene, site.Transcript,
            site.HgvsC, site.HgvsP, site.Consequence,
        site.Class, site.Criteria, site.Notes.Length == 0 ? null : string.Join(';', site.Notes),
    ];
}
