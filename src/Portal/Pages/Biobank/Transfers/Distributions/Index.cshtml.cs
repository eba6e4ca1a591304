using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Biobank.Transfers;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Biobank.Transfers.Distributions;

/// <summary>Tubes that are asked for, to be given away for good: what waits stands first.</summary>
internal sealed class IndexModel(DistributionQueries distributions, StorageQueries storage, DistributionService service,
    TimeProvider time) : ListPage(time)
{
    public IReadOnlyList<DistributionRow> Found { get; private set; } = [];
    public IReadOnlyList<(string, string)> Sites { get; private set; } = [];

    [BindProperty]
    public string? Site { get; set; }
    [BindProperty]
    public string? Recipient { get; set; }
    [BindProperty]
    public string? Purpose { get; set; }
    /// <summary>Codes of tubes, one a line: a scanner ends each with a new line.</summary>
    [BindProperty]
    public string? Tubes { get; set; }

    public Task OnGetAsync(CancellationToken stop) => LoadAsync(stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Distribution? asked = null;
        if (ModelState.IsValid
            && await DoneAsync(
            async () => asked = await service.RequestAsync(Site, Recipient, Purpose, Codes(Tubes), stop)))
        {
            Say("distribution.asked", asked!.Code);
            return RedirectToPage("Distribution", new { id = asked.PublicId });
        }
        await LoadAsync(stop);
        return Page();
    }

    async Task LoadAsync(CancellationToken stop)
    {
        Sites = Choices(await storage.SiteCodesAsync(stop));
        Found = Opened(await distributions.ListAsync(Wanted, stop));
    }
}
