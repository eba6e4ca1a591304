namespace Thrombophilia.Variants.Bgzf.Indexing;

/// <summary>The tree of bins that TBI and CSI share (SAM specification 5.1.1, 5.3; CSI specification).</summary>
/// <param name="Shift">Bits of the smallest bin's width; 14 in TBI.</param>
/// <param name="Depth">Levels below the root; 5 in TBI.</param>
readonly record struct Bins(int Shift, int Depth)
{
    internal static readonly Bins Tabix = new(14, 5);

    /// <summary>The number of bins, and the number of the first one which cannot be.</summary>
    internal uint Count => First(Depth + 1);

    /// <summary>A bin that holds counts and no places of lines.</summary>
    internal uint Metadata => Count + 1;

    /// <summary>Positions from this one on have no bin.</summary>
    internal long Limit => 1L << (Shift + 3 * Depth);

    /// <summary>The first bin of a level, 0 being the root.</summary>
    internal static uint First(int level) => (uint)(((1UL << (3 * level)) - 1) / 7);

    internal static uint Parent(uint bin) => (bin - 1) >> 3;

    /// <summary>The positions of a bin, half open.</summary>
    internal (long Begin, long End) Place(uint bin)
    {
        var level = 0;
        while (bin >= First(level + 1))
            level++;
        var shift = Shift + 3 * (Depth - level);
        var begin = (long)(bin - First(level)) << shift;
        return (begin, begin + (1L << shift));
    }

    /// <summary>The smallest bin that holds [begin, end).</summary>
    internal uint Of(long begin, long end)
    {
        var (level, shift) = (Depth, Shift);
        for (end--; level > 0; level--, shift += 3)
            if (begin >> shift == end >> shift)
                return First(level) + (uint)(begin >> shift);
        return 0;
    }

    /// <summary>On a level the bins that overlap [begin, end), first and last.</summary>
    internal (uint First, uint Last) On(int level, long begin, long end)
    {
        var shift = Shift + 3 * (Depth - level);
        return (First(level) + (uint)(begin >> shift), First(level) + (uint)((end - 1) >> shift));
    }
}
