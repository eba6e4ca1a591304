using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Staff;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Laboratory.Controls;

/// <summary>What somebody typed of a lot.</summary>
public sealed record ControlLotEntry(string? Site, string? Analyser, string? Code, string? Analyte, string? Method, string? Level,
    decimal? Mean, decimal? Sd, DateOnly? Until);

/// <summary>
/// Registers lots of controls, records their values and releases runs. A run that the rules reject holds the results of its
/// patients: whom it concerns is concluded anew in the same step.
/// </summary>
public sealed class ControlService(Writes writes, ClinicalRules rules)
{
    /// <summary>Why a conclusion is issued anew.</summary>
    internal const string Reason = "control-run-judged";

    readonly LimsDb db = writes.Db;

    /// <summary>Registers a lot for one assay on one analyser.</summary>
    /// <exception cref="RefusedStepException">A field is wrong, or the lot is registered.</exception>
    public Task<ControlLot> RegisterAsync(ControlLotEntry entry, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return writes.RunAsync(async step =>
        {
            var site = step.OwnSite(entry.Site, "site");
            var (analyser, code) = (Bounds.Code(entry.Analyser, "analyser"), Bounds.Code(entry.Code, "code"));
            var assay = rules.Assay(entry.Analyte ?? "", entry.Method ?? "")
                ?? throw new RefusedStepException("assay-not-known", "analyte", entry.Analyte ?? "", entry.Method ?? "");
            var level = Bounds.Text(entry.Level, "level", 20);
            var mean = entry.Mean is > 0 and < Largest ? entry.Mean.Value : throw new RefusedStepException("number-needed", "mean");
            var sd = entry.Sd is > 0 and < Largest ? entry.Sd.Value : throw new RefusedStepException("number-needed", "sd");
            var until = entry.Until ?? throw new RefusedStepException("empty", "until");
            if (await db.Samples().OfEverySite().AnyAsync(s => s.Code == code, stop))
                throw new RefusedStepException("code-taken", "code", code);
            if (await db.ControlLots().OfEverySite().AnyAsync(l => l.Code == code && l.Analyser == analyser
                && l.Analyte == entry.Analyte && l.Method == entry.Method, stop))
                throw new RefusedStepException("lot-registered", "code", code, analyser);
            return db.Add(new ControlLot(site, analyser, code, entry.Analyte!, assay.Method, level, mean, sd, until, db.Actor.Name,
                step.Now)).Entity;
        }, stop);
    }

    /// <summary>Records a value of a control and judges its run.</summary>
    /// <param name="lot">Public id of the lot.</param>
    /// <param name="run">Code of the run.</param>
    /// <param name="value">The value in the unit of the assay, such as <c>98</c> or <c>&lt;5</c>.</param>
    /// <param name="measured">When it was measured; null for now.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>The run as its controls judge it now.</returns>
    /// <exception cref="RefusedStepException">A field is wrong, or the lot has ended.</exception>
    public Task<ControlRun> RecordAsync(Guid lot, string? run, string? value, Moment? measured, CancellationToken stop = default) =>
        writes.RunAsync(async step =>
        {
            var own = await db.ControlLots().SingleOrDefaultAsync(l => l.PublicId == lot, stop)
                ?? throw new RefusedStepException("unknown-lot", "");
            var code = Bounds.Code(run, "run");
            var at = Bounds.Past(measured, "measured", step.Now) ?? Moment.Of(step.Now);
            var read = Measurement.Read(value ?? "") ?? throw new RefusedStepException("not-a-measurement", "value");
            if (at.Day > own.Until) throw new RefusedStepException("lot-ended", "measured", own.Code, $"{own.Until:yyyy-MM-dd}");
            var result = db.Add(new ControlResult($"QC-{Guid.NewGuid():N}", own.Id, code, read, at, db.Actor.Name, step.Now)).Entity;
            await db.SaveChangesAsync(stop);
            foreach (var person in await ControlJudging.JudgeAsync(db, rules.Controls, [result], stop)) step.Concerns(person, Reason);
            var key = ControlRun.KeyOf(own.Analyser, code, own.Analyte, own.Method);
            return await db.ControlRuns().SingleAsync(r => r.Key == key, stop);
        }, stop);

    /// <summary>Releases the results of a rejected run, by a person who may run assays, with a reason.</summary>
    /// <exception cref="RefusedStepException">It is not held, there is no reason, or no valid certificate.</exception>
    public Task ReleaseAsync(Guid run, string? reason, CancellationToken stop = default) => writes.RunAsync(async step =>
    {
        var own = await db.ControlRuns().SingleOrDefaultAsync(r => r.PublicId == run, stop)
            ?? throw new RefusedStepException("unknown-run", "");
        if (!own.IsHeld) throw new RefusedStepException("run-not-held", "", own.Run);
        var why = Bounds.Reason(reason);
        await QualificationCheck.DemandAsync(db, LabTask.Assay, step.Now, 1, stop);
        own.Release(why, db.Actor.Name, step.Now);
        db.Because(why);
        foreach (var person in await ControlJudging.PersonsAsync(db, own.Analyser, own.Run, own.Analyte, own.Method, stop))
            step.Concerns(person, Reason);
    }, stop);

    // Above any unit of an assay.
    const decimal Largest = 1_000_000;
}
