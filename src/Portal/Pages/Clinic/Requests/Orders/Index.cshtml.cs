using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Requests;
using Thrombophilia.Portal.Access;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Clinic.Requests.Orders;

/// <summary>Test requests: what is urgent first, then by the time when it is due; or those of one person.</summary>
internal sealed class IndexModel(RequestFileQueries requests, SubjectQueries subjects, RequestRules rules, CurrentUser who,
    TimeProvider time) : ListPage(time)
{
    public IReadOnlyList<RequestRow> Found { get; private set; } = [];
    /// <summary>The person whose requests are shown; null for everybody's.</summary>
    public Subject? Of { get; private set; }
    /// <summary>What is answered or cancelled is shown.</summary>
    [BindProperty(SupportsGet = true, Name = "closed")]
    public bool Closed { get; set; }
    public bool MayOpen(string route) => RouteAccess.Of(route)!.Allows(who, HttpMethods.Get);
    public bool MayAsk => RouteAccess.Of("/requests/new")!.Allows(who, HttpMethods.Post);

    /// <summary>The tests, each with a word where it is done.</summary>
    public string TestsOf(RequestRow row) => Texts.List(row.Progress.Tests.Select(t =>
    {
        var name = rules.Test(t.Test.Test)?.Name.In() ?? t.Test.Test;
        return t.IsDone ? Texts.Get("request.test-done", name) : name;
    }));

    public async Task<IActionResult> OnGetAsync(Guid? subject, CancellationToken stop)
    {
        if (subject is not { } id) Found = Opened(await requests.ListAsync(!Closed, Wanted, stop));
        else if ((Of = await subjects.FindAsync(id, stop)) is null) return NotFound();
        else Found = await requests.OfAsync(id, stop);
        return Page();
    }
}
