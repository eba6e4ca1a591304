using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Data;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Biobank.Subjects;

/// <summary>The persons of one's sites, the newest first.</summary>
internal sealed class IndexModel(LimsDb db, PersonalDataCipher cipher, TimeProvider time) : ListPage(time)
{
    /// <summary>
    /// The beginning of a code or an enrolment number; a whole name, identity card number or phone. Never in an
    /// address: it may be a name.
    /// </summary>
    [BindProperty]
    public string? Q { get; set; }

    public IReadOnlyList<Subject> Found { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken stop) => Found = await ByKeyAsync(
        db.PerSite(db.Subjects().AsNoTracking(), site => s => s.Site == site), s => s.Id, s => s.Id, stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        var text = Q?.Trim() ?? "";
        if (text.Length == 0) return RedirectToPage();
        var (end, hash) = (text + "\uffff", cipher.Hash(text));
        // Three questions, each along its index: as one with an OR between them, it is put to every person there is.
        var byCode =
            await db.Subjects().AsNoTracking()
            .Where(s => string.Compare(s.Code, text) >= 0 && string.Compare(s.Code, end) < 0).OrderBy(s => s.Code)
            .Take(PageSize).ToListAsync(stop);
        var byEnrolment =
            await db.Subjects().AsNoTracking()
            .Where(s => string.Compare(s.Enrolment, text) >= 0 && string.Compare(s.Enrolment, end) < 0)
            .OrderBy(s => s.Enrolment).Take(PageSize).ToListAsync(stop);
        var known =
            await db.PersonalData().Where(p => p.NameHash == hash || p.IdNumberHash == hash || p.PhoneHash == hash)
            .Select(p => p.SubjectId).ToListAsync(stop);
        var byIdentity = known.Count == 0 ? []
            : await db.Subjects().AsNoTracking().Where(s => known.Contains(s.Id)).OrderBy(s => s.Code).Take(PageSize)
            .ToListAsync(stop);
        Found = [
            .. byCode.Concat(byEnrolment).Concat(byIdentity).DistinctBy(s => s.Id)
                .OrderBy(s => s.Code, StringComparer.Ordinal).Take(PageSize)];
        // A scanned or typed code opens its person.
        return Found.FirstOrDefault(s => s.Code == text) is { } exact
            ? RedirectToPage("Subject", new { id = exact.PublicId }) : Page();
    }
}
