using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Laboratory.Assays;
using Thrombophilia.Portal.Access;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Laboratory.Assays;

/// <summary>Every result of a person with its interval; a result is corrected or retracted with a reason.</summary>
internal sealed class AssaysModel(AssayQueries assays, AssayService service, ClinicalRules rules, CurrentUser who, TimeProvider time)
    : ListPage(time)
{
    /// <summary>In place of states: they were asked for, and there were none.</summary>
    public const string None = "none";

    public SubjectAssays Shown { get; private set; } = null!;
    public bool MayWrite => RouteAccess.Of("/subjects/{id:guid}/assays")!.Allows(who, HttpMethods.Post);

    /// <summary>Code of the result that a form is for.</summary>
    [BindProperty]
    public string Code { get; set; } = "";
    [BindProperty]
    public string? Value { get; set; }
    [BindProperty]
    public string? Unit { get; set; }
    [BindProperty]
    public string? Drawn { get; set; }
    [BindProperty]
    public List<string> States { get; set; } = [];
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>The result that is about to be corrected or retracted; null for none.</summary>
    public MeasuredAssay? Chosen => Shown.Results.FirstOrDefault(r => r.Result.Code == Code && r.Result.Stands);

    public IEnumerable<(string, string)> Units => Chosen?.Assay is { } assay ? Choices(assay.OtherUnits.Keys.Prepend(assay.Unit)) : [];

    public IEnumerable<(string, string)> StateChoices => rules.States.Select(s => (s.Id, WordsOf(s.Id)))
        .Prepend((None, Texts.Get("assay.no-state")));

    /// <summary>The name of an assay in words.</summary>
    public string NameOf(MeasuredAssay measured) => rules.NameOf(measured.Result.Analyte, measured.Result.Method);

    /// <summary>The states at the draw in words.</summary>
    public string StatesOf(AssayResult result) => result.StateCodes is not { } codes ? Texts.Get("assay.states-not-recorded")
        : codes.Count == 0 ? Texts.Get("assay.no-state") : string.Join(", ", codes.Select(WordsOf));

    /// <summary>Where the value lies to its interval: an arrow and words; null where no interval holds or it lies within.</summary>
    public static (string Arrow, string Words)? Beside(MeasuredAssay measured)
    {
        var (result, factor) = (measured.Result, measured.Assay?.OtherUnits.GetValueOrDefault(measured.Result.Unit, 1) ?? 1);
        return result.IntervalLow is { } low && result.Measured.High * factor < low ? ("↓", Texts.Get("assay.below"))
            : result.IntervalHigh is { } high && result.Measured.Low * factor > high ? ("↑", Texts.Get("assay.above")) : null;
    }

    public async Task<IActionResult> OnGetAsync(Guid id, string? code, CancellationToken stop)
    {
        if (!await LoadAsync(id, code, stop)) return NotFound();
        if (Chosen is not { Result: var result }) return Page();
        (Value, Unit) = ($"{result.Measured}", result.Unit);
        Drawn = Typed(result.Drawn);
        States = result.StateCodes is not { } codes ? [] : codes.Count == 0 ? [None] : [.. codes];
        return Page();
    }

    public async Task<IActionResult> OnPostCorrectAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, Code, stop)) return NotFound();
        if (States.Contains(None) && States.Count > 1) Refuse(nameof(States), "assay.none-with-others");
        var drawn = Time(nameof(Drawn), Drawn, Chosen?.Result.Drawn);
        if (!ModelState.IsValid) return Page();
        var to = new AssayCorrection(Value, Unit, drawn, States.Count == 0 ? null : [.. States.Where(s => s != None)]);
        if (!await DoneAsync(() => service.CorrectAsync(Code, to, Reason, stop))) return Page();
        Say("assay.corrected-now");
        return RedirectToPage(new { id });
    }

    public async Task<IActionResult> OnPostRetractAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, Code, stop)) return NotFound();
        if (!await DoneAsync(() => service.RetractAsync(Code, Reason, stop))) return Page();
        Say("assay.retracted-now");
        return RedirectToPage(new { id });
    }

    string WordsOf(string state) => rules.States.FirstOrDefault(s => s.Id == state) is { } known ? rules.Text(known.TextKey).In() : state;

    async Task<bool> LoadAsync(Guid id, string? code, CancellationToken stop)
    {
        if (await assays.FindAsync(id, stop) is not { } found) return false;
        (Shown, Code) = (found, code ?? "");
        return true;
    }
}
