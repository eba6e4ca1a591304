using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Biobank.Storage.Excursions;

/// <summary>Times in which a unit of one's sites was too warm, the newest first.</summary>
internal sealed class IndexModel(ExcursionQueries excursions, TimeProvider time) : ListPage(time)
{
    public IReadOnlyList<ExcursionRow> Found { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop) => Found = Opened(await excursions.ListAsync(Wanted, stop));
}
