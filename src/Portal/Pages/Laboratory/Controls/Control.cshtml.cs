using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Laboratory.Controls;
using Thrombophilia.Portal.Access;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;
using Thrombophilia.Portal.Ui.Charts;

namespace Thrombophilia.Portal.Pages.Laboratory.Controls;

/// <summary>One lot: its chart, its values, a new value, and the runs of its assay that wait for a release.</summary>
internal sealed class ControlModel(ControlQueries controls, ControlService service, ClinicalRules rules, CurrentUser who,
    TimeProvider time) : ListPage(time)
{
    readonly TimeProvider clock = time;

    public ControlFile Shown { get; private set; } = null!;
    public bool MayWrite => RouteAccess.Of("/controls/{id:guid}")!.Allows(who, HttpMethods.Post);

    [BindProperty]
    public string? Run { get; set; }
    [BindProperty]
    public string? Value { get; set; }
    [BindProperty]
    public string? Measured { get; set; }
    /// <summary>Public id of the run that is released.</summary>
    [BindProperty]
    public Guid Held { get; set; }
    [BindProperty]
    public string? Reason { get; set; }

    public string Assay => rules.NameOf(Shown.Lot.Analyte, Shown.Lot.Method);

    public string Unit => rules.Assay(Shown.Lot.Analyte, Shown.Lot.Method)?.Unit ?? "";

    /// <summary>The words of a rule.</summary>
    public string WordsOf(string rule) =>
        rules.Controls.FirstOrDefault(r => r.Id == rule) is { } known ? $"{rule}: {rules.Text(known.TextKey).In()}" : rule;

    /// <summary>The chart.</summary>
    public IHtmlContent Chart => ControlChart.Of(
        [.. Shown.Values.Select(v => new ChartValue((double)v.Distance, string.Join(' ', v.Rules),
            Texts.Get("control.point", When(v.Value.MeasuredAt), v.Value.Run, $"{v.Value.Measured}",
                v.Distance.ToString(Signed, CultureInfo.InvariantCulture))))],
        sd => Plain(Shown.Lot.Mean + sd * Shown.Lot.Sd), Texts.Get("control.chart.words", Shown.Lot.Code, Shown.Values.Count));

    /// <summary>How a distance is printed, with its sign.</summary>
    public string Signed { get; } = "+0.0;-0.0;0.0";

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        Measured = clock.GetLocalNow().ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
        return await LoadAsync(id, stop) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        var measured = Time(nameof(Measured), Measured);
        if (!ModelState.IsValid) return Page();
        ControlRun? run = null;
        if (!await DoneAsync(async () => run = await service.RecordAsync(id, Run, Value, measured, stop))) return Page();
        // A rejected run stands on top of the page, as an alarm.
        Say($"control.recorded.{run!.Verdict}", run.Run, run.Rules.Replace(";", ", ", StringComparison.Ordinal));
        return RedirectToPage(new { id });
    }

    public async Task<IActionResult> OnPostReleaseAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (!await DoneAsync(() => service.ReleaseAsync(Held, Reason, stop))) return Page();
        Say("control.released-now");
        return RedirectToPage(new { id });
    }

    async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        if (await controls.FindAsync(id, stop) is not { } found) return false;
        Shown = found;
        return true;
    }
}
