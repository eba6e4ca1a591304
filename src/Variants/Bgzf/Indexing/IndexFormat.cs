using System.Text;
using Thrombophilia.Variants.Bgzf.Format;

namespace Thrombophilia.Variants.Bgzf.Indexing;

/// <summary>
/// Reads TBI (tabix specification) and CSI version 1 (CSI specification); refuses what cannot be right.
/// </summary>
static class IndexFormat
{
    const int Vcf = 2;

    internal static RegionIndex Read(IndexBytes bytes)
    {
        var magic = bytes.Take(4, "magic");
        var isTabix = magic.SequenceEqual("TBI\u0001"u8);
        if (!isTabix && !magic.SequenceEqual("CSI\u0001"u8))
            throw bytes.Format(GzipFormat.Hex(magic));
        var count = isTabix ? bytes.I32("n_ref") : 0;
        var bins = isTabix ? Bins.Tabix : new Bins(bytes.I32("min_shift"), bytes.I32("depth"));
        // Deeper trees do not fit the 32 bits of a bin's number; no contig needs 2^40 positions.
        if (bins.Shift is < 1 or > 30 || bins.Depth is < 0 or > 9 || bins.Shift + 3 * bins.Depth > 40)
            throw bytes.Damaged("min_shift and depth of a tree of bins", $"{bins.Shift}, {bins.Depth}");
        var names = isTabix ? ReadNames(bytes) : ReadAuxiliary(bytes);
        if (!isTabix)
            count = bytes.I32("n_ref");
        if (count != names.Count)
            throw bytes.Damaged($"{names.Count} contigs, as many as names", count);
        var contigs = new IndexedContig[count];
        for (var i = 0; i < count; i++)
            contigs[i] = ReadContig(bytes, bins, isTabix);
        if (bytes.Left is not (0 or 8))
            throw bytes.Damaged("the end", $"{bytes.Left} bytes more");
        var joints = new List<Joint>();
        var end = Join(contigs, joints, bytes);
        return new RegionIndex(bins, names, contigs) { End = end, Joints = joints };
    }

    /// <summary>
    /// Where the lines of one contig end, those of the next begin; gives the end of the last ones, null where there are
    /// none.
    /// </summary>
    static VirtualOffset? Join(IndexedContig[] contigs, List<Joint> joints, IndexBytes bytes)
    {
        var extents = new List<VirtualRange>();
        foreach (var contig in contigs)
        {
            joints.AddRange(contig.Joints);
            if (contig.Extent is { } extent)
                extents.Add(extent);
        }
        extents.Sort((a, b) => a.Begin.CompareTo(b.Begin));
        for (var i = 1; i < extents.Count; i++)
            if (Joint.Of(extents[i - 1].End, extents[i].Begin) is { } joint)
                joints.Add(joint);
            else if (extents[i - 1].End != extents[i].Begin)
                throw bytes.Damaged("contigs without a gap between them", extents[i].Begin.Value);
        return extents.Count > 0 ? extents[^1].End : null;
    }

    static List<string> ReadAuxiliary(IndexBytes bytes)
    {
        var length = bytes.Count(1, "l_aux");
        if (length == 0)
            throw bytes.Format("a CSI index without contig names");
        var begin = bytes.Position;
        var names = ReadNames(bytes);
        // Some writers pad the block.
        if (bytes.Position - begin > length)
            throw bytes.Damaged($"{length} bytes of names", bytes.Position - begin);
        bytes.Take(begin + length - bytes.Position, "aux");
        return names;
    }

    static List<string> ReadNames(IndexBytes bytes)
    {
        var format = bytes.I32("format");
        var (sequence, position, _) = (bytes.I32("col_seq"), bytes.I32("col_beg"), bytes.I32("col_end"));
        if ((format & 0xFFFF) != Vcf || sequence != 1 || position != 2)
            throw bytes.Format($"one of another format ({format}, columns {sequence} and {position})");
        _ = (bytes.I32("meta"), bytes.I32("skip"));
        var names = bytes.Take(bytes.Count(1, "l_nm"), "names");
        if (!names.IsEmpty && names[^1] != 0)
            throw bytes.Damaged("names that end with a zero byte", names[^1]);
        List<string> found = names.IsEmpty ? [] : [.. Encoding.UTF8.GetString(names[..^1]).Split('\0')];
        return new HashSet<string>(found, StringComparer.Ordinal).Count == found.Count ? found
            : throw bytes.Damaged("different contig names", "one name twice");
    }

    static IndexedContig ReadContig(IndexBytes bytes, Bins bins, bool isTabix)
    {
        var found = new List<IndexedBin>();
        VirtualRange? whole = null;
        for (var left = bytes.Count(8, "n_bin"); left > 0; left--)
        {
            var number = bytes.U32("bin");
            if (number >= bins.Count && number != bins.Metadata)
                throw bytes.Damaged($"a bin below {bins.Count}", number);
            var bin = new IndexedBin(number, isTabix ? default : bytes.Offset("loffset"),
                ReadRanges(bytes, number == bins.Metadata));
            if (number != bins.Metadata)
                found.Add(bin);
            else
                whole = bin.Ranges.Length > 0 ? bin.Ranges[0] : null;
        }
        // Some writers put them in the order of a hash.
        found.Sort((a, b) => a.Number.CompareTo(b.Number));
        for (var i = 1; i < found.Count; i++)
            if (found[i].Number == found[i - 1].Number)
                throw bytes.Damaged("each bin once", found[i].Number);
        var windows = new VirtualOffset[isTabix ? bytes.Count(8, "n_intv") : 0];
        for (var i = 0; i < windows.Length; i++)
            windows[i] = bytes.Offset("ioff");
        var contig = new IndexedContig(bins, [.. found], windows) { Whole = whole };
        return contig.Fault() is { } fault ? throw bytes.Damaged(fault.Expected, fault.Found) : contig;
    }

    static VirtualRange[] ReadRanges(IndexBytes bytes, bool areCounts)
    {
        var ranges = new VirtualRange[bytes.Count(16, "n_chunk")];
        for (var i = 0; i < ranges.Length; i++)
        {
            ranges[i] = new(bytes.Offset("chunk_beg"), bytes.Offset("chunk_end"));
            if (!areCounts && ranges[i].Begin >= ranges[i].End)
                throw bytes.Damaged("a chunk that ends after its begin",
                    $"{ranges[i].Begin.Value} to {ranges[i].End.Value}");
        }
        return ranges;
    }
}
