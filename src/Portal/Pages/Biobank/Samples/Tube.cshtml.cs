using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Biobank.Samples;

/// <summary>One tube: where it is, what became of it, and what can be done with it.</summary>
internal sealed class TubeModel(LimsDb db, TubeService desk, BiobankRules rules, CurrentUser who, TimeProvider time)
    : ListPage(time)
{
    public Tube Tube { get; private set; } = null!;
    public Sample Sample { get; private set; } = null!;
    public Subject Subject { get; private set; } = null!;
    public StorageUnit? Unit { get; private set; }
    public IReadOnlyList<TubeEvent> Events { get; private set; } = [];
    /// <summary>All tubes of the sample with their depth in its tree, parents before what was made of them.</summary>
    public IReadOnlyList<(Tube Tube, int Depth)> Tree { get; private set; } = [];
    public Refusal? Consent { get; private set; }
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
                made = await desk.DivideAsync(id, Revision, new Division(Type ?? "", Count, volume, taken), stop),
                "tube.divided", stop,
            () => Redirect("/labels?" + string.Join('&', made.Select(t => "code=" + t.Code))));
    }

    public Task<IActionResult> OnPostUseAsync(Guid id, CancellationToken stop)
    {
        var volume = Number(nameof(UseVolume), UseVolume);
        return StepAsync(id, () => desk.UseAsync(id, Revision, Use ?? "", volume, stop), "tube.used", stop, null,
            ("volume", nameof(UseVolume)));
    }

    public Task<IActionResult> OnPostThawAsync(Guid id, CancellationToken stop) =>
        StepAsync(id, () => desk.ThawAsync(id, Revision, stop), "tube.thawed", stop);

    public Task<IActionResult> OnPostCheckOutAsync(Guid id, CancellationToken stop) =>
        StepAsync(id, () => desk.CheckOutAsync(id, Revision, stop), "tube.checked-out", stop);

    public Task<IActionResult> OnPostDiscardAsync(Guid id, CancellationToken stop) =>
        StepAsync(id, () => desk.DiscardAsync(id, Revision, Reason, stop), "tube.discarded", stop);

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
        if (await db.Tubes().AsNoTracking().SingleOrDefaultAsync(t => t.PublicId == id, stop) is not { } tube)
            return false;
        Tube = tube;
        // The person may be registered at the site that sent the tube.
        Sample = await db.Samples().OfEverySite().AsNoTracking().SingleAsync(s => s.Id == tube.SampleId, stop);
        Subject = await db.Subjects().OfEverySite().AsNoTracking().SingleAsync(s => s.Id == Sample.SubjectId, stop);
        // The form that is shown now speaks of the state that is shown now.
        Revision = Tube.Revision;
        ModelState.Remove(nameof(Revision));
        Unit = Tube.StorageId is { } unit
            ? await db.StorageUnits().AsNoTracking().SingleAsync(u => u.Id == unit, stop) : null;
        Events = await db.TubeEvents().AsNoTracking().Where(e => e.TubeId == Tube.Id).OrderByDescending(e => e.Id)
            .Take(200).ToListAsync(stop);
        var all =
            (await db.Tubes().OfEverySite().AsNoTracking().Where(t => t.SampleId == Sample.Id).OrderBy(t => t.Id)
            .Take(500).ToListAsync(stop)).ToLookup(t => t.ParentId);
        Tree = [.. Below(all, null, 0)];
        Consent =
            ConsentCheck.Forbids(rules, ConsentStep.Aliquoting, Subject,
            await ConsentCheck.NewestAsync(db, Subject.Id, stop));
        return true;
    }

    static IEnumerable<(Tube, int)> Below(ILookup<int?, Tube> all, int? parent, int depth) =>
        all[parent].SelectMany(t => Below(all, t.Id, depth + 1).Prepend((t, depth)));
}
