using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Biobank.Storage;

/// <summary>The sites, and where there is room.</summary>
internal sealed class IndexModel(StorageQueries storage, StorageService service, CurrentUser who, TimeProvider time)
    : ListPage(time)
{
    public IReadOnlyList<StorageUnit> Sites { get; private set; } = [];
    public IReadOnlyList<UnitUse> Room { get; private set; } = [];
    public bool MayAdd => who.Is(Role.Administrator);

    [BindProperty]
    public string? Name { get; set; }
    [BindProperty]
    public string? Code { get; set; }

    /// <summary>Free slots that are needed in one box.</summary>
    [BindProperty(SupportsGet = true)]
    public int Slots { get; set; } = 1;

    public Task OnGetAsync(CancellationToken stop) => LoadAsync(stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!MayAdd) return Forbid();
        if (await DoneAsync(() => service.AddAsync(null, StorageKind.Site, Name, Code, null, null, stop)))
        {
            Say("saved");
            return RedirectToPage();
        }
        await LoadAsync(stop);
        return Page();
    }

    async Task LoadAsync(CancellationToken stop) =>
        (Sites, Room) = await storage.OverviewAsync(Math.Clamp(Slots, 1, 5000), stop);
}
