using System.Globalization;
using Thrombophilia.Variants;
using Thrombophilia.Variants.Calling.Proofs;
using Thrombophilia.Variants.Calling.Rows;
using Thrombophilia.Worker.Startup;

namespace Thrombophilia.Worker.Output;

/// <summary>A table for people: a block per file with the most important columns.</summary>
sealed class TableRows(TextWriter text) : RowWriter
{
    static readonly string[] Decisive = ["genotype", "copies", "status", "depth", "gq", "allele_balance", "note"];
    static readonly string[] Titles = ["sample", "gene", "variant", "genotype", "copies", "status", "depth", "gq",
        "balance", "note"];

    public override void Write(FileCalls calls)
    {
        text.WriteLine(
            Texts.Get(calls.ReadWhole ? "call-file" : "call-file-by-index", calls.File, calls.Build,
                calls.Samples.Count, calls.Records, calls.PanelRecords));
        text.WriteLine(Texts.Get(calls.CopyNumberAssessed ? "call-copy-number" : "call-no-copy-number"));
        var rows = calls.Calls().Select(Row)
            .Prepend([.. Titles.Select(title => Texts.Get("call-title-" + title))]).ToArray();
        var widths = Enumerable.Range(0, rows[0].Length).Select(c => rows.Max(r => TextTable.Width(r[c]))).ToArray();
        foreach (var row in rows)
            text.WriteLine("  " + string.Join("  ", row.Select((cell, c) => TextTable.Pad(cell, widths[c]))).TrimEnd());
        Write(calls.Coverage());
        text.WriteLine();
    }

    /// <summary>
    /// How much of each gene is proven. Where that is not the whole gene, the line says that nothing found is not a
    /// negative result.
    /// </summary>
    void Write(IEnumerable<Coverage> coverages)
    {
        foreach (var coverage in coverages)
        {
            var left = coverage.Proven == 0 ? ""
                : string.Join(", ",
                coverage.Gaps.GroupBy(g => g.Exon).OrderBy(g => g.Key)
                    .Select(g => Texts.Get("call-gap", g.Key, g.Sum(gap => gap.End - gap.Start + 1))));
            text.WriteLine(
                Texts.Get(coverage.CodingBases == 0 ? "call-coverage-hot-spots" : "call-coverage", coverage.Sample,
                    coverage.Gene, Share(coverage), coverage.ProvenHotSpots, coverage.HotSpots)
                + (coverage.IsWhole ? "" : Texts.Get("call-coverage-open"))
                + (left.Length == 0 ? "" : Texts.Get("call-coverage-left", left)));
        }
    }

    // Rounded down: less than everything is never 100 %.
    static string Share(Coverage coverage) =>
        coverage.CodingBases == 0 ? ""
        : (Math.Floor(1000.0 * coverage.Proven / coverage.CodingBases) / 10)
        .ToString("0.#", CultureInfo.CurrentCulture);

    static string[] Row(SampleCall row)
    {
        var (sample, call) = row;
        var cells = new string?[CallRows.Columns.Length];
        CallRows.Fill("", sample, call, cells);
        var variant = call.HgvsC?.Split(':')[^1]
            ?? (call.HotSpot is null ? $"{call.Chrom}:{call.Pos} {Short(call.Ref)}>{Short(call.Alt)}"
            : call.Rsid ?? call.HotSpot);
        return [sample, call.Gene, variant,
            .. Decisive.Select(column => cells[Array.IndexOf(CallRows.Columns, column)] ?? "")];
    }

    static string Short(string allele) => allele.Length <= 20 ? allele : $"{allele[..8]}…{allele.Length}";
}
