namespace Thrombophilia.Variants.Panels;

/// <summary>Search among intervals that are in order and do not overlap.</summary>
static class IntervalSearch
{
    /// <summary>The interval (from 0) in which a place lies; else the complement of the one behind it.</summary>
    public static int At(int[] starts, int[] ends, int place)
    {
        // The first that does not end before it.
        int i = 0, after = ends.Length;
        while (i < after)
        {
            var middle = (i + after) >> 1;
            if (ends[middle] < place) i = middle + 1;
            else after = middle;
        }
        return i < starts.Length && starts[i] <= place ? i : ~i;
    }
}
