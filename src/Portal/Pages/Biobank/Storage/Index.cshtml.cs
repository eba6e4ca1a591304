using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Data;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Biobank.Storage;

/// <summary>The sites, and where there is room.</summary>
internal sealed class IndexModel(LimsDb db, StorageService desk, CurrentUser who, TimeProvider time) : ListPage(time)
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
        if (await DoneAsync(() => desk.AddAsync(null, StorageKind.Site, Name, Code, null, null, stop)))
        {
            Say("saved");
            return RedirectToPage();
        }
        await LoadAsync(stop);
        return Page();
    }

    async Task LoadAsync(CancellationToken stop)
    {
        Sites = await db.StorageUnits().AsNoTracking().Where(u => u.Kind == StorageKind.Site).OrderBy(u => u.Name)
            .ToListAsync(stop);
        var room = new List<UnitUse>();
        foreach (var site in Sites.Take(20))
            room.AddRange(await desk.WithRoomAsync(site.Code, Math.Clamp(Slots, 1, 5000), 10, stop));
        Room = room;
    }
}
