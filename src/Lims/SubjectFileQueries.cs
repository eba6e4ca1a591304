using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Families;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Review;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Intake;

namespace Thrombophilia.Lims;

/// <summary>Reads a person's file from all rooms.</summary>
public sealed class SubjectFileQueries(LimsDb db, SubjectQueries subjects)
{
    const int MostSamples = 200, MostSteps = 2000;

    /// <summary>Who a person is; null where the actor sees none.</summary>
    /// <param name="id">Public id of the person.</param>
    /// <param name="withIdentity">The name is read too: whoever asks may read it.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<CaseHead?> HeadAsync(Guid id, bool withIdentity, CancellationToken stop = default) =>
        await subjects.FindAsync(id, stop) is { } subject
            ? new(subject,
                ConsentCheck.Newest(await db.Consents().AsNoTracking().Where(c => c.SubjectId == subject.Id).ToListAsync(stop)),
                withIdentity ? (await subjects.IdentityAsync(subject.Id, stop))?.Name : null)
            : null;

    /// <summary>The file of a person; null where the actor sees none.</summary>
    /// <param name="id">Public id of the person.</param>
    /// <param name="withIdentity">What identifies the person is read too: whoever asks may read it.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<SubjectFile?> FindAsync(Guid id, bool withIdentity, CancellationToken stop = default)
    {
        if (await subjects.FindAsync(id, stop) is not { } subject) return null;
        var consents = await db.Consents().AsNoTracking().Where(c => c.SubjectId == subject.Id).ToListAsync(stop);
        var samples =
            await db.Samples().AsNoTracking().Where(s => s.SubjectId == subject.Id).OrderByDescending(s => s.Id)
            .Take(MostSamples).ToListAsync(stop);
        var ids = samples.Select(s => s.Id).ToList();
        // Tubes that were sent to another site are still this person's.
        var tubes =
            (await db.Tubes().OfEverySite().AsNoTracking().Where(t => ids.Contains(t.SampleId)).OrderBy(t => t.Id)
            .ToListAsync(stop)).ToLookup(t => t.SampleId);
        var steps = await StepsOfSamplesAsync(ids, stop);
        var conclusions =
            await db.Conclusions().AsNoTracking().Where(c => c.SubjectId == subject.Id && c.ForReport)
            .OrderBy(c => c.Version).Take(MostSteps).Select(c => new IssuedConclusion(c.PublicId, c.Version, c.Issued))
            .ToListAsync(stop);
        var signed =
            await (from r in db.SignOffs().AsNoTracking()
                   join c in db.Conclusions() on r.ConclusionId equals c.Id
                   where c.SubjectId == subject.Id
                   select r).Take(MostSteps).ToListAsync(stop);
        // What was concluded is of the person: it stands in the file of each sample.
        var concluded = conclusions
            .Select(c => new SampleStep(c.Issued, SampleStepKind.Concluded, Actor.System.Name, Number: c.Version))
            .Concat(signed.Select(r => new SampleStep(r.At, SampleStepKind.SignedOff, r.By, Number: r.Turn))).ToList();
        return new(subject,
            [.. consents.OrderByDescending(c => c.SignedAt.At).ThenByDescending(c => c.Id)],
            [.. samples.Select(s => new SampleFile(s, [.. tubes[s.Id]],
                [.. StepsOf(s).Concat(steps[s.Id]).Concat(concluded).OrderBy(n => n.At.Earliest)]))],
            conclusions,
            await FamilyOfAsync(subject.Id, stop),
            withIdentity ? await subjects.IdentityAsync(subject.Id, stop) : null);
    }

    // What the sample itself says.
    static IEnumerable<SampleStep> StepsOf(Sample sample)
    {
        if (sample.Ordered is { } ordered)
            yield return new(ordered, SampleStepKind.Ordered, sample.OrderedBy ?? "");
        if (sample.Collected is { } collected) yield return new(collected, SampleStepKind.Collected, "");
        if (sample.Received is { } received) yield return new(received, SampleStepKind.Received, "");
    }

    // What the chains of custody and the files that were taken in say, by sample.
    async Task<ILookup<int, SampleStep>> StepsOfSamplesAsync(List<int> samples, CancellationToken stop)
    {
        var events =
            await (from e in db.TubeEvents().AsNoTracking()
                   join t in db.Tubes() on e.TubeId equals t.Id
                   where samples.Contains(t.SampleId)
                   orderby e.Id
                   select new { t.SampleId, t.Code, e }).Take(MostSteps)
                .ToListAsync(stop);
        var read =
            await (from i in db.IntakeSamples().AsNoTracking()
                   join f in db.VcfIntakes() on i.IntakeId equals f.Id
                   where samples.Contains(i.SampleId!.Value) && f.Finished != null
                   select new { i.SampleId, f.Finished })
                .Take(MostSteps).ToListAsync(stop);
        return events
            .Select(n => (n.SampleId, Step: new SampleStep(n.e.At, SampleStepKind.Tube, n.e.By, n.Code, n.e.Kind)))
            .Concat(read.Select(r => (SampleId: r.SampleId!.Value,
                Step: new SampleStep(r.Finished!.Value, SampleStepKind.Read, Actor.System.Name))))
            .ToLookup(n => n.SampleId, n => n.Step);
    }

    async Task<FamilyPlace?> FamilyOfAsync(int subject, CancellationToken stop) =>
        await (from m in db.FamilyMembers().AsNoTracking()
               join f in db.Families() on m.FamilyId equals f.Id
               where m.SubjectId == subject
               select new FamilyPlace(f, m.Label)).SingleOrDefaultAsync(stop);
}
