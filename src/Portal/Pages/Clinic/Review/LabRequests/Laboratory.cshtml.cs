using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Clinic.Review.LabRequests;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Clinic.Review.LabRequests;

/// <summary>What reviewers ask of the laboratory: the next due first.</summary>
internal sealed class LaboratoryModel(LabRequestQueries requests, LabRequestService service, AccountService accounts, TimeProvider time)
    : ListPage(time)
{
    readonly TimeProvider clock = time;
    IReadOnlyDictionary<string, string> names = new Dictionary<string, string>();

    public IReadOnlyList<AskedRequest> Found { get; private set; } = [];

    /// <summary>Name of a state; anything else for the open ones.</summary>
    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }
    /// <summary>Public id of the request that is answered.</summary>
    [BindProperty]
    public Guid Request1 { get; set; }
    [BindProperty]
    public string? Answer { get; set; }

    public LabRequestState Wants => Enum.TryParse<LabRequestState>(State, out var s) && Enum.IsDefined(s) ? s : LabRequestState.Open;

    public Task OnGetAsync(CancellationToken stop) => LoadAsync(stop);

    public Task<IActionResult> OnPostDoneAsync(CancellationToken stop) =>
        CloseAsync(() => service.DoneAsync(Request1, Answer, stop), "lab-request.done-now", stop);

    public Task<IActionResult> OnPostCancelAsync(CancellationToken stop) =>
        CloseAsync(() => service.CancelAsync(Request1, Answer, stop), "lab-request.cancelled-now", stop);

    /// <summary>How a person is called.</summary>
    public string NameOf(string account) => names.GetValueOrDefault(account, account);

    public bool IsOverdue(LabRequest request) => request.State == LabRequestState.Open && request.Due.Latest < clock.GetUtcNow();

    /// <summary>Open requests as choices.</summary>
    public IEnumerable<(string, string)> Open => Found.Where(f => f.Request.State == LabRequestState.Open)
        .Select(f => ($"{f.Request.PublicId}",
            Texts.Get("lab-request.choice", f.Subject.Code, Texts.Get("lab-request-kind." + f.Request.Kind), f.Request.Target)));

    async Task<IActionResult> CloseAsync(Func<Task> step, string said, CancellationToken stop)
    {
        if (await DoneAsync(step))
        {
            Say(said);
            return LocalRedirect("/requests/laboratory");
        }
        await LoadAsync(stop);
        return Page();
    }

    async Task LoadAsync(CancellationToken stop) => (Found, names) =
        (Opened(await requests.ListAsync(Wants, Wanted, stop)), await accounts.DisplayNamesAsync(stop));
}
