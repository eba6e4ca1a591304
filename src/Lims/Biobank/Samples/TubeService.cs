using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Staff;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Biobank.Samples;

/// <summary>A sample that arrives.</summary>
/// <param name="Subject">Public id of the person.</param>
/// <param name="Code">Code of the sample; null takes the next.</param>
/// <param name="Type">Code of the sample type.</param>
/// <param name="Collected">When it was taken; null when not recorded.</param>
/// <param name="Received">When it arrived; null when not recorded.</param>
/// <param name="Arrival">Its state on arrival, in a few words; null when not recorded.</param>
/// <param name="Volumes">One for each tube: microlitres, null when not recorded.</param>
/// <param name="Ordered">When its examination was ordered; null when not recorded.</param>
/// <param name="OrderedBy">Who ordered it, as the request form says; null when not recorded.</param>
public sealed record SampleEntry(
    Guid Subject, string? Code, string Type, Moment? Collected, Moment? Received, string? Arrival,
        IReadOnlyList<decimal?> Volumes, Moment? Ordered = null, string? OrderedBy = null);

/// <summary>How a tube is divided.</summary>
/// <param name="Type">Type of the new tubes: the parent's own, or one that can be made of it.</param>
/// <param name="Count">Number of new tubes.</param>
/// <param name="Volume">Microlitres in each; null when not recorded.</param>
/// <param name="Taken">Microlitres taken of the parent in all; null for what the new tubes hold.</param>
public sealed record Division(string Type, int Count, decimal? Volume, decimal? Taken = null);

/// <summary>
/// What happens to tubes at the bench. Each step is one transaction, checks consent and qualification, and adds to the
/// chain of custody.
/// </summary>
public sealed class TubeService(Writes writes, BiobankRules rules)
{
    readonly LimsDb db = writes.Db;
    const int MostTubes = 100, LongestReason = 500;

    /// <summary>Takes a sample in, with its tubes.</summary>
    /// <exception cref="RefusedStepException">Consent or qualification are missing, or a field is out of
    /// bounds.</exception>
    public Task<(Sample Sample, IReadOnlyList<Tube> Tubes)> ReceiveAsync(SampleEntry entry,
        CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return writes.RunAsync(step => ReceiveAsync(step, entry, stop), stop);
    }

    /// <summary>The same within a step that does more.</summary>
    internal async Task<(Sample Sample, IReadOnlyList<Tube> Tubes)> ReceiveAsync(WriteStep step, SampleEntry entry,
        CancellationToken stop)
    {
        var now = step.Now;
        var subject = await db.Subjects().SingleOrDefaultAsync(s => s.PublicId == entry.Subject, stop)
            ?? throw new RefusedStepException("unknown-subject", "subject");
        await ConsentCheck.DemandAsync(db, rules, ConsentStep.Receipt, subject, stop);
        if (rules.Type(entry.Type) is null) throw new RefusedStepException("unknown-type", "type", entry.Type);
        Bounds.Between(entry.Volumes.Count, 1, MostTubes, "tubes");
        var volumes = entry.Volumes.Select(v => Bounds.Volume(v, "volume")).ToList();
        var (collected, received) = (Bounds.Past(entry.Collected, "collected", now),
            Bounds.Past(entry.Received, "received", now));
        var (ordered, by) = (Bounds.Past(entry.Ordered, "ordered", now),
            Bounds.Optional(entry.OrderedBy, "orderedBy", 100));
        if (received is { } r && collected is { } c && r.Latest < c.Earliest)
            throw new RefusedStepException("received-before-collected", "received");
        await QualificationCheck.DemandAsync(db, LabTask.Receive, now, entry.Volumes.Count, stop);
        var code = string.IsNullOrWhiteSpace(entry.Code) ? LabelCode.Take(db, LabelCode.Sample)[0]
            : Bounds.Code(entry.Code, "code");
        if (await db.Samples().OfEverySite().AnyAsync(s => s.Code == code || s.VcfName == code, stop))
            throw new RefusedStepException("code-taken", "code", code);
        var sample = new Sample(code, subject.Id, code, entry.Type, collected, received);
        if (Bounds.Optional(entry.Arrival, "arrival", 200) is { } arrival) sample.Arrive(arrival);
        sample.Order(ordered, by);
        db.Add(sample);
        await db.SaveChangesAsync(stop);
        var codes = LabelCode.Take(db, LabelCode.Tube, volumes.Count);
        var tubes =
            volumes.Select((v, i) => new Tube(codes[i], sample.Id, null, entry.Type, v, 0, subject.Site)).ToList();
        db.AddRange(tubes);
        await db.SaveChangesAsync(stop);
        db.AddRange(
            tubes.Select(t => new TubeEvent(t.Id, TubeEventKind.Received, now, db.Actor.Name, entry.Arrival)));
        return (sample, (IReadOnlyList<Tube>)tubes);
    }

    /// <summary>
    /// Fills new tubes from one, with the same material or one derived from it. Aliquots can never hold more than was
    /// taken.
    /// </summary>
    public Task<IReadOnlyList<Tube>> DivideAsync(Guid id, int revision, Division division,
        CancellationToken stop = default) =>
            StepAsync<IReadOnlyList<Tube>>(id, revision, async (tube, sample, subject, now) =>
    {
        ArgumentNullException.ThrowIfNull(division);
        await ConsentCheck.DemandAsync(db, rules, ConsentStep.Aliquoting, subject, stop);
        DemandUsable(tube);
        if (rules.Type(division.Type) is null) throw new RefusedStepException("unknown-type", "type", division.Type);
        var same = division.Type == tube.Type;
        if (!same && rules.Type(tube.Type)?.Derives.Contains(division.Type) != true)
            throw new RefusedStepException("cannot-be-made", "type", division.Type, tube.Type);
        Bounds.Between(division.Count, 1, MostTubes, "count");
        var (each, taken) = (Bounds.Volume(division.Volume, "volume"), Bounds.Volume(division.Taken, "taken"));
        // A derived material has a volume of its own; an aliquot has the volume that was taken.
        var drawn = taken ?? (same ? each * division.Count : null);
        if (same && taken is { } t && each * division.Count > t)
            throw new RefusedStepException("more-than-taken", "volume", each!.Value * division.Count, t);
        if (drawn is { } much && tube.Volume is { } left && much > left)
            throw new RefusedStepException("not-enough", taken is null ? "volume" : "taken", much, left);
        await QualificationCheck.DemandAsync(db, division.Type == tube.Type ? LabTask.Receive : LabTask.Extract,
            now, 1, stop);
        var codes = LabelCode.Take(db, LabelCode.Tube, division.Count);
        var tubes =
            codes.Select(code => new Tube(code, sample.Id, tube, division.Type, each, same ? tube.Thaws : 0, tube.Site))
            .ToList();
        tube.Take(drawn ?? 0);
        db.AddRange(tubes);
        await db.SaveChangesAsync(stop);
        db.Add(new TubeEvent(tube.Id, TubeEventKind.Divided, now, db.Actor.Name, $"{division.Count} {division.Type}"));
        db.AddRange(tubes.Select(made => new TubeEvent(made.Id, TubeEventKind.Made, now, db.Actor.Name, tube.Code)));
        return tubes;
    }, stop);

    /// <summary>Uses some of a tube for an assay or for genotyping; refused where the result would be wrong.</summary>
    public Task UseAsync(Guid id, int revision, string use, decimal? volume, CancellationToken stop = default) =>
        StepAsync(id, revision, async (tube, _, subject, now) =>
    {
        await ConsentCheck.DemandAsync(db, rules, ConsentStep.Analysis, subject, stop);
        DemandUsable(tube);
        if (rules.Blocks(use, tube.Type, tube.Thaws, subject.Transplant) is { } blocked)
            throw new RefusedStepException(blocked);
        var taken = Bounds.Volume(volume, "volume");
        if (taken is { } v && tube.Volume is { } left && v > left)
            throw new RefusedStepException("not-enough", "volume", v, left);
        await QualificationCheck.DemandAsync(db, LabTask.Assay, now, 1, stop);
        tube.Take(taken ?? 0);
        db.Add(new TubeEvent(tube.Id, TubeEventKind.Used, now, db.Actor.Name, use));
        return true;
    }, stop);

    /// <summary>Records that a tube was thawed.</summary>
    public Task ThawAsync(Guid id, int revision, CancellationToken stop = default) =>
        StepAsync(id, revision, (tube, _, _, now) =>
    {
        DemandUsable(tube);
        tube.Thaw();
        db.Add(new TubeEvent(tube.Id, TubeEventKind.Thawed, now, db.Actor.Name));
        return Task.FromResult(true);
    }, stop);

    /// <summary>Takes a tube out of its place.</summary>
    public Task CheckOutAsync(Guid id, int revision, CancellationToken stop = default) =>
        StepAsync(id, revision, (tube, _, _, now) =>
    {
        if (tube.State != TubeState.Present)
            throw new RefusedStepException("not-usable", "", tube.Code, $"{tube.State}");
        tube.CheckOut(db.Actor.Name);
        db.Add(new TubeEvent(tube.Id, TubeEventKind.CheckedOut, now, db.Actor.Name));
        return Task.FromResult(true);
    }, stop);

    /// <summary>Throws a tube away and records the reason.</summary>
    public Task DiscardAsync(Guid id, int revision, string? reason, CancellationToken stop = default) =>
        StepAsync(id, revision, (tube, _, _, now) =>
    {
        if (tube.State is TubeState.Discarded or TubeState.Distributed or TubeState.InTransit)
            throw new RefusedStepException("not-usable", "", tube.Code, $"{tube.State}");
        db.Because(Bounds.Text(reason, "reason", LongestReason));
        tube.Leave(TubeState.Discarded);
        db.Add(new TubeEvent(tube.Id, TubeEventKind.Discarded, now, db.Actor.Name, db.Reason));
        return Task.FromResult(true);
    }, stop);

    static void DemandUsable(Tube tube)
    {
        if (!tube.IsUsable) throw new RefusedStepException("not-usable", "", tube.Code, $"{tube.State}");
    }

    /// <summary>
    /// One step on one tube. It is refused, with the name of who changed the tube, if the page showed an older state of
    /// it.
    /// </summary>
    Task<T> StepAsync<T>(
        Guid id, int revision, Func<Tube, Sample, Subject, DateTimeOffset, Task<T>> work, CancellationToken stop) =>
            writes.RunAsync(async step =>
    {
        var tube = await db.Tubes().SingleOrDefaultAsync(t => t.PublicId == id, stop)
            ?? throw new RefusedStepException("unknown-tube", "");
        if (tube.Revision != revision)
        {
            var last =
                await db.TubeEvents().Where(e => e.TubeId == tube.Id).OrderByDescending(e => e.Id).FirstAsync(stop);
            throw new RefusedStepException("changed-meanwhile", "", tube.Code, last.By, $"{last.At}");
        }
        // OfEverySite: the person may be registered at the site that sent the tube.
        var sample = await db.Samples().OfEverySite().SingleAsync(s => s.Id == tube.SampleId, stop);
        var subject = await db.Subjects().OfEverySite().SingleAsync(s => s.Id == sample.SubjectId, stop);
        return await work(tube, sample, subject, step.Now);
    }, stop);
}
