using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Variants.Acmg;
using Thrombophilia.Variants.Calling.Rows;

namespace Thrombophilia.Lims.Clinic.Evidence;

/// <summary>Puts the findings of a person together, variant by variant, in the order in which somebody has to look at them.</summary>
static class EvidenceVariants
{
    /// <summary>The variants. A hot spot that is proven normal, or of which no file has a record, is none.</summary>
    public static IReadOnlyList<EvidenceVariant> Of(CaseEvidence evidence, Genotypes genotypes, PanelFacts panel,
        ConclusionRules rules, IReadOnlyDictionary<Guid, EvidenceFile> files)
    {
        List<FileOfSample> read = [.. evidence.Findings.Select(f => new FileOfSample(f.Sample, files[f.Intake])).Distinct()];
        var byHotSpot = evidence.Findings.ToLookup(f => f.Call.HotSpot);
        var found = new List<EvidenceVariant>();
        foreach (var spot in genotypes.HotSpots)
        {
            var findings = byHotSpot[spot.HotSpot.Id].ToList();
            if (RankOf(spot, findings, panel, rules) is { } rank) found.Add(Made(spot.HotSpot.Id, rank, findings, []));
        }
        var forReview = genotypes.ForReview.ToDictionary(v => Genotypes.VariantOf(v[0]),
            v => v.Max(f => rules.Variants.StandingOf(f.Call)));
        foreach (var group in byHotSpot[null].GroupBy(Genotypes.VariantOf))
        {
            var seen = group.Select(f => (f.Sample, f.Intake)).ToHashSet();
            var rank = forReview.TryGetValue(group.Key, out var standing)
                ? standing == VariantStanding.Pathogenic ? EvidenceRank.Pathogenic : EvidenceRank.ToJudge
                : RankOf([.. group.Select(f => f.Call)], rules);
            found.Add(Made($"{group.Key.Item1} {group.Key.Item2}", rank, [.. group],
                [.. read.Where(r => !seen.Contains((r.Sample, r.File.Id)))]));
        }
        return [.. found.OrderBy(v => v.Rank).ThenBy(v => v.Main.Call.Gene, StringComparer.Ordinal)
            .ThenBy(v => v.Main.Call.Pos).ThenBy(v => v.Key, StringComparer.Ordinal)];

        EvidenceVariant Made(string key, EvidenceRank rank, IReadOnlyList<SampleFinding> findings, IReadOnlyList<FileOfSample> silent) =>
            new(key, rank, [.. findings.Select(f => new EvidenceReading(f.Sample, files[f.Intake], f.Call))
                .OrderByDescending(r => r.File.Received.At).ThenBy(r => r.Sample, StringComparer.Ordinal)], silent);
    }

    static EvidenceRank? RankOf(HotSpotGenotype spot, List<SampleFinding> findings, PanelFacts panel, ConclusionRules rules) =>
        spot.Standing switch
        {
            GenotypeState.Reference => null,
            GenotypeState.Unread => findings.Exists(f => f.Call.Genotype is not null) ? EvidenceRank.NotProven : null,
            GenotypeState.Carried when !spot.HotSpot.IsProvisional => Stated([.. findings.Select(f => f.Call)], spot.HotSpot, panel, rules),
            _ => EvidenceRank.ToJudge,
        };

    // A hot spot in a gene of the panel whose class nobody has settled is to be judged as any other variant is.
    static EvidenceRank Stated(IReadOnlyList<PanelCall> calls, HotSpotFacts spot, PanelFacts panel, ConclusionRules rules) =>
        calls.Any(c => rules.Variants.PathogenicClasses.Contains(c.Class ?? spot.Class ?? "")) ? EvidenceRank.Pathogenic
        : calls.Any(c => IsRisk(c.Class ?? spot.Class)) ? EvidenceRank.RiskAllele
        : panel.Genes.Contains(spot.Gene) && calls.Any(c => VariantClasses.Read(c.Class ?? spot.Class) is null or VariantClass.Uncertain)
        ? EvidenceRank.ToJudge : RankOf(calls, rules);

    static EvidenceRank RankOf(IReadOnlyList<PanelCall> calls, ConclusionRules rules) =>
        calls.Any(c => IsRisk(c.Class)) ? EvidenceRank.RiskAllele
        : calls.All(c => rules.Variants.IsCommon(c)
            || VariantClasses.Read(c.Class) is VariantClass.Benign or VariantClass.LikelyBenign) ? EvidenceRank.Common
        : EvidenceRank.Other;

    static bool IsRisk(string? @class) =>
        VariantClasses.Read(@class) is VariantClass.EstablishedRiskAllele or VariantClass.ProvisionalRiskAllele;
}
