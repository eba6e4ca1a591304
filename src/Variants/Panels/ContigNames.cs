using System.Text;

namespace Thrombophilia.Variants.Panels;

/// <summary>Knows one chromosome by all its names: <c>2</c>, <c>chr2</c>, <c>NC_000002.12</c>.</summary>
public sealed class ContigNames
{
    readonly Dictionary<string, (string Name, string? Build)> byName = new(StringComparer.OrdinalIgnoreCase);
    readonly Dictionary<(string Name, int Length), List<string>> byLength = [];

    readonly HashSet<string> roots = new(StringComparer.OrdinalIgnoreCase);
    readonly Dictionary<string, IReadOnlyList<Contig>> byBuild;

    internal ContigNames(IReadOnlyList<BuildJson> builds)
    {
        byBuild = builds.ToDictionary(b => b.Id, b => b.Contigs, StringComparer.Ordinal);
        Names = [.. builds.SelectMany(b => b.Contigs).Select(c => c.Name).Distinct()];
        foreach (var build in builds)
            foreach (var contig in build.Contigs)
            {
                byName[contig.Name] = byName["chr" + contig.Name] = (contig.Name, null);
                byName[contig.Accession] = (contig.Name, build.Id);
                roots.Add(contig.Accession[..(contig.Accession.IndexOf('.', StringComparison.Ordinal) + 1)]);
                if (!byLength.TryGetValue((contig.Name, contig.Length), out var with)) byLength.Add((contig.Name, contig.Length), with = []);
                with.Add(build.Id);
            }
    }

    /// <summary>Plain names in the order of the first build.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The chromosomes of a build, with their lengths and accessions.</summary>
    public IReadOnlyList<Contig> On(string build) => byBuild[build];

    /// <summary>The plain name of a chromosome, and the build that its accession version belongs to; null for any other sequence.</summary>
    public (string Name, string? Build)? Resolve(string name) => byName.TryGetValue(name, out var found) ? found : null;

    /// <inheritdoc cref="Resolve(string)"/>
    public (string Name, string? Build)? Resolve(ReadOnlySpan<byte> name) => name.Length > 32 ? null : Resolve(Encoding.UTF8.GetString(name));

    /// <summary>True for a known chromosome's accession with a version of no known build.</summary>
    public bool IsOfAnotherAssembly(string name) =>
        name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && roots.Contains(name[..(dot + 1)]) && !byName.ContainsKey(name);

    /// <summary>The builds in which the chromosome has this length; empty for a length of another assembly.</summary>
    public IReadOnlyList<string> BuildsWithLength(string plainName, int length) => byLength.GetValueOrDefault((plainName, length)) ?? [];
}
