using System.Globalization;
using Thrombophilia.Lims.Laboratory.Assays;
using static Thrombophilia.Lims.Clinic.Conclusions.Phrases;
using Codes = Thrombophilia.Lims.Clinic.Conclusions.StatementCodes;

namespace Thrombophilia.Lims.Clinic.Conclusions;

/// <summary>What is said of one natural anticoagulant.</summary>
/// <param name="Statements">In no order.</param>
/// <param name="Normal">A deciding assay is normal, undisturbed, not blind to a variant carried; and no assay is low or
/// borderline.</param>
/// <param name="Missing">What is still missing for a verdict; null when nothing is.</param>
sealed record AnalyteVerdict(IReadOnlyList<Statement> Statements, bool Normal, string? Missing)
{
    /// <summary>Joins the assay interpretations of one analyte with the hot spots and variants of its gene.</summary>
    public static AnalyteVerdict Of(Analyte analyte, IReadOnlyList<AssayInterpretation> readings, Genotypes genotypes,
        ConclusionRules rules)
    {
        var deciding = readings.Where(r => r.Rule.Level == AssayLevel.Decides).ToList();
        var (low, upward) = (With(AssayOutcome.Low), With(AssayOutcome.LowDespiteUpwardBias));
        var (borderline, normal) = (With(AssayOutcome.Borderline), With(AssayOutcome.Normal));
        var screened =
            readings.Where(
            r => r.Rule.Level == AssayLevel.Screens && r.Outcome is AssayOutcome.Low or AssayOutcome.LowDespiteUpwardBias)
                .ToList();
        var others =
            readings.Where(
            r => r.Rule.Level == AssayLevel.Describes
                || (r.Rule.Level == AssayLevel.Screens && r.Outcome == AssayOutcome.Normal)).ToList();
        var carried = genotypes.Unusable ? []
            : genotypes.HotSpots.Where(h => h.HotSpot.Deficiency == analyte.Id && h.Standing == GenotypeState.Carried)
            .ToList();
        // Variants that the normal assays cannot see, and that no other assay has looked for.
        var unseen = carried.Where(h => normal.Any(r => Blind(h, r))
            && !readings.Any(
            r => r.Rule.Level != AssayLevel.Describes && r.Outcome != AssayOutcome.NotInterpretable && !Blind(h, r)))
                .ToList();

        var statements = new List<Statement>();
        if (RepeatedLow.Independent(low, rules))
            statements.Add(RepeatedLow.Explain(analyte, low, deciding, carried, genotypes, rules));
        else if (low.Count > 0)
            Add(Codes.LowOnceRepeat, low,
                ("days", rules.IndependentDraws.MinimumDaysApart.ToString(CultureInfo.InvariantCulture)));
        if (upward.Count > 0)
            Add(Codes.LowDespiteUpwardBias, upward, ("states", List(upward.SelectMany(r => r.Reasons).Distinct())));
        if (borderline.Count > 0) Add(Codes.BorderlineRepeat, borderline);
        // An assay that reads a carried variant as normal cannot decide against one that sees it.
        var blinded =
            carried.Where(
            h => rules.Assays.Where(a => a.Analyte == analyte.Id && a.Level == AssayLevel.Decides)
                .All(a => rules.IsBlind(h.HotSpot.Id, a.Method))).ToList();
        if (screened.Count > 0 && blinded.Count > 0)
            Add(Codes.ScreeningLowOfCarrier, screened, ("variants", List(blinded.Select(Carried))));
        else if (screened.Count > 0)
            Add(Codes.ScreeningLow, screened,
                ("needed",
                    List(rules.Assays.Where(a => a.Analyte == analyte.Id && a.Level == AssayLevel.Decides)
                        .Select(a => Method(a.Method)))));
        if (others.Count > 0) Add(Codes.NotDecisive, others);
        if (normal.Count > 0 && unseen.Count == 0 && !(screened.Count > 0 && blinded.Count > 0))
            Add(Codes.ActivityNormal, normal, ("open", StillOpen()));
        foreach (var hotSpot in unseen)
            statements.Add(Say(Codes.BlindSpot, hotSpot.HotSpot.Id,
                [Name(), ("variant", Carried(hotSpot)), ("results", Results(normal)),
                    ("needed", Method(Needed(hotSpot)))], normal, hotSpot.Basis));
        foreach (var reading in readings.Where(
            r => r.Rule.Level != AssayLevel.Describes && r.Outcome == AssayOutcome.NotInterpretable))
            statements.Add(Say(Codes.NotInterpretable, $"{analyte.Id} {reading.Assay.Id}",
                [Name(), ("result", Result(reading)), ("reasons", List(reading.Reasons))], [reading]));

        var missing = unseen.Count > 0
            ? $"@analyte.{analyte.Id} ({string.Join(", ", unseen.Select(h => Method(Needed(h))).Distinct())})"
            : deciding.All(r => r.Outcome == AssayOutcome.NotInterpretable) ? $"@analyte.{analyte.Id}" : null;
        // A low value that cannot be interpreted is not a normal one.
        var doubtful = deciding.Any(r => r.Outcome == AssayOutcome.NotInterpretable && r.Grade != Grade.Normal);
        return new(statements,
            normal.Count > 0 && !doubtful
                && unseen.Count + low.Count + upward.Count + borderline.Count + screened.Count == 0, missing);

        List<AssayInterpretation> With(AssayOutcome outcome) => [.. deciding.Where(r => r.Outcome == outcome)];
        bool Blind(HotSpotGenotype h, AssayInterpretation r) => rules.IsBlind(h.HotSpot.Id, r.Assay.Method);
        string Needed(HotSpotGenotype h) =>
            rules.BlindSpots.First(b => b.HotSpot == h.HotSpot.Id && normal.Any(r => r.Assay.Method == b.Method)).Needs;
        (string, string) Name() => ("analyte", $"@analyte.{analyte.Id}");
        static string Method(string code) => $"@method.{code}";
        void Add(string code, List<AssayInterpretation> basis, params (string, string)[] more) =>
            statements.Add(Say(code, analyte.Id, [Name(), ("results", Results(basis)), .. more], basis));

        // What a normal result of one method leaves open, a normal result of another method closes.
        string StillOpen() =>
            normal.Select(r => r.Rule.Method).Distinct().Count() > 1 ? "@open.none"
            : $"@open.{normal[0].Rule.NormalLeavesOpen ?? "none"}";
    }
}
