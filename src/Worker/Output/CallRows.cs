using System.Globalization;
using Thrombophilia.Variants;
using Thrombophilia.Variants.Calling.Rows;

namespace Thrombophilia.Worker.Output;

/// <summary>The forms in which <c>call</c> prints its rows.</summary>
enum RowFormat
{
    Table,
    Tsv,
    Jsonl,
}

/// <summary>The columns of <c>call</c>, in the order of the contract, and how a row fills them.</summary>
static class CallRows
{
    public static readonly string[] Columns =
    [
        "file", "sample", "build", "gene", "transcript", "chrom", "pos", "ref", "alt", "rsid", "hgvs_c", "hgvs_p",
            "consequence", "genotype", "copies",
        "status", "depth", "gq", "allele_balance", "filter", "class", "criteria", "note",
    ];

    /// <summary>The text of each column; null where the column does not apply.</summary>
    public static void Fill(string file, string sample, PanelCall call, string?[] cells)
    {
        // Every sample has a row of every hot spot: a class is told of what is carried, or may be.
        var isCarried = call.HotSpot is null || (call.Copies != 0 && call.Genotype is not null);
        var at = 0;
        foreach (var cell in (ReadOnlySpan<string?>)
        [
            file, sample, call.Build, call.Gene, call.Transcript, call.Chrom, Text(call.Pos), call.Ref, call.Alt,
                call.Rsid, call.HgvsC, call.HgvsP,
            call.Consequence, call.Genotype, Text(call.Copies), call.Status.Code(), Text(call.Depth),
                Text(call.GenotypeQuality), Balance(call.AlleleBalance),
            call.Filter, isCarried ? call.Class : null, isCarried ? call.Criteria : null,
                call.Notes.Count == 0 ? null : string.Join(';', call.Notes),
        ]) cells[at++] = cell;
    }

    /// <summary>True for a column whose values are numbers in JSON.</summary>
    public static bool IsNumber(string column) => column is "pos" or "copies" or "depth" or "gq" or "allele_balance";

    static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    static string? Text(double? number) =>
        number is not { } n ? null
        : n == (int)n ? Text((int)n) : ((float)n).ToString("0.###", CultureInfo.InvariantCulture);

    static string? Balance(double? share) => share?.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>A format by its name.</summary>
    public static RowFormat Format(string name) =>
        name switch { "tsv" => RowFormat.Tsv, "jsonl" => RowFormat.Jsonl, _ => RowFormat.Table };

    /// <summary>A writer for a format.</summary>
    public static RowWriter Writer(RowFormat format, TextWriter output) => format switch
    {
        RowFormat.Tsv => new TsvRows(output),
        RowFormat.Jsonl => new JsonlRows(output),
        _ => new TableRows(output),
    };
}

/// <summary>Prints rows in one of the formats.</summary>
abstract class RowWriter
{
    /// <summary>Prints all rows of one file.</summary>
    public abstract void Write(FileCalls calls);
}
