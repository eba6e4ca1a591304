using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Lims.Biobank.Storage;

/// <summary>A unit of the storage and what is free in it.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Tubes">Tubes in it.</param>
public sealed record UnitUse(StorageUnit Unit, int Tubes)
{
    /// <summary>Free slots; null in a unit without a grid.</summary>
    public int? Free => Unit.Slots - Tubes;
}

/// <summary>The sites, and where there is room.</summary>
/// <param name="Sites">The actor's sites, by name.</param>
/// <param name="Room">Boxes with room, site by site.</param>
public sealed record StorageOverview(IReadOnlyList<StorageUnit> Sites, IReadOnlyList<UnitUse> Room);

/// <summary>One unit and what it holds: other units, or tubes.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Above">The units that it stands in, the site first.</param>
/// <param name="Inside">The units that stand in it; none in one that holds tubes.</param>
/// <param name="Tubes">The tubes in it; none in one that holds units.</param>
public sealed record UnitFile(StorageUnit Unit, IReadOnlyList<StorageUnit> Above, Leaf<UnitUse> Inside,
    IReadOnlyList<Tube> Tubes)
{
    /// <summary>What lies in which slot; empty in a unit without a grid.</summary>
    public IReadOnlyDictionary<Slot, Tube> Grid { get; } =
        Unit.Slots is null ? new() : Tubes.ToDictionary(t => new Slot(t.Row!.Value, t.Column!.Value));

    /// <summary>
    /// The slot that the next tube fills: <paramref name="chosen"/> where it is free, else the first free one; null in
    /// a full unit and in one without a grid.
    /// </summary>
    public Slot? Next(Slot? chosen) => Unit.Slots is null ? null
        : chosen is { } c && !Grid.ContainsKey(c) ? c
        : (from row in Enumerable.Range(1, Unit.Rows ?? 0)
           from column in Enumerable.Range(1, Unit.Columns ?? 0)
           select (Slot?)new Slot(row, column)).FirstOrDefault(s => !Grid.ContainsKey(s!.Value));
}

/// <summary>Reads the tree of storage, as far as it stands at the actor's sites.</summary>
public sealed class StorageQueries(LimsDb db)
{
    const int MostSites = 20, MostBoxes = 10;

    /// <summary>The sites, and boxes with so many free slots.</summary>
    public async Task<StorageOverview> OverviewAsync(int slots, CancellationToken stop = default)
    {
        var sites = await Sites(db.StorageUnits()).ToListAsync(stop);
        var room = new List<UnitUse>();
        foreach (var site in sites.Take(MostSites))
            room.AddRange(await WithRoomAsync(site.Code, slots, MostBoxes, stop));
        return new(sites, room);
    }

    /// <summary>Boxes of a site with so many free slots, those with the least room to spare first.</summary>
    public async Task<IReadOnlyList<UnitUse>> WithRoomAsync(string site, int needed, int take = 50,
        CancellationToken stop = default)
    {
        var found = await db.StorageUnits().AsNoTracking().Where(u => u.Site == site && u.Kind == StorageKind.Box)
            .Select(u => new { u, Tubes = db.Tubes().Count(t => t.StorageId == u.Id) })
            .Where(u => u.u.Rows * u.u.Columns - u.Tubes >= needed).OrderBy(u => u.u.Rows * u.u.Columns - u.Tubes)
            .ThenBy(u => u.u.Id).Take(take).ToListAsync(stop);
        return [.. found.Select(f => new UnitUse(f.u, f.Tubes))];
    }

    /// <summary>Sites of the whole house, by name: a shipment may go to each of them.</summary>
    public async Task<IReadOnlyList<StorageUnit>> EverySiteAsync(CancellationToken stop = default) =>
        await Sites(db.StorageUnits().OfEverySite()).ToListAsync(stop);

    /// <summary>Codes of the actor's sites: those that are set up, and those that persons were imported for.</summary>
    public async Task<IReadOnlyList<string>> SiteCodesAsync(CancellationToken stop = default)
    {
        if (db.OwnSites is { } own) return own;
        var units =
            await db.StorageUnits().AsNoTracking().Where(u => u.Kind == StorageKind.Site).Select(u => u.Code)
            .ToListAsync(stop);
        return [.. units.Union(await db.Subjects().Select(s => s.Site).Distinct().ToListAsync(stop))
            .Order(StringComparer.Ordinal)];
    }

    /// <summary>A unit by its public id; null where the actor sees none.</summary>
    /// <param name="id">Public id of the unit.</param>
    /// <param name="wanted">Which leaf of the units that stand in it.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<UnitFile?> FindAsync(Guid id, LeafWanted wanted, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        if (await db.StorageUnits().AsNoTracking().SingleOrDefaultAsync(u => u.PublicId == id, stop) is not { } unit)
            return null;
        var above = new List<StorageUnit>();
        for (var next = unit.ParentId; next is { } parent;)
        {
            above.Insert(0, await db.StorageUnits().AsNoTracking().SingleAsync(u => u.Id == parent, stop));
            next = above[0].ParentId;
        }
        return unit.HoldsTubes
            ? new(unit, above, new([], wanted.Number, false),
                await db.Tubes().AsNoTracking().Where(t => t.StorageId == unit.Id).ToListAsync(stop))
            : new(unit, above,
                await db.StorageUnits().AsNoTracking().Where(u => u.ParentId == unit.Id).OrderBy(u => u.Kind)
                    .ThenBy(u => u.Name).Select(u => new UnitUse(u, db.Tubes().Count(t => t.StorageId == u.Id)))
                    .LeafAsync(wanted, stop), []);
    }

    static IQueryable<StorageUnit> Sites(IQueryable<StorageUnit> units) =>
        units.AsNoTracking().Where(u => u.Kind == StorageKind.Site).OrderBy(u => u.Name);
}
