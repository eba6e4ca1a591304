using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Casework;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Assays;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Portal.Access;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Biobank.Subjects;

/// <summary>A case: who it is, the five steps from the request to what was told, and what the user's role needs of it.</summary>
internal sealed class SubjectModel(CaseOverviewQueries cases, ClinicalRules clinical, BiobankRules biobank, CurrentUser who,
    TimeProvider time) : ListPage(time)
{
    /// <summary>Lines of a step before its link to all of them.</summary>
    public const int Few = 4;
    /// <summary>Results beside the genotype.</summary>
    public const int MostResults = 12;

    public CaseOverview Case { get; private set; } = null!;
    public Subject Subject => Case.File.Subject;
    public CurrentUser Who => who;

    public bool MayOpen(string route) => RouteAccess.MayOpen(who, route);
    public bool MayReceive => MayOpen("/subjects/{id:guid}/receive");
    /// <summary>Values and genotype stand side by side for who judges; a clinician reads what was signed of them.</summary>
    public bool MayReadFindings => who.Is(Role.Geneticist);
    public bool IsAsked => Orders.Any() || Case.File.Newest is not null || Case.Picture is not null;
    public bool AgreesToRegistry => ConsentCheck.Allows(biobank, ConsentStep.RegistryExport, Case.File.Newest);

    /// <summary>The newest requests.</summary>
    public IEnumerable<(Moment At, string By)> Orders => Case.File.Samples.Where(s => s.Sample.Ordered is not null)
        .Select(s => (At: s.Sample.Ordered!.Value, By: s.Sample.OrderedBy ?? "")).Distinct().OrderByDescending(o => o.At.At).Take(Few);

    /// <summary>Results by their draw, the newest first.</summary>
    public IEnumerable<IGrouping<Moment?, MeasuredAssay>> Draws => Case.Results.GroupBy(r => r.Result.Drawn).Take(Few);

    /// <summary>Tubes that are not gone for good, the newest sample first.</summary>
    public IEnumerable<(Sample Sample, Tube Tube)> Tubes => Case.File.Samples.SelectMany(s => s.Tubes.Select(t => (s.Sample, t)))
        .Where(t => t.t.State is not (TubeState.Discarded or TubeState.Distributed or TubeState.UsedUp));

    /// <summary>Key of what is to be done next at the bench; null for nothing.</summary>
    public string? Next => Case.File.Newest is null or { Withdrawn: not null } ? "next.consent"
        : Case.File.Samples.Count == 0 ? "next.receive"
        : Tubes.Any(t => IsLoose(t.Tube)) ? "next.place"
        : Case.Files.Count == 0 && Case.Results.Count == 0 ? "next.measure" : null;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        if (await cases.FindAsync(id, withIdentity: false, stop) is not { } found) return NotFound();
        Case = found;
        return Page();
    }

    /// <summary>The name of an assay in words.</summary>
    public string NameOf(MeasuredAssay measured) => clinical.NameOf(measured.Result.Analyte, measured.Result.Method);

    /// <summary>How a variant is called.</summary>
    public static string NameOf(Finding finding) =>
        $"{finding.Gene} {finding.HgvsC?[(finding.HgvsC.IndexOf(':', StringComparison.Ordinal) + 1)..]
            ?? finding.HotSpot ?? $"{finding.Chrom}:{finding.Pos} {finding.Ref}>{finding.Alt}"}";

    public static string TypeOf(string? type) =>
        type is null ? Texts.Get("not-recorded") : Texts.Find("type." + type) ?? type;

    /// <summary>The state of a tube; one that waits for a place says so.</summary>
    public static string StateOf(Tube tube) => Texts.Get(IsLoose(tube) ? "tube.no-place" : "tube-state." + tube.State);

    /// <summary>How that is coloured.</summary>
    public static string LookOf(Tube tube) =>
        IsLoose(tube) ? "watch" : tube.State == TubeState.Present ? "good" : tube.IsUsable ? "watch" : "still";

    static bool IsLoose(Tube tube) => tube is { State: TubeState.Present, StorageId: null };

    /// <summary>Key of the state of a conclusion.</summary>
    public static string StateOf(JudgedCase judged) =>
        judged.IsSigned ? "judged.signed" : judged.SignOffs.Count == 0 ? "judged.unread" : "judged.read-once";
}
