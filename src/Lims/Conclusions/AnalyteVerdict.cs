using Thrombophilia.Lims.Rules;
using static Thrombophilia.Lims.Conclusions.Phrases;
using Codes = Thrombophilia.Lims.Conclusions.StatementCodes;

namespace Thrombophilia.Lims.Conclusions;

/// <summary>What is said of one natural anticoagulant.</summary>
/// <param name="Statements">In no order.</param>
/// <param name="Normal">A deciding assay is normal, undisturbed, not blind to a variant carried; and no assay is low or borderline.</param>
/// <param name="Missing">What is still missing for a verdict; null when nothing is.</param>
sealed record AnalyteVerdict(IReadOnlyList<Statement> Statements, bool Normal, string? Missing)
{
    /// <summary>Joins the readings of one analyte with the hot spots and variants of its gene.</summary>
    public static AnalyteVerdict Of(Analyte analyte, IReadOnlyList<Reading> readings, Genotypes genotypes, ConclusionRules rules)
    {
        var topic = analyte.Id;
        var deciding = readings.Where(r => r.Rule.Role == Role.Decides).ToList();
        List<Reading> With(Outcome outcome) => [.. deciding.Where(r => r.Outcome == outcome)];
        var (low, upward, borderline, normal) =
            (With(Outcome.Low), With(Outcome.LowDespiteUpwardBias), With(Outcome.Borderline), With(Outcome.Normal));
        var carried = genotypes.Unusable ? []
            : genotypes.HotSpots.Where(h => h.HotSpot.Deficiency == analyte.Id && h.Standing == Standing.Carried).ToList();
        bool Blind(HotSpotReading h, Reading r) => rules.BlindSpots.Any(b => b.HotSpot == h.HotSpot.Id && b.Method == r.Assay.Method);
        (string, string) name = ("analyte", $"@analyte.{analyte.Id}");

        var statements = new List<Statement>();
        if (Independent(low, rules))
            statements.Add(Repeated());
        else if (low.Count > 0)
            statements.Add(Say(Codes.LowOnceRepeat, topic, [name, ("results", Results(low)), Gap()], low, carried.SelectMany(h => h.Basis)));
        if (upward.Count > 0)
            statements.Add(Say(Codes.LowDespiteUpwardBias, topic, [name, ("results", Results(upward)), ("states", List(upward.SelectMany(r => r.Reasons).Distinct()))], upward));
        if (borderline.Count > 0)
            statements.Add(Say(Codes.BorderlineRepeat, topic, [name, ("results", Results(borderline))], borderline));

        var unseen = carried.Where(h => normal.Any(r => Blind(h, r))
            && !readings.Any(r => r.Rule.Role != Role.Describes && r.Outcome != Outcome.NotInterpretable && !Blind(h, r))).ToList();
        foreach (var hotSpot in unseen)
        {
            var blind = rules.BlindSpots.First(b => b.HotSpot == hotSpot.HotSpot.Id);
            statements.Add(Say(Codes.BlindSpot, hotSpot.HotSpot.Id,
                [name, ("variant", Carried(hotSpot)), ("results", Results(normal)), ("method", $"@method.{blind.Method}"), ("needed", $"@method.{blind.Needs}")],
                normal, hotSpot.Basis));
        }
        if (normal.Count > 0 && unseen.Count == 0)
            statements.Add(Say(Codes.ActivityNormal, topic, [name, ("results", Results(normal)), ("open", StillOpen(normal))], normal));

        foreach (var reading in readings.Where(r => r.Rule.Role != Role.Describes && r.Outcome == Outcome.NotInterpretable))
            statements.Add(Say(Codes.NotInterpretable, $"{topic} {reading.Assay.Id}", [name, ("result", Result(reading)), ("reasons", List(reading.Reasons))], [reading]));
        var screened = readings.Where(r => r.Rule.Role == Role.Screens && r.Outcome is Outcome.Low or Outcome.LowDespiteUpwardBias).ToList();
        if (screened.Count > 0)
            statements.Add(Say(Codes.ScreeningLow, topic, [name, ("results", Results(screened)), ("needed", List(Deciding().Select(a => $"@method.{a.Method}")))], screened));
        var others = readings.Where(r => r.Rule.Role == Role.Describes || (r.Rule.Role == Role.Screens && r.Outcome is Outcome.Normal)).ToList();
        if (others.Count > 0) statements.Add(Say(Codes.NotDecisive, topic, [name, ("results", Results(others))], others));

        var missing = unseen.Count > 0 ? $"@analyte.{analyte.Id} ({string.Join(", ", unseen.Select(h => "@method." + rules.BlindSpots.First(b => b.HotSpot == h.HotSpot.Id).Needs).Distinct())})"
            : deciding.All(r => r.Outcome == Outcome.NotInterpretable) ? $"@analyte.{analyte.Id}" : null;
        return new(statements, normal.Count > 0 && unseen.Count == 0 && low.Count + upward.Count + borderline.Count + screened.Count == 0, missing);

        Statement Repeated()
        {
            var disagreeing = deciding.Where(r => r.Grade == Grade.Normal && low.Any(l => l.Assay.Method == r.Assay.Method)).ToList();
            if (disagreeing.Count > 0)
                return Say(Codes.ResultsDisagree, topic, [name, ("low", Results(low)), ("normal", Results(disagreeing))], low.Concat(disagreeing));
            var explaining = carried.Where(h => Independent([.. low.Where(r => !Blind(h, r))], rules)).ToList();
            if (explaining.Count > 0)
                return Say(Codes.DeficiencySupported, topic, [name, ("variants", List(explaining.Select(Carried))), ("results", Results(low))], low, explaining.SelectMany(h => h.Basis));
            if (carried.Count > 0)
                return Say(Codes.LowRepeatedlyUnexplained, topic, [name, ("variants", List(carried.Select(Carried))), ("results", Results(low))], low, carried.SelectMany(h => h.Basis));
            var unclassified = genotypes.ForReview.Where(v => v[0].Call.Gene == analyte.Gene).ToList();
            if (unclassified.Count > 0 && !genotypes.Unusable)
                return Say(Codes.LowRepeatedlyVariantForReview, topic, [name, ("results", Results(low)), ("variants", List(unclassified.Select(Variant)))], low, unclassified.SelectMany(v => v));
            var ofGene = genotypes.HotSpots.Where(h => h.HotSpot.Gene == analyte.Gene).ToList();
            var code = !genotypes.Unusable && ofGene.Count > 0 && ofGene.All(h => h.Standing == Standing.Reference) ? Codes.LowRepeatedlyNoVariant : Codes.LowRepeatedlyGenotypeIncomplete;
            return Say(code, topic, [name, ("results", Results(low)), ("gene", analyte.Gene)], low, ofGene.SelectMany(h => h.Basis));
        }

        (string, string) Gap() => ("days", rules.IndependentDraws.MinimumDaysApart.ToString(System.Globalization.CultureInfo.InvariantCulture));
        IEnumerable<AssayRule> Deciding() => rules.Assays.Where(a => a.Analyte == analyte.Id && a.Role == Role.Decides);
        // A defect left open by one normal assay is closed by a normal one of another method.
        string StillOpen(List<Reading> all) => all.Select(r => r.Rule.Method).Distinct().Count() > 1 ? "@open.none"
            : $"@open.{all[0].Rule.NormalLeavesOpen ?? "none"}";
    }

    /// <summary>Two of these draws lie far enough apart. A draw whose time is unknown cannot be one of them.</summary>
    static bool Independent(IReadOnlyList<Reading> readings, ConclusionRules rules)
    {
        var days = readings.Where(r => r.Assay.Drawn is not null).Select(r => r.Assay.Drawn!.Value.Day.DayNumber).ToList();
        return days.Count > 1 && days.Max() - days.Min() >= rules.IndependentDraws.MinimumDaysApart;
    }
}
