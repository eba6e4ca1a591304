using Thrombophilia.Variants.Knowledge;

namespace Thrombophilia.Lims.Clinic.Conclusions;

/// <summary>
/// Which findings of a file concern a conclusion. What is concluded of them and of the values is in the clinical tables.
/// </summary>
/// <param name="Id">Id of the file.</param>
/// <param name="Version">Its version.</param>
/// <param name="Panel">Id of the panel that it was made for.</param>
/// <param name="Sources">Its sources.</param>
/// <param name="ClassesWithoutReview">Classes of variants that nobody has to look at.</param>
/// <param name="Variants">What classes, criteria and the verdicts of others mean for a review.</param>
public sealed record ConclusionRules(string Id, string Version, string Panel, IReadOnlyList<Source> Sources,
    IReadOnlyList<string> ClassesWithoutReview, VariantRules Variants)
{
    /// <summary>SHA-256 of the file's bytes, lower-case hex.</summary>
    public string Sha256 { get; private init; } = "";

    /// <summary>Reads the newest released rules and proves that they were made for <paramref name="panel"/>.</summary>
    /// <exception cref="InvalidDataException">Something is unknown, missing or said twice.</exception>
    internal static ConclusionRules Load(PanelFacts panel, KnowledgeFolder knowledge)
    {
        var file = knowledge.Demand("conclusions", "thrombophilia-conclusions");
        var rules = file.Read(Of);
        file.Demand(rules.Panel == panel.Id, $"made for panel '{rules.Panel}', not '{panel.Id}'");
        return rules with { Sha256 = file.Sha256 };
    }

    static ConclusionRules Of(StrictJson j)
    {
        _ = j.Text("title");
        return new(j.Text("id"), j.Text("version"), j.Text("panel"), j.List("sources", Source.Of),
            j.Texts("classesWithoutReview"), j.Part("variants", VariantRules.Of));
    }
}
