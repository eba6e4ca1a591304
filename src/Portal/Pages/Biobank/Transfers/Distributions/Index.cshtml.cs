using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Transfers;
using Thrombophilia.Lims.Data;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Biobank.Transfers.Distributions;

/// <summary>Tubes that are asked for, to be given away for good: what waits stands first.</summary>
internal sealed class IndexModel(LimsDb db, DistributionService desk, TimeProvider time) : ListPage(time)
{
    public IReadOnlyList<(Distribution Asked, int Tubes)> Found { get; private set; } = [];
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
            async () => asked = await desk.RequestAsync(Site, Recipient, Purpose, Codes(Tubes), stop)))
        {
            Say("distribution.asked", asked!.Code);
            return RedirectToPage("Distribution", new { id = asked.PublicId });
        }
        await LoadAsync(stop);
        return Page();
    }

    async Task LoadAsync(CancellationToken stop)
    {
        Sites = await SitesAsync(db, stop);
        var asked = db.Distributions().AsNoTracking();
        var found = await asked.OrderBy(d => d.Given != null).ThenByDescending(d => d.Id)
            .Select(d => new { d, Tubes = db.DistributedTubes().Count(t => t.DistributionId == d.Id) }).Skip(Skip)
            .Take(PageSize + 1).ToListAsync(stop);
        Found = [.. Paged(found).Select(f => (f.d, f.Tubes))];
    }
}
