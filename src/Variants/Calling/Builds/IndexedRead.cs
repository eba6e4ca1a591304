using Thrombophilia.Variants.Bgzf.Format;
using Thrombophilia.Variants.Bgzf.Indexing;
using Thrombophilia.Variants.Panels;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Variants.Calling.Builds;

/// <summary>A range that begins with a chromosome's first line.</summary>
sealed record FirstLine(string Name, VirtualRange Range);

/// <summary>Finds a file's index and what of the file it has to be read for.</summary>
static class IndexedRead
{
    /// <summary>
    /// The index beside a file; null when there is none, or when it is older than the file (then
    /// <paramref name="stale"/> names it):
    /// an index made before its file was written may lead past records.
    /// </summary>
    public static string? Find(string path, out string? stale)
    {
        stale = null;
        foreach (var index in (string[])[path + ".tbi", path + ".csi"])
        {
            if (!File.Exists(index)) continue;
            if (File.GetLastWriteTimeUtc(index) >= File.GetLastWriteTimeUtc(path)) return index;
            stale ??= index;
        }
        return null;
    }

    /// <summary>
    /// Where in the file the panel's records of these builds lie, whatever the file calls its chromosomes.
    /// </summary>
    public static IReadOnlyList<VirtualRange> Ranges(RegionIndex index, Panel panel, IEnumerable<PanelBuild> builds)
    {
        var ranges = new List<VirtualRange>();
        foreach (var build in builds)
            foreach (var name in index.Contigs)
                if (panel.Contigs.Resolve(name) is { } known && build.On(known.Name) is { } contig)
                {
                    // What overlaps among them is joined below.
                    foreach (var gene in contig.Genes) ranges.AddRange(index.Find(name, gene.Start - 1, gene.End + 1));
                    foreach (var spot in contig.HotSpots)
                        ranges.AddRange(index.Find(name, spot.Start - 1, spot.End + 1));
                }
        return RegionIndex.Merge(ranges);
    }

    /// <summary>
    /// Where the first line of each chromosome of the panel lies: what stands there shows whether the index has its
    /// names right.
    /// </summary>
    public static IEnumerable<FirstLine> FirstLines(RegionIndex index, Panel panel, IEnumerable<PanelBuild> builds)
    {
        foreach (var name in index.Contigs)
            if (panel.Contigs.Resolve(name) is { } known && builds.Any(build => build.On(known.Name) is not null)
                && index.FirstOf(name) is { } range)
                yield return new FirstLine(name, range);
    }

    /// <summary>Chromosomes of the panel of which the index says that the file has no record.</summary>
    public static IReadOnlyList<string> Absent(RegionIndex index, Panel panel, IEnumerable<PanelBuild> builds)
    {
        var present = index.Contigs.Select(name => panel.Contigs.Resolve(name)?.Name).ToHashSet();
        return [.. builds.SelectMany(build => build.Contigs).Select(contig => contig.Name).Distinct()
            .Where(name => !present.Contains(name))];
    }

    /// <summary>
    /// FORMAT/LEN stretches blocks (VCF 4.5), and SVLEN alone deletions (4.4), further than an index knows.
    /// </summary>
    public static bool Serves(VcfHeader header) => !header.Format.ContainsKey("LEN")
        && !(header.Info.ContainsKey("SVLEN") && string.CompareOrdinal(header.FileFormat, "VCFv4.4") >= 0);
}
