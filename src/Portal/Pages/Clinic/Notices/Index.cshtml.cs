using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Clinic.Notices;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Clinic.Notices;

/// <summary>Critical values of which somebody has to be told, the oldest first; or those that have ended.</summary>
internal sealed class IndexModel(NoticeQueries notices, TimeProvider time) : ListPage(time)
{
    /// <summary>Those that have ended are shown.</summary>
    [BindProperty(SupportsGet = true, Name = "ended")]
    public bool Ended { get; set; }

    public IReadOnlyList<NoticeFile> Found { get; private set; } = [];
    public Moment Now { get; } = Moment.Of(time.GetUtcNow());

    public async Task OnGetAsync(CancellationToken stop) =>
        Found = Opened(Ended ? await notices.EndedAsync(Wanted, stop) : await notices.OpenAsync(Wanted, stop));
}
