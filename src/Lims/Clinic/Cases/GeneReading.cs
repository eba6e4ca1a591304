using Thrombophilia.Lims.Decisions.Tables;
using Thrombophilia.Variants.Acmg;

namespace Thrombophilia.Lims.Clinic.Cases;

/// <summary>One allele that is carried.</summary>
/// <param name="Gene">HGNC symbol.</param>
/// <param name="HotSpot">The panel's id; null for no hot spot.</param>
/// <param name="Name">For people.</param>
/// <param name="Class">Its class; null where it has none.</param>
/// <param name="Copies">1 or 2; null where it is not told.</param>
/// <param name="Phase">How it lies to the others of its gene.</param>
public sealed record CarriedAllele(string Gene, string? HotSpot, string Name, VariantClass? Class, int? Copies, CasePhase Phase)
{
    /// <summary>Pathogenic or likely pathogenic.</summary>
    public bool IsPathogenic => Class is VariantClass.Pathogenic or VariantClass.LikelyPathogenic;
    /// <summary>Of established or provisional risk.</summary>
    public bool IsRisk => Class is VariantClass.EstablishedRiskAllele or VariantClass.ProvisionalRiskAllele;
    /// <summary>Nothing classifies it.</summary>
    public bool IsUncertain => Class is VariantClass.Uncertain or null;
    /// <summary>Common, harmless, or a modifier of small effect.</summary>
    public bool IsHarmless => !IsPathogenic && !IsRisk && !IsUncertain;
}

/// <summary>What is known of one gene.</summary>
/// <param name="Gene">HGNC symbol.</param>
/// <param name="Carried">Alleles that are carried, harmless ones too.</param>
/// <param name="NotProven">Names of hot spots that were not proven.</param>
/// <param name="IsRead">Something of the gene was read.</param>
/// <param name="IsCovered">Its sequence was covered and every hot spot in it proven.</param>
/// <param name="Phase">How two alleles that matter lie; null where that is not known, or there are not two.</param>
public sealed record GeneReading(string Gene, IReadOnlyList<CarriedAllele> Carried, IReadOnlyList<string> NotProven,
    bool IsRead, bool IsCovered, CasePhase? Phase)
{
    /// <summary>Hot spots that were proven not to be carried: id and name for people.</summary>
    public IReadOnlyList<(string Id, string Display)> Absent { get; init; } = [];
    /// <summary>Alleles that matter.</summary>
    public IEnumerable<CarriedAllele> Mattering => Carried.Where(a => !a.IsHarmless);
    /// <summary>Alleles that <see cref="Code"/> rests on: beside a classified one, an uncertain one decides nothing.</summary>
    public IEnumerable<CarriedAllele> Deciding =>
        Mattering.Any(a => !a.IsUncertain) ? Mattering.Where(a => !a.IsUncertain) : Mattering;

    /// <summary>(Likely) pathogenic alleles: at least, and at most.</summary>
    public (int Least, int Most) Pathogenic => Alleles([.. Carried.Where(a => a.IsPathogenic)], IsCovered ? null : 2);

    /// <summary>Copies of risk alleles that were found.</summary>
    public int RiskCopies => Carried.Where(a => a.IsRisk).Sum(a => a.Copies ?? 1);

    /// <summary>Code of the genotype, as the join reads it; <paramref name="donor"/> says that the DNA is a donor's.</summary>
    public string Code(bool donor) =>
        donor ? "donor-dna"
        : Pathogenic.Least >= 2 ? "plp-two"
        : Pathogenic.Least == 1 ? "plp-one"
        : RiskCopies >= 2 ? "risk-several"
        : RiskCopies == 1 ? "risk-one"
        : Carried.Any(a => a.IsUncertain) ? "vus"
        : !IsRead ? "not-tested"
        : IsCovered ? "negative" : "incomplete";

    // A chromosome that carries two of them is one allele.
    (int, int) Alleles(List<CarriedAllele> found, int? mostUnseen)
    {
        var least = found.Exists(a => a.Copies == 2) || found.Count > 1 && Phase == CasePhase.Trans ? 2 : Math.Min(1, found.Count);
        var most = least == 2 || found.Count == 1 && found[0].Copies is null || found.Count > 1 && Phase is null ? 2 : least;
        return (least, Math.Max(most, mostUnseen ?? 0));
    }
}

/// <summary>Reads the genes of a case.</summary>
sealed class GeneReader(PanelHotSpots panel, CaseTables tables)
{
    public IReadOnlyDictionary<string, GeneReading> Read(ClinicalCase @case, Func<CaseGene, string?> phaseTold)
    {
        var found = new Dictionary<string, GeneReading>(StringComparer.Ordinal);
        var genotypes = @case.Genotypes.ToDictionary(g => g.HotSpot, StringComparer.Ordinal);
        foreach (var gene in panel.Genes.Concat(@case.Variants.Select(v => v.Gene)).Distinct())
        {
            var (carried, absent) = (new List<CarriedAllele>(), new List<(string, string)>());
            var (notProven, read) = (new List<string>(), false);
            // Nobody knows whose the gene is.
            var isDisputed = panel.Of(gene).Any(h => genotypes.GetValueOrDefault(h.Id)?.Status == CaseGenotype.Discordant);
            foreach (var spot in panel.Of(gene))
            {
                if (!genotypes.TryGetValue(spot.Id, out var genotype))
                {
                    if (!spot.IsProvisional) notProven.Add(spot.Display);
                    continue;
                }
                read = true;
                if (genotype.Copies is null || isDisputed)
                {
                    // Where nobody has confirmed the place, nothing is missed.
                    if (!spot.IsProvisional) notProven.Add(spot.Display);
                }
                else if (genotype.Copies > 0)
                    carried.Add(new(gene, spot.Id, spot.Display, spot.Class, genotype.Copies, genotype.Phase));
                else absent.Add((spot.Id, spot.Display));
            }
            foreach (var variant in @case.Variants)
                if (variant.Gene == gene && !isDisputed)
                    carried.Add(new(gene, null, $"{gene} {variant.HgvsC}", VariantClasses.Read(variant.Class), variant.Copies,
                        variant.Phase));
            var covered = @case.Coverage.TryGetValue(gene, out var share);
            read |= covered || carried.Count > 0;
            found.Add(gene, new(gene, carried, read ? notProven : [], read,
                covered && (decimal)share >= tables.CoveredShare && notProven.Count == 0,
                PhaseOf(carried, tables.Genes.FirstOrDefault(g => g.Gene == gene) is { } own ? phaseTold(own) : null))
            { Absent = absent });
        }
        return found;
    }

    // What the file tells goes before what somebody told.
    static CasePhase? PhaseOf(List<CarriedAllele> carried, string? told)
    {
        var two = carried.FindAll(a => !a.IsHarmless);
        if (two.Count < 2) return null;
        if (two.Exists(a => a.Phase == CasePhase.Trans)) return CasePhase.Trans;
        if (two.TrueForAll(a => a.Phase is CasePhase.First or CasePhase.Second))
            return two.Select(a => a.Phase).Distinct().Count() > 1 ? CasePhase.Trans : CasePhase.Cis;
        if (two.Exists(a => a.Phase == CasePhase.Cis)) return CasePhase.Cis;
        return told switch { "cis" => CasePhase.Cis, "trans" => CasePhase.Trans, _ => null };
    }
}
