using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Biobank.Transfers;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Biobank.Transfers.Shipments;

/// <summary>One shipment: its list, and its receipt tube by tube.</summary>
internal sealed class ShipmentModel(ShipmentQueries shipments, ShipmentService service, CurrentUser who, TimeProvider time)
    : ListPage(time)
{
    public Shipment Shipment { get; private set; } = null!;
    public IReadOnlyList<ShippedRow> Tubes { get; private set; } = [];
    public bool MayReceive =>
        Shipment.Received is null && who.Sees(Shipment.To) && (who.Is(Role.Technician) || who.Is(Role.Administrator));

    [BindProperty]
    public string? Tube { get; set; }
    [BindProperty]
    public bool Damaged { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop) =>
        await LoadAsync(id, stop) ? Page() : NotFound();

    public Task<IActionResult> OnPostConfirmAsync(Guid id, CancellationToken stop) =>
        StepAsync(id, () => service.ConfirmAsync(id, Tube, Damaged ? ShippedState.Damaged : ShippedState.Arrived, stop),
        "ship.confirmed", stop);

    public Task<IActionResult> OnPostCloseAsync(Guid id, CancellationToken stop) =>
        StepAsync(id, () => service.CloseAsync(id, stop), "ship.closed-now", stop);

    async Task<IActionResult> StepAsync(Guid id, Func<Task> step, string said, CancellationToken stop)
    {
        if (await DoneAsync(step))
        {
            Say(said, Tube ?? "");
            return RedirectToPage(new { id });
        }
        return await LoadAsync(id, stop) ? Page() : NotFound();
    }

    async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        if (await shipments.FindAsync(id, stop) is not { } found) return false;
        (Shipment, Tubes) = found;
        return true;
    }
}
