using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Laboratory.Analysers;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Hosting;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.BulkImport;

/// <summary>Files of many rows: template, upload, and the imports there were.</summary>
internal sealed class IndexModel(ImportQueries imports, ImportService import, AnalyserQueries analysers, Uploads uploads,
    CurrentUser who, TimeProvider time) : ListPage(time)
{
    public IReadOnlyList<ImportBatch> Found { get; private set; } = [];

    [BindProperty]
    public ImportKind Kind { get; set; }
    /// <summary>Code of the analyser that made the file; empty for none.</summary>
    [BindProperty]
    public string? Analyser { get; set; }
    [BindProperty]
    public IFormFile? Csv { get; set; }

    public IReadOnlyList<(string, string)> Analysers { get; private set; } = [];

    public static IEnumerable<(string, string)> Kinds => Choices<ImportKind>("import-kind");

    public Task OnGetAsync(CancellationToken stop) => LoadAsync(stop);

    public IActionResult OnGetTemplate(ImportKind kind) =>
        File(System.Text.Encoding.UTF8.GetBytes("\uFEFF" + ImportService.Template(kind)), "text/csv",
        $"{kind.ToString().ToLowerInvariant()}.csv");

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        if (Csv is null || Csv.Length == 0) Refuse(nameof(Csv), "import.no-file");
        else if (Csv.Length > Uploads.Largest) Refuse(nameof(Csv), "import.too-large", Uploads.Largest >> 20);
        if (!ModelState.IsValid || Csv is null)
        {
            await LoadAsync(stop);
            return Page();
        }
        await using var bytes = Csv.OpenReadStream();
        return RedirectToPage("Preview",
            new { id = await uploads.KeepAsync(new(who.Name, Kind, Csv.FileName, Named), bytes, stop) });
    }

    public async Task<IActionResult> OnPostUndoAsync(Guid id, CancellationToken stop)
    {
        if (await DoneAsync(() => import.UndoAsync(id, stop)))
        {
            Say("import.undone-now");
            return RedirectToPage();
        }
        await LoadAsync(stop);
        return Page();
    }

    string? Named => string.IsNullOrWhiteSpace(Analyser) ? null : Analyser.Trim();

    async Task LoadAsync(CancellationToken stop)
    {
        Found = Opened(await imports.ListAsync(Wanted, stop));
        Analysers = [("", Texts.Get("import.analyser.none")), .. (await analysers.ListAsync(stop))
            .Select(a => (a.Analyser.Code, $"{a.Analyser.Code} {a.Mapping.File.Name}"))];
    }
}
