using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Clinic.Classifications;
using Thrombophilia.Lims.Clinic.OwnRecords;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Pages.Clinic.OwnRecords;
using Thrombophilia.Portal.Ui;
using Thrombophilia.Variants.Acmg;

namespace Thrombophilia.Portal.Pages.Clinic.Classifications;

/// <summary>One variant: what the rules say, what persons judged, and a form to judge it. The class is worked out, never typed.</summary>
internal sealed class ClassificationModel(ClassificationQueries classifications, ClassificationService service, CurrentUser who,
    TimeProvider time) : ListPage(time)
{
    public ClassificationFile Shown { get; private set; } = null!;
    /// <summary>What the criteria of the form make.</summary>
    public MadeClass Made { get; private set; } = new(null, null);

    [BindProperty]
    public IList<CriterionEntry> Criteria { get; set; } = [];
    [BindProperty]
    public string? Reason { get; set; }
    [BindProperty]
    public string? Evidence { get; set; }
    /// <summary>The newest version that the page showed.</summary>
    [BindProperty]
    public int Seen { get; set; }
    /// <summary>Public id of the version that is decided.</summary>
    [BindProperty]
    public Guid Record { get; set; }
    /// <summary>Why it is declined, or taken back.</summary>
    [BindProperty]
    public string? Why { get; set; }

    /// <summary>Whoever looks at it proposed what waits.</summary>
    public bool IsOwn => Shown.Waiting?.By == who.Name;

    /// <summary>Those who carry it, as the page of own records tells them.</summary>
    public OwnGroup Carriers => new([.. Shown.Named.Select(n => new OwnName(n.Code, n.Id))], Shown.Elsewhere);

    /// <summary>The address of a page of this variant.</summary>
    public string Address(string page) => AddressOf(page, Shown.Key);

    public static string AddressOf(string page, VariantKey key) =>
        $"/variants/{page}?gene={Uri.EscapeDataString(key.Gene)}&name={Uri.EscapeDataString(key.Shown)}";

    public Task<IActionResult> OnGetAsync(string? gene, string? name, CancellationToken stop) => ShownAsync(gene, name, stop);

    public async Task<IActionResult> OnPostAsync(string? gene, string? name, CancellationToken stop) =>
        await DoneAsync(() => service.ProposeAsync(new(gene, name, Seen, [.. Criteria], Reason, Evidence), stop))
            ? Told("classification.proposed", gene, name) : await ShownAsync(gene, name, stop);

    /// <summary>The page with the class of the form's criteria, for whoever has no script.</summary>
    public Task<IActionResult> OnPostShowAsync(string? gene, string? name, CancellationToken stop)
    {
        // Nothing is proposed: what is still empty is not wrong.
        ModelState.Clear();
        return ShownAsync(gene, name, stop);
    }

    /// <summary>The class of the form's criteria alone, for the script.</summary>
    public IActionResult OnPostClass(string? gene)
    {
        ModelState.Clear();
        return Partial("_Class", MadeOf(gene));
    }

    public async Task<IActionResult> OnPostConfirmAsync(string? gene, string? name, CancellationToken stop) =>
        await DoneAsync(() => service.DecideAsync(Record, ClassificationVerdict.Confirmed, null, stop))
            ? Told("classification.confirmed", gene, name) : await ShownAsync(gene, name, stop);

    public async Task<IActionResult> OnPostDeclineAsync(string? gene, string? name, CancellationToken stop) =>
        await DoneAsync(() => service.DecideAsync(Record, ClassificationVerdict.Declined, Why, stop), ("reason", nameof(Why)))
            ? Told("classification.declined", gene, name) : await ShownAsync(gene, name, stop);

    public async Task<IActionResult> OnPostBackAsync(string? gene, string? name, CancellationToken stop) =>
        await DoneAsync(() => service.TakeBackAsync(gene, name, Seen, Why, stop), ("reason", nameof(Why)))
            ? Told("classification.proposed", gene, name) : await ShownAsync(gene, name, stop);

    RedirectResult Told(string key, string? gene, string? name)
    {
        Say(key);
        return Redirect(AddressOf("classification", new(gene!, name!)));
    }

    async Task<IActionResult> ShownAsync(string? gene, string? name, CancellationToken stop)
    {
        if (await classifications.FindAsync(gene, name, stop) is not { } found) return NotFound();
        Shown = found;
        if (Criteria.Count == 0) Criteria = [.. Shown.Criteria.Where(c => c.IsOpen).Select(Begun)];
        // A page that is shown again keeps what it was shown with: it stays stale until somebody opens it anew.
        if (Request.Method == "GET") Seen = Shown.Newest;
        Made = MadeOf(Shown.Key.Gene);
        return Page();
    }

    // The form begins with what is in force.
    CriterionEntry Begun(OfferedCriterion criterion)
    {
        var judged = Shown.InForce?.Record.JudgedCriteria().FirstOrDefault(c => c.Code == criterion.Choice.Code);
        return judged is { } j ? new(j.Code, CriterionEntry.ChoiceOf(j.State, j.Strength), j.Reason)
            : new(criterion.Choice.Code, CriterionEntry.ChoiceOf(criterion.ByRules?.State ?? CriterionState.NotEvaluated,
                criterion.ByRules?.Strength));
    }

    MadeClass MadeOf(string? gene)
    {
        try
        {
            return classifications.Preview(gene, [.. Criteria]) is { } made
                ? new(made.Class, ClassificationQueries.RefusalOf(made)) : new(null, null);
        }
        catch (RefusedStepException e)
        {
            return new(null, e.Refusal);
        }
    }

    /// <summary>What may be chosen of a criterion.</summary>
    public static IEnumerable<(string Value, string Text)> ChoicesOf(OfferedCriterion criterion) =>
        [(CriterionEntry.NotEvaluated, Texts.Get("classification.not-evaluated")),
            (CriterionEntry.NotMet, Texts.Get("own.state.not-met")),
            .. criterion.Choice.Strengths.Select(s => ($"{s}", Texts.Get("own.state.met", CriterionNames.StrengthOf(s))))];

    /// <summary>What a criterion asks, in the reader's language.</summary>
    public static string MeaningOf(CriterionChoice choice) =>
        System.Globalization.CultureInfo.CurrentUICulture.Name.StartsWith("zh", StringComparison.Ordinal)
            ? choice.Means.Chinese : choice.Means.English;

    /// <summary>The class of a version in words.</summary>
    public static string ClassOf(VariantClassification record) => record.AsRules ? Texts.Get("classification.as-rules")
        : CriterionNames.ClassOf(record.Class);

    /// <summary>How a decision is coloured.</summary>
    public static string LookOf(ClassificationDecision decision) =>
        decision.Verdict == ClassificationVerdict.Confirmed ? "good" : "still";

    /// <summary>Criteria of a version that are judged otherwise than the rules said, with their reasons.</summary>
    public static IEnumerable<string> ChangesOf(VariantClassification record) => record.JudgedCriteria()
        .Where(c => c.Reason is not null)
        .Select(c => Texts.Get("classification.change", c.Code, CriterionNames.StateOf(c.State, c.Strength, c.Missing), c.Reason!));

    /// <summary>Criteria that are met, as a row writes them.</summary>
    public static string MetOf(string criteria) => CriterionNames.Met(criteria.Split(';', StringSplitOptions.RemoveEmptyEntries)
        .Where(i => i[0] != '@' && !i.Contains('?', StringComparison.Ordinal)));
}

/// <summary>What the criteria of a form make.</summary>
/// <param name="Class">The class; null where they make none.</param>
/// <param name="Fault">Why they make none; null where they do.</param>
internal sealed record MadeClass(Classification? Class, Refusal? Fault)
{
    /// <summary>Why: each criterion that is met, with its strength.</summary>
    public IEnumerable<string> Met => Class!.Criteria.Where(c => c.State == CriterionState.Met)
        .Select(c => Texts.Get("classification.met", c.Code, CriterionNames.StrengthOf(c.Strength!.Value)));

    /// <summary>Criteria that nobody has evaluated.</summary>
    public IEnumerable<string> Open => Class!.Criteria.Where(c => c.State == CriterionState.NotEvaluated).Select(c => c.Code);
}
