using Thrombophilia.Lims.Laboratory.Assays;
using static Thrombophilia.Lims.Clinic.Conclusions.Phrases;
using Codes = Thrombophilia.Lims.Clinic.Conclusions.StatementCodes;

namespace Thrombophilia.Lims.Clinic.Conclusions;

/// <summary>
/// What two low values on independent clean draws mean together with the genotype: only a causal variant that the
/// assays can see supports a deficiency.
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
    /// <param name="carried">Causing hot spots proven in a usable genotype.</param>
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

        var explaining =
            carried.Where(h => Independent(low.Where(r => !rules.IsBlind(h.HotSpot.Id, r.Assay.Method)), rules))
            .ToList();
        if (explaining.Count > 0)
            return Of(Codes.DeficiencySupported, low, explaining.SelectMany(h => h.Basis),
                ("variants", List(explaining.Select(Carried))));
        if (carried.Count > 0)
            return Of(Codes.LowRepeatedlyUnexplained, low, carried.SelectMany(h => h.Basis),
                ("variants", List(carried.Select(Carried))));

        var unclassified = genotypes.ForReview.Where(v => v[0].Call.Gene == analyte.Gene).ToList();
        if (unclassified.Count > 0 && !genotypes.Unusable)
            return Of(Codes.LowRepeatedlyVariantForReview, low, unclassified.SelectMany(v => v),
                ("variants", List(unclassified.Select(Variant))));

        var ofGene = genotypes.HotSpots.Where(h => h.HotSpot.Gene == analyte.Gene).ToList();
        var proven = !genotypes.Unusable && ofGene.Count > 0 && ofGene.All(h => h.Standing == GenotypeState.Reference);
        return Of(proven ? Codes.LowRepeatedlyNoVariant : Codes.LowRepeatedlyGenotypeIncomplete, low,
            ofGene.SelectMany(h => h.Basis), ("gene", analyte.Gene));

        Statement Of(string code, IEnumerable<AssayInterpretation> readings, IEnumerable<SampleFinding> findings,
            (string, string) more) =>
            Say(code, analyte.Id, [("analyte", $"@analyte.{analyte.Id}"), ("results", Results(low)), more],
            readings, findings);
    }
}
