using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Biobank.Transfers;
using Thrombophilia.Lims.Data;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Biobank.Samples;

/// <summary>
/// The tubes of one's sites, the newest first. Whatever is scanned here opens: a tube, a box, a parcel or a request.
/// </summary>
internal sealed class IndexModel(LimsDb db, TimeProvider time) : ListPage(time)
{
    /// <summary>A scanned or typed code, or the beginning of one.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>A state; null for all.</summary>
    [BindProperty(SupportsGet = true)]
    public TubeState? State { get; set; }

    /// <summary>Only tubes without a place.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Loose { get; set; }

    public IReadOnlyList<(Tube Tube, string? Path)> Found { get; private set; } = [];

    public static IEnumerable<(string, string)> States => [("", Texts.Get("any")), .. Choices<TubeState>("tube-state")];

    public async Task<IActionResult> OnGetAsync(CancellationToken stop)
    {
        var code = LabelCode.Normal(Q);
        if (await OpenedAsync(code, stop) is { } whole) return whole;
        var parts = db.PerSite(Asked(code), site => t => t.Site == site);
        // Codes are given out in order: by code they stand as by number, and the beginning of a code is looked up in
        // the index that orders them.
        var page = code.Length > 0 ? await ByKeyAsync(parts, t => t.Code, t => t.Code, stop)
            : await ByKeyAsync(parts, t => t.Id, t => t.Id, stop);
        var units = page.Select(t => t.StorageId).OfType<int>().Distinct().ToList();
        var paths =
            await db.StorageUnits().AsNoTracking().Where(u => units.Contains(u.Id))
            .ToDictionaryAsync(u => u.Id, u => u.Path, stop);
        Found = [
            .. page.Select(
                t => (t, t.StorageId is { } unit
                    ? paths[unit] + (t.Row is { } row ? $" / {new Slot(row, t.Column!.Value).Text}" : "") : null))];
        return Page();
    }

    IQueryable<Tube> Asked(string code)
    {
        var tubes = db.Tubes().AsNoTracking();
        if (code.Length > 0)
        {
            var end = code + "\uffff";
            tubes = tubes.Where(t => string.Compare(t.Code, code) >= 0 && string.Compare(t.Code, end) < 0);
        }
        if (State is { } state) tubes = tubes.Where(t => t.State == state);
        if (Loose) tubes = tubes.Where(t => t.StorageId == null && t.State == TubeState.Present);
        return tubes;
    }

    async Task<IActionResult?> OpenedAsync(string code, CancellationToken stop)
    {
        if (code.Length == 0) return null;
        if (await db.Tubes().AsNoTracking().SingleOrDefaultAsync(t => t.Code == code, stop) is { } tube)
            return Redirect($"/tubes/{tube.PublicId}");
        if (await db.StorageUnits().AsNoTracking().SingleOrDefaultAsync(u => u.Code == code, stop) is { } unit)
            return Redirect($"/storage/{unit.PublicId}");
        if (await db.Shipments().AsNoTracking().SingleOrDefaultAsync(s => s.Code == code, stop) is { } parcel)
            return Redirect($"/shipments/{parcel.PublicId}");
        if (await db.Distributions().AsNoTracking().SingleOrDefaultAsync(d => d.Code == code, stop) is { } asked)
            return Redirect($"/distributions/{asked.PublicId}");
        return null;
    }
}
