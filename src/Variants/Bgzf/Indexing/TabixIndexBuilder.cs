using System.Text;
using Thrombophilia.Variants.Bgzf.Format;

namespace Thrombophilia.Variants.Bgzf.Indexing;

/// <summary>Makes the tabix index (TBI, tabix specification) of a sorted VCF while that is written.</summary>
public sealed class TabixIndexBuilder
{
    readonly List<Contig> contigs = [];
    readonly HashSet<string> names = [];
    long lastBegin;
    VirtualOffset lastAfter;

    /// <summary>Adds a record, in the file's order.</summary>
    /// <param name="contig">Its CHROM.</param>
    /// <param name="begin">0-based first position: POS - 1.</param>
    /// <param name="end">The position after its last one.</param>
    /// <param name="at">Where its line begins.</param>
    /// <param name="after">Where the next line begins.</param>
    /// <exception cref="InvalidOperationException">The records are not sorted, or a contig comes twice.</exception>
    public void Add(string contig, long begin, long end, VirtualOffset at, VirtualOffset after)
    {
        ArgumentNullException.ThrowIfNull(contig);
        ArgumentOutOfRangeException.ThrowIfNegative(begin);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(end, Bins.Tabix.Limit);
        if (at < lastAfter || after <= at)
            throw new InvalidOperationException(
                $"The line at {at} does not follow the one before it, which ends at {lastAfter}.");
        if (contigs.Count == 0 || contigs[^1].Name != contig)
        {
            if (!names.Add(contig))
                throw new InvalidOperationException($"The records of contig {contig} are not together.");
            contigs.Add(new(contig, at));
            lastBegin = 0;
        }
        if (begin < lastBegin)
            throw new InvalidOperationException($"Contig {contig} is not sorted: {begin + 1} after {lastBegin + 1}.");
        (lastBegin, lastAfter) = (begin, after);
        contigs[^1].Add(begin, Math.Max(end, begin + 1), at, after);
    }

    /// <summary>Writes the index, compressed as BGZF.</summary>
    public void Write(Stream stream, bool leaveOpen = false)
    {
        using var writer = new BinaryWriter(new BgzfWriter(stream, leaveOpen));
        writer.Write("TBI\u0001"u8);
        writer.Write(contigs.Count);
        // A VCF: columns 1 and 2, the end from REF and INFO, comments begin with '#', no line is skipped.
        foreach (var field in (ReadOnlySpan<int>)[2, 1, 2, 0, '#', 0])
            writer.Write(field);
        var all = Encoding.UTF8.GetBytes(string.Concat(contigs.Select(contig => contig.Name + '\0')));
        writer.Write(all.Length);
        writer.Write(all);
        foreach (var contig in contigs)
            contig.Write(writer);
        writer.Write(0L); // Lines without a position.
    }

    sealed class Contig(string name, VirtualOffset first)
    {
        readonly SortedDictionary<uint, List<VirtualRange>> bins = [];
        readonly List<VirtualOffset> windows = [];
        uint lastBin = uint.MaxValue;
        VirtualOffset last;
        long count;

        internal string Name => name;

        internal void Add(long begin, long end, VirtualOffset at, VirtualOffset after)
        {
            var bin = Bins.Tabix.Of(begin, end);
            if (!bins.TryGetValue(bin, out var ranges))
                bins[bin] = ranges = [];
            if (bin == lastBin)
                ranges[^1] = ranges[^1] with { End = after };
            else
                ranges.Add(new(at, after));
            // A window that no record overlaps begins where the next record does.
            while (windows.Count <= (end - 1) >> Bins.Tabix.Shift)
                windows.Add(at);
            (lastBin, last) = (bin, after);
            count++;
        }

        internal void Write(BinaryWriter writer)
        {
            writer.Write(bins.Count + 1);
            foreach (var (bin, ranges) in bins)
                WriteBin(writer, bin, ranges);
            WriteBin(writer, Bins.Tabix.Metadata, [new(first, last), new(new((ulong)count), default)]);
            writer.Write(windows.Count);
            foreach (var window in windows)
                writer.Write(window.Value);
        }

        static void WriteBin(BinaryWriter writer, uint bin, List<VirtualRange> ranges)
        {
            writer.Write(bin);
            writer.Write(ranges.Count);
            foreach (var (begin, end) in ranges)
            {
                writer.Write(begin.Value);
                writer.Write(end.Value);
            }
        }
    }
}
