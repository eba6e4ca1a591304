using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Biobank.Subjects;

/// <summary>Registers a person.</summary>
internal sealed class NewModel(StorageQueries storage, SubjectService service, TimeProvider time) : ListPage(time)
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

    public async Task OnGetAsync(CancellationToken stop) => await LoadAsync(stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        await LoadAsync(stop);
        var year = Year(nameof(BirthYear), BirthYear);
        Subject? made = null;
        if (!ModelState.IsValid
            || !await DoneAsync(
            async () =>
                made = await service.RegisterAsync(new SubjectEntry(Code, Site, Group, Sex, year, Enrolment, Transplant),
                stop))) return Page();
        Say("subjects.registered");
        return RedirectToPage("Consent", new { id = made!.PublicId });
    }

    async Task LoadAsync(CancellationToken stop) => Sites = Choices(await storage.SiteCodesAsync(stop));
}
