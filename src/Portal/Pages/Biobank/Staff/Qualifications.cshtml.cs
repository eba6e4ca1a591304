using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Biobank.Staff;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Biobank.Staff;

/// <summary>Who may do which task, and whose certificate ends soon.</summary>
internal sealed class QualificationsModel(StaffQueries staff, StaffService service, CurrentUser who, TimeProvider time)
    : ListPage(time)
{
    readonly TimeProvider clock = time;
    const int Soon = 60;

    /// <summary>Only certificates that end soon.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Ending { get; set; }

    public IReadOnlyList<Qualification> Found { get; private set; } = [];
    public bool MayWrite => who.Is(Role.Administrator);
    public DateOnly Today => DateOnly.FromDateTime(clock.GetLocalNow().DateTime);

    [BindProperty]
    public string? Person { get; set; }
    [BindProperty]
    public LabTask Task { get; set; }
    [BindProperty]
    public string? Certificate { get; set; }
    [BindProperty]
    public string? ValidUntil { get; set; }

    public System.Threading.Tasks.Task OnGetAsync(CancellationToken stop) => LoadAsync(stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!MayWrite) return Forbid();
        if (!DateOnly.TryParseExact(ValidUntil, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var until)) Refuse(nameof(ValidUntil), "not-a-date");
        if (ModelState.IsValid && await DoneAsync(() => service.CertifyAsync(Person, Task, Certificate, until, stop)))
        {
            Say("saved");
            return RedirectToPage();
        }
        await LoadAsync(stop);
        return Page();
    }

    /// <summary>The look of a certificate: ended, ending soon, or good.</summary>
    public string StateOf(Qualification q) =>
        q.ValidUntil < Today ? "alarm" : q.ValidUntil < Today.AddDays(Soon) ? "watch" : "good";

    async System.Threading.Tasks.Task LoadAsync(CancellationToken stop) =>
        Found = Opened(Ending ? await staff.EndingAsync(Today, Wanted, stop) : await staff.ListAsync(Today, Wanted, stop));
}
