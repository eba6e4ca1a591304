using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Assays;
using Thrombophilia.Lims.Laboratory.Controls;
using Thrombophilia.Lims.Laboratory.Intake;

namespace Thrombophilia.Lims.Clinic.Requests.Orders;

/// <summary>A result or file that answers a part of a test.</summary>
/// <param name="Part">The part: a member of <see cref="OrderableTest.DoneBy"/>.</param>
/// <param name="Name">Code of the assay result, or SHA-256 of the file, as conclusions name them.</param>
/// <param name="IsFile">It is a file.</param>
/// <param name="At">When it was measured or read; null where nobody recorded that.</param>
public sealed record TestEvidence(string Part, string Name, bool IsFile, Moment? At);

/// <summary>A test of a request, and what there is of it.</summary>
/// <param name="Test">The test.</param>
/// <param name="Evidence">What answers it.</param>
public sealed record TestProgress(RequestedTest Test, IReadOnlyList<TestEvidence> Evidence)
{
    /// <summary>Every part is answered.</summary>
    public bool IsDone => Test.DoneBy.Split(';').All(part => Evidence.Any(e => e.Part == part));

    /// <summary>The conclusion rests on an answer to every part.</summary>
    internal bool IsIn(Conclusion conclusion)
    {
        var (results, files) = (conclusion.AssayIds.Split(';'), conclusion.VcfSha256.Split(';'));
        return Test.DoneBy.Split(';').All(part => Evidence.Any(e => e.Part == part && (e.IsFile ? files : results).Contains(e.Name)));
    }
}

/// <summary>What there is of a request: its samples, and what answers its tests.</summary>
/// <param name="Samples">Its samples that stand.</param>
/// <param name="Tests">Its tests.</param>
public sealed record OrderProgress(IReadOnlyList<Sample> Samples, IReadOnlyList<TestProgress> Tests)
{
    /// <summary>Every test is answered.</summary>
    public bool IsDone => Tests.All(t => t.IsDone);

    /// <summary>The conclusion rests on an answer to every test.</summary>
    public bool IsIn(Conclusion conclusion) => Tests.All(t => t.IsIn(conclusion));

    /// <summary>
    /// What there is of each of these requests. A result that was retracted, or that is held by the controls of its run, and a
    /// sample that was retracted answer nothing.
    /// </summary>
    internal static async Task<Dictionary<int, OrderProgress>> ReadAsync(LimsDb db, IReadOnlyCollection<int> requests,
        CancellationToken stop)
    {
        var tests = (await db.RequestedTests().AsNoTracking().Where(t => requests.Contains(t.RequestId)).OrderBy(t => t.Id)
            .ToListAsync(stop)).ToLookup(t => t.RequestId);
        var samples = (await (from l in db.RequestedSamples().AsNoTracking()
                              join s in db.Samples() on l.SampleId equals s.Id
                              where requests.Contains(l.RequestId) && s.Retracted == null
                              orderby s.Id
                              select new { l.RequestId, s }).ToListAsync(stop)).ToLookup(x => x.RequestId, x => x.s);
        var ids = samples.SelectMany(group => group).Select(s => s.Id).Distinct().ToList();
        var results = await db.AssayResults().AsNoTracking().Where(a => ids.Contains(a.SampleId) && a.Ended == null).ToListAsync(stop);
        var runs = results.Select(a => a.RunKey).OfType<string>().Distinct().ToList();
        var held = (await db.ControlRuns().AsNoTracking().Where(r => runs.Contains(r.Key)).ToListAsync(stop))
            .Where(r => r.IsHeld).Select(r => r.Key).ToHashSet();
        var files = await (from i in db.IntakeSamples().AsNoTracking()
                           join f in db.VcfIntakes() on i.IntakeId equals f.Id
                           where ids.Contains(i.SampleId!.Value) && i.State == IntakeSampleState.Done && f.State == IntakeState.Done
                           select new { i.SampleId, f.Sha256, f.Finished }).ToListAsync(stop);
        var evidence = results.Where(a => a.RunKey is not { } key || !held.Contains(key))
            .Select(a => (a.SampleId, Of: $"{a.Analyte}/{a.Method}", Name: a.Code, IsFile: false, At: a.MeasuredAt))
            .Concat(files.Select(f => (f.SampleId!.Value, Of: OrderableTest.File, Name: f.Sha256, IsFile: true, At: f.Finished)))
            .ToLookup(e => e.Item1);
        return requests.ToDictionary(r => r, r => new OrderProgress([.. samples[r]], [.. tests[r].Select(t => new TestProgress(t,
            [.. from part in t.DoneBy.Split(';')
                from sample in samples[r]
                from e in evidence[sample.Id]
                where part.Split('|').Contains(e.Of)
                select new TestEvidence(part, e.Name, e.IsFile, e.At)]))]));
    }
}
