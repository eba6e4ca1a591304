using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Lims.Clinic.Conclusions;

/// <summary>What conclusions need to know of a hot spot.</summary>
/// <param name="Id">The panel's id.</param>
/// <param name="Gene">HGNC symbol.</param>
/// <param name="HgvsC">Coding name with transcript; null where the panel has none.</param>
/// <param name="HgvsP">Protein name.</param>
/// <param name="Class">Class the panel gives it.</param>
/// <param name="Deficiency">Analyte whose deficiency it causes; null when it causes none.</param>
/// <param name="IsProvisional">Nobody has confirmed where it lies.</param>
sealed record HotSpotFacts(string Id, string Gene, string? HgvsC, string? HgvsP, string? Class,
    string? Deficiency, bool IsProvisional = false)
{
    /// <summary>For people: the id with the names in brackets.</summary>
    public string Display
    {
        get
        {
            var names = new[] { HgvsC?[(HgvsC.IndexOf(':', StringComparison.Ordinal) + 1)..], HgvsP }.OfType<string>()
                .ToList();
            return names.Count == 0 ? Id : $"{Id} ({string.Join(", ", names)})";
        }
    }
}

/// <summary>
/// The part of a panel that conclusions and registry read. Coordinates and thresholds stay with the caller of variants.
/// </summary>
/// <param name="Id">For example <c>thrombophilia-core</c>.</param>
/// <param name="Version">Version of the content.</param>
/// <param name="Genes">Genes that are read as regions.</param>
/// <param name="HotSpots">In the panel's order.</param>
sealed record PanelFacts(string Id, string Version, IReadOnlyList<string> Genes,
    IReadOnlyList<HotSpotFacts> HotSpots)
{
    /// <summary>
    /// Hot spots in genes of the panel, all of which a negative result must have proven. Sites outside of them
    /// (modifiers) and provisional ones are left out.
    /// </summary>
    public IEnumerable<HotSpotFacts> Judged => HotSpots.Where(IsJudged);

    /// <summary><paramref name="hotSpot"/> is one of <see cref="Judged"/>.</summary>
    public bool IsJudged(HotSpotFacts hotSpot) => !hotSpot.IsProvisional && Genes.Contains(hotSpot.Gene);

    /// <summary>The facts of <paramref name="panel"/>.</summary>
    public static PanelFacts Of(Panel panel) => new(panel.Id, panel.Version, [.. panel.Genes.Select(g => g.Symbol)],
        [.. panel.HotSpots.Select(h => new HotSpotFacts(h.Id, h.Gene, h.HgvsC, h.HgvsP, h.Class, h.Deficiency, h.IsProvisional))]);
}
