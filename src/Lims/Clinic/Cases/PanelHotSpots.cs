using Thrombophilia.Variants;
using Thrombophilia.Variants.Acmg;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Lims.Clinic.Cases;

/// <summary>A hot spot, as cases name it.</summary>
/// <param name="Id">The panel's id.</param>
/// <param name="Gene">HGNC symbol.</param>
/// <param name="Display">For people: the id with the names in brackets.</param>
/// <param name="Class">The panel's class, or the one that the rules of the product give.</param>
/// <param name="IsProvisional">Nobody has confirmed where it lies.</param>
public sealed record PanelHotSpot(string Id, string Gene, string Display, VariantClass? Class, bool IsProvisional)
{
    /// <summary>Coding name without its transcript; null where it has none.</summary>
    public string? Coding { get; init; }
}

/// <summary>The genes and hot spots of a panel.</summary>
public sealed class PanelHotSpots
{
    readonly Dictionary<string, List<PanelHotSpot>> byGene;

    /// <param name="panel">The panel.</param>
    public PanelHotSpots(Panel panel)
    {
        var classes = new SiteAnalysis(panel).ClassesOfHotSpots();
        All = [.. panel.HotSpots.Select(h => new PanelHotSpot(h.Id, h.Gene, Display(h),
            VariantClasses.Read(h.Class ?? classes.GetValueOrDefault(h.Id)), h.IsProvisional)
            {
                Coding = h.HgvsC is { } name ? WithoutTranscript(name) : null,
            })];
        GeneOf = All.ToDictionary(h => h.Id, h => h.Gene, StringComparer.Ordinal);
        byGene = All.GroupBy(h => h.Gene).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
        Genes = [.. panel.Genes.Select(g => g.Symbol), .. byGene.Keys.Except(panel.Genes.Select(g => g.Symbol))];
    }

    /// <summary>In the panel's order.</summary>
    public IReadOnlyList<PanelHotSpot> All { get; }
    /// <summary>HGNC symbols.</summary>
    public IReadOnlyList<string> Genes { get; }
    /// <summary>Gene of each hot spot.</summary>
    public IReadOnlyDictionary<string, string> GeneOf { get; }

    /// <summary>The hot spots of a gene.</summary>
    public IReadOnlyList<PanelHotSpot> Of(string gene) => byGene.GetValueOrDefault(gene) ?? [];

    /// <summary>A name behind its transcript.</summary>
    internal static string WithoutTranscript(string name) => name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..];

    static string Display(HotSpot h)
    {
        string[] names = [.. new[] { h.HgvsC is { } name ? WithoutTranscript(name) : null, h.HgvsP }.OfType<string>()];
        return names.Length == 0 ? h.Id : $"{h.Id} ({string.Join(", ", names)})";
    }
}
