using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Requests.Consultations;
using Thrombophilia.Portal.Access;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Clinic.Requests.Consultations;

/// <summary>Consultations: what is urgent first, then by the time when an answer is due; or those of one person.</summary>
internal sealed class IndexModel(ConsultationQueries consultations, SubjectQueries subjects, CurrentUser who,
    TimeProvider time) : ListPage(time)
{
    public IReadOnlyList<ConsultationRow> Found { get; private set; } = [];
    /// <summary>The person whom they concern; null for everybody's.</summary>
    public Subject? Of { get; private set; }
    /// <summary>What is closed is shown.</summary>
    [BindProperty(SupportsGet = true, Name = "closed")]
    public bool Closed { get; set; }
    public bool MayAsk => RouteAccess.Of("/consultations/new")!.Allows(who, HttpMethods.Post);

    public async Task<IActionResult> OnGetAsync(Guid? subject, CancellationToken stop)
    {
        if (subject is { } id && (Of = await subjects.FindAsync(id, stop)) is null) return NotFound();
        Found = Opened(await consultations.ListAsync(!Closed, subject, Wanted, stop));
        return Page();
    }
}
