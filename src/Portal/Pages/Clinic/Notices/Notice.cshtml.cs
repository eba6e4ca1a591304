using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Clinic.Notices;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Clinic.Notices;

/// <summary>One critical value: since when it waits, who was told, and what was done.</summary>
internal sealed class NoticeModel(NoticeQueries notices, NoticeService service, CurrentUser who, TimeProvider time) : ListPage(time)
{
    public NoticeFile Shown { get; private set; } = null!;
    public Moment Now { get; } = Moment.Of(time.GetUtcNow());
    /// <summary>Who reads it here is told by it: a clinician. Everybody else tells one by telephone.</summary>
    public bool IsClinician => who.Is(Role.Clinician);
    public bool MayReadVerdict => Access.RouteAccess.Of("/subjects/{id:guid}/verdict")!.Allows(who, "GET");

    [BindProperty]
    public NoticeWay Way { get; set; }
    [BindProperty]
    public string? Told { get; set; }
    [BindProperty]
    public string? At { get; set; }
    [BindProperty]
    public List<string> ReadBack { get; set; } = [];
    [BindProperty]
    public string? Done { get; set; }

    public IEnumerable<(string, string)> Ways =>
        (IsClinician ? new[] { NoticeWay.Portal, NoticeWay.Telephone } : [NoticeWay.Telephone])
        .Select(way => ($"{way}", Texts.Get($"notice.way.{way}")));

    public static IEnumerable<(string, string)> ReadBackChoice => [("yes", Texts.Get("notice.read-back.yes"))];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        (Way, At) = (IsClinician ? NoticeWay.Portal : NoticeWay.Telephone, Typed(Now));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (!Ways.Any(way => way.Item1 == $"{Way}")) Way = NoticeWay.Telephone;
        var at = Way == NoticeWay.Telephone ? Time(nameof(At), At) : null;
        if (!ModelState.IsValid) return Page();
        if (!await DoneAsync(() => service.AcknowledgeAsync(id, new(Way, Told, at, ReadBack.Count > 0, Done), stop))) return Page();
        Say("notice.acknowledged-now");
        return RedirectToPage(new { id });
    }

    async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        if (await notices.FindAsync(id, stop) is not { } found) return false;
        Shown = found;
        return true;
    }
}
