using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Biobank.Transfers;

/// <summary>Tubes that are given away for good: asked for by one person, approved by another, each with a consent that allows it on the day it leaves.</summary>
public sealed class DistributionService(LimsDb db, BiobankRules rules, TimeProvider clock)
{
    const int MostTubes = 1000;

    /// <summary>Asks for tubes of one site.</summary>
    public async Task<Distribution> RequestAsync(string? site, string? recipient, string? purpose, IReadOnlyList<string> tubeCodes, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(tubeCodes);
        var transaction = await db.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            db.ChangeTracker.Clear();
            var source = Bounds.Code(site, "site");
            if (!db.Actor.Sees(source)) throw new RefusedStepException("other-site", "site", source);
            var codes = tubeCodes.Select(LabelCode.Normal).Where(c => c.Length > 0).Distinct().ToList();
            Bounds.Between(codes.Count, 1, MostTubes, "tubes");
            var asked = new Distribution(LabelCode.Take(db, LabelCode.Distribution)[0], source, Bounds.Text(recipient, "recipient", 200), Bounds.Text(purpose, "purpose", 500), db.Actor.Name, clock.GetUtcNow());
            db.Add(asked);
            await db.SaveChangesAsync(stop).ConfigureAwait(false);
            foreach (var code in codes)
            {
                var tube = await db.Tubes.SingleOrDefaultAsync(t => t.Code == code && t.Site == source, stop).ConfigureAwait(false) ?? throw new RefusedStepException("unknown-tube-code", "tubes", code);
                await DemandAsync(tube, stop).ConfigureAwait(false);
                db.Add(new DistributedTube(asked.Id, tube.Id));
            }
            await db.SaveChangesAsync(stop).ConfigureAwait(false);
            await transaction.CommitAsync(stop).ConfigureAwait(false);
            return asked;
        }
    }

    /// <summary>Says yes to what somebody else asked for.</summary>
    public Task ApproveAsync(Guid id, CancellationToken stop = default) => StepAsync(id, asked =>
    {
        if (asked.Approved is { } at) throw new RefusedStepException("approved-already", "", asked.Code, asked.ApprovedBy ?? "", $"{at}");
        if (asked.RequestedBy == db.Actor.Name) throw new RefusedStepException("own-request", "", asked.Code);
        asked.Approve(db.Actor.Name, clock.GetUtcNow());
        return Task.CompletedTask;
    }, stop);

    /// <summary>Gives the tubes away. Consent is asked again: it may have been withdrawn since.</summary>
    public Task GiveAsync(Guid id, CancellationToken stop = default) => StepAsync(id, async asked =>
    {
        if (asked.Approved is null) throw new RefusedStepException("not-approved", "", asked.Code);
        if (asked.Given is { } at) throw new RefusedStepException("given-already", "", asked.Code, asked.GivenBy ?? "", $"{at}");
        var tubes = await (from d in db.DistributedTubes join t in db.Tubes on d.TubeId equals t.Id where d.DistributionId == asked.Id select t).ToListAsync(stop).ConfigureAwait(false);
        foreach (var tube in tubes)
        {
            // Sent to another site since it was asked for: it is not this site's to give.
            if (tube.Site != asked.Site) throw new RefusedStepException("unknown-tube-code", "tubes", tube.Code);
            await DemandAsync(tube, stop).ConfigureAwait(false);
            tube.Leave(TubeState.Distributed);
            db.Add(new TubeEvent(tube.Id, TubeEventKind.Distributed, clock.GetUtcNow(), db.Actor.Name, $"{asked.Code} {asked.Recipient}"));
        }
        asked.Give(db.Actor.Name, clock.GetUtcNow());
    }, stop);

    async Task DemandAsync(Tube tube, CancellationToken stop)
    {
        if (!tube.IsUsable) throw new RefusedStepException("not-usable", "tubes", tube.Code, $"{tube.State}");
        var subject = await (from s in db.Samples join p in db.Subjects on s.SubjectId equals p.Id where s.Id == tube.SampleId select p).SingleAsync(stop).ConfigureAwait(false);
        await ConsentCheck.DemandAsync(db, rules, ConsentStep.Distribution, subject, stop).ConfigureAwait(false);
    }

    async Task StepAsync(Guid id, Func<Distribution, Task> step, CancellationToken stop)
    {
        var transaction = await db.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            db.ChangeTracker.Clear();
            var asked = await db.Distributions.SingleOrDefaultAsync(d => d.PublicId == id, stop).ConfigureAwait(false);
            if (asked is null || !db.Actor.Sees(asked.Site)) throw new RefusedStepException("unknown-request", "");
            await step(asked).ConfigureAwait(false);
            await db.SaveChangesAsync(stop).ConfigureAwait(false);
            await transaction.CommitAsync(stop).ConfigureAwait(false);
        }
    }
}
