using Thrombophilia.Variants;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Worker.Rows;

/// <summary>A table for a person at a terminal: a block per file with the columns that decide.</summary>
sealed class TableRows(TextWriter text) : RowWriter
{
    static readonly string[] Decisive = ["genotype", "copies", "status", "depth", "gq", "allele_balance", "note"];
    static readonly string[] Titles = ["sample", "gene", "variant", "genotype", "copies", "status", "depth", "gq", "balance", "note"];

    public override void Write(FileCalls calls)
    {
        text.WriteLine(Texts.Get(calls.ReadWhole ? "call-file" : "call-file-by-index", calls.File, calls.Build, calls.Samples.Count, calls.Records, calls.PanelRecords));
        text.WriteLine(Texts.Get(calls.CopyNumberAssessed ? "call-copy-number" : "call-no-copy-number"));
        var rows = calls.Calls().Select(Row).Prepend([.. Titles.Select(title => Texts.Get("call-title-" + title))]).ToArray();
        var widths = Enumerable.Range(0, rows[0].Length).Select(c => rows.Max(r => r[c].Length)).ToArray();
        foreach (var row in rows) text.WriteLine("  " + string.Join("  ", row.Select((cell, c) => cell.PadRight(widths[c]))).TrimEnd());
        text.WriteLine();
    }

    static string[] Row(SampleCall row)
    {
        var (sample, call) = row;
        var cells = new string?[CallRows.Columns.Length];
        CallRows.Fill("", sample, call, cells);
        var variant = call.HgvsC?.Split(':')[^1] ?? (call.HotSpot is null ? $"{call.Chrom}:{call.Pos} {Short(call.Ref)}>{Short(call.Alt)}" : call.Rsid ?? call.HotSpot);
        return [sample, call.Gene, variant, .. Decisive.Select(column => cells[Array.IndexOf(CallRows.Columns, column)] ?? "")];
    }

    static string Short(string allele) => allele.Length <= 20 ? allele : $"{allele[..8]}…{allele.Length}";
}
