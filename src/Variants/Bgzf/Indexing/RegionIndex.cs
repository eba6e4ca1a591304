using Thrombophilia.Variants.Bgzf.Format;
using Thrombophilia.Variants.Bgzf.Reading;
using Thrombophilia.Variants.Problems;

namespace Thrombophilia.Variants.Bgzf.Indexing;

/// <summary>
/// A tabix (TBI) or CSI index of a VCF in BGZF: where the lines of a region lie. The ranges also hold neighbours of the
/// region, and lines which begin before it and reach into it; the reader of the lines decides.
/// </summary>
sealed class RegionIndex
{
    readonly Dictionary<string, IndexedContig> contigs = new(StringComparer.Ordinal);
    readonly Bins bins;

    internal RegionIndex(Bins bins, IReadOnlyList<string> names, IReadOnlyList<IndexedContig> contigs)
    {
        (this.bins, Contigs) = (bins, names);
        for (var i = 0; i < names.Count; i++)
            this.contigs.Add(names[i], contigs[i]);
    }

    /// <summary>The contigs that have records, by the file's own names, in the file's order.</summary>
    public IReadOnlyList<string> Contigs { get; }

    /// <summary>
    /// A range that begins with the first line of one of <see cref="Contigs"/>; null where the index knows none of it.
    /// </summary>
    internal VirtualRange? FirstOf(string contig) => contigs[contig].FirstChunk;

    /// <summary>Where the last line that the index knows ends; null where it knows none.</summary>
    internal VirtualOffset? End { get; init; }

    /// <summary>Places to be found in the file.</summary>
    internal List<Joint> Joints { get; init; } = [];

    /// <summary>
    /// Whether the chunks follow each other in the file as the index has it, up to the end-of-file block: those of an
    /// index of another version of the file do not.
    /// </summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    internal bool Fits(string path)
    {
        if (End is not { } end)
            return true;
        using var file = File.OpenHandle(path);
        var last = new VirtualOffset(RandomAccess.GetLength(file) - GzipFormat.EndBlock.Length, 0);
        return (end == last || Joint.Of(end, last) is { } joint && joint.IsIn(file))
            && Joints.TrueForAll(found => found.IsIn(file));
    }

    /// <summary>Reads an index whole; which of the two it is its content tells.</summary>
    /// <param name="path">Where it lies.</param>
    /// <param name="name">How messages name it to the user.</param>
    /// <param name="stop">Gives up.</param>
    /// <exception cref="RefusedException">The index is damaged, or not one of a VCF.</exception>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    public static async Task<RegionIndex> OpenAsync(string path, string name, CancellationToken stop)
    {
        var source = TextSource.Open(path, name, new SourceSettings(InlineLength: int.MaxValue));
        await using var closing = source.ConfigureAwait(false);
        using var bytes = new MemoryStream();
        while (await source.ReadAsync(stop).ConfigureAwait(false))
            bytes.Write(source.Chunk.Span);
        return IndexFormat.Read(new IndexBytes(bytes.ToArray(), name));
    }

    /// <summary>
    /// The file's ranges in which all lines lie that overlap [begin, end); sorted, merged, perhaps none.
    /// </summary>
    /// <param name="contig">One of <see cref="Contigs"/>.</param>
    /// <param name="begin">0-based.</param>
    /// <param name="end">The position after the last one.</param>
    /// <exception cref="ArgumentException">The index has no such contig: whether the file then has no record there, or
    /// names it otherwise, is the caller's question.</exception>
    public IReadOnlyList<VirtualRange> Find(string contig, long begin, long end)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(begin);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(end, begin);
        if (!contigs.TryGetValue(contig, out var found))
            throw new ArgumentException($"The index has no contig {contig}.", nameof(contig));
        return begin >= bins.Limit ? [] : found.Find(begin, Math.Min(end, bins.Limit));
    }

    /// <summary>
    /// Sorts ranges and joins those that touch, overlap or share a block, so that no line is delivered twice.
    /// </summary>
    public static IReadOnlyList<VirtualRange> Merge(IEnumerable<VirtualRange> ranges)
    {
        List<VirtualRange> sorted = [.. ranges], merged = [];
        sorted.Sort((a, b) => a.Begin.CompareTo(b.Begin));
        foreach (var range in sorted)
            if (merged.Count == 0 || range.Begin.Block > merged[^1].End.Block)
                merged.Add(range);
            else if (range.End > merged[^1].End)
                merged[^1] = merged[^1] with { End = range.End };
        return merged;
    }
}
