using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Lims.Biobank.Transfers;

/// <summary>A shipment in a list.</summary>
/// <param name="Shipment">The shipment.</param>
/// <param name="Tubes">Tubes in it.</param>
/// <param name="Odd">Tubes that did not arrive whole.</param>
public sealed record ShipmentRow(Shipment Shipment, int Tubes, int Odd);

/// <summary>A shipment and its tubes.</summary>
/// <param name="Shipment">The shipment.</param>
/// <param name="Tubes">Its tubes, by code.</param>
public sealed record ShipmentFile(Shipment Shipment, IReadOnlyList<ShippedRow> Tubes);

/// <summary>One tube of a shipment.</summary>
/// <param name="Tube">The tube.</param>
/// <param name="State">What became of it.</param>
public sealed record ShippedRow(Tube Tube, ShippedState State);

/// <summary>Reads the shipments from and to the actor's sites.</summary>
public sealed class ShipmentQueries(LimsDb db)
{
    /// <summary>The shipments: those on their way first, then the newest.</summary>
    /// <param name="wanted">Which leaf.</param>
    /// <param name="isToReceive">Only those on their way to the actor's sites.</param>
    /// <param name="stop">Ends it.</param>
    public Task<Leaf<ShipmentRow>> ListAsync(LeafWanted wanted, bool isToReceive = false, CancellationToken stop = default) =>
        (isToReceive ? ToReceive : db.Shipments().AsNoTracking()).OrderBy(s => s.Received != null).ThenByDescending(s => s.Id)
        .Select(s => new ShipmentRow(s, db.ShippedTubes().Count(t => t.ShipmentId == s.Id),
            db.ShippedTubes().Count(t => t.ShipmentId == s.Id
                && (t.State == ShippedState.Missing || t.State == ShippedState.Damaged))))
        .LeafAsync(wanted, stop);

    /// <summary>How many are on their way to the actor's sites.</summary>
    public Task<int> CountToReceiveAsync(CancellationToken stop = default) => ToReceive.CountAsync(stop);

    IQueryable<Shipment> ToReceive
    {
        get
        {
            var open = db.Shipments().AsNoTracking().Where(s => s.Received == null);
            return db.OwnSites is { } own ? open.Where(s => own.Contains(s.To)) : open;
        }
    }

    /// <summary>A shipment by its public id; null where the actor sees none.</summary>
    public async Task<ShipmentFile?> FindAsync(Guid id, CancellationToken stop = default)
    {
        if (await db.Shipments().AsNoTracking().SingleOrDefaultAsync(s => s.PublicId == id, stop) is not { } shipment)
            return null;
        // Until it is confirmed, a tube belongs to the site that sent it.
        return new(shipment,
            await (from s in db.ShippedTubes().OfEverySite().AsNoTracking()
                   join t in db.Tubes() on s.TubeId equals t.Id
                   where s.ShipmentId == shipment.Id
                   orderby t.Code
                   select new ShippedRow(t, s.State)).ToListAsync(stop));
    }
}
