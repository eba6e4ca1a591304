using Thrombophilia.Variants.Knowledge;

namespace Thrombophilia.Variants.Acmg;

/// <summary>Alleles that are no hot spots of a panel and have a class that bypasses the sum of criteria.</summary>
sealed class OwnClasses
{
    readonly Dictionary<string, Dictionary<string, VariantClass>> classes = new(StringComparer.Ordinal);
    static readonly Dictionary<string, VariantClass> None = [];
    const string FileId = "own-classes";

    OwnClasses() => (Id, Version) = (FileId, "0");

    OwnClasses(StrictJson j)
    {
        (Id, Version) = (j.Text("id"), j.Text("version"));
        _ = j.Text("title");
        string[] sources = [.. j.List("sources", Source.Of).Select(s => s.Id)];
        foreach (var (gene, name, found) in j.List("alleles",
            a => Tuple.Create(a.Text("gene"), a.Text("name"), Class(a, sources))))
        {
            if (!classes.TryGetValue(gene, out var ofGene)) classes.Add(gene, ofGene = new(StringComparer.Ordinal));
            if (!ofGene.TryAdd(name, found)) throw j.Wrong($"{gene} {name} once");
        }
    }

    string Id { get; }
    string Version { get; }

    /// <summary>Id and version, as results print them.</summary>
    public string Text => $"{Id}@{Version}";

    /// <summary>The newest released list; none of its own classes where no list is released.</summary>
    public static OwnClasses Load(KnowledgeFolder knowledge) =>
        knowledge.Newest(Classifier.Area, FileId)?.Read(j => new OwnClasses(j)) ?? new OwnClasses();

    /// <summary>Classes of one gene (HGNC symbol) by coding name without the transcript's.</summary>
    public IReadOnlyDictionary<string, VariantClass> Of(string gene) => classes.GetValueOrDefault(gene) ?? None;

    static VariantClass Class(StrictJson j, string[] sources)
    {
        _ = j.TextOrNull("note");
        if (j.Texts("sources") is not { Length: > 0 } named || named.Any(s => !sources.Contains(s)))
            throw j.Wrong("sources of this list", "sources");
        return VariantClasses.Read(j.Text("class")) is { } read and > VariantClass.Pathogenic ? read
            : throw j.Wrong("a class that bypasses the sum", "class");
    }
}
