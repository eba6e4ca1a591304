using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Transfers;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Biobank.Transfers.Distributions;

/// <summary>One request: its tubes, the approval of somebody else, and the day they leave.</summary>
internal sealed class DistributionModel(DistributionQueries distributions, DistributionService service, CurrentUser who,
    TimeProvider time) : ListPage(time)
{
    public Distribution Asked { get; private set; } = null!;
    public IReadOnlyList<Tube> Tubes { get; private set; } = [];
    public bool IsOwn => Asked.RequestedBy == who.Name;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop) =>
        await LoadAsync(id, stop) ? Page() : NotFound();

    public Task<IActionResult> OnPostApproveAsync(Guid id, CancellationToken stop) =>
        StepAsync(id, () => service.ApproveAsync(id, stop), "distribution.approved-now", stop);

    public Task<IActionResult> OnPostGiveAsync(Guid id, CancellationToken stop) =>
        StepAsync(id, () => service.GiveAsync(id, stop), "distribution.given-now", stop);

    async Task<IActionResult> StepAsync(Guid id, Func<Task> step, string said, CancellationToken stop)
    {
        if (await DoneAsync(step))
        {
            Say(said);
            return RedirectToPage(new { id });
        }
        return await LoadAsync(id, stop) ? Page() : NotFound();
    }

    async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        if (await distributions.FindAsync(id, stop) is not { } found) return false;
        (Asked, Tubes) = found;
        return true;
    }
}
