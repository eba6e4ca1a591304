namespace Thrombophilia.Variants.Bgzf;

/// <summary>One contig of an index.</summary>
/// <param name="Ranges">The ranges of each bin.</param>
/// <param name="Firsts">CSI: for each bin an offset before which no line reaches into it.</param>
/// <param name="Windows">TBI: for each window of the smallest bin's width the first line that reaches into it; 0 where unknown.</param>
sealed record IndexedContig(
    Dictionary<uint, VirtualRange[]> Ranges, Dictionary<uint, VirtualOffset> Firsts, VirtualOffset[] Windows)
{
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
