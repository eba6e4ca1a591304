using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Portal.Access;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Biobank.Subjects;

/// <summary>What a person agreed to, what identifies the person, and what is known of the person.</summary>
internal sealed class ConsentModel(SubjectFileQueries files, SubjectService service, PersonalDataCipher cipher,
    CurrentUser who, TimeProvider time) : ListPage(time)
{
    SubjectFile shown = null!;

    public Subject Subject => shown.Subject;
    public IReadOnlyList<Consent> Consents => shown.Consents;
    public Consent? Newest => shown.Newest;
    public Identity? Known => shown.Identity;
    public bool MayReadNames => who.MayReadNames;
    public bool MayWrite => RouteAccess.Of("/subjects/{id:guid}/consent")!.Allows(who, HttpMethods.Post);

    [BindProperty]
    public string? FormVersion { get; set; }
    [BindProperty]
    public List<string> Scopes { get; set; } = [];
    [BindProperty]
    public string? SignedAt { get; set; }
    [BindProperty]
    public string? Reason { get; set; }
    [BindProperty]
    public string? Name { get; set; }
    [BindProperty]
    public string? IdNumber { get; set; }
    [BindProperty]
    public string? BirthDate { get; set; }
    [BindProperty]
    public string? Phone { get; set; }
    [BindProperty]
    public SubjectGroup Group { get; set; }
    [BindProperty]
    public Lims.Kernel.Sex Sex { get; set; }
    [BindProperty]
    public string? BirthYear { get; set; }
    [BindProperty]
    public string? Why { get; set; }
    [BindProperty]
    public string? Enrolment { get; set; }
    [BindProperty]
    public Lims.Kernel.Transplant Transplant { get; set; }

    /// <summary>Scopes with their words.</summary>
    public static IEnumerable<(string, string)> ScopeChoices =>
        Enum.GetValues<ConsentScopes>().Where(s => s != ConsentScopes.None)
        .Select(s => ($"{s}", Texts.Get($"scope.{s}")));

    public static IEnumerable<string> Words(ConsentScopes scopes) =>
        Enum.GetValues<ConsentScopes>().Where(s => s != ConsentScopes.None && scopes.HasFlag(s))
        .Select(s => Texts.Get($"scope.{s}"));

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop) =>
        await LoadAsync(id, stop) ? Page() : NotFound();

    public Task<IActionResult> OnPostConsentAsync(Guid id, CancellationToken stop)
    {
        var scopes =
            Scopes.Aggregate(ConsentScopes.None,
            (all, one) => Enum.TryParse<ConsentScopes>(one, out var scope) && Enum.IsDefined(scope)
                ? all | scope : all);
        var at = Instant(nameof(SignedAt), SignedAt);
        return StepAsync(id, () => service.ConsentAsync(id, FormVersion, scopes, at, stop), "consent.recorded", stop);
    }

    public Task<IActionResult> OnPostWithdrawAsync(Guid id, CancellationToken stop) =>
        StepAsync(id, () => service.WithdrawAsync(id, Reason, stop), "consent.withdrawn-now", stop);

    public Task<IActionResult> OnPostDescribeAsync(Guid id, CancellationToken stop)
    {
        var year = Year(nameof(BirthYear), BirthYear);
        return StepAsync(id,
            () => service.DescribeAsync(id, new SubjectDescription(Group, Sex, year, Enrolment, Transplant), Why, stop),
                "saved", stop);
    }

    public async Task<IActionResult> OnPostIdentifyAsync(Guid id, CancellationToken stop)
    {
        if (!MayReadNames) return Forbid();
        DateOnly? born = null;
        if (!string.IsNullOrWhiteSpace(BirthDate))
        {
            if (DateOnly.TryParseExact(BirthDate, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
                out var day)) born = day;
            else Refuse(nameof(BirthDate), "not-a-date");
        }
        return await StepAsync(id,
            () => service.IdentifyAsync(id, new Identity(Name, IdNumber, born, Phone), cipher, stop), "saved", stop);
    }

    async Task<IActionResult> StepAsync(Guid id, Func<Task> step, string said, CancellationToken stop)
    {
        if (!MayWrite) return Forbid();
        if (ModelState.IsValid && await DoneAsync(step))
        {
            Say(said);
            return RedirectToPage(new { id });
        }
        return await LoadAsync(id, stop) ? Page() : NotFound();
    }

    async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        if (await files.FindAsync(id, MayReadNames, stop) is not { } found) return false;
        shown = found;
        if (ModelState.IsValid)
        {
            (Group, Sex, BirthYear) = (Subject.Group, Subject.Sex,
                Subject.BirthYear?.ToString(CultureInfo.InvariantCulture));
            (Enrolment, Transplant) = (Subject.Enrolment, Subject.Transplant);
            (Name, IdNumber, BirthDate, Phone) = (Known?.Name, Known?.IdNumber,
                Known?.BirthDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Known?.Phone);
        }
        return true;
    }
}
