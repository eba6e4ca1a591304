using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Clinic.Requests.Consultations;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Portal.Access;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Clinic.Requests.Consultations;

/// <summary>One consultation: who was asked what, how fast they answered, and what was decided. Made to be printed.</summary>
internal sealed class ConsultationModel(ConsultationQueries consultations, ConsultationService service, CurrentUser who, TimeProvider time)
    : ListPage(time)
{
    readonly TimeProvider clock = time;

    public ConsultationFile Shown { get; private set; } = null!;
    public bool MayWrite => RouteAccess.Of("/consultations/{id:guid}")!.Allows(who, HttpMethods.Post);
    /// <summary>Departments that have not answered.</summary>
    public IEnumerable<(string, string)> Waiting =>
        Shown.Invites.Where(i => i.Responded is null).Select(i => ($"{i.PublicId}", i.Department));
    public static IEnumerable<(string, string)> Coming =>
        [(bool.TrueString, Texts.Get("consultation.will-come")), (bool.FalseString, Texts.Get("consultation.will-not-come"))];

    [BindProperty]
    public Guid Invite { get; set; }
    [BindProperty]
    public bool Comes { get; set; } = true;
    [BindProperty]
    public string? RespondedBy { get; set; }
    [BindProperty]
    public string? At { get; set; }
    [BindProperty]
    public string? Participants { get; set; }
    [BindProperty]
    public string? Outcome { get; set; }
    [BindProperty]
    public string? Decision { get; set; }
    [BindProperty]
    public string? Responsible { get; set; }
    [BindProperty]
    public string? Until { get; set; }
    [BindProperty]
    public string? Reason { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        At = Typed(Moment.Of(clock.GetUtcNow()));
        return await LoadAsync(id, stop) ? Page() : NotFound();
    }

    public Task<IActionResult> OnPostRespondAsync(Guid id, CancellationToken stop) =>
        StepAsync(id, () => service.RespondAsync(id, Invite, Comes, RespondedBy, null, stop), stop);

    public Task<IActionResult> OnPostMeetAsync(Guid id, CancellationToken stop)
    {
        var at = Time(nameof(At), At);
        return StepAsync(id, () => service.MeetAsync(id, at, Participants, stop), stop);
    }

    public Task<IActionResult> OnPostConcludeAsync(Guid id, CancellationToken stop) =>
        StepAsync(id, () => service.ConcludeAsync(id, Outcome, stop), stop);

    public Task<IActionResult> OnPostDecideAsync(Guid id, CancellationToken stop)
    {
        if (!DateOnly.TryParseExact(Until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until))
            Refuse(nameof(Until), "not-a-date");
        return StepAsync(id, () => service.DecideAsync(id, Decision, Responsible, until, stop), stop);
    }

    public Task<IActionResult> OnPostCloseAsync(Guid id, CancellationToken stop) =>
        StepAsync(id, () => service.CloseAsync(id, stop), stop);

    public Task<IActionResult> OnPostCancelAsync(Guid id, CancellationToken stop) =>
        StepAsync(id, () => service.CancelAsync(id, Reason, stop), stop);

    async Task<IActionResult> StepAsync(Guid id, Func<Task> step, CancellationToken stop)
    {
        if (ModelState.IsValid && await DoneAsync(step))
        {
            Say("saved");
            return RedirectToPage(new { id });
        }
        return await LoadAsync(id, stop) ? Page() : NotFound();
    }

    async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        if (await consultations.FindAsync(id, who.MayReadNames, stop) is not { } found) return false;
        Shown = found;
        return true;
    }
}
