using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Biobank.Samples;

/// <summary>One tube: where it is, what became of it, and what can be done with it.</summary>
internal sealed class TubeModel(TubeQueries tubes, TubeService service, BiobankRules rules, CurrentUser who,
    TimeProvider time) : ListPage(time)
{
    TubeFile shown = null!;

    public Tube Tube => shown.Tube;
    public Sample Sample => shown.Sample;
    public Subject Subject => shown.Subject;
    public StorageUnit? Unit => shown.Unit;
    public IReadOnlyList<TubeEvent> Events => shown.Events;
    /// <summary>All tubes of the sample with their depth in its tree, parents before what was made of them.</summary>
    public IReadOnlyList<TubeInTree> Tree => shown.Tree;
    public Refusal? Consent => shown.Forbids;
    /// <summary>The person is one of the user's sites: a tube may come from another.</summary>
    public bool MayOpenPerson => who.Sees(Subject.Site);
    /// <summary>The page of another tube opens: it is at a site of the user.</summary>
    public bool MayOpen(Tube tube) => who.Sees(tube.Site);
    public bool MayWrite => who.Is(Role.Technician) || who.Is(Role.Administrator);

    /// <summary>The state that the person saw when the form was opened.</summary>
    [BindProperty]
    public int Revision { get; set; }
    [BindProperty]
    public string? Type { get; set; }
    [BindProperty]
    public int Count { get; set; } = 1;
    [BindProperty]
    public string? Volume { get; set; }
    [BindProperty]
    public string? Taken { get; set; }
    [BindProperty]
    public string? Use { get; set; }
    [BindProperty]
    public string? UseVolume { get; set; }
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>What can be filled from it.</summary>
    public IEnumerable<(string, string)> Types =>
        new[] { Tube.Type }.Concat(rules.Type(Tube.Type)?.Derives ?? []).Select(t => (t, Texts.Find("type." + t) ?? t));

    /// <summary>What it can be used for; what would spoil the result stands there with its reason.</summary>
    public IEnumerable<(string Use, string? Blocked)> Uses =>
        rules.Uses.Select(u => (u.Id, rules.Blocks(u.Id, Tube.Type, Tube.Thaws, Subject.Transplant)?.Text()));

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop) =>
        await LoadAsync(id, stop) ? Page() : NotFound();

    public Task<IActionResult> OnPostDivideAsync(Guid id, CancellationToken stop)
    {
        var (volume, taken) = (Number(nameof(Volume), Volume), Number(nameof(Taken), Taken));
        IReadOnlyList<Tube> made = [];
        return StepAsync(id,
            async () =>
                made = await service.DivideAsync(id, Revision, new Division(Type ?? "", Count, volume, taken), stop),
                "tube.divided", stop,
            () => Redirect("/labels?" + string.Join('&', made.Select(t => "code=" + t.Code))));
    }

    public Task<IActionResult> OnPostUseAsync(Guid id, CancellationToken stop)
    {
        var volume = Number(nameof(UseVolume), UseVolume);
        return StepAsync(id, () => service.UseAsync(id, Revision, Use ?? "", volume, stop), "tube.used", stop, null,
            ("volume", nameof(UseVolume)));
    }

    public Task<IActionResult> OnPostThawAsync(Guid id, CancellationToken stop) =>
        StepAsync(id, () => service.ThawAsync(id, Revision, stop), "tube.thawed", stop);

    public Task<IActionResult> OnPostCheckOutAsync(Guid id, CancellationToken stop) =>
        StepAsync(id, () => service.CheckOutAsync(id, Revision, stop), "tube.checked-out", stop);

    public Task<IActionResult> OnPostDiscardAsync(Guid id, CancellationToken stop) =>
        StepAsync(id, () => service.DiscardAsync(id, Revision, Reason, stop), "tube.discarded", stop);

    async Task<IActionResult> StepAsync(Guid id, Func<Task> step, string said, CancellationToken stop,
        Func<IActionResult>? next = null, params (string, string)[] names)
    {
        if (ModelState.IsValid && await DoneAsync(step, names))
        {
            Say(said);
            return next?.Invoke() ?? RedirectToPage(new { id });
        }
        if (!await LoadAsync(id, stop)) return NotFound();
        return Page();
    }

    async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        if (await tubes.FindAsync(id, stop) is not { } found) return false;
        shown = found;
        // The form that is shown now speaks of the state that is shown now.
        Revision = Tube.Revision;
        ModelState.Remove(nameof(Revision));
        return true;
    }
}
