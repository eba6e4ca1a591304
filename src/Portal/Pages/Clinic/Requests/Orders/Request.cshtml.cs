using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims;
using Thrombophilia.Lims.Clinic.Requests;
using Thrombophilia.Lims.Clinic.Requests.Orders;
using Thrombophilia.Portal.Access;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Clinic.Requests.Orders;

/// <summary>One test request: what was asked, what there is of it, and how long each step took.</summary>
internal sealed class RequestModel(RequestFileQueries requests, OrderService service, RequestRules rules, CurrentUser who,
    TimeProvider time) : ListPage(time)
{
    readonly TimeProvider clock = time;

    public RequestFile Shown { get; private set; } = null!;
    public bool MayCancel => RouteAccess.Of("/requests/{id:guid}")!.Allows(who, HttpMethods.Post);
    public bool MayReceive => RouteAccess.Of("/subjects/{id:guid}/receive")!.Allows(who, HttpMethods.Post);
    /// <summary>The conclusion that rests on it, for who may read it; else null.</summary>
    public Guid? Conclusion => RouteAccess.Of("/conclusions/{id:guid}")!.Allows(who, HttpMethods.Get) ? Shown.Conclusion : null;
    public IEnumerable<(string, string)> Usable => Shown.Others.Select(s => ($"{s.PublicId}",
        $"{s.Code}, {(s.Type is { } type ? Texts.Find("type." + type) ?? type : Texts.Get("not-recorded"))}, {When(s.Received)}"));

    public string Consent => Shown.Consent switch
    {
        null => Texts.Get("consent.none"),
        { Withdrawn: { } at } c => Texts.Get("consent.withdrawn", When(at), c.WithdrawnBy ?? ""),
        _ => Texts.Get("consent.holds"),
    };

    [BindProperty]
    public string? Reason { get; set; }
    [BindProperty]
    public Guid Sample { get; set; }

    public string NameOf(TestProgress test) => PageText.Sentence(rules.Test(test.Test.Test)?.Name.In() ?? test.Test.Test);
    public bool IsOverdue(TestProgress test) => Shown.Row.Request.IsOpen && test.Test.Due.At < clock.GetUtcNow();
    public static string MaterialsOf(TestProgress test) =>
        Texts.List(test.Test.Samples.Split(';').Select(type => Texts.Find("type." + type) ?? type));

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop) => await LoadAsync(id, stop) ? Page() : NotFound();

    public Task<IActionResult> OnPostCancelAsync(Guid id, CancellationToken stop) =>
        StepAsync(id, () => service.CancelAsync(id, Reason, stop), "request.cancelled-now", stop);

    public async Task<IActionResult> OnPostUseAsync(Guid id, CancellationToken stop) =>
        MayReceive ? await StepAsync(id, () => service.UseAsync(id, Sample, stop), "saved", stop) : Forbid();

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
        if (await requests.FindAsync(id, who.MayReadNames, stop) is not { } found) return false;
        Shown = found;
        return true;
    }
}
