using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Staff;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Biobank.Transfers;

/// <summary>Tubes between sites: sent by one, confirmed tube by tube by the other.</summary>
public sealed class ShipmentService(Writes writes, BiobankRules rules)
{
    readonly LimsDb db = writes.Db;
    const int MostTubes = 1000;

    /// <summary>Sends tubes: all of them or none.</summary>
    public Task<Shipment> SendAsync(string? from, string? to, IReadOnlyList<string> tubeCodes, string? note,
        CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(tubeCodes);
        return writes.RunAsync(async step =>
        {
            var (source, target) = (step.OwnSite(from, "from"), Bounds.Code(to, "to"));
            if (source == target) throw new RefusedStepException("same-site", "to");
            if (!await db.StorageUnits().OfEverySite()
                .AnyAsync(u => u.Kind == StorageKind.Site && u.Code == target, stop))
                throw new RefusedStepException("unknown-site", "to", target);
            var codes = tubeCodes.Select(LabelCode.Normal).Where(c => c.Length > 0).Distinct().ToList();
            Bounds.Between(codes.Count, 1, MostTubes, "tubes");
            await QualificationCheck.DemandAsync(db, LabTask.Receive, step.Now, codes.Count, stop);
            var shipment = new Shipment(LabelCode.Take(db, LabelCode.Shipment)[0], source, target, db.Actor.Name,
                step.Now, Bounds.Optional(note, "note", 500));
            db.Add(shipment);
            await db.SaveChangesAsync(stop);
            foreach (var code in codes)
            {
                var tube = await db.Tubes().SingleOrDefaultAsync(t => t.Code == code, stop);
                if (tube is null || tube.Site != source)
                    throw new RefusedStepException("unknown-tube-code", "tubes", code);
                if (!tube.IsUsable) throw new RefusedStepException("not-usable", "tubes", code, $"{tube.State}");
                var subject = await PersonOfAsync(tube, stop);
                await ConsentCheck.DemandAsync(db, rules, ConsentStep.Receipt, subject, stop);
                tube.Leave(TubeState.InTransit);
                db.Add(new ShippedTube(shipment.Id, tube.Id));
                db.Add(new TubeEvent(tube.Id, TubeEventKind.Shipped, step.Now, db.Actor.Name,
                    $"{shipment.Code} {source} > {target}"));
            }
            return shipment;
        }, stop);
    }

    /// <summary>The receiver records what became of one tube of a shipment.</summary>
    public Task ConfirmAsync(Guid id, string? tubeCode, ShippedState state, CancellationToken stop = default) =>
        ReceiveAsync(id, async (shipment, now) =>
    {
        var code = LabelCode.Normal(tubeCode);
        // Until it is confirmed, the tube belongs to the site that sent it.
        var tube = await db.Tubes().OfEverySite().SingleOrDefaultAsync(t => t.Code == code, stop);
        var shipped = tube is null ? null
            : await db.ShippedTubes()
            .SingleOrDefaultAsync(s => s.ShipmentId == shipment.Id && s.TubeId == tube.Id, stop);
        if (tube is null || shipped is null)
            throw new RefusedStepException("not-in-shipment", "tube", code, shipment.Code);
        if (shipped.State != ShippedState.Awaited)
            throw new RefusedStepException("confirmed-already", "tube", code, $"{shipped.State}");
        Confirm(shipment, shipped, tube, state, now);
    }, stop);

    /// <summary>Closes the receipt: what nobody has confirmed is missing.</summary>
    public Task CloseAsync(Guid id, CancellationToken stop = default) => ReceiveAsync(id, async (shipment, now) =>
    {
        var open =
            await (from s in db.ShippedTubes().OfEverySite()
                   join t in db.Tubes() on s.TubeId equals t.Id
                   where s.ShipmentId == shipment.Id && s.State == ShippedState.Awaited
                   select new { s, t }).ToListAsync(stop);
        foreach (var one in open) Confirm(shipment, one.s, one.t, ShippedState.Missing, now);
        shipment.Close(db.Actor.Name, now);
    }, stop);

    void Confirm(Shipment shipment, ShippedTube shipped, Tube tube, ShippedState state, DateTimeOffset now)
    {
        shipped.Confirm(state);
        if (state == ShippedState.Missing) tube.Leave(TubeState.Missing);
        else tube.Arrive(shipment.To);
        db.Add(new TubeEvent(tube.Id, state == ShippedState.Missing ? TubeEventKind.Missed : TubeEventKind.Arrived, now,
            db.Actor.Name, $"{shipment.Code}{(state == ShippedState.Damaged ? " damaged" : "")}"));
    }

    Task ReceiveAsync(Guid id, Func<Shipment, DateTimeOffset, Task> work, CancellationToken stop) =>
        writes.RunAsync(async step =>
    {
        var shipment = await db.Shipments().SingleOrDefaultAsync(s => s.PublicId == id, stop);
        // The sender sees the shipment too, but cannot receive it.
        if (shipment is null || !db.IsOwnSite(shipment.To)) throw new RefusedStepException("unknown-shipment", "");
        if (shipment.Received is { } at)
            throw new RefusedStepException("shipment-closed", "", shipment.Code, shipment.ReceivedBy ?? "", $"{at}");
        await QualificationCheck.DemandAsync(db, LabTask.Receive, step.Now, 1, stop);
        await work(shipment, step.Now);
    }, stop);

    // OfEverySite: the persons may be registered at another site than the tube's.
    Task<Subject> PersonOfAsync(Tube tube, CancellationToken stop) =>
        (from s in db.Samples().OfEverySite()
         join p in db.Subjects() on s.SubjectId equals p.Id
         where s.Id == tube.SampleId
         select p).SingleAsync(stop);
}
