using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Staff;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Biobank.Storage;

/// <summary>The tree of storage units and the places of tubes. Each step is one transaction.</summary>
public sealed class StorageService(Writes writes)
{
    readonly LimsDb db = writes.Db;
    const int MostRows = 52, MostColumns = 99;

    /// <summary>Sets a unit up. A site has a code of its own; any other unit takes the next number.</summary>
    public Task<StorageUnit> AddAsync(Guid? parent, StorageKind kind, string? name, string? siteCode, int? rows,
        int? columns, CancellationToken stop = default) => writes.RunAsync(async step =>
    {
        var above = parent is { } id ? await KnownAsync(id, stop) : null;
        var text = Bounds.Text(name, "name", 60);
        if (kind == StorageKind.Site != above is null || above is { HoldsTubes: true }
            || above is not null && kind <= above.Kind) throw new RefusedStepException("does-not-stand-there", "kind");
        if (kind == StorageKind.Box)
        {
            if (rows is null || columns is null)
                throw new RefusedStepException("empty", rows is null ? "rows" : "columns");
            Bounds.Between(rows.Value, 1, MostRows, "rows");
            Bounds.Between(columns.Value, 1, MostColumns, "columns");
        }
        else (rows, columns) = (null, null);
        var code = kind == StorageKind.Site ? Bounds.Code(siteCode, "code") : LabelCode.Take(db, LabelCode.Storage)[0];
        if (await db.StorageUnits().OfEverySite().AnyAsync(u => u.Code == code, stop))
            throw new RefusedStepException("code-taken", "code", code);
        var aboveId = above?.Id;
        if (await db.StorageUnits().AnyAsync(u => u.ParentId == aboveId && u.Name == text, stop))
            throw new RefusedStepException("name-taken", "name", text);
        var unit = new StorageUnit(code, text, kind, above, rows, columns);
        db.Add(unit);
        return unit;
    }, stop);

    /// <summary>Puts a tube into a unit: into <paramref name="slot"/>, or the first free one of a grid.</summary>
    public Task<(Tube Tube, Slot? Slot)> PlaceAsync(string? tubeCode, int? revision, Guid unitId, Slot? slot,
        CancellationToken stop = default) => writes.RunAsync(async step =>
    {
        var unit = await KnownAsync(unitId, stop);
        var tube = await ScannedAsync(tubeCode, stop);
        if (revision is { } seen && seen != tube.Revision)
            throw new RefusedStepException("changed-meanwhile", "", tube.Code, "", "");
        if (!tube.IsUsable) throw new RefusedStepException("not-usable", "tube", tube.Code, $"{tube.State}");
        if (tube.Site != unit.Site) throw new RefusedStepException("other-site", "tube", tube.Site);
        if (!unit.HoldsTubes) throw new RefusedStepException("holds-no-tubes", "unit", unit.Path);
        Slot? place = unit.Slots is null ? null : slot ?? await FirstFreeAsync(unit, stop);
        if (place is { } p)
        {
            if (p.Row > unit.Rows || p.Column > unit.Columns)
                throw new RefusedStepException("outside-grid", "slot", p.Text,
                    $"{new Slot(unit.Rows!.Value, unit.Columns!.Value).Text}");
            var there =
                await db.Tubes()
                .Where(t => t.StorageId == unit.Id && t.Row == p.Row && t.Column == p.Column && t.Id != tube.Id)
                .Select(t => t.Code).SingleOrDefaultAsync(stop);
            if (there is not null) throw new RefusedStepException("slot-taken", "slot", p.Text, there);
        }
        var back = tube.State == TubeState.CheckedOut;
        await QualificationCheck.DemandAsync(db, LabTask.Receive, step.Now, 1, stop);
        tube.Place(unit.Id, place?.Row, place?.Column);
        db.Add(new TubeEvent(tube.Id, back ? TubeEventKind.CheckedIn : TubeEventKind.Placed, step.Now, db.Actor.Name,
            $"{unit.Path}{(place is { } s ? " / " + s.Text : "")}"));
        return (tube, place);
    }, stop);

    /// <summary>
    /// Records an excursion of a unit, in the chain of custody of every tube that is in it now.
    /// </summary>
    public Task<(Excursion Excursion, int Tubes)> TooWarmAsync(Guid unitId, DateTimeOffset? from, DateTimeOffset? to,
        decimal? warmest, string? note, CancellationToken stop = default) => writes.RunAsync(async step =>
    {
        var (unit, now) = (await KnownAsync(unitId, stop), step.Now);
        var (begin, end) = (from ?? throw new RefusedStepException("empty", "from"),
            to ?? throw new RefusedStepException("empty", "to"));
        var degrees = warmest ?? throw new RefusedStepException("empty", "warmest");
        Bounds.Past(Moment.Of(begin), "from", now);
        Bounds.Past(Moment.Of(end), "to", now);
        if (end < begin) throw new RefusedStepException("ends-before-it-begins", "to");
        if (degrees is < -200 or > 60) throw new RefusedStepException("out-of-bounds", "warmest", -200, 60);
        var excursion =
            db.Add(new Excursion(unit.Id, begin, end, degrees, Bounds.Optional(note, "note", 500), db.Actor.Name,
            now)).Entity;
        await db.SaveChangesAsync(stop);
        var inside = new List<int> { unit.Id };
        for (var i = 0; i < inside.Count; i++)
        {
            var above = inside[i];
            inside.AddRange(
                await db.StorageUnits().Where(u => u.ParentId == above).Select(u => u.Id).ToListAsync(stop));
        }
        var tubes =
            await db.Tubes().AsNoTracking().Where(t => inside.Contains(t.StorageId!.Value)).Select(t => t.Id)
            .ToListAsync(stop);
        db.AddRange(tubes.Select(t => new ExposedTube(excursion.Id, t)));
        db.AddRange(
            tubes.Select(
                t => new TubeEvent(t, TubeEventKind.Exposed, now, db.Actor.Name, $"{unit.Path}: {degrees} \u00b0C")));
        return (excursion, tubes.Count);
    }, stop);

    async Task<Slot> FirstFreeAsync(StorageUnit unit, CancellationToken stop)
    {
        var taken =
            (await db.Tubes().AsNoTracking().Where(t => t.StorageId == unit.Id).Select(t => new { t.Row, t.Column })
            .ToListAsync(stop)).ToHashSet();
        for (var row = 1; row <= unit.Rows; row++)
            for (var column = 1; column <= unit.Columns; column++)
                if (!taken.Contains(new { Row = (int?)row, Column = (int?)column })) return new Slot(row, column);
        throw new RefusedStepException("no-room", "unit", unit.Path);
    }

    async Task<StorageUnit> KnownAsync(Guid id, CancellationToken stop) =>
        await db.StorageUnits().SingleOrDefaultAsync(u => u.PublicId == id, stop)
        ?? throw new RefusedStepException("unknown-unit", "unit");

    async Task<Tube> ScannedAsync(string? typed, CancellationToken stop)
    {
        var code = LabelCode.Normal(typed);
        if (code.Length == 0) throw new RefusedStepException("empty", "tube");
        if (await db.Tubes().SingleOrDefaultAsync(t => t.Code == code, stop) is { } tube) return tube;
        throw new RefusedStepException(LabelCode.IsWhole(code, LabelCode.Tube) ? "unknown-tube-code" : "misread-code",
            "tube", code);
    }
}
