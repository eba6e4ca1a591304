using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Families;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Data;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Biobank.Families;

/// <summary>The families of one's sites, the newest first.</summary>
internal sealed class IndexModel(LimsDb db, FamilyService desk, CurrentUser who, TimeProvider time) : ListPage(time)
{
    /// <summary>The beginning of the code of a family, or the code of a person in it.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }
    [BindProperty]
    public string? Code { get; set; }
    [BindProperty]
    public string? Site { get; set; }

    public IReadOnlyList<(Family Family, int Persons, int Had)> Found { get; private set; } = [];
    public IReadOnlyList<(string, string)> Sites { get; private set; } = [];
    public bool MayWrite => who.Is(Role.Technician) || who.Is(Role.Administrator);

    public Task OnGetAsync(CancellationToken stop) => LoadAsync(stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        Family? made = null;
        if (ModelState.IsValid && await DoneAsync(async () => made = await desk.RegisterAsync(Code, Site, stop)))
        {
            Say("families.registered");
            return RedirectToPage("Family", new { id = made!.PublicId });
        }
        await LoadAsync(stop);
        return Page();
    }

    async Task LoadAsync(CancellationToken stop)
    {
        Sites = await SitesAsync(db, stop);
        var families = db.Families().AsNoTracking();
        if (Q?.Trim() is { Length: > 0 } text)
        {
            var end = text + "\uffff";
            families = families.Where(f => (string.Compare(f.Code, text) >= 0 && string.Compare(f.Code, end) < 0)
                || db.FamilyMembers()
                .Any(m => m.FamilyId == f.Id && db.Subjects().Any(s => s.Id == m.SubjectId && s.Code == text)));
        }
        var found = await families.OrderByDescending(f => f.Id)
            .Select(f => new
            {
                f,
                Persons = db.FamilyMembers().Count(m => m.FamilyId == f.Id),
                Had = db.FamilyMembers().Count(m => m.FamilyId == f.Id && m.HadThrombosis == true)
            })
            .Skip(Skip).Take(PageSize + 1).ToListAsync(stop);
        Found = [.. Paged(found).Select(f => (f.f, f.Persons, f.Had))];
    }
}
