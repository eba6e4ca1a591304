using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Clinic.Requests.Referrals;
using Thrombophilia.Portal.Access;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Clinic.Requests.Referrals;

/// <summary>One referral and its way, for both sites where it goes between two of ours.</summary>
internal sealed class ReferralModel(ReferralQueries referrals, ReferralService service, CurrentUser who, TimeProvider time) : ListPage(time)
{
    public ReferralFile Shown { get; private set; } = null!;
    public bool MayWrite => RouteAccess.Of("/referrals/{id:guid}")!.Allows(who, HttpMethods.Post);
    /// <summary>The person is of a site of whoever looks.</summary>
    public bool IsOwn => who.Sees(Shown.Row.Subject.Site);

    [BindProperty]
    public string? Reason { get; set; }
    [BindProperty]
    public string? SentBy { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop) => await LoadAsync(id, stop) ? Page() : NotFound();

    public Task<IActionResult> OnPostAcceptAsync(Guid id, CancellationToken stop) =>
        StepAsync(id, () => service.AcceptAsync(id, stop), stop);

    public Task<IActionResult> OnPostRefuseAsync(Guid id, CancellationToken stop) =>
        StepAsync(id, () => service.RefuseAsync(id, Reason, stop), stop);

    public Task<IActionResult> OnPostArriveAsync(Guid id, CancellationToken stop) =>
        StepAsync(id, () => service.ArriveAsync(id, stop), stop);

    public Task<IActionResult> OnPostReturnAsync(Guid id, CancellationToken stop) =>
        StepAsync(id, () => service.ReturnAsync(id, SentBy, stop), stop);

    public Task<IActionResult> OnPostCloseAsync(Guid id, CancellationToken stop) =>
        StepAsync(id, () => service.CloseAsync(id, stop), stop);

    async Task<IActionResult> StepAsync(Guid id, Func<Task> step, CancellationToken stop)
    {
        if (await DoneAsync(step))
        {
            Say("saved");
            return RedirectToPage(new { id });
        }
        return await LoadAsync(id, stop) ? Page() : NotFound();
    }

    async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        if (await referrals.FindAsync(id, who.MayReadNames, stop) is not { } found) return false;
        Shown = found;
        return true;
    }
}
