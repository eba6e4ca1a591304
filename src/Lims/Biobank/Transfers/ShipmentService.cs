using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Staff;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Biobank.Transfers;

/// <summary>Tubes between sites: sent by one, confirmed tube by tube by the other.</summary>
public sealed class ShipmentService(LimsDb db, BiobankRules rules, TimeProvider clock)
{
    const int MostTubes = 1000;

    /// <summary>Sends tubes off. All of them or none.</summary>
    public async Task<Shipment> SendAsync(string? from, string? to, IReadOnlyList<string> tubeCodes, string? note, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(tubeCodes);
        var transaction = await db.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            db.ChangeTracker.Clear();
            var now = clock.GetUtcNow();
            var (source, target) = (Bounds.Code(from, "from"), Bounds.Code(to, "to"));
            if (source == target) throw new RefusedStepException("same-site", "to");
            if (!db.Actor.Sees(source)) throw new RefusedStepException("other-site", "from", source);
            if (!await db.StorageUnits.AnyAsync(u => u.Kind == StorageKind.Site && u.Code == target, stop).ConfigureAwait(false)) throw new RefusedStepException("unknown-site", "to", target);
            var codes = tubeCodes.Select(LabelCode.Normal).Where(c => c.Length > 0).Distinct().ToList();
            Bounds.Between(codes.Count, 1, MostTubes, "tubes");
            await QualificationCheck.DemandAsync(db, LabTask.Receive, now, codes.Count, stop).ConfigureAwait(false);
            var shipment = new Shipment(LabelCode.Take(db, LabelCode.Shipment)[0], source, target, db.Actor.Name, now, Bounds.Optional(note, "note", 500));
            db.Add(shipment);
            await db.SaveChangesAsync(stop).ConfigureAwait(false);
            foreach (var code in codes)
            {
                var tube = await db.Tubes.SingleOrDefaultAsync(t => t.Code == code, stop).ConfigureAwait(false);
                if (tube is null || tube.Site != source) throw new RefusedStepException("unknown-tube-code", "tubes", code);
                if (!tube.IsUsable) throw new RefusedStepException("not-usable", "tubes", code, $"{tube.State}");
                var subject = await (from s in db.Samples join p in db.Subjects on s.SubjectId equals p.Id where s.Id == tube.SampleId select p).SingleAsync(stop).ConfigureAwait(false);
                await ConsentCheck.DemandAsync(db, rules, ConsentStep.Receipt, subject, stop).ConfigureAwait(false);
                tube.Leave(TubeState.InTransit);
                db.Add(new ShippedTube(shipment.Id, tube.Id));
                db.Add(new TubeEvent(tube.Id, TubeEventKind.Shipped, now, db.Actor.Name, $"{shipment.Code} {source} > {target}"));
            }
            await db.SaveChangesAsync(stop).ConfigureAwait(false);
            await transaction.CommitAsync(stop).ConfigureAwait(false);
            return shipment;
        }
    }

    /// <summary>The receiver says what became of one tube of a parcel.</summary>
    public Task ConfirmAsync(Guid id, string? tubeCode, ShippedState state, CancellationToken stop = default) => ReceiveAsync(id, async (shipment, now) =>
    {
        var code = LabelCode.Normal(tubeCode);
        var tube = await db.Tubes.SingleOrDefaultAsync(t => t.Code == code, stop).ConfigureAwait(false);
        var shipped = tube is null ? null : await db.ShippedTubes.SingleOrDefaultAsync(s => s.ShipmentId == shipment.Id && s.TubeId == tube.Id, stop).ConfigureAwait(false);
        if (tube is null || shipped is null) throw new RefusedStepException("not-in-parcel", "tube", code, shipment.Code);
        if (shipped.State != ShippedState.Awaited) throw new RefusedStepException("confirmed-already", "tube", code, $"{shipped.State}");
        Confirm(shipment, shipped, tube, state, now);
    }, stop);

    /// <summary>Closes the receipt: what nobody has confirmed is missing.</summary>
    public Task CloseAsync(Guid id, CancellationToken stop = default) => ReceiveAsync(id, async (shipment, now) =>
    {
        var open = await (from s in db.ShippedTubes join t in db.Tubes on s.TubeId equals t.Id where s.ShipmentId == shipment.Id && s.State == ShippedState.Awaited select new { s, t }).ToListAsync(stop).ConfigureAwait(false);
        foreach (var one in open) Confirm(shipment, one.s, one.t, ShippedState.Missing, now);
        shipment.Close(db.Actor.Name, now);
    }, stop);

    void Confirm(Shipment shipment, ShippedTube shipped, Tube tube, ShippedState state, DateTimeOffset now)
    {
        shipped.Confirm(state);
        if (state == ShippedState.Missing) tube.Leave(TubeState.Missing);
        else tube.Arrive(shipment.To);
        db.Add(new TubeEvent(tube.Id, state == ShippedState.Missing ? TubeEventKind.Missed : TubeEventKind.Arrived, now, db.Actor.Name, $"{shipment.Code}{(state == ShippedState.Damaged ? " damaged" : "")}"));
    }

    async Task ReceiveAsync(Guid id, Func<Shipment, DateTimeOffset, Task> step, CancellationToken stop)
    {
        var transaction = await db.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            db.ChangeTracker.Clear();
            var shipment = await db.Shipments.SingleOrDefaultAsync(s => s.PublicId == id, stop).ConfigureAwait(false);
            if (shipment is null || !db.Actor.Sees(shipment.To)) throw new RefusedStepException("unknown-parcel", "");
            if (shipment.Received is { } at) throw new RefusedStepException("parcel-closed", "", shipment.Code, shipment.ReceivedBy ?? "", $"{at}");
            await QualificationCheck.DemandAsync(db, LabTask.Receive, clock.GetUtcNow(), 1, stop).ConfigureAwait(false);
            await step(shipment, clock.GetUtcNow()).ConfigureAwait(false);
            await db.SaveChangesAsync(stop).ConfigureAwait(false);
            await transaction.CommitAsync(stop).ConfigureAwait(false);
        }
    }
}
