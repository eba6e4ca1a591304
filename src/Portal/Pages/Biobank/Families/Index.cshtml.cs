using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Biobank.Families;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Biobank.Families;

/// <summary>The families of one's sites, the newest first.</summary>
internal sealed class IndexModel(FamilyQueries families, StorageQueries storage, FamilyService service, CurrentUser who,
    TimeProvider time) : ListPage(time)
{
    /// <summary>The beginning of the code of a family, or the code of a person in it.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }
    [BindProperty]
    public string? Code { get; set; }
    [BindProperty]
    public string? Site { get; set; }

    public IReadOnlyList<FamilyRow> Found { get; private set; } = [];
    public IReadOnlyList<(string, string)> Sites { get; private set; } = [];
    public bool MayWrite => who.Is(Role.Technician) || who.Is(Role.Administrator);

    public Task OnGetAsync(CancellationToken stop) => LoadAsync(stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Family? made = null;
        if (ModelState.IsValid && await DoneAsync(async () => made = await service.RegisterAsync(Code, Site, stop)))
        {
            Say("families.registered");
            return RedirectToPage("Family", new { id = made!.PublicId });
        }
        await LoadAsync(stop);
        return Page();
    }

    async Task LoadAsync(CancellationToken stop)
    {
        Sites = Choices(await storage.SiteCodesAsync(stop));
        Found = Opened(await families.ListAsync(Q, Wanted, stop));
    }
}
