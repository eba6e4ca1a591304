using Thrombophilia.Variants.Acmg;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Lims.Clinic.Classifications;

/// <summary>What the rules say of a variant, and what a person's criteria make of it. The class is the engine's alone.</summary>
public sealed class ClassificationJudge
{
    readonly Panel panel;
    readonly Lazy<Classifier> classifier;
    readonly HashSet<(string, string)> hotSpots;

    internal ClassificationJudge(Panel panel, Lazy<Classifier> classifier)
    {
        (this.panel, this.classifier) = (panel, classifier);
        hotSpots = [.. panel.HotSpots.Where(h => h.HgvsC is not null).Select(h => (h.Gene, h.HgvsC!))];
    }

    /// <summary>Id and version of the panel.</summary>
    internal (string Id, string Version) Panel => (panel.Id, panel.Version);

    /// <summary>
    /// A variant of a gene of the panel, by a coding name with or without its transcript, or by build and place; null for
    /// anything else.
    /// </summary>
    public VariantKey? KeyOf(string? gene, string? name)
    {
        if (panel.Genes.FirstOrDefault(g => g.Symbol == gene) is not { } known || string.IsNullOrEmpty(name)) return null;
        if (panel.Builds.Any(b => name.StartsWith(b.Id + ":", StringComparison.Ordinal)))
            return name.Split(':').Length == 5 ? new(known.Symbol, name) : null;
        return new(known.Symbol, name.StartsWith(known.Transcript + ":", StringComparison.Ordinal) ? name : $"{known.Transcript}:{name}");
    }

    /// <summary>It is one of the panel's hot spots, which keep the panel's class.</summary>
    public bool IsHotSpot(VariantKey key) => hotSpots.Contains((key.Gene, key.Name));

    /// <summary>The criteria of a gene and what may be chosen of each; empty where the gene has no rule set.</summary>
    public IReadOnlyList<CriterionChoice> ChoicesOf(string gene) => classifier.Value.ChoicesOf(gene);

    /// <summary>The rule set of a gene; null where it has none.</summary>
    internal (string Id, string Version, string Sha256)? RuleSetOf(string gene) => classifier.Value.RuleSetOf(gene);

    /// <summary>
    /// What the rules in force say of a variant by themselves; null where they say nothing. An allele that no file writes in bases
    /// has what the file's row says, as long as the rule set is the same.
    /// </summary>
    internal Classification? ByRules(string gene, VariantPlace place, string? written) => place.IsSpelled
        ? classifier.Value.Classify(place.Build, gene, place.Pos, place.Ref, place.Alt)
        : written is null ? null : classifier.Value.Written(gene, written);

    /// <summary>What criteria make of a variant of a gene with a rule set.</summary>
    /// <param name="gene">HGNC symbol.</param>
    /// <param name="byRules">What the rules say by themselves.</param>
    /// <param name="criteria">The criteria as a person judges them.</param>
    public Judgement Judge(string gene, Classification? byRules, IReadOnlyList<JudgedCriterion> criteria) =>
        classifier.Value.Judge(gene, byRules, criteria);
}
