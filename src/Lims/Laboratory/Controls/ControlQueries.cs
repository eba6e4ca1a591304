using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Laboratory.Assays;

namespace Thrombophilia.Lims.Laboratory.Controls;

/// <summary>A run that holds results, and of how many.</summary>
/// <param name="Run">The run.</param>
/// <param name="Results">Results of patients that are held.</param>
/// <param name="Lot">Public id of a lot of its assay on its analyser, on whose page it is released.</param>
public sealed record HeldRun(ControlRun Run, int Results, Guid Lot);

/// <summary>A value of a lot.</summary>
/// <param name="Value">The value.</param>
/// <param name="Distance">SD above the mean; negative below.</param>
/// <param name="Run">What the controls of its run say.</param>
/// <param name="Rules">Ids of the rules that rest on this very value.</param>
public sealed record ChartedControl(ControlResult Value, decimal Distance, ControlRun? Run, IReadOnlyList<string> Rules);

/// <summary>A lot and its newest values.</summary>
/// <param name="Lot">The lot.</param>
/// <param name="Values">In the order of measurement.</param>
/// <param name="Held">Runs of its assay on its analyser that hold results.</param>
public sealed record ControlFile(ControlLot Lot, IReadOnlyList<ChartedControl> Values, IReadOnlyList<HeldRun> Held);

/// <summary>Reads controls of the actor's sites.</summary>
public sealed class ControlQueries(LimsDb db, ClinicalRules rules)
{
    /// <summary>Most values of a chart.</summary>
    public const int MostValues = 60;

    /// <summary>Lots, those in use first.</summary>
    public Task<Leaf<ControlLot>> ListAsync(LeafWanted wanted, CancellationToken stop = default) =>
        db.ControlLots().AsNoTracking().OrderByDescending(l => l.Until).ThenBy(l => l.Analyser).ThenBy(l => l.Analyte)
            .ThenBy(l => l.Level).LeafAsync(wanted, stop);

    /// <summary>Runs that hold results, the newest first.</summary>
    public async Task<IReadOnlyList<HeldRun>> HeldAsync(CancellationToken stop = default)
    {
        var held = new List<HeldRun>();
        foreach (var run in await Rejected.OrderByDescending(r => r.Id).Take(MostValues).ToListAsync(stop))
            held.Add(new(run,
                // Whoever keeps the run may know how many results it holds, of persons of other sites too.
                await db.AssayResults().OfEverySite().CountAsync(a => a.Analyser == run.Analyser && a.Run == run.Run
                    && a.Analyte == run.Analyte && a.Method == run.Method && a.Ended == null, stop),
                await db.ControlLots().Where(l => l.Analyser == run.Analyser && l.Analyte == run.Analyte && l.Method == run.Method)
                    .OrderByDescending(l => l.Id).Select(l => l.PublicId).FirstAsync(stop)));
        return held;
    }

    /// <summary>How many runs hold results, as many as are listed.</summary>
    public Task<int> CountHeldAsync(CancellationToken stop = default) => Rejected.Take(MostValues).CountAsync(stop);

    IQueryable<ControlRun> Rejected =>
        db.ControlRuns().AsNoTracking().Where(r => r.Verdict == ControlVerdict.Rejected && r.Released == null);

    /// <summary>A lot with its newest values; null where the actor sees none.</summary>
    public async Task<ControlFile?> FindAsync(Guid id, CancellationToken stop = default)
    {
        if (await db.ControlLots().AsNoTracking().SingleOrDefaultAsync(l => l.PublicId == id, stop) is not { } lot) return null;
        var history = await ControlJudging.HistoryAsync(db, lot, stop);
        var points = ControlJudging.PointsOf(history);
        var runs = await db.ControlRuns().AsNoTracking()
            .Where(r => r.Analyser == lot.Analyser && r.Analyte == lot.Analyte && r.Method == lot.Method)
            .ToDictionaryAsync(r => r.Run, stop);
        var breaches = history.Select(v => v.Value.Run).Distinct()
            .SelectMany(run => ControlJudge.Breaches(rules.Controls, points, run)).ToList();
        var shown = Enumerable.Range(0, history.Count).Where(i => history[i].Lot.Id == lot.Id).TakeLast(MostValues);
        return new(lot,
            [.. shown.Select(i => new ChartedControl(history[i].Value, points[i].Distance, runs.GetValueOrDefault(history[i].Value.Run),
                [.. breaches.Where(b => b.Points.Contains(i)).Select(b => b.Rule.Id).Distinct()]))],
            [.. (await HeldAsync(stop)).Where(h => (h.Run.Analyser, h.Run.Analyte, h.Run.Method)
                == (lot.Analyser, lot.Analyte, lot.Method))]);
    }
}
