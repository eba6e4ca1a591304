using System.Buffers;
using System.Globalization;
using System.Text;
using Thrombophilia.Variants.Alleles;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Variants.Acmg.Tables;

/// <summary>The rows of a table in the making: cells by allele of the panel's genes.</summary>
/// <param name="build">The build.</param>
/// <param name="columns">Columns behind the allele's.</param>
/// <param name="join">What two sources say of one allele, made one.</param>
sealed class TableRows(PanelBuild build, string[] columns, Func<string[], string[], string[]> join)
{
    internal const string Unknown = ".";
    static readonly SearchValues<byte> Bases = SearchValues.Create("ACGTacgt"u8);
    readonly Dictionary<(string Chrom, int Pos, string Ref, string Alt), string[]> rows = [];

    public PanelBuild Build => build;
    public IReadOnlyList<string> Columns => columns;
    public int Count => rows.Count;
    /// <summary>Entries on genes of the panel that could not be placed.</summary>
    public int LeftOut { get; set; }

    /// <summary>Adds an allele in whatever form; what touches no gene and no hot spot is left out.</summary>
    public void Add(PanelContig contig, int pos, ReadOnlySpan<byte> refBases, ReadOnlySpan<byte> altBases,
        string[] cells)
    {
        if (refBases.ContainsAnyExcept(Bases) || altBases.ContainsAnyExcept(Bases)) return;
        var allele = Allele.Normalise(contig, pos, refBases, altBases);
        if (!contig.Touches(allele.Pos, Math.Max(allele.Pos, allele.ChangeEnd))) return;
        var key = (contig.Name, allele.Pos, allele.Ref, allele.Alt);
        rows[key] = rows.TryGetValue(key, out var before) ? join(before, cells) : cells;
    }

    /// <summary>The rows as lines, in the order of the build.</summary>
    public void Write(StringBuilder text)
    {
        var order = build.Panel.Contigs.On(build.Id).Select(c => c.Name).ToList();
        foreach (var ((chrom, pos, refBases, altBases), cells) in rows.OrderBy(r => order.IndexOf(r.Key.Chrom))
            .ThenBy(r => r.Key.Pos).ThenBy(r => r.Key.Ref, StringComparer.Ordinal)
            .ThenBy(r => r.Key.Alt, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"{chrom}\t{pos}\t{refBases}\t{altBases}\t")
                .AppendJoin('\t', cells).Append('\n');
    }

    /// <summary>A number as tables write it.</summary>
    public static string Cell(double? value) => value?.ToString("G6", CultureInfo.InvariantCulture) ?? Unknown;

    /// <summary>Of each cell the larger number; a number goes before none.</summary>
    public static string[] Larger(string[] one, string[] other) =>
        [.. one.Zip(other, (a, b) => a == Unknown ? b : b == Unknown || Number(a) >= Number(b) ? a : b)];

    static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
