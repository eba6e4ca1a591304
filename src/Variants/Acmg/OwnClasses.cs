using Thrombophilia.Variants.Knowledge;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Variants.Acmg;

/// <summary>Alleles that are no hot spots of a panel and have a class that bypasses the sum of criteria: the newest <c>own-classes-*.json</c>.</summary>
sealed class OwnClasses
{
    readonly Dictionary<string, Dictionary<string, VariantClass>> classes = new(StringComparer.Ordinal);
    static readonly Dictionary<string, VariantClass> None = [];

    OwnClasses(StrictJson j)
    {
        (Id, Version) = (j.Text("id"), j.Text("version"));
        _ = j.Text("title");
        string[] sources = [.. j.List("sources", s => new Source(s.Text("id"), s.Text("citation"))).Select(s => s.Id)];
        foreach (var (gene, name, found) in j.List("alleles", a => Tuple.Create(a.Text("gene"), a.Text("name"), Class(a, sources))))
        {
            if (!classes.TryGetValue(gene, out var ofGene)) classes.Add(gene, ofGene = new(StringComparer.Ordinal));
            if (!ofGene.TryAdd(name, found)) throw j.Wrong($"{gene} {name} once");
        }
    }

    string Id { get; }
    string Version { get; }

    /// <summary>Id and version, as results print them.</summary>
    public string Text => $"{Id}@{Version}";

    public static OwnClasses Load(string folder)
    {
        var newest = !Directory.Exists(folder) ? null : Directory.EnumerateFiles(folder, "own-classes-*.json").MaxBy(file => System.Version.Parse(Path.GetFileNameWithoutExtension(file)["own-classes-".Length..]));
        return StrictJson.Document(newest is null ? """{"id":"own-classes","version":"0","title":"","sources":[],"alleles":[]}"""u8.ToArray() : File.ReadAllBytes(newest), Path.GetFileName(newest) ?? "", j => new OwnClasses(j));
    }

    /// <summary>Classes of one gene (HGNC symbol) by coding name without the transcript's.</summary>
    public IReadOnlyDictionary<string, VariantClass> Of(string gene) => classes.GetValueOrDefault(gene) ?? None;

    static VariantClass Class(StrictJson j, string[] sources)
    {
        _ = j.TextOrNull("note");
        if (j.Texts("sources") is not { Length: > 0 } named || named.Any(s => !sources.Contains(s))) throw j.Wrong("sources of this list in 'sources'");
        return VariantClasses.Read(j.Text("class")) is { } read and > VariantClass.Pathogenic ? read : throw j.Wrong("a class that bypasses the sum in 'class'");
    }
}
