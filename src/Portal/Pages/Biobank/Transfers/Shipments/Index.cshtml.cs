using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Biobank.Transfers;
using Thrombophilia.Lims.Data;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Biobank.Transfers.Shipments;

/// <summary>Parcels between sites: those on their way first.</summary>
internal sealed class IndexModel(LimsDb db, ShipmentService desk, TimeProvider time) : ListPage(time)
{
    public IReadOnlyList<(Shipment Parcel, int Tubes, int Odd)> Found { get; private set; } = [];
    public IReadOnlyList<(string, string)> Own { get; private set; } = [];
    public IReadOnlyList<(string, string)> All { get; private set; } = [];

    [BindProperty]
    public string? From { get; set; }
    [BindProperty]
    public string? To { get; set; }
    /// <summary>Codes of tubes, one a line: a scanner ends each with a new line.</summary>
    [BindProperty]
    public string? Tubes { get; set; }
    [BindProperty]
    public string? Note { get; set; }

    public Task OnGetAsync(CancellationToken stop) => LoadAsync(stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Shipment? sent = null;
        if (await DoneAsync(async () => sent = await desk.SendAsync(From, To, Codes(Tubes), Note, stop)))
        {
            Say("ship.sent", sent!.Code);
            return RedirectToPage("Shipment", new { id = sent.PublicId });
        }
        await LoadAsync(stop);
        return Page();
    }

    async Task LoadAsync(CancellationToken stop)
    {
        var parcels = db.Shipments().AsNoTracking();
        var found = await parcels.OrderBy(s => s.Received != null).ThenByDescending(s => s.Id)
            .Select(s => new
            {
                s,
                Tubes = db.ShippedTubes().Count(t => t.ShipmentId == s.Id),
                Odd = db.ShippedTubes()
            .Count(t => t.ShipmentId == s.Id && (t.State == ShippedState.Missing || t.State == ShippedState.Damaged))
            })
            .Skip(Skip).Take(PageSize + 1).ToListAsync(stop);
        Found = [.. Paged(found).Select(f => (f.s, f.Tubes, f.Odd))];
        // A shipment may go to every site.
        All = [.. (await db.StorageUnits().OfEverySite().AsNoTracking().Where(u => u.Kind == StorageKind.Site)
            .OrderBy(u => u.Name).ToListAsync(stop)).Select(u => (u.Code, $"{u.Name} ({u.Code})"))];
        Own = [.. All.Where(s => db.IsOwnSite(s.Item1))];
    }
}
