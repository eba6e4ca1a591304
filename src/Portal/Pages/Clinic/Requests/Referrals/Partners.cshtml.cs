using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Clinic.Requests.Referrals;
using Thrombophilia.Portal.Access;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Clinic.Requests.Referrals;

/// <summary>The institutions to which people are referred, or from which they come.</summary>
internal sealed class PartnersModel(ReferralQueries referrals, ReferralService service, StorageQueries storage, CurrentUser who,
    TimeProvider time) : ListPage(time)
{
    public IReadOnlyList<Partner> Found { get; private set; } = [];
    public IReadOnlyList<(string, string)> Sites { get; private set; } = [];
    public IEnumerable<(string, string)> Known => Found.Select(p => ($"{p.PublicId}", p.Name));
    public bool MayWrite => RouteAccess.Of("/partners")!.Allows(who, HttpMethods.Post);

    [BindProperty]
    public string? Name { get; set; }
    [BindProperty]
    public PartnerKind Kind { get; set; }
    [BindProperty]
    public string? Contact { get; set; }
    [BindProperty]
    public string? Site { get; set; }
    [BindProperty]
    public Guid Partner { get; set; }
    [BindProperty]
    public string? Changed { get; set; }

    public Task OnGetAsync(CancellationToken stop) => LoadAsync(stop);

    public Task<IActionResult> OnPostAsync(CancellationToken stop) =>
        StepAsync(() => service.RegisterAsync(Name, Kind, Contact, Site, stop), stop);

    public Task<IActionResult> OnPostReachAsync(CancellationToken stop) =>
        StepAsync(() => service.ReachAsync(Partner, Changed, stop), stop, ("contact", nameof(Changed)));

    async Task<IActionResult> StepAsync(Func<Task> step, CancellationToken stop, params (string, string)[] names)
    {
        if (await DoneAsync(step, names))
        {
            Say("saved");
            return RedirectToPage();
        }
        await LoadAsync(stop);
        return Page();
    }

    async Task LoadAsync(CancellationToken stop) => (Found, Sites) = (await referrals.PartnersAsync(stop),
        [("", Texts.Get("partner.no-site")), .. Choices(await storage.SiteCodesAsync(stop))]);
}
