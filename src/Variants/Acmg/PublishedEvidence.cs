using Thrombophilia.Variants.Knowledge;

namespace Thrombophilia.Variants.Acmg;

/// <summary>
/// What published records say of patients and families who carry a variant: criteria that only those who saw them can
/// judge, by the same rule set. The verdict of such a record is not taken over; the class is worked out here.
/// </summary>
sealed class PublishedEvidence
{
    const string FileId = "published-evidence";
    static readonly string[] OfPatients = ["PS2", "PS3", "PS4", "PP1", "PP4", "BS2", "BS4"];
    readonly Dictionary<(string Gene, string Name), (string Rules, CallerEvidence Evidence)> variants = [];

    PublishedEvidence() => Text = "";

    PublishedEvidence(StrictJson j)
    {
        Text = $"{j.Text("id")}@{j.Text("version")}";
        _ = (j.Text("title"), j.TextOrNull("note"));
        string[] sources = [.. j.List("sources", Source.Of).Select(s => s.Id)];
        foreach (var (gene, name, rules, evidence) in j.List("variants",
            v => Tuple.Create(v.Text("gene"), v.Text("name"), v.Text("rules"), Evidence(v, sources))))
            if (!variants.TryAdd((gene, name), (rules, evidence))) throw j.Wrong($"{gene} {name} once");
    }

    /// <summary>Id and version, as results print them.</summary>
    public string Text { get; }

    /// <summary>The newest released file; nothing where none is released.</summary>
    public static PublishedEvidence Load(KnowledgeFolder knowledge) =>
        knowledge.Newest(Classifier.Area, FileId)?.Read(j => new PublishedEvidence(j)) ?? new PublishedEvidence();

    /// <summary>The evidence on the variants of a gene, by coding name, for the rule set that it was weighed by.</summary>
    public Dictionary<string, CallerEvidence> Of(string gene, RuleSet? rules) =>
        variants.Where(v => v.Key.Gene == gene && v.Value.Rules == rules?.Id)
        .ToDictionary(v => v.Key.Name, v => v.Value.Evidence, StringComparer.Ordinal);

    static CallerEvidence Evidence(StrictJson j, string[] sources)
    {
        _ = j.TextOrNull("note");
        if (j.Texts("sources") is not { Length: > 0 } named || named.Any(s => !sources.Contains(s)))
            throw j.Wrong("sources of this list", "sources");
        var met = j.List("met", m =>
        {
            var code = m.Text("code");
            return OfPatients.Contains(code) && Strengths.Read(m.Text("strength")) is { } strength
                ? Tuple.Create(code, strength)
                : throw m.Wrong($"one of {string.Join(", ", OfPatients)} and its strength", "code");
        });
        return new CallerEvidence
        {
            Published = met.ToDictionary(m => m.Item1, m => m.Item2, StringComparer.Ordinal),
            RestsOn = met.ToDictionary(m => m.Item1, _ => (IReadOnlyList<string>)named, StringComparer.Ordinal)
        };
    }
}
