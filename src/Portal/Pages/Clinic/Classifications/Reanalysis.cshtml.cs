using Thrombophilia.Lims.Clinic.Classifications;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Clinic.Classifications;

/// <summary>Variants whose class the rules in force would change. Nothing changes by itself.</summary>
internal sealed class ReanalysisModel(ReanalysisQueries queries) : PortalPage
{
    public IReadOnlyList<ChangedClass> Found { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop) => Found = await queries.FindAsync(stop);
}
