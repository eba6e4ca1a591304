using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Data;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Biobank.Storage.Excursions;

/// <summary>
/// One time in which a unit was too warm, and the tubes that were there: a list to be printed and taken along.
/// </summary>
internal sealed class ExcursionModel(LimsDb db, TimeProvider time) : ListPage(time)
{
    public Excursion Excursion { get; private set; } = null!;
    public StorageUnit Unit { get; private set; } = null!;
    public IReadOnlyList<(Tube Tube, string Sample, string Subject)> Tubes { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        var found =
            await (from x in db.Excursions().AsNoTracking()
                   join u in db.StorageUnits() on x.StorageId equals u.Id
                   where x.PublicId == id
                   select new { x, u }).SingleOrDefaultAsync(stop);
        if (found is null) return NotFound();
        (Excursion, Unit) = (found.x, found.u);
        var tubes = await (from e in db.ExposedTubes().OfEverySite().AsNoTracking()
                           join t in db.Tubes() on e.TubeId equals t.Id
                           join s in db.Samples() on t.SampleId equals s.Id
                           join p in db.Subjects() on s.SubjectId equals p.Id
                           where e.ExcursionId == Excursion.Id
                           orderby t.Code
                           select new { t, Sample = s.Code, Subject = p.Code }).ToListAsync(stop);
        Tubes = [.. tubes.Select(t => (t.t, t.Sample, t.Subject))];
        return Page();
    }
}
