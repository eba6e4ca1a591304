using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Decisions.Tables;
using Thrombophilia.Lims.Laboratory.Assays;

namespace Thrombophilia.Lims.Laboratory.Controls;

/// <summary>Judges runs whose controls were recorded, inside the step that recorded them.</summary>
static class ControlJudging
{
    /// <summary>
    /// Judges the runs that these values belong to or come before: a value that is recorded late changes what follows it.
    /// </summary>
    /// <returns>Internal keys of the persons whose results are held now and were not, or the other way round.</returns>
    public static async Task<IReadOnlyList<int>> JudgeAsync(LimsDb db, IReadOnlyList<ControlRule> rules,
        IReadOnlyCollection<ControlResult> recorded, CancellationToken stop)
    {
        var concerned = new HashSet<int>();
        var ids = recorded.Select(r => r.LotId).Distinct().ToList();
        var lots = await db.ControlLots().OfEverySite().AsNoTracking().Where(l => ids.Contains(l.Id)).ToListAsync(stop);
        foreach (var assay in lots.GroupBy(l => (l.Analyser, l.Analyte, l.Method)))
        {
            var own = assay.Select(l => l.Id).ToHashSet();
            var since = recorded.Where(r => own.Contains(r.LotId)).Min(r => r.MeasuredAt.At);
            var history = await HistoryAsync(db, assay.First(), stop);
            foreach (var run in history.Where(v => v.Value.MeasuredAt.At >= since).Select(v => v.Value.Run).Distinct())
                if (await JudgeAsync(db, rules, assay.First(), history, run, stop))
                    concerned.UnionWith(await PersonsAsync(db, assay.Key.Analyser, run, assay.Key.Analyte, assay.Key.Method, stop));
        }
        await db.SaveChangesAsync(stop);
        return [.. concerned];
    }

    /// <summary>Every value of the lots of an assay on an analyser, in the order of measurement.</summary>
    public static async Task<IReadOnlyList<(ControlLot Lot, ControlResult Value)>> HistoryAsync(LimsDb db, ControlLot like,
        CancellationToken stop)
    {
        var found = await (from r in db.ControlResults().OfEverySite().AsNoTracking()
                           join l in db.ControlLots().OfEverySite() on r.LotId equals l.Id
                           where l.Analyser == like.Analyser && l.Analyte == like.Analyte && l.Method == like.Method
                           select new { l, r }).ToListAsync(stop);
        return [.. found.OrderBy(v => v.r.MeasuredAt.At).ThenBy(v => v.r.Id).Select(v => (v.l, v.r))];
    }

    /// <summary>The values as rules read them.</summary>
    public static IReadOnlyList<ControlPoint> PointsOf(IEnumerable<(ControlLot Lot, ControlResult Value)> history) =>
        [.. history.Select(v => new ControlPoint(v.Lot.Id, v.Value.Run, v.Lot.DistanceOf(v.Value.Value)))];

    /// <summary>Internal keys of the persons with a result of this assay in this run.</summary>
    public static async Task<List<int>> PersonsAsync(LimsDb db, string analyser, string run, string analyte, string method,
        CancellationToken stop) =>
        await (from a in db.AssayResults().OfEverySite()
               join s in db.Samples().OfEverySite() on a.SampleId equals s.Id
               where a.Analyser == analyser && a.Run == run && a.Analyte == analyte && a.Method == method
               select s.SubjectId).Distinct().ToListAsync(stop);

    // True where results are held now and were not, or the other way round.
    static async Task<bool> JudgeAsync(LimsDb db, IReadOnlyList<ControlRule> rules, ControlLot assay,
        IReadOnlyList<(ControlLot, ControlResult)> history, string run, CancellationToken stop)
    {
        var key = ControlRun.KeyOf(assay.Analyser, run, assay.Analyte, assay.Method);
        var judged = db.ControlRuns().Local.FirstOrDefault(r => r.Key == key)
            ?? await db.ControlRuns().OfEverySite().SingleOrDefaultAsync(r => r.Key == key, stop)
            ?? db.Add(new ControlRun(assay.Site, assay.Analyser, run, assay.Analyte, assay.Method)).Entity;
        var wasHeld = judged.IsHeld;
        var breaches = ControlJudge.Breaches(rules, PointsOf(history), run);
        judged.Judge(ControlJudge.VerdictOf(breaches), string.Join(';', breaches.Select(b => b.Rule.Id)));
        return judged.IsHeld != wasHeld;
    }
}
