using Thrombophilia.Lims.Laboratory.Assays;
using Thrombophilia.Variants.Alleles;
using static Thrombophilia.Lims.Clinic.Conclusions.Phrases;
using Codes = Thrombophilia.Lims.Clinic.Conclusions.StatementCodes;

namespace Thrombophilia.Lims.Clinic.Conclusions;

/// <summary>
/// Turns everything known of one person into ordered statements. The same evidence always gives the same statements.
/// </summary>
sealed class Concluder(ConclusionRules rules, PanelFacts panel)
{
    /// <summary>Concludes. Nothing is recommended, and nothing unknown is filled in.</summary>
    /// <exception cref="InvalidDataException">An assay result names an analyte, method or unit that the rules do not
    /// know.</exception>
    public CaseConclusion Conclude(CaseEvidence evidence)
    {
        var genotypes = Genotypes.Of(evidence, panel, rules);
        var implied = rules.States
            .Where(s => s.IsImpliedBy(evidence.Subject.Transplant)
            || (s.ImpliedByHotSpots is { } by && genotypes.HotSpots.Any(h => by.Contains(h.HotSpot.Id)
                && h.Standing is GenotypeState.Carried or GenotypeState.AtLeastOne or GenotypeState.Discordant)))
            .Select(s => s.Id).ToList();
        var readings = evidence.Assays
            .OrderBy(a => a.Drawn?.Stored ?? "~", StringComparer.Ordinal).ThenBy(a => a.Id, StringComparer.Ordinal)
            .Select(a => AssayInterpretation.Of(a, evidence.Subject, evidence.Year, implied, rules)).ToList();
        var verdicts = rules.Analytes
            .Select(a => AnalyteVerdict.Of(a, [.. readings.Where(r => r.Assay.Analyte == a.Id)], genotypes, rules))
            .ToList();

        var statements = OfGenotype(genotypes)
            .Concat(genotypes.ForReview.Select(variant => OfVariant(variant, readings)))
            .Concat(Risk(genotypes, verdicts)).Concat(verdicts.SelectMany(v => v.Statements))
            .Concat(Missing(evidence, genotypes, verdicts)).Concat(Age(readings));
        return new([.. statements
            .OrderBy(s => Codes.Rank(s.Code)).ThenBy(s => s.Topic, StringComparer.Ordinal)], genotypes);
    }

    IEnumerable<Statement> OfGenotype(Genotypes genotypes)
    {
        foreach (var h in genotypes.HotSpots.Where(h => h.Standing == GenotypeState.Discordant))
            yield return Say(Codes.IdentityCheck, h.HotSpot.Id,
                [("position", h.HotSpot.Display), ("readings", ReadAs(h.Basis))], findings: h.Basis);
        if (genotypes.DonorDna)
            yield return Say(Codes.DonorDna, "", []);
        foreach (var h in genotypes.HotSpots)
        {
            var (code, text) = h.Standing switch
            {
                GenotypeState.Carried => (h.HotSpot.IsProvisional ? Codes.ProvisionalSiteCarried
                    : Judged(h) ? Codes.HotSpotCarried : Codes.ModifierCarried, Carried(h)),
                GenotypeState.AtLeastOne => (Codes.HotSpotAtLeastOne, h.HotSpot.Display),
                GenotypeState.OtherAllele => (Codes.HotSpotOtherAllele, h.HotSpot.Display),
                _ => ("", ""),
            };
            if (code.Length > 0) yield return Say(code, h.HotSpot.Id, [("variant", text)], findings: h.Basis);
            var fromAbsence = h.Basis.Where(f => f.Call.Notes.Contains("from-absence-confirm")).ToList();
            if (fromAbsence.Count > 0)
                yield return Say(Codes.ConfirmFromAbsence, h.HotSpot.Id, [("position", h.HotSpot.Display)],
                    findings: fromAbsence);
        }
        foreach (var gene in genotypes.HotSpots.Where(
            h => h.Standing == GenotypeState.Carried && h.HotSpot.Deficiency is not null).GroupBy(h => h.HotSpot.Gene))
            if (gene.Count() > 1)
                yield return Say(Together([.. gene]), gene.Key,
                    [("gene", gene.Key), ("variants", List(gene.Select(Carried)))],
                        findings: gene.SelectMany(h => h.Basis));
        var judged = genotypes.HotSpots.Where(Judged).ToList();
        if (!genotypes.Unusable && genotypes.ForReview.Count == 0 && judged.Count > 0
            && judged.All(h => h.Standing == GenotypeState.Reference))
            yield return Say(Codes.HotSpotsNegative, "", [("positions", List(judged.Select(h => h.HotSpot.Display)))],
                findings: judged.SelectMany(h => h.Basis));
    }

    /// <summary>
    /// What is said of a variant that is to be reviewed: what is known for it goes before that nothing is.
    /// </summary>
    Statement OfVariant(IReadOnlyList<SampleFinding> variant, List<AssayInterpretation> readings)
    {
        // Files of different days may differ in it: what calls for the review counts.
        var call = variant.Select(f => f.Call).MaxBy(rules.Variants.StandingOf)!;
        var analyte = rules.Analytes.FirstOrDefault(a => a.Gene == call.Gene);
        var low = readings.Where(r => r.Assay.Analyte == analyte?.Id
            && r.Outcome is AssayOutcome.Low or AssayOutcome.LowDespiteUpwardBias).ToList();
        var @class = ("class", $"@class.{call.Class ?? "none"}");
        return rules.Variants.StandingOf(call) switch
        {
            VariantStanding.Pathogenic => Of(Codes.PathogenicVariant, [], @class),
            VariantStanding.CalledPathogenic => Of(Codes.VariantCalledPathogenic, [], @class,
                ("verdicts", List(rules.Variants.PathogenicVerdicts(call)))),
            VariantStanding.Null when low.Count > 0 => Of(Codes.NullVariantWithLowActivity, low,
                ("analyte", $"@analyte.{analyte!.Id}"), ("results", Results(low))),
            _ => Of(Codes.UnclassifiedVariant, []),
        };

        Statement Of(string code, List<AssayInterpretation> basis, params (string, string)[] more) =>
            Say(code, call.Gene + variant[0].Reference,
                [("variant", Variant(variant)), ("readings", ReadAs(variant)), .. more], basis, variant);
    }

    /// <summary>
    /// The statement on several variants of one gene: whether one chromosome is free of them, as far as the files tell
    /// and agree.
    /// </summary>
    static string Together(IReadOnlyList<HotSpotGenotype> carried)
    {
        if (carried.Any(h => h.Copies == 2)) return Codes.TwoVariantsOneHomozygous;
        if (carried is not [{ HotSpot.HgvsC: { } first } one, { HotSpot.HgvsC: { } second } other])
            return Codes.TwoVariantsOneGene;
        var told = one.Basis.Select(f => PhaseNotes.With(f.Call.Notes, second))
            .Concat(other.Basis.Select(f => PhaseNotes.With(f.Call.Notes, first)))
            .Where(p => p is Phasing.Cis or Phasing.Trans).Distinct().ToList();
        return told switch
        {
            [Phasing.Trans] => Codes.TwoVariantsInTrans,
            [Phasing.Cis] => Codes.TwoVariantsInCis,
            _ => Codes.TwoVariantsOneGene
        };
    }

    IEnumerable<Statement> Risk(Genotypes genotypes, List<AnalyteVerdict> verdicts)
    {
        var carried = genotypes.HotSpots.Where(h => h.Standing == GenotypeState.Carried && Judged(h)
            && (h.HotSpot.Deficiency is not null || rules.RiskClasses.Contains(h.HotSpot.Class ?? ""))).ToList();
        if (carried.Count > 0 && !genotypes.Unusable && genotypes.ForReview.Count == 0 && verdicts.All(v => v.Normal))
            yield return Say(Codes.RiskAlleleWithoutDeficiency, "", [("variants", List(carried.Select(Carried)))],
                findings: carried.SelectMany(h => h.Basis)) with
            {
                Assays = [
                    .. verdicts.SelectMany(v => v.Statements).Where(s => s.Code == Codes.ActivityNormal)
                        .SelectMany(s => s.Assays).Distinct().Order(StringComparer.Ordinal)],
            };
    }

    static IEnumerable<Statement> Missing(CaseEvidence evidence, Genotypes genotypes, List<AnalyteVerdict> verdicts)
    {
        var unproven =
            genotypes.HotSpots.Where(h => !h.HotSpot.IsProvisional
                && h.Standing is GenotypeState.Unread or GenotypeState.AtLeastOne).ToList();
        var missing = (evidence.Intakes.Count == 0 ? ["@missing.no-file"] : unproven.Select(Unproven))
            .Concat(verdicts.Select(v => v.Missing).OfType<string>()).ToList();
        if (missing.Count > 0)
            yield return Say(Codes.InsufficientData, "", [("missing", List(missing))],
                findings: unproven.SelectMany(h => h.Basis));
    }

    static IEnumerable<Statement> Age(List<AssayInterpretation> readings)
    {
        var ageless =
            readings.Where(
            r => !r.AgeKnown && r.Outcome != AssayOutcome.NotInterpretable && r.Rule.Level != AssayLevel.Describes)
                .ToList();
        if (ageless.Count > 0) yield return Say(Codes.AgeUnknown, "", [("results", Results(ageless))], ageless);
    }

    bool Judged(HotSpotGenotype h) => panel.IsJudged(h.HotSpot);
}
