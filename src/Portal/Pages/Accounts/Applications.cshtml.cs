using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Portal.Accounts.Applications;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Accounts;

/// <summary>Every program that may read through the interface.</summary>
internal sealed class ApplicationsModel(ApplicationService service, TimeProvider time) : PortalPage
{
    /// <summary>The token to disable.</summary>
    [BindProperty]
    public Guid Id { get; set; }

    public IReadOnlyList<ApplicationToken> Found { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop) => Found = await service.ListAsync(stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!Refused("", await service.DisableAsync(Id, stop)))
        {
            Say("applications.disabled.said");
            return RedirectToPage();
        }
        await OnGetAsync(stop);
        return Page();
    }

    /// <summary>A moment in the site's own time.</summary>
    public string Local(DateTimeOffset at) => Clock(TimeZoneInfo.ConvertTime(at, time.LocalTimeZone));

    /// <summary>The word on a token, with its look.</summary>
    public (string Kind, string Word) StateOf(ApplicationToken token) => token.RefusalAt(time.GetUtcNow()) switch
    {
        null => ("good", Texts.Get("applications.until", Local(token.Expires))),
        "token-disabled" => ("still", Texts.Get("applications.disabled", Local(token.Disabled!.Value))),
        _ => ("watch", Texts.Get("applications.expired", Local(token.Expires))),
    };
}
