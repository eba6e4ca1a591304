using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Biobank.Storage.Excursions;

/// <summary>
/// One time in which a unit was too warm, and the tubes that were there: a list to be printed and taken along.
/// </summary>
internal sealed class ExcursionModel(ExcursionQueries excursions, TimeProvider time) : ListPage(time)
{
    public Excursion Excursion { get; private set; } = null!;
    public StorageUnit Unit { get; private set; } = null!;
    public IReadOnlyList<ExposedRow> Tubes { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        if (await excursions.FindAsync(id, stop) is not { } found) return NotFound();
        (Excursion, Unit, Tubes) = found;
        return Page();
    }
}
