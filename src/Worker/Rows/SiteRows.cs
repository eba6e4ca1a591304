using System.Globalization;
using System.Text;
using Thrombophilia.Variants;

namespace Thrombophilia.Worker.Rows;

/// <summary>Prints the rows of <c>annotate</c>, in the columns of the contract.</summary>
static class SiteRows
{
    static readonly string[] Columns = ["chrom", "pos", "ref", "alt", "gene", "transcript", "hgvs_c", "hgvs_p", "consequence", "class", "criteria", "note"];

    /// <summary>As tab-separated rows under one header line.</summary>
    public static void WriteTsv(FileSites sites, TextWriter output)
    {
        output.Write(string.Join('\t', Columns) + "\n");
        foreach (var text in sites.Batches(Tsv))
            foreach (var part in text.GetChunks()) output.Write(part.Span);
    }

    /// <summary>As one JSON object a line.</summary>
    public static void WriteJsonl(FileSites sites, TextWriter output)
    {
        using var lines = new JsonLines(output, Columns, column => column == "pos");
        foreach (var site in sites.Sites()) lines.Write(Cells(site));
    }

    static StringBuilder Tsv(IEnumerable<SiteAnnotation> sites)
    {
        var text = new StringBuilder();
        foreach (var s in sites)
        {
            text.Append(s.Chrom).Append('\t').Append(s.Pos).Append('\t').Append(s.Ref).Append('\t').Append(s.Alt).Append('\t')
                .Append(s.Gene).Append('\t').Append(s.Transcript).Append('\t').Append(s.HgvsC).Append('\t').Append(s.HgvsP).Append('\t').Append(s.Consequence).Append('\t')
                .Append(s.Class).Append('\t').Append(s.Criteria).Append('\t');
            for (var i = 0; i < s.Notes.Count; i++) text.Append(i == 0 ? "" : ";").Append(s.Notes[i]);
            text.Append('\n');
        }
        return text;
    }

    static string?[] Cells(SiteAnnotation site) =>
    [
        site.Chrom, site.Pos.ToString(CultureInfo.InvariantCulture), site.Ref, site.Alt, site.Gene, site.Transcript, site.HgvsC, site.HgvsP, site.Consequence,
        site.Class, site.Criteria, site.Notes.Count == 0 ? null : string.Join(';', site.Notes),
    ];
}
