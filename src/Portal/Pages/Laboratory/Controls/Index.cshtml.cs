using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Laboratory.Controls;
using Thrombophilia.Portal.Access;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Laboratory.Controls;

/// <summary>Lots of controls, and the runs that hold results of patients.</summary>
internal sealed class IndexModel(ControlQueries controls, ControlService service, StorageQueries storage, ClinicalRules rules,
    CurrentUser who, TimeProvider time) : ListPage(time)
{
    readonly TimeProvider clock = time;

    public IReadOnlyList<ControlLot> Found { get; private set; } = [];
    public IReadOnlyList<HeldRun> Held { get; private set; } = [];
    public IReadOnlyList<(string, string)> Sites { get; private set; } = [];
    public bool MayWrite => RouteAccess.Of("/controls")!.Allows(who, HttpMethods.Post);

    [BindProperty]
    public string? Site { get; set; }
    [BindProperty]
    public string? Analyser { get; set; }
    [BindProperty]
    public string? Code { get; set; }
    /// <summary>Analyte and method with a bar between.</summary>
    [BindProperty]
    public string? Analyte { get; set; }
    [BindProperty]
    public string? Level { get; set; }
    [BindProperty]
    public string? Mean { get; set; }
    [BindProperty]
    public string? Sd { get; set; }
    [BindProperty]
    public string? Until { get; set; }

    public IEnumerable<(string, string)> Assays => rules.Analytes.SelectMany(name => rules.MethodsOf(name)
        .Select(method => ($"{name}|{method}", $"{NameOf(name, method)} ({rules.Assay(name, method)!.Unit})")));

    /// <summary>A run that holds results, in words.</summary>
    public string WordsOf(HeldRun held) => Texts.Get("controls.held-run", held.Run.Analyser, held.Run.Run,
        NameOf(held.Run.Analyte, held.Run.Method), held.Run.Rules.Replace(";", ", ", StringComparison.Ordinal), held.Results);

    /// <summary>An assay in words.</summary>
    public string NameOf(string analyte, string method) => rules.NameOf(analyte, method);

    public bool IsOver(ControlLot lot) => lot.Until < DateOnly.FromDateTime(clock.GetLocalNow().Date);

    public Task OnGetAsync(CancellationToken stop) => LoadAsync(stop);

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (!MayWrite) return Forbid();
        var (mean, sd) = (Number(nameof(Mean), Mean), Number(nameof(Sd), Sd));
        if (!DateOnly.TryParseExact(Until, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var until))
            Refuse(nameof(Until), "not-a-date");
        var parts = (Analyte ?? "").Split('|');
        ControlLot? lot = null;
        if (ModelState.IsValid && await DoneAsync(async () => lot = await service.RegisterAsync(
            new(Site, Analyser, Code, parts[0], parts[^1], Level, mean, sd, until), stop)))
        {
            Say("control.registered");
            return Redirect($"/controls/{lot!.PublicId}");
        }
        await LoadAsync(stop);
        return Page();
    }

    async Task LoadAsync(CancellationToken stop) =>
        (Found, Held, Sites) = (Opened(await controls.ListAsync(Wanted, stop)), await controls.HeldAsync(stop),
            Choices(await storage.SiteCodesAsync(stop)));
}
