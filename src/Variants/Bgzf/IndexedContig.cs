namespace Thrombophilia.Variants.Bgzf;

/// <summary>One contig of an index.</summary>
/// <param name="Ranges">The ranges of each bin.</param>
/// <param name="Firsts">CSI: for each bin an offset before which no line reaches into it.</param>
/// <param name="Windows">TBI: for each window of the smallest bin's width the first line that reaches into it; 0 where unknown.</param>
sealed record IndexedContig(
    Dictionary<uint, VirtualRange[]> Ranges, Dictionary<uint, VirtualOffset> Firsts, VirtualOffset[] Windows)
{
    /// <summary>All lines of the contig, as the index's own bin of counts says; null where it has none.</summary>
    internal VirtualRange? Whole { get; init; }

    /// <summary>From the first line of the contig to its last, by its chunks; null where it has none.</summary>
    internal VirtualRange? Extent { get; private set; }

    /// <summary>What looks like a gap and is none if the file has a block's end there.</summary>
    internal List<Joint> Joints { get; } = [];

    /// <summary>The chunk with the contig's first line; null where it has none.</summary>
    internal VirtualRange? FirstChunk => Extent is { } extent ? Ranges.Values.SelectMany(ranges => ranges).First(range => range.Begin == extent.Begin) : null;

    /// <summary>What cannot be so in any index of a sorted file, and where; null when nothing is.</summary>
    internal (string Expected, ulong Found)? Fault(Bins bins)
    {
        var all = Ranges.Values.SelectMany(ranges => ranges).OrderBy(range => range.Begin).ToArray();
        if (all.Length == 0)
            return Whole is { } none ? ("no chunk of lines for a contig without bins", none.Begin.Value) : null;
        var reached = all[0].Begin;
        foreach (var range in all)
        {
            // A contig's lines lie together and each is in one bin: a gap is a chunk that was lost or moved.
            if (Joint.Of(reached, range.Begin) is { } joint)
                Joints.Add(joint);
            else if (range.Begin > reached)
                return ("chunks without a gap between them", range.Begin.Value);
            if (range.End > reached)
                reached = range.End;
        }
        Extent = new(all[0].Begin, reached);
        if (Whole is { } whole && whole != Extent)
            return ("chunks from the contig's first line to its last", whole.Begin != all[0].Begin ? all[0].Begin.Value : reached.Value);
        return OrderFault(bins) ?? WindowFault();
    }

    /// <summary>The lines of a bin begin after those of every bin that ends before it, and no first line of a window lies behind one that begins in it or later.</summary>
    (string, ulong)? OrderFault(Bins bins)
    {
        var begins = Ranges.Where(pair => pair.Value.Length > 0)
            .Select(pair => (Place: bins.Place(pair.Key), First: pair.Value.Min(r => r.Begin), Last: pair.Value.Max(r => r.Begin), Line: FirstIn(bins, pair.Key)))
            .OrderBy(bin => bin.Place.Begin).ToArray();
        var before = begins.OrderBy(bin => bin.Place.End).ToArray();
        var (ended, last) = (0, default(VirtualOffset));
        foreach (var bin in begins)
        {
            for (; before[ended].Place.End <= bin.Place.Begin; ended++)
                if (before[ended].Last > last)
                    last = before[ended].Last;
            if (ended > 0 && bin.First <= last)
                return ("the lines of a bin after those of the bins before it", bin.First.Value);
            if (bin.Line is null)
                return ("a window for each bin", bin.First.Value);
        }
        var least = new VirtualOffset(ulong.MaxValue);
        for (var i = begins.Length - 1; i >= 0; i--)
        {
            if (begins[i].First < least)
                least = begins[i].First;
            if (begins[i].Line > least)
                return ("no line before the first one of its window", least.Value);
            // Bins that begin together have one first line.
            if (i > 0 && begins[i - 1].Place.Begin == begins[i].Place.Begin && begins[i].Line > begins[i - 1].First)
                return ("no line before the first one of its window", begins[i - 1].First.Value);
        }
        return null;
    }

    (string, ulong)? WindowFault()
    {
        VirtualOffset last = default;
        foreach (var window in Windows)
            if (window.Value == 0)
                continue;
            else if (window < last)
                return ("windows in the order of their lines", window.Value);
            else
                last = window;
        return null;
    }

    /// <summary>The first line that reaches into a bin's beginning; null where a window is missing.</summary>
    VirtualOffset? FirstIn(Bins bins, uint bin) =>
        Windows.Length == 0 ? Firsts.GetValueOrDefault(bin)
        : bins.Place(bin).Begin >> bins.Shift is var window && window < Windows.Length ? Windows[window] : null;

    internal IReadOnlyList<VirtualRange> Find(Bins bins, long begin, long end)
    {
        var first = FirstLine(bins, begin);
        var found = new List<VirtualRange>();
        for (var level = 0; level <= bins.Depth; level++)
        {
            var (from, to) = bins.On(level, begin, end);
            // A long region spans more bins than there are: then it is the bins that are asked.
            if (to - from > Ranges.Count)
            {
                foreach (var (bin, ranges) in Ranges)
                    if (bin >= from && bin <= to)
                        Add(found, ranges, first);
            }
            else
                for (var bin = from; bin <= to; bin++)
                    if (Ranges.TryGetValue(bin, out var ranges))
                        Add(found, ranges, first);
        }
        return RegionIndex.Merge(found);
    }

    static void Add(List<VirtualRange> found, VirtualRange[] ranges, VirtualOffset first)
    {
        foreach (var range in ranges)
            if (range.End > first)
                found.Add(range.Begin < first ? range with { Begin = first } : range);
    }

    /// <summary>No line before this offset reaches <paramref name="begin"/>; 0 where the index does not say.</summary>
    VirtualOffset FirstLine(Bins bins, long begin)
    {
        if (Windows.Length > 0)
            return Windows[Math.Min(begin >> bins.Shift, Windows.Length - 1)];
        // CSI: the bin of the begin, or else its next neighbour to the left, or else the parent.
        for (var bin = bins.On(bins.Depth, begin, begin + 1).First; ;)
        {
            if (Firsts.TryGetValue(bin, out var first))
                return first;
            if (bin == 0)
                return default;
            var eldest = (Bins.Parent(bin) << 3) + 1;
            bin = bin > eldest ? bin - 1 : Bins.Parent(bin);
        }
    }
}

/// <summary>The end of one block's text and the beginning of the next block's: one place, written in two ways.</summary>
readonly record struct Joint(VirtualOffset End, VirtualOffset Begin)
{
    internal static Joint? Of(VirtualOffset end, VirtualOffset begin) =>
        begin.Within == 0 && end.Within > 0 && end.Block < begin.Block ? new(end, begin) : null;

    /// <summary>Whether the file's blocks lie so.</summary>
    internal bool IsIn(Microsoft.Win32.SafeHandles.SafeFileHandle file)
    {
        Span<byte> header = stackalloc byte[GzipFormat.FixedHeader + 6], length = stackalloc byte[4];
        return RandomAccess.Read(file, header, End.Block) == header.Length && End.Block + GzipFormat.BlockSize(header[GzipFormat.FixedHeader..]) == Begin.Block
            && RandomAccess.Read(file, length, Begin.Block - length.Length) == length.Length && GzipFormat.U32(length) == End.Within;
    }
}
