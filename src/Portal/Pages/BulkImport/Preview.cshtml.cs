using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Data;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Hosting;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.BulkImport;

/// <summary>
/// What an import would do, row by row; then it is done while the page says how far it is, or the rows that cannot be
/// are taken away to be mended.
/// </summary>
internal sealed class PreviewModel(ImportService import, ImportJobs runs, Uploads uploads, CurrentUser who,
    TimeProvider time) : ListPage(time)
{
    // A file of some rows is written sooner than anybody could read how far it is.
    static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    readonly TimeProvider clock = time;

    public string Id { get; private set; } = "";
    public string FileName { get; private set; } = "";
    /// <summary>Null while it is being written.</summary>
    public ImportReport? Report { get; private set; }
    /// <summary>How much of it is written.</summary>
    public int Percent { get; private set; }
    /// <summary>The rows of this page: refused ones first.</summary>
    public IReadOnlyList<RowVerdict> Shown { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken stop)
    {
        if (runs.Find(who.Name, id) is not { } run)
            return await JudgeAsync(id, stop) is null ? NotFound() : Page();
        if (!run.Work.IsCompleted)
        {
            (Id, FileName, Percent) = (id, run.FileName, run.Percent);
            return Page();
        }
        runs.Forget(id);
        var report = await run.Work;
        if (report.Written == 0) return await JudgeAsync(id, stop) is null ? NotFound() : Page();
        Say("import.done", report.Written, report.Refused);
        return report.Refused > 0 ? RedirectToPage(new { id }) : RedirectToPage("Index");
    }

    public async Task<IActionResult> OnGetBadAsync(string id, CancellationToken stop)
    {
        if (await JudgeAsync(id, stop) is not var (upload, bytes) || Report!.HasMessages) return NotFound();
        var refused = Report.Rows.Where(r => r.Verdict == Verdict.Refused).Select(r => r.Row).ToHashSet();
        return File(await import.LinesOfAsync(bytes, upload.Analyser, refused, stop), "text/csv", "bad-rows.csv");
    }

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken stop)
    {
        if (await uploads.FindAsync(who.Name, id, stop) is not { } found) return NotFound();
        // A small import is done before anybody could read that it runs; a large one is not waited for.
        await Task.WhenAny(runs.Begin(who.Actor, id, found.Upload, found.Bytes).Work,
            Task.Delay(Patience, clock, stop));
        return RedirectToPage(new { id });
    }

    async Task<(Upload Upload, byte[] Bytes)?> JudgeAsync(string id, CancellationToken stop)
    {
        if (await uploads.FindAsync(who.Name, id, stop) is not { } found) return null;
        (Id, FileName) = (id, found.Upload.FileName);
        Report = await import.ImportAsync(found.Upload.Kind, new MemoryStream(found.Bytes),
            new ImportOptions { DryRun = true, Zone = clock.LocalTimeZone, Analyser = found.Upload.Analyser }, stop);
        Shown = Opened(
            Leaf.Of(Report.Rows.OrderBy(r => r.Verdict != Verdict.Refused).ThenBy(r => r.Row), Wanted));
        return found;
    }
}
