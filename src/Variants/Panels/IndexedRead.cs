using Thrombophilia.Variants.Bgzf;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Variants.Panels;

/// <summary>Finds a file's index and what of the file it has to be read for.</summary>
static class IndexedRead
{
    /// <summary>
    /// The index beside a file; null when there is none, or when it is older than the file (then <paramref name="stale"/> names it):
    /// an index made before its file was written may lead past records.
    /// </summary>
    public static string? Find(string path, out string? stale)
    {
        stale = null;
        foreach (var index in (ReadOnlySpan<string>)[path + ".tbi", path + ".csi"])
        {
            if (!File.Exists(index)) continue;
            if (File.GetLastWriteTimeUtc(index) >= File.GetLastWriteTimeUtc(path)) return index;
            stale ??= index;
        }
        return null;
    }

    /// <summary>Where in the file the panel's records of these builds lie, whatever the file calls its chromosomes.</summary>
    public static IReadOnlyList<VirtualRange> Ranges(RegionIndex index, Panel panel, IEnumerable<PanelBuild> builds) =>
        RegionIndex.Merge(
            from build in builds
            from name in index.Contigs
            let known = panel.Contigs.Resolve(name)
            where known is not null
            let contig = build.On(known.Value.Name)
            where contig is not null
            from interval in contig.Intervals()
            from range in index.Find(name, interval.Start - 1, interval.End + 1)
            select range);

    /// <summary>FORMAT/LEN stretches blocks (VCF 4.5), and SVLEN alone deletions (4.4), further than an index knows.</summary>
    public static bool Serves(VcfHeader header) => !header.Format.ContainsKey("LEN")
        && !(header.Info.ContainsKey("SVLEN") && string.CompareOrdinal(header.FileFormat, "VCFv4.4") >= 0);
}
