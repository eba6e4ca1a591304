using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Data;

namespace Thrombophilia.Lims.Biobank.Transfers;

/// <summary>What can bear a code that is scanned.</summary>
public enum ScannedKind
{
    /// <summary>A tube.</summary>
    Tube,
    /// <summary>A unit of the storage.</summary>
    StorageUnit,
    /// <summary>A shipment.</summary>
    Shipment,
    /// <summary>A distribution.</summary>
    Distribution,
}

/// <summary>What bears a code.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its public id.</param>
public sealed record Scanned(ScannedKind Kind, Guid Id);

/// <summary>Finds what was scanned, among everything that bears a label.</summary>
public sealed class ScanQueries(LimsDb db)
{
    /// <summary>What bears a code; null where the actor sees nothing that does.</summary>
    /// <param name="code">A whole code, as <see cref="LabelCode.Normal"/> gives it.</param>
    /// <param name="stop">Ends it.</param>
    public async Task<Scanned?> FindAsync(string code, CancellationToken stop = default)
    {
        if (string.IsNullOrEmpty(code)) return null;
        if (await db.Tubes().AsNoTracking().SingleOrDefaultAsync(t => t.Code == code, stop) is { } tube)
            return new(ScannedKind.Tube, tube.PublicId);
        if (await db.StorageUnits().AsNoTracking().SingleOrDefaultAsync(u => u.Code == code, stop) is { } unit)
            return new(ScannedKind.StorageUnit, unit.PublicId);
        if (await db.Shipments().AsNoTracking().SingleOrDefaultAsync(s => s.Code == code, stop) is { } shipment)
            return new(ScannedKind.Shipment, shipment.PublicId);
        if (await db.Distributions().AsNoTracking().SingleOrDefaultAsync(d => d.Code == code, stop) is { } asked)
            return new(ScannedKind.Distribution, asked.PublicId);
        return null;
    }
}
