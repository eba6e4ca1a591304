using Thrombophilia.Lims.Decisions.Tables;

namespace Thrombophilia.Lims.Clinic.Cases;

/// <summary>Facts of the patient's own genotype. Absence is only told where it was proven.</summary>
static class GenotypeFacts
{
    /// <summary>Sets them.</summary>
    public static void Set(CaseFacts facts, CaseTables tables, IReadOnlyDictionary<string, GeneReading> genes,
        PanelHotSpots panel)
    {
        var proven = facts.Case.Genotypes.Where(g => g.Copies is not null).ToDictionary(g => g.HotSpot, g => g.Copies!.Value);
        foreach (var (fact, from, of) in tables.Derived)
        {
            var own = genes.GetValueOrDefault(of[0]);
            switch (from)
            {
                case FactSource.HotSpotCopies when proven.TryGetValue(of[0], out var copies):
                    facts.Derive(fact, copies, copies);
                    break;
                case FactSource.HotSpotCarried when proven.TryGetValue(of[0], out var copies):
                    facts.Derive(fact, copies > 0 ? "true" : "false");
                    break;
                case FactSource.HotSpotHomozygous when proven.TryGetValue(of[0], out var copies):
                    facts.Derive(fact, copies == 2 ? "true" : "false");
                    break;
                case FactSource.VariantCopies:
                    Copies(facts, fact, of, genes);
                    break;
                case FactSource.PathogenicAlleles when own is { IsRead: true }:
                    facts.Derive(fact, own.Pathogenic.Least, own.Pathogenic.Most);
                    break;
                case FactSource.RiskAlleles when own is { IsRead: true }:
                    var spots = panel.Of(of[0]).Where(h => !h.IsProvisional).ToList();
                    var found = own.Carried.Where(a => a.HotSpot is not null && a.IsRisk).Sum(a => a.Copies ?? 1);
                    facts.Derive(fact, found, spots.TrueForAll(h => proven.ContainsKey(h.Id)) ? found : fact.Maximum);
                    break;
                case FactSource.Variants when own is { IsRead: true }:
                    var carried = own.Mattering.Count();
                    facts.Derive(fact, carried, own.IsCovered ? carried : fact.Maximum);
                    break;
                case FactSource.Phase when own is { Phase: { } phase }:
                    facts.Derive(fact, phase == CasePhase.Trans ? "trans" : "cis");
                    break;
                case FactSource.Phase when own is not null && own.Mattering.Count() > 1:
                    facts.Derive(fact, "unknown");
                    break;
                case FactSource.TwoInTrans when own is { IsRead: true } && InTrans(own) is { } isSo:
                    facts.Derive(fact, isSo ? "true" : "false");
                    break;
                case FactSource.LociAtRisk when of.Any(gene => genes.GetValueOrDefault(gene)?.IsRead == true):
                    var atRisk = of.Count(gene => genes.GetValueOrDefault(gene)?.Carried.Any(a => a.IsRisk || a.IsPathogenic) == true);
                    facts.Derive(fact, atRisk, of.All(gene => genes.GetValueOrDefault(gene)?.IsCovered == true) ? atRisk : fact.Maximum);
                    break;
                case FactSource.Covered:
                    if (of.All(gene => genes.GetValueOrDefault(gene)?.IsCovered == true)) facts.Derive(fact, "true");
                    else if (of.Any(gene => genes.GetValueOrDefault(gene) is { IsRead: true, IsCovered: false }))
                        facts.Derive(fact, "false");
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>No chromosome is free of the alleles that matter; null where that is not known.</summary>
    static bool? InTrans(GeneReading gene)
    {
        var alleles = gene.Mattering.Where(a => !a.IsUncertain).ToList();
        if (alleles.Exists(a => a.Copies == 2)) return true;
        if (alleles.Count > 1) return gene.Phase is { } phase ? phase == CasePhase.Trans : null;
        return gene.IsCovered ? false : null;
    }

    // Of several alleles of one gene, copies are counted together.
    static void Copies(CaseFacts facts, Decisions.Facts.Fact fact, IReadOnlyList<string> of,
        IReadOnlyDictionary<string, GeneReading> genes)
    {
        var (count, open) = (0, false);
        foreach (var name in of)
        {
            var colon = name.IndexOf(':', StringComparison.Ordinal);
            var (symbol, change) = (name[..colon], name[(colon + 1)..]);
            if (!genes.TryGetValue(symbol, out var gene) || !gene.IsRead) return;
            open |= !gene.IsCovered;
            foreach (var allele in gene.Carried)
                if (allele.Name.EndsWith(change, StringComparison.Ordinal))
                {
                    count += allele.Copies ?? 1;
                    open |= allele.Copies is null;
                }
        }
        if (count == 0 && open) return;
        facts.Derive(fact, count, open ? fact.Maximum : count);
    }
}
