using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Clinic.Reports;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Clinic.Reports;

/// <summary>Issued reports, the newest first.</summary>
internal sealed class IndexModel(ReportQueries reports, TimeProvider time) : ListPage(time)
{
    public IReadOnlyList<ListedReport> Found { get; private set; } = [];

    /// <summary>Code of a person; empty for everybody.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    public async Task OnGetAsync(CancellationToken stop) => Found = Opened(await reports.ListAsync(Q, Wanted, stop));
}
