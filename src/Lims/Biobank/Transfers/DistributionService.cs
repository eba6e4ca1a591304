using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Biobank.Transfers;

/// <summary>
/// Tubes that are given away for good: asked for by one person, approved by another, each with a consent that allows it
/// on the day it leaves.
/// </summary>
public sealed class DistributionService(Writes writes, BiobankRules rules)
{
    readonly LimsDb db = writes.Db;
    const int MostTubes = 1000;

    /// <summary>Asks for tubes of one site.</summary>
    public Task<Distribution> RequestAsync(string? site, string? recipient, string? purpose,
        IReadOnlyList<string> tubeCodes, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(tubeCodes);
        return writes.RunAsync(async step =>
        {
            var source = step.OwnSite(site, "site");
            var codes = tubeCodes.Select(LabelCode.Normal).Where(c => c.Length > 0).Distinct().ToList();
            Bounds.Between(codes.Count, 1, MostTubes, "tubes");
            var (to, why) = (Bounds.Text(recipient, "recipient", 200), Bounds.Text(purpose, "purpose", 500));
            var asked = new Distribution(LabelCode.Take(db, LabelCode.Distribution)[0], source, to, why,
                db.Actor.Name, step.Now);
            db.Add(asked);
            await db.SaveChangesAsync(stop);
            foreach (var code in codes)
            {
                var tube = await db.Tubes().SingleOrDefaultAsync(t => t.Code == code && t.Site == source, stop)
                    ?? throw new RefusedStepException("unknown-tube-code", "tubes", code);
                await DemandAsync(tube, stop);
                db.Add(new DistributedTube(asked.Id, tube.Id));
            }
            return asked;
        }, stop);
    }

    /// <summary>Approves what somebody else requested.</summary>
    public Task ApproveAsync(Guid id, CancellationToken stop = default) => StepAsync(id, (asked, now) =>
    {
        if (asked.Approved is { } at)
            throw new RefusedStepException("approved-already", "", asked.Code, asked.ApprovedBy ?? "", $"{at}");
        if (asked.RequestedBy == db.Actor.Name) throw new RefusedStepException("own-request", "", asked.Code);
        asked.Approve(db.Actor.Name, now);
        return Task.CompletedTask;
    }, stop);

    /// <summary>Gives the tubes away. Consent is asked again: it may have been withdrawn since.</summary>
    public Task GiveAsync(Guid id, CancellationToken stop = default) => StepAsync(id, async (asked, now) =>
    {
        if (asked.Approved is null) throw new RefusedStepException("not-approved", "", asked.Code);
        if (asked.Given is { } at)
            throw new RefusedStepException("given-already", "", asked.Code, asked.GivenBy ?? "", $"{at}");
        // A tube that was sent to another site meanwhile is refused below instead of being skipped.
        var tubes =
            await (from d in db.DistributedTubes().OfEverySite()
                   join t in db.Tubes() on d.TubeId equals t.Id
                   where d.DistributionId == asked.Id
                   select t).ToListAsync(stop);
        foreach (var tube in tubes)
        {
            // Sent to another site since it was asked for: it is not this site's to give.
            if (tube.Site != asked.Site) throw new RefusedStepException("unknown-tube-code", "tubes", tube.Code);
            await DemandAsync(tube, stop);
            tube.Leave(TubeState.Distributed);
            db.Add(new TubeEvent(tube.Id, TubeEventKind.Distributed, now, db.Actor.Name,
                $"{asked.Code} {asked.Recipient}"));
        }
        asked.Give(db.Actor.Name, now);
    }, stop);

    async Task DemandAsync(Tube tube, CancellationToken stop)
    {
        if (!tube.IsUsable) throw new RefusedStepException("not-usable", "tubes", tube.Code, $"{tube.State}");
        // OfEverySite: the person may be registered at another site than the tube's.
        var subject =
            await (from s in db.Samples().OfEverySite()
                   join p in db.Subjects() on s.SubjectId equals p.Id
                   where s.Id == tube.SampleId
                   select p).SingleAsync(stop);
        await ConsentCheck.DemandAsync(db, rules, ConsentStep.Distribution, subject, stop);
    }

    Task StepAsync(Guid id, Func<Distribution, DateTimeOffset, Task> work, CancellationToken stop) =>
        writes.RunAsync(async step =>
    {
        var asked = await db.Distributions().SingleOrDefaultAsync(d => d.PublicId == id, stop)
            ?? throw new RefusedStepException("unknown-request", "");
        await work(asked, step.Now);
    }, stop);
}
