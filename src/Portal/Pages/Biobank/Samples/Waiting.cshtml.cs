using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Biobank.Samples;

/// <summary>Samples that arrived and have no tube yet.</summary>
internal sealed class WaitingModel(SampleQueries samples, TimeProvider time) : ListPage(time)
{
    public IReadOnlyList<SampleOfPerson> Found { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop) => Found = Opened(await samples.WithoutTubeAsync(Wanted, stop));
}
