using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Hosting;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.BulkImport;

/// <summary>Files of many rows: template, upload, and the imports there were.</summary>
internal sealed class IndexModel(ImportQueries imports, ImportService import, Uploads uploads, CurrentUser who,
    TimeProvider time) : ListPage(time)
{
    public IReadOnlyList<ImportBatch> Found { get; private set; } = [];

    [BindProperty]
    public ImportKind Kind { get; set; }
    [BindProperty]
    public IFormFile? Csv { get; set; }

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
            new { id = await uploads.KeepAsync(who.Name, Kind, Csv.FileName, bytes, stop) });
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

    async Task LoadAsync(CancellationToken stop) => Found = Opened(await imports.ListAsync(Wanted, stop));
}
