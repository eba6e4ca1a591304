using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims;
using Thrombophilia.Lims.Records;
using Thrombophilia.Lims.Rules;

namespace Thrombophilia.Portal.Pages.Subjects;

/// <summary>Registers a person.</summary>
internal sealed class NewModel(LimsDb db, SubjectDesk desk, TimeProvider time) : LimsPage(time)
{
    [BindProperty]
    public string? Code { get; set; }
    [BindProperty]
    public string? Site { get; set; }
    [BindProperty]
    public SubjectGroup Group { get; set; }
    [BindProperty]
    public Sex Sex { get; set; }
    [BindProperty]
    public string? BirthYear { get; set; }
    [BindProperty]
    public string? Enrolment { get; set; }
    [BindProperty]
    public Transplant Transplant { get; set; }

    public IReadOnlyList<(string, string)> Sites { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop) => Sites = await SitesAsync(stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Sites = await SitesAsync(stop);
        int? year = null;
        if (!string.IsNullOrWhiteSpace(BirthYear))
        {
            if (int.TryParse(BirthYear.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var read)) year = read;
            else Refuse(nameof(BirthYear), "not-a-number");
        }
        Subject? made = null;
        if (!ModelState.IsValid || !await DoneAsync(async () => made = await desk.RegisterAsync(new SubjectEntry(Code, Site, Group, Sex, year, Enrolment, Transplant), stop))) return Page();
        Say("subjects.registered");
        return RedirectToPage("Subject", new { id = made!.PublicId });
    }

    // Sites that are set up, and those that persons were imported for.
    async Task<IReadOnlyList<(string, string)>> SitesAsync(CancellationToken stop)
    {
        var units = await db.StorageUnits.AsNoTracking().Where(u => u.Kind == StorageKind.Site).Select(u => u.Code).ToListAsync(stop);
        var codes = db.Actor.Sites is { } own ? own : [.. units.Union(await db.Subjects.Select(s => s.Site).Distinct().ToListAsync(stop)).Order(StringComparer.Ordinal)];
        return [.. codes.Select(code => (code, code))];
    }
}
