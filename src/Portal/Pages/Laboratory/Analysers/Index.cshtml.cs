using Thrombophilia.Lims.Laboratory.Analysers;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Laboratory.Analysers;

/// <summary>The analysers of one's sites.</summary>
internal sealed class IndexModel(AnalyserQueries analysers, TimeProvider time) : ListPage(time)
{
    public IReadOnlyList<AnalyserRow> Found { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop) => Found = await analysers.ListAsync(stop);
}
