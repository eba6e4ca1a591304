using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Families;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Review;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Intake;
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
internal sealed class SubjectModel(LimsDb db, SubjectService desk, PersonalDataCipher cipher, CurrentUser who,
    TimeProvider time) : ListPage(time)
{
    const int MostNodes = 2000;
    static readonly string[] ReadersOfNames = [Role.Technician, Role.Clinician, Role.Administrator];

    public Subject Subject { get; private set; } = null!;
    public IReadOnlyList<Consent> Consents { get; private set; } = [];
    public Consent? Newest { get; private set; }
    public IReadOnlyList<(Sample Sample, IReadOnlyList<Tube> Tubes)> Samples { get; private set; } = [];
    ILookup<int, TimeNode> nodes = Array.Empty<TimeNode>().ToLookup(_ => 0);
    IReadOnlyList<TimeNode> issued = [];
    /// <summary>The newest conclusion, for who may read it; else null.</summary>
    public Guid? Conclusion { get; private set; }
    public Identity? Known { get; private set; }
    /// <summary>Where the person stands in a family; null for nowhere.</summary>
    public (Family Family, string Label)? Kin { get; private set; }
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
        return StepAsync(id, () => desk.ConsentAsync(id, FormVersion, scopes, at, stop), "consent.recorded", stop);
    }

    public Task<IActionResult> OnPostWithdrawAsync(Guid id, CancellationToken stop) =>
        StepAsync(id, () => desk.WithdrawAsync(id, Reason, stop), "consent.withdrawn-now", stop);

    public Task<IActionResult> OnPostDescribeAsync(Guid id, CancellationToken stop)
    {
        var year = Year(nameof(BirthYear), BirthYear);
        return StepAsync(id,
            () => desk.DescribeAsync(id, new SubjectDescription(Group, Sex, year, Enrolment, Transplant), Why, stop),
                "saved", stop);
    }

    /// <summary>
    /// What happened to a sample from its order to what was concluded, the first first; what nobody recorded is not
    /// among it.
    /// </summary>
    public IReadOnlyList<TimeNode> NodesOf(Sample sample)
    {
        var own = new List<TimeNode>();
        if (sample.Ordered is { } ordered) own.Add(new(ordered, Texts.Get("node.ordered"), "", sample.OrderedBy ?? ""));
        if (sample.Collected is { } collected) own.Add(new(collected, Texts.Get("node.collected"), "", ""));
        if (sample.Received is { } received) own.Add(new(received, Texts.Get("node.received"), "", ""));
        return [.. own.Concat(nodes[sample.Id]).Concat(issued).OrderBy(n => n.At.Earliest)];
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
            () => desk.IdentifyAsync(id, new Identity(Name, IdNumber, born, Phone), cipher, stop), "saved", stop);
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
        var subject = await db.Subjects().AsNoTracking().SingleOrDefaultAsync(s => s.PublicId == id, stop);
        if (subject is null) return false;
        Subject = subject;
        Consents =
            [.. (await db.Consents().AsNoTracking().Where(c => c.SubjectId == subject.Id).ToListAsync(stop))
            .OrderByDescending(c => c.SignedAt.At).ThenByDescending(c => c.Id)];
        Newest = Consents.Count > 0 ? Consents[0] : null;
        var samples =
            await db.Samples().AsNoTracking().Where(s => s.SubjectId == subject.Id).OrderByDescending(s => s.Id)
            .Take(200).ToListAsync(stop);
        var ids = samples.Select(s => s.Id).ToList();
        // Tubes that were sent to another site are still this person's.
        var tubes =
            (await db.Tubes().OfEverySite().AsNoTracking().Where(t => ids.Contains(t.SampleId)).OrderBy(t => t.Id)
            .ToListAsync(stop)).ToLookup(t => t.SampleId);
        var events =
            await (from e in db.TubeEvents().AsNoTracking()
                   join t in db.Tubes() on e.TubeId equals t.Id
                   where ids.Contains(t.SampleId)
                   orderby e.Id
                   select new { t.SampleId, t.Code, e }).Take(MostNodes)
                .ToListAsync(stop);
        var read =
            await (from i in db.IntakeSamples().AsNoTracking()
                   join f in db.VcfIntakes() on i.IntakeId equals f.Id
                   where ids.Contains(i.SampleId!.Value) && f.Finished != null
                   select new { i.SampleId, f.Finished })
                .Take(MostNodes).ToListAsync(stop);
        nodes = events.Select(
            n => (n.SampleId, Node: new TimeNode(n.e.At, Texts.Get("tube-event." + n.e.Kind), n.Code, n.e.By)))
            .Concat(read.Select(
            r => (SampleId: r.SampleId!.Value,
                Node: new TimeNode(r.Finished!.Value, Texts.Get("node.read"), "", Actor.System.Name))))
                    .ToLookup(n => n.SampleId, n => n.Node);
        var conclusions =
            await db.Conclusions().AsNoTracking().Where(c => c.SubjectId == subject.Id && c.ForReport)
            .OrderBy(c => c.Version).Take(MostNodes).Select(c => new { c.Id, c.PublicId, c.Version, c.Issued })
            .ToListAsync(stop);
        var readings =
            await (from r in db.SignOffs().AsNoTracking()
                   join c in db.Conclusions() on r.ConclusionId equals c.Id
                   where c.SubjectId == subject.Id
                   select r).Take(MostNodes).ToListAsync(stop);
        issued = [
            .. conclusions.Select(
                c => new TimeNode(c.Issued, Texts.Get("node.concluded", c.Version), "", Actor.System.Name))
            .Concat(readings.Select(r => new TimeNode(r.At, Texts.Get($"node.reading-{r.Turn}"), "", r.By)))];
        Conclusion = conclusions.Count > 0 && who.Is(Role.Geneticist) ? conclusions[^1].PublicId : null;
        Samples = [.. samples.Select(s => (s, (IReadOnlyList<Tube>)[.. tubes[s.Id]]))];
        var kin =
            await (from m in db.FamilyMembers().AsNoTracking()
                   join f in db.Families() on m.FamilyId equals f.Id
                   where m.SubjectId == subject.Id
                   select new { f, m.Label }).SingleOrDefaultAsync(stop);
        Kin = kin is not null ? (kin.f, kin.Label) : null;
        if (MayReadNames
            && await db.PersonalData().AsNoTracking()
            .SingleOrDefaultAsync(p => p.SubjectId == subject.Id, stop) is { } secret)
            Known = new Identity(cipher.Unprotect(secret.Name), cipher.Unprotect(secret.IdNumber),
                cipher.Unprotect(secret.BirthDate) is { } day
                    ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null,
                    cipher.Unprotect(secret.Phone));
        if (ModelState.IsValid)
        {
            (Group, Sex, BirthYear) = (subject.Group, subject.Sex,
                subject.BirthYear?.ToString(CultureInfo.InvariantCulture));
            (Enrolment, Transplant) = (subject.Enrolment, subject.Transplant);
            (Name, IdNumber, BirthDate, Phone) = (Known?.Name, Known?.IdNumber,
                Known?.BirthDate?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Known?.Phone);
        }
        return true;
    }
}
