using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Casework;
using Thrombophilia.Lims.Clinic.Picture;
using Thrombophilia.Lims.Clinic.Requests.Forms;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Portal.Access;
using Thrombophilia.Portal.Accounts;

namespace Thrombophilia.Portal.Ui;

/// <summary>What a page needs that asks by a form.</summary>
internal sealed record AskingNeeds(FormQueries Forms, SearchQueries Search, SubjectService People, StorageQueries Storage,
    ClinicalRules Rules, CurrentUser Who, TimeProvider Time);

/// <summary>
/// A page that asks something for a person by a form of the file of forms: first the person, who is found or registered, then
/// the form.
/// </summary>
internal abstract class AskingPage(AskingNeeds needs, string form) : QuestionsPage(needs.Rules, needs.Time)
{
    /// <summary>The form for the person; null while nobody is chosen.</summary>
    public new AskedForm? File { get; private set; }
    /// <summary>Why nothing can be asked for the person; null where it can.</summary>
    public Refusal? Forbidden => File?.Consent is { Withdrawn: { } at } consent
        ? new("consent-withdrawn", "", File.Subject.Code, When(at), consent.WithdrawnBy ?? "") : null;
    public bool MayRegister => RouteAccess.Of("/subjects/new")!.Allows(needs.Who, HttpMethods.Post);
    public IReadOnlyList<(string, string)> Sites { get; private set; } = [];
    /// <summary>Persons whom the typed code does not name alone.</summary>
    public IReadOnlyList<Subject> Found { get; private set; } = [];

    /// <summary>Beginning of a code, or a whole name, identity card number or phone. Never in an address.</summary>
    [BindProperty]
    public string? Person { get; set; }
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
    public bool Urgent { get; set; }
    [BindProperty]
    public string? UrgencyReason { get; set; }
    [BindProperty]
    public string? Asked { get; set; }

    /// <summary>Who asks, where the page does not say otherwise.</summary>
    protected string Asker => needs.Who.Is(Role.Clinician) ? needs.Who.DisplayName : "";

    public async Task<IActionResult> OnGetAsync(Guid? subject, CancellationToken stop)
    {
        if (!await LoadAsync(subject, stop)) return NotFound();
        if (File is null) return Page();
        Observed = Today;
        Origin = FactOrigin.Physician;
        Asked = Typed(Moment.Of(needs.Time.GetUtcNow()));
        Answers = [.. Ids.Select(id => Filled(id, File.Picture))];
        Begin();
        return Page();
    }

    public async Task<IActionResult> OnPostFindAsync(CancellationToken stop)
    {
        await LoadAsync(null, stop);
        if (Needed(nameof(Person), Person).Trim() is { Length: > 0 } text)
        {
            var hits = await needs.Search.FindAsync(text, [FoundKind.Person], withIdentity: true, stop);
            if ((hits is [var one] ? one : hits.FirstOrDefault(h => h.IsExact)) is { } exact)
                return RedirectToPage(new { subject = exact.Id });
            Found = [.. hits.Select(h => h.Person!)];
            if (Found.Count == 0) Refuse(nameof(Person), "nothing-found");
        }
        return Page();
    }

    public async Task<IActionResult> OnPostRegisterAsync(CancellationToken stop)
    {
        if (!MayRegister) return Forbid();
        await LoadAsync(null, stop);
        var year = Year(nameof(BirthYear), BirthYear);
        Subject? made = null;
        return ModelState.IsValid && await DoneAsync(async () =>
            made = await needs.People.RegisterAsync(new SubjectEntry(Code, Site, Group, Sex, year), stop))
            ? RedirectToPage(new { subject = made!.PublicId }) : Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid subject, CancellationToken stop)
    {
        if (!await LoadAsync(subject, stop)) return NotFound();
        // The form of a page that was opened under other questions does not fit any more.
        if (!Fits) return RedirectToPage(new { subject });
        var (day, asked) = (Day(), Time(nameof(Asked), Asked));
        if (!ModelState.IsValid) return Page();
        try
        {
            return Redirect(await AskAsync(new FormEntry(subject, Entries(File!.Picture), day, Origin), asked, stop));
        }
        catch (RefusedStepException e)
        {
            Refuse(e.Refusal,
                [("observed", nameof(Observed)), ("asked", nameof(Asked)), ("urgencyReason", nameof(UrgencyReason)), .. Names]);
            return Page();
        }
    }

    /// <summary>Fills what only this page asks, when it is opened.</summary>
    protected abstract void Begin();

    /// <summary>Asks; the address of what was made.</summary>
    protected abstract Task<string> AskAsync(FormEntry entry, Moment? asked, CancellationToken stop);

    /// <summary>Names of the service's fields on this page.</summary>
    protected abstract (string Field, string Here)[] Names { get; }

    /// <summary>Reads what only this page needs.</summary>
    protected virtual Task PrepareAsync(CancellationToken stop) => Task.CompletedTask;

    async Task<bool> LoadAsync(Guid? subject, CancellationToken stop)
    {
        Sites = Choices(await needs.Storage.SiteCodesAsync(stop));
        if (subject is not { } id) return true;
        if (await needs.Forms.FindAsync(id, form, stop) is not { } found) return false;
        File = found;
        Shown = [.. found.Sections.Select(s => (s.Title.In(),
            (IReadOnlyList<ShownQuestion>)[.. s.Fields.Select(f => Shows(f, found.Picture))]))];
        await PrepareAsync(stop);
        return true;
    }
}
