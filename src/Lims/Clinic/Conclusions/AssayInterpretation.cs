using Thrombophilia.Lims.Laboratory.Assays;

namespace Thrombophilia.Lims.Clinic.Conclusions;

/// <summary>What one measured value may be used for.</summary>
enum AssayOutcome
{
    /// <summary>Low, and nothing recorded pulls it down.</summary>
    Low,
    /// <summary>
    /// Low although a state raises it: the value is not in doubt, but must be repeated on a clean draw.
    /// </summary>
    LowDespiteUpwardBias,
    /// <summary>Between the limit of deficiency and the interval, undisturbed.</summary>
    Borderline,
    /// <summary>Normal, and nothing recorded pushes it up.</summary>
    Normal,
    /// <summary>Neither low nor normal may be said.</summary>
    NotInterpretable,
}

/// <summary>One measured value, judged on its own.</summary>
/// <param name="Assay">The value.</param>
/// <param name="Rule">The rule of its analyte and method.</param>
/// <param name="Grade">Where it stands between the limits, whatever disturbs it.</param>
/// <param name="Outcome">What it may be used for.</param>
/// <param name="Reasons">Why it is not interpretable, or what pushed it up: keys of texts.</param>
/// <param name="AgeKnown">The age at the draw is known.</param>
sealed record AssayInterpretation(AssayFact Assay, AssayRule Rule, Grade Grade, AssayOutcome Outcome,
    IReadOnlyList<string> Reasons, bool AgeKnown)
{
    /// <summary>Judges <paramref name="assay"/>.</summary>
    /// <remarks>
    /// Low is abnormal in every assay of these rules: a fall, a falsely low reading or a variable effect blocks "low";
    /// a rise, a falsely high reading or a variable effect blocks "normal"; a value between the limits is interpreted
    /// only when nothing disturbs it. Any one of several states is enough to block. States that were not recorded block
    /// everything.
    /// </remarks>
    /// <exception cref="InvalidDataException">The rules know neither the assay nor the unit.</exception>
    public static AssayInterpretation Of(AssayFact assay, SubjectFacts subject, int year,
        IReadOnlyCollection<string> impliedStates, ConclusionRules rules)
    {
        var rule = rules.Assay(assay.Analyte, assay.Method)
            ?? throw new InvalidDataException($"No rule for {assay.Analyte} by {assay.Method}.");
        var grade = rule.GradeOf(rules.UnitsPerDecilitre(assay.Value, assay.Unit), subject.Sex);
        // A draw at an unknown time was this year at the latest: a person who may be a minor now may have been one
        // then.
        var ageKnown = assay.Drawn is not null && subject.BirthYear is not null;
        var youngest = subject.BirthYear is { } born ? (assay.Drawn?.Day.Year ?? year) - born - 1 : (int?)null;

        var blocks = new List<string>();
        if (assay.States is null) blocks.Add("@reason.states-not-recorded");
        if (youngest < rules.AdultFrom.Years) blocks.Add("@reason.under-age");
        if (grade == Grade.None && rule.Level != AssayLevel.Describes) blocks.Add("@reason.sex-unknown");

        var effects = (assay.States ?? []).Concat(impliedStates).Distinct().Order(StringComparer.Ordinal)
            .Select(s => (Text: $"@state.{s}",
            Effect: rules.State(s) is { } known ? known.Effects.GetValueOrDefault(rule.Key) : Interference.Variable))
            .ToList();
        blocks.AddRange(effects.Where(e => grade switch
        {
            Grade.Low => e.Effect.BlocksLow(),
            Grade.Normal => e.Effect.BlocksNormal(),
            _ => e.Effect != Interference.None,
        }).Select(e => e.Text));
        if (blocks.Count > 0) return new(assay, rule, grade, AssayOutcome.NotInterpretable, blocks, ageKnown);

        var upward = effects.Where(e => e.Effect.BlocksNormal()).Select(e => e.Text).ToList();
        var outcome = grade switch
        {
            Grade.Low when upward.Count > 0 => AssayOutcome.LowDespiteUpwardBias,
            Grade.Low => AssayOutcome.Low,
            Grade.Borderline => AssayOutcome.Borderline,
            Grade.Normal => AssayOutcome.Normal,
            _ => AssayOutcome.NotInterpretable,
        };
        return new(assay, rule, grade, outcome, upward, ageKnown);
    }
}
