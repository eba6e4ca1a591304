using System.Globalization;
using System.Text;
using Thrombophilia.Variants;
using Thrombophilia.Worker.Startup;

namespace Thrombophilia.Worker.Output;

/// <summary>
/// Prints the rows of <c>annotate</c>, in the columns of the contract: one header for all files of a run.
/// </summary>
sealed class SiteRows(RowFormat format, TextWriter output)
{
    static readonly string[] Columns = ["file", "chrom", "pos", "ref", "alt", "gene", "transcript", "hgvs_c", "hgvs_p",
        "consequence", "class", "criteria", "note", "id", "input"];
    // What a person looks for, and as much of it as a terminal has room for.
    static readonly (string Column, int Limit)[] Shown = [("input", 32), ("gene", 10), ("hgvs_c", 36), ("hgvs_p", 28),
        ("consequence", 28), ("class", 24), ("note", 40)];
    bool hasHeader;

    /// <summary>Prints the rows of one file.</summary>
    public async Task WriteAsync(FileSites sites)
    {
        switch (format)
        {
            case RowFormat.Tsv: await WriteTsvAsync(sites); break;
            case RowFormat.Jsonl: WriteJsonl(sites); break;
            default: WriteTable(sites); break;
        }
    }

    async Task WriteTsvAsync(FileSites sites)
    {
        if (!hasHeader) output.Write(string.Join('\t', Columns) + "\n");
        hasHeader = true;
        var file = Encoding.UTF8.GetBytes(sites.File + "\t");
        await foreach (var text in sites.BatchesAsync(batch => Tsv(file, batch)))
            using (text)
                text.PrintTo(output);
    }

    void WriteJsonl(FileSites sites)
    {
        using var lines = new JsonLines(output, Columns, column => column == "pos");
        foreach (var site in sites.Sites()) lines.Write(Cells(sites.File, site));
    }

    void WriteTable(FileSites sites)
    {
        if (hasHeader) output.WriteLine();
        hasHeader = true;
        output.WriteLine(Texts.Get("annotate-file-title", sites.File, sites.Build, sites.Records));
        var at = Shown.Select(shown => Array.IndexOf(Columns, shown.Column)).ToArray();
        var table = new TextTable(
            [.. Shown.Select(shown => (Texts.Get("annotate-title-" + shown.Column), shown.Limit))]);
        foreach (var site in sites.Sites())
        {
            var cells = Cells(sites.File, site);
            table.Add([.. at.Select(column =>
                Short(cells[column])?.Replace(";", "; ", StringComparison.Ordinal) ?? "")]);
        }
        output.Write(table.ToString());
    }

    // An inserted gene is no text for a terminal.
    static string? Short(string? cell) => cell is { Length: > 200 } ? $"{cell[..60]}…{cell.Length}" : cell;

    static RowText Tsv(byte[] file, IEnumerable<SiteAnnotation> sites)
    {
        var text = new RowText();
        (string? Text, int At, int Length) gene = default, transcript = default, consequence = default, @class = default,
            criteria = default;
        foreach (var s in sites)
        {
            text.Cells(file);
            text.Cell(s.Chrom);
            text.Cell(s.Pos);
            text.Cell(s.Ref);
            text.Cell(s.Alt);
            text.Repeated(s.Gene, ref gene);
            text.Repeated(s.Transcript, ref transcript);
            text.Cell(s.HgvsC);
            text.Cell(s.HgvsP);
            text.Repeated(s.Consequence, ref consequence);
            text.Repeated(s.Class, ref @class);
            text.Repeated(s.Criteria, ref criteria);
            var notes = s.Notes.Length;
            if (notes == 0) text.Cell(null);
            for (var i = 0; i < notes; i++) text.Cell(s.Notes[i], i == notes - 1 ? '\t' : ';');
            if (s.Written.IsEmpty)
            {
                text.Cell(null);
                text.Cell(s.Chrom, ':');
                text.Cell(s.Pos, ':');
                text.Cell(s.Ref, ':');
                text.Cell(s.Alt, '\n');
                continue;
            }
            text.Cells(s.Written.Span);
            text.Cells("\n"u8);
        }
        return text;
    }

    static string?[] Cells(string file, SiteAnnotation site) =>
    [
        file, site.Chrom, site.Pos.ToString(CultureInfo.InvariantCulture), site.Ref, site.Alt, site.Gene,
        site.Transcript, site.HgvsC, site.HgvsP, site.Consequence, site.Class, site.Criteria,
        site.Notes.Length == 0 ? null : string.Join(';', site.Notes), site.Id.Length == 0 ? null : site.Id, site.Input,
    ];
}
