using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Thrombophilia.Variants.Panels;

/// <summary>
/// The regions of a panel as a laboratory's own reference reads them, on one build: a FASTA file of which each header
/// is <c>>CHROM:START-END build=BUILD version=VERSION</c> (1-based, inclusive). Every base of it counts as confirmed.
/// </summary>
sealed class ReferenceTable
{
    /// <summary>The folder beside the panel in which it lies.</summary>
    public const string Folder = "reference";

    readonly string path;

    ReferenceTable(string path, byte[] bytes)
    {
        (this.path, Bytes) = (path, bytes);
        var regions = new List<(string, KnownRegion)>();
        var (lines, at) = (Encoding.UTF8.GetString(bytes).Split('\n'), 0);
        while (at < lines.Length && lines[at].Trim() is not "")
        {
            if (Header(lines[at]) is not var (chrom, start, end, build, version)
                || (regions.Count > 0 && (build != Build || version != Version)))
                throw Wrong(at, "'>CHROM:START-END build=BUILD version=VERSION', build and version the same in each");
            (Build, Version) = (build, version);
            var (header, bases) = (at, new StringBuilder(end - start + 1));
            for (at++; at < lines.Length && lines[at] is not ['>', ..]; at++) bases.Append(lines[at].Trim());
            if (bases.Length != end - start + 1
                || KnownRegion.Pack(Encoding.UTF8.GetBytes(bases.ToString())) is not { } packed)
                throw Wrong(header, $"{end - start + 1} bases of A, C, G, T behind it");
            regions.Add((chrom, new KnownRegion(start, bases.Length, packed, confirmed: null)));
        }
        if (at < lines.Length - 1 || regions.Count == 0) throw Wrong(at, "a region");
        Regions = regions;
    }

    /// <summary>Build id.</summary>
    public string Build { get; } = "";
    /// <summary>As the table says.</summary>
    public string Version { get; } = "";
    /// <summary>The file.</summary>
    public byte[] Bytes { get; }
    /// <summary>What it holds, with the chromosome of each.</summary>
    public IReadOnlyList<(string Chrom, KnownRegion Region)> Regions { get; }
    /// <summary>Kind, version and the first 12 digits of the checksum, as results print it.</summary>
    public string Text => $"reference:{Version}:{Convert.ToHexStringLower(SHA256.HashData(Bytes))[..12]}";

    /// <summary>Reads a table.</summary>
    /// <exception cref="InvalidDataException">It is none; the message has its file and line.</exception>
    public static ReferenceTable Load(string path) => new(path, File.ReadAllBytes(path));

    /// <summary>
    /// Throws where <paramref name="regions"/> of the table lack a base of a gene, or read otherwise than
    /// <paramref name="stated"/>: it is of another genome.
    /// </summary>
    public void Demand(IReadOnlyList<PlacedGene> genes, IReadOnlyList<KnownSegment> stated,
        IReadOnlyList<KnownRegion> regions)
    {
        foreach (var gene in genes)
            if (!regions.Any(region => region.Start <= gene.Start && gene.End <= region.End))
                throw Wrong(-1, $"{gene.Gene.Chrom}:{gene.Start}-{gene.End} in one region");
        foreach (var segment in stated)
            foreach (var region in regions)
                for (var pos = Math.Max(segment.Start, region.Start); pos <= Math.Min(segment.End, region.End); pos++)
                    if (region.BaseAt(pos) is var found && segment.Bases[pos - segment.Start] is var known
                        && found != known)
                        throw Wrong(-1, $"{(char)known} at position {pos} of {Build}, found {(char)found}");
    }

    /// <summary>What <see cref="Load"/> reads.</summary>
    public static void Write(TextWriter text, string build, string version, string chrom, int start, string bases)
    {
        const int Width = 60;
        text.Write(string.Create(CultureInfo.InvariantCulture,
            $">{chrom}:{start}-{start + bases.Length - 1} build={build} version={version}\n"));
        for (var at = 0; at < bases.Length; at += Width)
        {
            text.Write(bases.AsSpan(at, Math.Min(Width, bases.Length - at)));
            text.Write('\n');
        }
    }

    /// <summary>A version that results can print: letters, digits, points and lines only.</summary>
    public static bool IsVersion(string text) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');

    static (string Chrom, int Start, int End, string Build, string Version)? Header(string line)
    {
        if (line.TrimEnd().Split(' ') is not [['>', .. var place], var build, var version]) return null;
        if (!build.StartsWith("build=", StringComparison.Ordinal)
            || !version.StartsWith("version=", StringComparison.Ordinal)
            || !IsVersion(version["version=".Length..])) return null;
        if (place.Split(':') is not [{ Length: > 0 } chrom, var places] || places.Split('-') is not [var from, var to]
            || !int.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            || !int.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out var end)
            || start < 1 || end < start || end - start > 100_000_000) return null;
        return (chrom, start, end, build["build=".Length..], version["version=".Length..]);
    }

    InvalidDataException Wrong(int line, string expected) => new(line < 0 ? $"{path}: expected {expected}."
        : string.Create(CultureInfo.InvariantCulture, $"{path}, line {line + 1}: expected {expected}."));
}
