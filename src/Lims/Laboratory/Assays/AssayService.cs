using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Laboratory.Assays;

/// <summary>What a result should have said.</summary>
/// <param name="Value">The value as it is printed, such as <c>49</c> or <c>&lt;5</c>.</param>
/// <param name="Unit">One of the units of the assay.</param>
/// <param name="Drawn">When the blood was drawn; null when not recorded.</param>
/// <param name="States">Disturbing states; empty when asked and none, null when not recorded.</param>
public sealed record AssayCorrection(string? Value, string? Unit, Moment? Drawn, IReadOnlyList<string>? States);

/// <summary>
/// Corrects and retracts results, always with a reason. What was recorded stays; what rested on it is concluded anew in
/// the same step.
/// </summary>
public sealed class AssayService(Writes writes, ClinicalRules rules, AssayCheck check)
{
    readonly LimsDb db = writes.Db;

    /// <summary>Puts a result in the place of another one.</summary>
    /// <exception cref="RefusedStepException">It has ended already, nothing differs, a field is wrong, or there is no
    /// reason.</exception>
    public Task<AssayResult> CorrectAsync(string code, AssayCorrection to, string? reason, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(to);
        return writes.RunAsync(async step =>
        {
            var (old, sample, subject) = await StandingAsync(code, stop);
            var why = Bounds.Reason(reason);
            var assay = rules.Assay(old.Analyte, old.Method)
                ?? throw new RefusedStepException("assay-not-known", "", old.Analyte, old.Method);
            var value = Measurement.Read(to.Value ?? "") ?? throw new RefusedStepException("not-a-measurement", "value");
            if (to.Unit != assay.Unit && !assay.OtherUnits.ContainsKey(to.Unit ?? ""))
                throw new RefusedStepException("no-such-unit", "unit", string.Join(", ", assay.OtherUnits.Keys.Prepend(assay.Unit)));
            foreach (var state in to.States ?? [])
                if (!rules.States.Any(s => s.Id == state)) throw new RefusedStepException("unknown-state", "states", state);
            var drawn = Bounds.Past(to.Drawn, "drawn", step.Now);
            if ((check.WrongValue(assay, value, to.Unit!) ?? AssayCheck.WrongDraw(subject, drawn)) is { } wrong)
                throw new RefusedStepException(wrong);
            var corrected = new AssayResult(await NextCodeAsync(old, stop), sample.Id, old.Analyte, old.Method, value, to.Unit!, drawn,
                to.States);
            corrected.MeasuredOn(old.Analyser, old.Run, old.MeasuredAt);
            if (old.DifferenceFrom(corrected) is null) throw new RefusedStepException("nothing-differs", "");
            corrected.Use(check.IntervalOf(assay, subject, drawn, to.States));
            db.Add(corrected);
            old.End(why, db.Actor.Name, step.Now, corrected.Code);
            db.Because(why);
            step.Concerns(subject.Id, "assay-corrected");
            return corrected;
        }, stop);
    }

    /// <summary>Takes a result out of everything that is concluded.</summary>
    /// <exception cref="RefusedStepException">It has ended already, or there is no reason.</exception>
    public Task RetractAsync(string code, string? reason, CancellationToken stop = default) => writes.RunAsync(async step =>
    {
        var (old, _, subject) = await StandingAsync(code, stop);
        old.End(Bounds.Reason(reason), db.Actor.Name, step.Now);
        db.Because(old.EndReason);
        step.Concerns(subject.Id, "assay-retracted");
    }, stop);

    async Task<(AssayResult Result, Sample Sample, Subject Subject)> StandingAsync(string code, CancellationToken stop)
    {
        var old = await db.AssayResults().SingleOrDefaultAsync(a => a.Code == code, stop)
            ?? throw new RefusedStepException("unknown-result", "");
        if (old.Ended is { } at) throw new RefusedStepException("result-ended", "", old.Code, $"{at}", old.EndedBy ?? "");
        var sample = await db.Samples().SingleAsync(s => s.Id == old.SampleId, stop);
        return (old, sample, await db.Subjects().SingleAsync(s => s.Id == sample.SubjectId, stop));
    }

    // The code of the first result and a number: both are found by it.
    async Task<string> NextCodeAsync(AssayResult old, CancellationToken stop)
    {
        var first = old.Code.LastIndexOf("/c", StringComparison.Ordinal) is var at and > 0 && int.TryParse(old.Code[(at + 2)..], out _)
            ? old.Code[..at] : old.Code;
        for (var number = 1; ; number++)
        {
            var code = Bounds.Code(FormattableString.Invariant($"{first}/c{number}"), "");
            if (!await db.AssayResults().OfEverySite().AnyAsync(a => a.Code == code, stop)) return code;
        }
    }
}
