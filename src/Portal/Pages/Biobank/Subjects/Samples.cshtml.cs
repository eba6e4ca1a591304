using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims;
using Thrombophilia.Lims.Biobank.Samples;
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

/// <summary>The samples of a person, their tubes, and what happened to them.</summary>
internal sealed class SamplesModel(SubjectFileQueries files, CurrentUser who, TimeProvider time) : ListPage(time)
{
    SubjectFile shown = null!;

    public Subject Subject => shown.Subject;
    public IReadOnlyList<SampleFile> Samples => shown.Samples;
    public bool MayWrite => RouteAccess.MayOpen(who, "/subjects/{id:guid}/receive");

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        if (await files.FindAsync(id, withIdentity: false, stop) is not { } found) return NotFound();
        shown = found;
        return Page();
    }

    /// <summary>The tube's page opens: the user may open tubes, and it is at a site of the user.</summary>
    public bool MayOpen(Tube tube) => RouteAccess.MayOpen(who, "/tubes/{id:guid}") && who.Sees(tube.Site);

    /// <summary>Where a tube is whose page does not open.</summary>
    public static string Elsewhere(Tube tube) =>
        tube.State == TubeState.Present ? tube.Site : $"{tube.Site}, {Texts.Get("tube-state." + tube.State)}";

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
}
