using Thrombophilia.Lims.Laboratory.Assays;
using Thrombophilia.Variants.Calling.Rows;
using static Thrombophilia.Lims.Clinic.Conclusions.Phrases;
using Codes = Thrombophilia.Lims.Clinic.Conclusions.StatementCodes;

namespace Thrombophilia.Lims.Clinic.Conclusions;

/// <summary>
/// What two low values on independent clean draws mean together with the genotype: only a causal variant that the
/// assays can see supports a deficiency. A hot spot whose class leaves open what it causes is no causal one.
/// </summary>
static class RepeatedLow
{
    /// <summary>
    /// Two of these are from different samples whose draws lie far enough apart. A draw whose time is unknown cannot be
    /// one of them.
    /// </summary>
    public static bool Independent(IEnumerable<AssayInterpretation> readings, ConclusionRules rules)
    {
        var draws = readings.Where(r => r.Assay.Drawn is not null)
            .Select(r => (r.Assay.Sample, Day: r.Assay.Drawn!.Value.Day.DayNumber)).ToList();
        return draws.Any(
            a => draws.Any(b => a.Sample != b.Sample && a.Day - b.Day >= rules.IndependentDraws.MinimumDaysApart));
    }

    /// <summary>The one statement about them.</summary>
    /// <param name="analyte">The analyte that is low.</param>
    /// <param name="low">Its low values, undisturbed, on independent draws.</param>
    /// <param name="deciding">Every value of its deciding assays, disturbed or not.</param>
    /// <param name="carried">Hot spots of the analyte proven in a usable genotype.</param>
    /// <param name="genotypes">The whole genotype.</param>
    /// <param name="rules">The rules.</param>
    public static Statement Explain(
        Analyte analyte, List<AssayInterpretation> low, List<AssayInterpretation> deciding,
            List<HotSpotGenotype> carried, Genotypes genotypes, ConclusionRules rules)
    {
        // A normal value, disturbed or not, beside low ones of the same method needs a person's judgement.
        var disagreeing =
            deciding.Where(r => r.Grade == Grade.Normal && low.Any(l => l.Assay.Method == r.Assay.Method)).ToList();
        if (disagreeing.Count > 0)
            return Of(Codes.ResultsDisagree, low.Concat(disagreeing), [], ("normal", Results(disagreeing)));

        var causes = carried.Where(h => rules.Variants.Causes(h, rules.RiskClasses)).ToList();
        var ofGene = genotypes.Unusable ? [] : genotypes.ForReview.Where(v => v[0].Call.Gene == analyte.Gene).ToList();
        var pathogenic = ofGene.Where(v => v.Any(f => f.Call is { Status: CallStatus.Called, Copies: > 0 }
            && rules.Variants.StandingOf(f.Call) == VariantStanding.Pathogenic)).ToList();
        var explaining =
            causes.Where(h => Independent(low.Where(r => !rules.IsBlind(h.HotSpot.Id, r.Assay.Method)), rules))
            .ToList();
        if (explaining.Count + pathogenic.Count > 0)
            return Of(Codes.DeficiencySupported, low,
                explaining.SelectMany(h => h.Basis).Concat(pathogenic.SelectMany(v => v)),
                ("variants", List(explaining.Select(Carried).Concat(pathogenic.Select(Variant)))));
        if (causes.Count > 0)
            return Of(Codes.LowRepeatedlyUnexplained, low, causes.SelectMany(h => h.Basis),
                ("variants", List(causes.Select(Carried))));
        if (ofGene.Count + carried.Count > 0)
            return Of(Codes.LowRepeatedlyVariantForReview, low,
                carried.SelectMany(h => h.Basis).Concat(ofGene.SelectMany(v => v)),
                ("variants", List(carried.Select(Carried).Concat(ofGene.Select(Variant)))));

        var hotSpots = genotypes.HotSpots.Where(h => h.HotSpot.Gene == analyte.Gene).ToList();
        var proven =
            !genotypes.Unusable && hotSpots.Count > 0 && hotSpots.All(h => h.Standing == GenotypeState.Reference);
        return Of(proven ? Codes.LowRepeatedlyNoVariant : Codes.LowRepeatedlyGenotypeIncomplete, low,
            hotSpots.SelectMany(h => h.Basis), ("gene", analyte.Gene));

        Statement Of(string code, IEnumerable<AssayInterpretation> readings, IEnumerable<SampleFinding> findings,
            (string, string) more) =>
            Say(code, analyte.Id, [("analyte", $"@analyte.{analyte.Id}"), ("results", Results(low)), more],
            readings, findings);
    }
}
