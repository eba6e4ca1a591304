using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Data;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Biobank.Storage.Excursions;

/// <summary>Times in which a unit of one's sites was too warm, the newest first.</summary>
internal sealed class IndexModel(LimsDb db, TimeProvider time) : ListPage(time)
{
    public IReadOnlyList<(Excursion Excursion, StorageUnit Unit, int Tubes)> Found { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop)
    {
        var found =
            await (from x in db.Excursions().AsNoTracking()
                   join u in db.StorageUnits() on x.StorageId equals u.Id
                   orderby x.Id descending
                   select new { x, u, Tubes = db.ExposedTubes().Count(t => t.ExcursionId == x.Id) })
            .Skip(Skip).Take(PageSize + 1).ToListAsync(stop);
        Found = [.. Paged(found).Select(f => (f.x, f.u, f.Tubes))];
    }
}
