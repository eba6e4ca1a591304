using Thrombophilia.Variants.Bgzf.Format;

namespace Thrombophilia.Variants.Bgzf.Indexing;

/// <summary>One bin of a contig.</summary>
/// <param name="Number">Its number in the tree.</param>
/// <param name="FirstLine">CSI: an offset before which no line reaches into the bin; 0 in TBI.</param>
/// <param name="Ranges">Where its lines lie.</param>
sealed record IndexedBin(uint Number, VirtualOffset FirstLine, VirtualRange[] Ranges);

/// <summary>What cannot be so in any index of a sorted file, and where.</summary>
sealed record IndexFault(string Expected, ulong Found);

/// <summary>One contig of an index.</summary>
/// <remarks>Plain loops over arrays and classes: what LINQ and collections of structs need is compiled at every start
/// (decision 0014).</remarks>
/// <param name="Tree">The tree of bins.</param>
/// <param name="Used">The bins that have lines, by their numbers, each once.</param>
/// <param name="Windows">TBI: for each window of the smallest bin's width the first line that reaches into it; 0 where
/// unknown.</param>
sealed record IndexedContig(Bins Tree, IndexedBin[] Used, VirtualOffset[] Windows)
{
    /// <summary>All lines of the contig, as the index's own bin of counts says; null where it has none.</summary>
    internal VirtualRange? Whole { get; init; }

    /// <summary>From the first line of the contig to its last, by its chunks; null where it has none.</summary>
    internal VirtualRange? Extent { get; private set; }

    /// <summary>What looks like a gap and is none if the file has a block's end there.</summary>
    internal List<Joint> Joints { get; } = [];

    /// <summary>The chunk with the contig's first line; null where it has none.</summary>
    internal VirtualRange? FirstChunk { get; private set; }

    /// <summary>Looks for what cannot be so; null where nothing is.</summary>
    internal IndexFault? Fault()
    {
        var all = new List<VirtualRange>();
        foreach (var bin in Used)
            all.AddRange(bin.Ranges);
        if (all.Count == 0)
            return Whole is null ? null : new("no chunk of lines for a contig without bins", Whole.Begin.Value);
        all.Sort((a, b) => a.Begin.CompareTo(b.Begin));
        FirstChunk = all[0];
        var reached = all[0].Begin;
        foreach (var range in all)
        {
            // A contig's lines lie together and each is in one bin: a gap is a chunk that was lost or moved.
            if (Joint.Of(reached, range.Begin) is { } joint)
                Joints.Add(joint);
            else if (range.Begin > reached)
                return new("chunks without a gap between them", range.Begin.Value);
            if (range.End > reached)
                reached = range.End;
        }
        Extent = new(all[0].Begin, reached);
        if (Whole is { } whole && (whole.Begin != Extent.Begin || whole.End != Extent.End))
            return new("chunks from the contig's first line to its last",
                whole.Begin != Extent.Begin ? Extent.Begin.Value : reached.Value);
        return OrderFault() ?? WindowFault();
    }

    /// <summary>
    /// The lines of a bin begin after those of every bin that ends before it, and no first line of a window lies behind
    /// one that begins in it or later.
    /// </summary>
    IndexFault? OrderFault()
    {
        var begins = new List<BinExtent>();
        foreach (var bin in Used)
            if (bin.Ranges.Length > 0)
                begins.Add(new(Tree, bin));
        var before = new List<BinExtent>(begins);
        begins.Sort((a, b) => a.Begin.CompareTo(b.Begin));
        before.Sort((a, b) => a.End.CompareTo(b.End));
        var (ended, last) = (0, default(VirtualOffset));
        foreach (var bin in begins)
        {
            for (; before[ended].End <= bin.Begin; ended++)
                if (before[ended].Last > last)
                    last = before[ended].Last;
            if (ended > 0 && bin.First <= last)
                return new("the lines of a bin after those of the bins before it", bin.First.Value);
            if (!Reaches(bin))
                return new("a window for each bin", bin.First.Value);
        }
        return FirstLineFault(begins);
    }

    /// <summary>From the last begin to the first; bins that begin together have one first line.</summary>
    IndexFault? FirstLineFault(List<BinExtent> begins)
    {
        var least = new VirtualOffset(ulong.MaxValue);
        for (int after = begins.Count, from; after > 0; after = from)
        {
            for (from = after; from > 0 && begins[from - 1].Begin == begins[after - 1].Begin; from--)
                if (begins[from - 1].First < least)
                    least = begins[from - 1].First;
            for (var i = from; i < after; i++)
                if (FirstIn(begins[i]) > least)
                    return new("no line before the first one of its window", least.Value);
        }
        return null;
    }

    IndexFault? WindowFault()
    {
        VirtualOffset last = default;
        foreach (var window in Windows)
            if (window.Value == 0)
                continue;
            else if (window < last)
                return new("windows in the order of their lines", window.Value);
            else
                last = window;
        return null;
    }

    /// <summary>Whether the windows, if there are any, go as far as the bin's beginning.</summary>
    bool Reaches(BinExtent bin) => Windows.Length == 0 || bin.Begin >> Tree.Shift < Windows.Length;

    /// <summary>The first line that reaches into the beginning of a bin that <see cref="Reaches"/>.</summary>
    VirtualOffset FirstIn(BinExtent bin) => Windows.Length == 0 ? bin.FirstLine : Windows[bin.Begin >> Tree.Shift];

    internal IReadOnlyList<VirtualRange> Find(long begin, long end)
    {
        var first = FirstLine(begin);
        var found = new List<VirtualRange>();
        for (var level = 0; level <= Tree.Depth; level++)
        {
            var (from, to) = Tree.On(level, begin, end);
            for (var i = IndexOf(from); i < Used.Length && Used[i].Number <= to; i++)
                foreach (var range in Used[i].Ranges)
                    if (range.End > first)
                        found.Add(range.Begin < first ? range with { Begin = first } : range);
        }
        return RegionIndex.Merge(found);
    }

    /// <summary>No line before this offset reaches <paramref name="begin"/>; 0 where the index does not say.</summary>
    VirtualOffset FirstLine(long begin)
    {
        if (Windows.Length > 0)
            return Windows[Math.Min(begin >> Tree.Shift, Windows.Length - 1)];
        // CSI: the bin of the begin, or else its next neighbour to the left, or else the parent.
        for (var bin = Tree.On(Tree.Depth, begin, begin + 1).First; ;)
        {
            if (IndexOf(bin) is var i && i < Used.Length && Used[i].Number == bin)
                return Used[i].FirstLine;
            if (bin == 0)
                return default;
            var eldest = (Bins.Parent(bin) << 3) + 1;
            bin = bin > eldest ? bin - 1 : Bins.Parent(bin);
        }
    }

    /// <summary>The index of the first bin whose number is at least <paramref name="number"/>.</summary>
    int IndexOf(uint number)
    {
        var (low, high) = (0, Used.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Used[middle].Number < number)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    /// <summary>
    /// A bin with lines: its positions, half open, and the offsets at which its first and its last chunk begin.
    /// </summary>
    sealed class BinExtent
    {
        internal BinExtent(Bins tree, IndexedBin bin)
        {
            (Begin, End) = tree.Place(bin.Number);
            (FirstLine, First, Last) = (bin.FirstLine, bin.Ranges[0].Begin, bin.Ranges[0].Begin);
            foreach (var range in bin.Ranges)
            {
                if (range.Begin < First)
                    First = range.Begin;
                if (range.Begin > Last)
                    Last = range.Begin;
            }
        }

        internal long Begin { get; }
        internal long End { get; }
        internal VirtualOffset FirstLine { get; }
        internal VirtualOffset First { get; }
        internal VirtualOffset Last { get; }
    }
}

/// <summary>
/// The end of one block's text and the beginning of the next block's: one place, written in two ways.
/// </summary>
sealed record Joint(VirtualOffset End, VirtualOffset Begin)
{
    internal static Joint? Of(VirtualOffset end, VirtualOffset begin) =>
        begin.Within == 0 && end.Within > 0 && end.Block < begin.Block ? new(end, begin) : null;

    /// <summary>Whether the file's blocks lie so.</summary>
    internal bool IsIn(Microsoft.Win32.SafeHandles.SafeFileHandle file)
    {
        Span<byte> header = stackalloc byte[GzipFormat.FixedHeader + 6], length = stackalloc byte[4];
        return RandomAccess.Read(file, header, End.Block) == header.Length
            && End.Block + GzipFormat.BlockSize(header[GzipFormat.FixedHeader..]) == Begin.Block
            && RandomAccess.Read(file, length, Begin.Block - length.Length) == length.Length
            && GzipFormat.U32(length) == End.Within;
    }
}
