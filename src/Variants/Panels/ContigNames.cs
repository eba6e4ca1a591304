using System.Text;

namespace Thrombophilia.Variants.Panels;

/// <summary>What a chromosome's name in a file stands for.</summary>
/// <param name="Name">Plain name, without <c>chr</c>.</param>
/// <param name="Build">The build that an accession's version belongs to; null for other names.</param>
public sealed record KnownContig(string Name, string? Build);

/// <summary>
/// Knows one chromosome by all its names: <c>2</c>, <c>chr2</c>, <c>chr02</c>, <c>NC_000002.12</c>, <c>CM000664.2</c>.
/// </summary>
public sealed class ContigNames
{
    readonly Dictionary<string, KnownContig> byName = new(StringComparer.OrdinalIgnoreCase);
    readonly HashSet<string> roots = new(StringComparer.OrdinalIgnoreCase);
    readonly Dictionary<(string Name, int Length), List<string>> byLength = [];
    readonly Dictionary<string, string> otherByName = new(StringComparer.OrdinalIgnoreCase);
    readonly Dictionary<(string Name, int Length), string> otherByLength = [];
    readonly List<string> names = [];
    readonly IReadOnlyList<BuildJson> builds;

    internal ContigNames(IReadOnlyList<BuildJson> builds, IReadOnlyList<BuildJson> others)
    {
        this.builds = builds;
        foreach (var build in builds)
            foreach (var contig in build.Contigs)
            {
                if (byName.TryAdd(contig.Name, new KnownContig(contig.Name, null))) names.Add(contig.Name);
                byName["chr" + contig.Name] = byName[contig.Name];
                if (contig.Name.Length == 1 && char.IsAsciiDigit(contig.Name[0]))
                    byName["0" + contig.Name] = byName["chr0" + contig.Name] = byName[contig.Name];
                byName[contig.Accession] = new KnownContig(contig.Name, build.Id);
                if (contig.GenBank is { } genBank) byName[genBank] = byName[contig.Accession];
                if (!byLength.TryGetValue((contig.Name, contig.Length), out var same))
                    byLength.Add((contig.Name, contig.Length), same = []);
                same.Add(build.Id);
                roots.Add(contig.Accession[..(contig.Accession.IndexOf('.', StringComparison.Ordinal) + 1)]);
            }
        foreach (var assembly in others)
            foreach (var contig in assembly.Contigs)
            {
                if (byName.ContainsKey(contig.Accession))
                    throw new InvalidDataException($"{contig.Accession} of {assembly.Id} is a build's.");
                otherByName[contig.Accession] = assembly.Id;
                if (contig.GenBank is { } genBank) otherByName[genBank] = assembly.Id;
                otherByLength.TryAdd((contig.Name, contig.Length), assembly.Id);
            }
    }

    /// <summary>Plain names in the order of the first build.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>The chromosomes of a build, with their lengths and accessions.</summary>
    public IReadOnlyList<Contig> On(string build) => builds.First(b => b.Id == build).Contigs;

    /// <summary>What a name stands for; null for any other sequence.</summary>
    public KnownContig? Resolve(string name) => byName.GetValueOrDefault(name);

    /// <inheritdoc cref="Resolve(string)"/>
    public KnownContig? Resolve(ReadOnlySpan<byte> name) =>
        name.Length > 32 ? null : Resolve(Encoding.UTF8.GetString(name));

    /// <summary>True for a known chromosome's accession with a version of no known build.</summary>
    public bool IsOfAnotherAssembly(string name) =>
        name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot && roots.Contains(name[..(dot + 1)])
        && !byName.ContainsKey(name);

    /// <summary>
    /// The assembly that the panel has no coordinates on and whose sequence bears this accession; null for none.
    /// </summary>
    public string? OtherAssembly(string name) => otherByName.GetValueOrDefault(name);

    /// <summary>The same of an assembly in which the chromosome has this length.</summary>
    public string? OtherAssembly(string plainName, int length) => otherByLength.GetValueOrDefault((plainName, length));

    /// <summary>The builds in which the chromosome has this length; empty for a length of another assembly.</summary>
    public IReadOnlyList<string> BuildsWithLength(string plainName, int length) =>
        byLength.GetValueOrDefault((plainName, length)) ?? [];
}
