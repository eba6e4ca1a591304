using Thrombophilia.Lims.Clinic.Classifications;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Clinic.Classifications;

/// <summary>Classifications: those that wait for a second person, and every one that was decided.</summary>
internal sealed class IndexModel(ClassificationQueries classifications, TimeProvider time) : ListPage(time)
{
    public IReadOnlyList<VariantClassification> Waiting { get; private set; } = [];
    public IReadOnlyList<DecidedClassification> Found { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop) => (Waiting, Found) =
        (await classifications.WaitingAsync(stop), Opened(await classifications.ListAsync(Wanted, stop)));
}
