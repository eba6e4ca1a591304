using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Biobank.Subjects;

/// <summary>The persons of one's sites, the newest first.</summary>
internal sealed class IndexModel(SubjectQueries subjects, TimeProvider time) : ListPage(time)
{
    /// <summary>
    /// The beginning of a code or an enrolment number; a whole name, identity card number or phone. Never in an
    /// address: it may be a name.
    /// </summary>
    [BindProperty]
    public string? Q { get; set; }

    public IReadOnlyList<Subject> Found { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop) => Found = Opened(await subjects.ListAsync(Wanted, stop));

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var text = Q?.Trim() ?? "";
        if (text.Length == 0) return RedirectToPage();
        Found = await subjects.SearchAsync(text, stop);
        // A scanned or typed code opens its person.
        return Found.FirstOrDefault(s => s.Code == text) is { } exact
            ? RedirectToPage("Subject", new { id = exact.PublicId }) : Page();
    }
}
