using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Biobank.Transfers;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Biobank.Transfers.Shipments;

/// <summary>Shipments between sites: those on their way first.</summary>
internal sealed class IndexModel(ShipmentQueries shipments, StorageQueries storage, ShipmentService service,
    CurrentUser who, TimeProvider time) : ListPage(time)
{
    /// <summary>Only those on their way to the user's sites.</summary>
    [BindProperty(SupportsGet = true)]
    public bool ToReceive { get; set; }

    public IReadOnlyList<ShipmentRow> Found { get; private set; } = [];
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
        if (await DoneAsync(async () => sent = await service.SendAsync(From, To, Codes(Tubes), Note, stop)))
        {
            Say("ship.sent", sent!.Code);
            return RedirectToPage("Shipment", new { id = sent.PublicId });
        }
        await LoadAsync(stop);
        return Page();
    }

    async Task LoadAsync(CancellationToken stop)
    {
        Found = Opened(await shipments.ListAsync(Wanted, ToReceive, stop));
        All = [.. (await storage.EverySiteAsync(stop)).Select(u => (u.Code, $"{u.Name} ({u.Code})"))];
        Own = [.. All.Where(s => who.Sees(s.Item1))];
    }
}
