using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Biobank.Storage;

/// <summary>One unit: what stands in it, or the map of a box that tubes are scanned into.</summary>
internal sealed class UnitModel(StorageQueries storage, StorageService service, CurrentUser who, TimeProvider time)
    : ListPage(time)
{
    UnitFile shown = null!;

    public StorageUnit Unit => shown.Unit;
    public IReadOnlyList<StorageUnit> Above => shown.Above;
    public IReadOnlyList<UnitUse> Inside { get; private set; } = [];
    public IReadOnlyDictionary<Slot, Tube> Grid => shown.Grid;
    /// <summary>The tubes of a unit without a grid.</summary>
    public IReadOnlyList<Tube> Loose => shown.Tubes;
    public int Tubes => shown.Tubes.Count;
    /// <summary>The slot that the next scan fills.</summary>
    public Slot? Next { get; private set; }
    public bool MayWrite => who.Is(Role.Technician) || who.Is(Role.Administrator);

    [BindProperty]
    public string? Tube { get; set; }
    /// <summary>Where the next tube goes, for example C7; empty takes the first free slot.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Slot { get; set; }
    [BindProperty]
    public StorageKind Kind { get; set; } = StorageKind.Box;
    [BindProperty]
    public string? Name { get; set; }
    [BindProperty]
    public int? Rows { get; set; } = 9;
    [BindProperty]
    public int? Columns { get; set; } = 9;
    [BindProperty]
    public string? From { get; set; }
    [BindProperty]
    public string? To { get; set; }
    [BindProperty]
    public string? Warmest { get; set; }
    [BindProperty]
    public string? Note { get; set; }

    /// <summary>Kinds that can stand in this unit.</summary>
    public IEnumerable<(string, string)> Kinds =>
        Enum.GetValues<StorageKind>().Where(k => k > Unit.Kind).Select(k => ($"{k}", Texts.Get($"storage-kind.{k}")));

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop) =>
        await LoadAsync(id, stop) ? Page() : NotFound();

    public async Task<IActionResult> OnPostPlaceAsync(Guid id, CancellationToken stop)
    {
        var slot = Lims.Biobank.Storage.Slot.Read(Slot);
        if (slot is null && !string.IsNullOrWhiteSpace(Slot)) Refuse(nameof(Slot), "not-a-slot");
        (Tube Tube, Slot? Slot)? placed = null;
        if (ModelState.IsValid
            && await DoneAsync(async () => placed = await service.PlaceAsync(Tube, null, id, slot, stop)))
        {
            Say("placed", placed!.Value.Tube.Code, placed.Value.Slot?.Text ?? "");
            return RedirectToPage(new { id });
        }
        return await LoadAsync(id, stop) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAddAsync(Guid id, CancellationToken stop)
    {
        if (ModelState.IsValid && await DoneAsync(() => service.AddAsync(id, Kind, Name, null, Rows, Columns, stop)))
        {
            Say("saved");
            return RedirectToPage(new { id });
        }
        return await LoadAsync(id, stop) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostWarmAsync(Guid id, CancellationToken stop)
    {
        var (from, to, warmest) = (Instant(nameof(From), From), Instant(nameof(To), To),
            Number(nameof(Warmest), Warmest));
        (Excursion Excursion, int Tubes)? recorded = null;
        if (ModelState.IsValid
            && await DoneAsync(async () => recorded = await service.TooWarmAsync(id, from, to, warmest, Note, stop)))
        {
            Say("excursion.recorded", recorded!.Value.Tubes);
            return Redirect($"/excursions/{recorded.Value.Excursion.PublicId}");
        }
        return await LoadAsync(id, stop) ? Page() : NotFound();
    }

    async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        if (await storage.FindAsync(id, Wanted, stop) is not { } found) return false;
        shown = found;
        Inside = Opened(found.Inside);
        Next = found.Next(Lims.Biobank.Storage.Slot.Read(Slot));
        return true;
    }

    /// <summary>The heading of a column.</summary>
    public static string Column(int column) => column.ToString(CultureInfo.InvariantCulture);
}
