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

/// <summary>Something that happened to a sample.</summary>
/// <param name="At">When.</param>
/// <param name="What">What, in words.</param>
/// <param name="Tube">Code of the tube; empty where it concerns the sample as a whole.</param>
/// <param name="Who">Who did it; empty where nobody recorded that.</param>
internal sealed record TimeNode(Moment At, string What, string Tube, string Who);

/// <summary>One person: what is known, what was agreed to, and the samples.</summary>
internal sealed class SubjectModel(SubjectFileQueries files, SubjectService service, PersonalDataCipher cipher,
    CurrentUser who, TimeProvider time) : ListPage(time)
{
    static readonly string[] ReadersOfNames = [Role.Technician, Role.Clinician, Role.Administrator];

    SubjectFile shown = null!;

    public Subject Subject => shown.Subject;
    public IReadOnlyList<Consent> Consents => shown.Consents;
    public Consent? Newest => shown.Newest;
    public IReadOnlyList<SampleFile> Samples => shown.Samples;
    /// <summary>The newest conclusion, for who may read it; else null.</summary>
    public Guid? Conclusion =>
        who.Is(Role.Geneticist) && shown.Conclusions is [.., var newest] ? newest.Id : null;
    public Identity? Known => shown.Identity;
    /// <summary>Where the person stands in a family; null for nowhere.</summary>
    public FamilyPlace? Kin => shown.Family;
    public bool MayReadOptions => RouteAccess.Of("/subjects/{id:guid}/options")!.Allows(who, HttpMethods.Get);
    public bool MayReadNames => ReadersOfNames.Any(who.Is);
    public bool MayWrite => who.Is(Role.Technician) || who.Is(Role.Administrator);

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

    /// <summary>What happened to a sample, in words.</summary>
    public static IReadOnlyList<TimeNode> NodesOf(SampleFile sample) =>
        [.. sample.Steps.Select(s => new TimeNode(s.At, Words(s), s.Tube, s.By))];

    static string Words(SampleStep step) => step.Kind switch
    {
        SampleStepKind.Ordered => Texts.Get("node.ordered"),
        SampleStepKind.Collected => Texts.Get("node.collected"),
        SampleStepKind.Received => Texts.Get("node.received"),
        SampleStepKind.Read => Texts.Get("node.read"),
        SampleStepKind.Concluded => Texts.Get("node.concluded", step.Number),
        SampleStepKind.SignedOff => Texts.Get($"node.reading-{step.Number}"),
        _ => Texts.Get("tube-event." + step.Event),
    };

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
