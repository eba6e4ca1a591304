using Thrombophilia.Variants.Knowledge;

namespace Thrombophilia.Variants.Panels;

/// <summary>A gene whose reads may be taken for those of a pseudogene, and the other way round.</summary>
/// <param name="Gene">HGNC symbol of the panel gene.</param>
/// <param name="Name">HGNC symbol of the pseudogene.</param>
/// <param name="IdentityPercent">Share of equal bases in what is transcribed.</param>
/// <param name="Note">For people.</param>
/// <param name="Sources">Keys of the sources.</param>
public sealed record Pseudogene(string Gene, string Name, int IdentityPercent, string? Note,
    IReadOnlyList<string> Sources);

/// <summary>
/// How often a gene of patients without a small variant turned out to be lost or doubled in part or whole.
/// </summary>
/// <param name="Gene">HGNC symbol of the panel gene.</param>
/// <param name="Found">Patients with such a change.</param>
/// <param name="Of">Patients looked at: deficient, and without a small variant.</param>
/// <param name="Note">For people.</param>
/// <param name="Sources">Keys of the sources.</param>
public sealed record GrossChanges(string Gene, int Found, int Of, string? Note, IReadOnlyList<string> Sources);

/// <summary>What a list of small variants cannot tell of the genes of a panel.</summary>
/// <param name="Version">Version of the limits; empty where none are stated.</param>
/// <param name="Sources">Where they come from.</param>
/// <param name="Pseudogenes">Genes with a pseudogene.</param>
/// <param name="GrossChanges">Genes of which parts are known to be lost or doubled.</param>
public sealed record PanelLimits(string Version, IReadOnlyList<Source> Sources, IReadOnlyList<Pseudogene> Pseudogenes,
    IReadOnlyList<GrossChanges> GrossChanges)
{
    /// <summary>The limits of a panel; a panel without a file of them states none.</summary>
    internal static PanelLimits Load(KnowledgeFile? file, Panel panel)
    {
        if (file is null) return new PanelLimits("", [], [], []);
        var limits = file.Read(Of);
        foreach (var gene in limits.Pseudogenes.Select(p => p.Gene).Concat(limits.GrossChanges.Select(g => g.Gene)))
            file.Demand(panel.Genes.Any(g => g.Symbol == gene), $"panel {panel.Id} has no gene {gene}.");
        return limits;
    }

    static PanelLimits Of(StrictJson j)
    {
        j.Text("id");
        j.Text("title");
        return new PanelLimits(j.Text("version"), j.List("sources", Source.Of),
            j.List("pseudogenes",
                p => new Pseudogene(p.Text("gene"), p.Text("pseudogene"), p.WholeNumber("identityPercent"),
                    p.TextOrNull("note"), p.Texts("sources"))),
            j.List("grossChanges",
                g => new GrossChanges(g.Text("gene"), g.WholeNumber("found"), g.WholeNumber("of"), g.TextOrNull("note"),
                    g.Texts("sources"))));
    }
}
