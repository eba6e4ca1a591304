using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Records;

namespace Thrombophilia.Lims;

/// <summary>A slot of a grid, both counted from 1.</summary>
public readonly record struct Slot(int Row, int Column)
{
    /// <summary>As people write it: the row as a letter, the column as a number, for example <c>C7</c>.</summary>
    public string Text => $"{Letters(Row)}{Column}";

    /// <summary>Reads what <see cref="Text"/> writes; null for anything else.</summary>
    public static Slot? Read(string? text)
    {
        text = (text ?? "").Trim().ToUpperInvariant();
        var letters = text.TakeWhile(char.IsAsciiLetterUpper).Count();
        return letters is 1 or 2 && int.TryParse(text.AsSpan(letters), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var column) && column > 0
            ? new Slot(text[..letters].Aggregate(0, (row, c) => row * 26 + c - 'A' + 1), column) : null;
    }

    static string Letters(int row) => row <= 26 ? ((char)('A' + row - 1)).ToString() : Letters((row - 1) / 26) + Letters((row - 1) % 26 + 1);
}

/// <summary>A unit of the storage and what is free in it.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Tubes">Tubes in it.</param>
public sealed record UnitUse(StorageUnit Unit, int Tubes)
{
    /// <summary>Free slots; null in a unit without a grid.</summary>
    public int? Free => Unit.Slots - Tubes;
}

/// <summary>The tree of storage, and what lies where. Each step is one transaction.</summary>
public sealed class StorageDesk(LimsDb db, TimeProvider clock)
{
    const int MostRows = 52, MostColumns = 99;

    /// <summary>Sets a unit up. A site has a code of its own; any other takes the next.</summary>
    public async Task<StorageUnit> AddAsync(Guid? parent, StorageKind kind, string? name, string? siteCode, int? rows, int? columns, CancellationToken stop = default)
    {
        var transaction = await db.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            db.ChangeTracker.Clear();
            var above = parent is { } id ? await KnownAsync(id, stop).ConfigureAwait(false) : null;
            var text = Bounds.Text(name, "name", 60);
            if (kind == StorageKind.Site != above is null || above is { HoldsTubes: true } || above is not null && kind <= above.Kind) throw new RefusedStepException("does-not-stand-there", "kind");
            if (kind == StorageKind.Box)
            {
                if (rows is null || columns is null) throw new RefusedStepException("empty", rows is null ? "rows" : "columns");
                Bounds.Between(rows.Value, 1, MostRows, "rows");
                Bounds.Between(columns.Value, 1, MostColumns, "columns");
            }
            else (rows, columns) = (null, null);
            var code = kind == StorageKind.Site ? Bounds.Code(siteCode, "code") : LabelCode.Take(db, LabelCode.Storage)[0];
            if (await db.StorageUnits.AnyAsync(u => u.Code == code, stop).ConfigureAwait(false)) throw new RefusedStepException("code-taken", "code", code);
            var aboveId = above?.Id;
            if (await db.StorageUnits.AnyAsync(u => u.ParentId == aboveId && u.Name == text, stop).ConfigureAwait(false)) throw new RefusedStepException("name-taken", "name", text);
            var unit = new StorageUnit(code, text, kind, above, rows, columns);
            db.Add(unit);
            await db.SaveChangesAsync(stop).ConfigureAwait(false);
            await transaction.CommitAsync(stop).ConfigureAwait(false);
            return unit;
        }
    }

    /// <summary>Puts a tube into a unit: into <paramref name="slot"/>, or the first free one of a grid.</summary>
    public async Task<(Tube Tube, Slot? Slot)> PlaceAsync(string? tubeCode, int? revision, Guid unitId, Slot? slot, CancellationToken stop = default)
    {
        var transaction = await db.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            db.ChangeTracker.Clear();
            var unit = await KnownAsync(unitId, stop).ConfigureAwait(false);
            var tube = await ScannedAsync(tubeCode, stop).ConfigureAwait(false);
            if (revision is { } seen && seen != tube.Revision) throw new RefusedStepException("changed-meanwhile", "", tube.Code, "", "");
            if (!tube.IsUsable) throw new RefusedStepException("not-usable", "tube", tube.Code, $"{tube.State}");
            if (tube.Site != unit.Site) throw new RefusedStepException("other-site", "tube", tube.Site);
            if (!unit.HoldsTubes) throw new RefusedStepException("holds-no-tubes", "unit", unit.Path);
            Slot? place = unit.Slots is null ? null : slot ?? await FirstFreeAsync(unit, stop).ConfigureAwait(false);
            if (place is { } p)
            {
                if (p.Row > unit.Rows || p.Column > unit.Columns) throw new RefusedStepException("outside-grid", "slot", p.Text, $"{new Slot(unit.Rows!.Value, unit.Columns!.Value).Text}");
                var there = await db.Tubes.Where(t => t.StorageId == unit.Id && t.Row == p.Row && t.Column == p.Column && t.Id != tube.Id).Select(t => t.Code).SingleOrDefaultAsync(stop).ConfigureAwait(false);
                if (there is not null) throw new RefusedStepException("slot-taken", "slot", p.Text, there);
            }
            var back = tube.State == TubeState.CheckedOut;
            await Qualified.DemandAsync(db, LabTask.Receive, clock.GetUtcNow(), 1, stop).ConfigureAwait(false);
            tube.Place(unit, place?.Row, place?.Column);
            db.Add(new TubeEvent(tube.Id, back ? TubeEventKind.CheckedIn : TubeEventKind.Placed, clock.GetUtcNow(), db.Actor.Name, $"{unit.Path}{(place is { } s ? " / " + s.Text : "")}"));
            await db.SaveChangesAsync(stop).ConfigureAwait(false);
            await transaction.CommitAsync(stop).ConfigureAwait(false);
            return (tube, place);
        }
    }

    /// <summary>Units of a site that hold tubes and have the most room first; grids only.</summary>
    public async Task<IReadOnlyList<UnitUse>> WithRoomAsync(string site, int needed, int take = 50, CancellationToken stop = default)
    {
        if (!db.Actor.Sees(site)) return [];
        var found = await db.StorageUnits.AsNoTracking().Where(u => u.Site == site && u.Kind == StorageKind.Box)
            .Select(u => new { u, Tubes = db.Tubes.Count(t => t.StorageId == u.Id) })
            .Where(u => u.u.Rows * u.u.Columns - u.Tubes >= needed).OrderBy(u => u.u.Rows * u.u.Columns - u.Tubes).ThenBy(u => u.u.Id).Take(take).ToListAsync(stop).ConfigureAwait(false);
        return [.. found.Select(f => new UnitUse(f.u, f.Tubes))];
    }

    async Task<Slot> FirstFreeAsync(StorageUnit unit, CancellationToken stop)
    {
        var taken = (await db.Tubes.AsNoTracking().Where(t => t.StorageId == unit.Id).Select(t => new { t.Row, t.Column }).ToListAsync(stop).ConfigureAwait(false)).ToHashSet();
        for (var row = 1; row <= unit.Rows; row++)
            for (var column = 1; column <= unit.Columns; column++)
                if (!taken.Contains(new { Row = (int?)row, Column = (int?)column })) return new Slot(row, column);
        throw new RefusedStepException("no-room", "unit", unit.Path);
    }

    async Task<StorageUnit> KnownAsync(Guid id, CancellationToken stop) =>
        await db.StorageUnits.SingleOrDefaultAsync(u => u.PublicId == id, stop).ConfigureAwait(false) is { } unit && db.Actor.Sees(unit.Site) ? unit : throw new RefusedStepException("unknown-unit", "unit");

    async Task<Tube> ScannedAsync(string? typed, CancellationToken stop)
    {
        var code = LabelCode.Normal(typed);
        if (code.Length == 0) throw new RefusedStepException("empty", "tube");
        if (await db.Tubes.SingleOrDefaultAsync(t => t.Code == code, stop).ConfigureAwait(false) is { } tube && db.Actor.Sees(tube.Site)) return tube;
        throw new RefusedStepException(LabelCode.IsWhole(code, LabelCode.Tube) ? "unknown-tube-code" : "misread-code", "tube", code);
    }
}
