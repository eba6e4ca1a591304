using System.Buffers.Text;
using Thrombophilia.Variants.Bgzf;
using Thrombophilia.Variants.Panels;
using Thrombophilia.Variants.Problems;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Variants.Calling.HotSpots;

/// <summary>
/// Positions that a laboratory's own BED file proves callable in every sample of a VCF (UCSC BED: 0-based start, end
/// exclusive).
/// </summary>
sealed class CallableRegions
{
    readonly Dictionary<string, List<(int Start, int End)>> intervals = new(StringComparer.Ordinal);

    /// <summary>Reads a BED file, compressed or not. Sequences that no build has are left out.</summary>
    /// <exception cref="RefusedException">A line is not BED.</exception>
    public static async Task<CallableRegions> ReadAsync(string path, ContigNames contigs,
        CancellationToken stop = default)
    {
        var regions = new CallableRegions();
        var bed = TextSource.Open(path, path);
        await using (bed.ConfigureAwait(false))
        {
            var lines = new TextLines(bed, path);
            while (await lines.FillAsync(stop).ConfigureAwait(false))
                while (lines.Next()) regions.Add(lines.Line.Span, contigs, lines.Here);
        }
        foreach (var list in regions.intervals.Values) list.Sort();
        return regions;
    }

    /// <summary>
    /// Adds the parts of the regions that touch 1-based, inclusive <paramref name="start"/> to <paramref name="end"/>.
    /// </summary>
    internal void Touching(string chrom, int start, int end, List<Stretch> into)
    {
        if (!intervals.TryGetValue(chrom, out var list)) return;
        foreach (var interval in list)
            if (interval.Start <= end && interval.End >= start) into.Add(new Stretch(interval.Start, interval.End));
    }

    void Add(ReadOnlySpan<byte> line, ContigNames contigs, FileLocation place)
    {
        if (line.IsEmpty || line[0] == '#' || line.StartsWith("track"u8) || line.StartsWith("browser"u8)) return;
        var whole = line;
        var name = Field(ref line);
        if (!Position(Field(ref line), out var start) || !Position(Field(ref line), out var end) || end < start)
            throw new RefusedException("bad-bed", place, Excerpt.Text(whole));
        if (contigs.Resolve(name) is not { } contig) return;
        if (!intervals.TryGetValue(contig.Name, out var list)) intervals.Add(contig.Name, list = []);
        list.Add((start + 1, end));
    }

    static ReadOnlySpan<byte> Field(ref ReadOnlySpan<byte> line)
    {
        var tab = line.IndexOf((byte)'\t');
        var field = tab < 0 ? line : line[..tab];
        line = tab < 0 ? default : line[(tab + 1)..];
        return field;
    }

    static bool Position(ReadOnlySpan<byte> text, out int value) =>
        Utf8Parser.TryParse(text, out value, out var used) && used == text.Length && value >= 0;
}
