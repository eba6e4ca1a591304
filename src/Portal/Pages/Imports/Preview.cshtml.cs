using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims;
using Thrombophilia.Lims.Importing;
using Thrombophilia.Lims.Records;

namespace Thrombophilia.Portal.Pages.Imports;

/// <summary>What an import would do, row by row; then it is done, or the rows that cannot be are taken away to be mended.</summary>
internal sealed class PreviewModel(LimsDb db, RecordImport import, Uploads uploads, TimeProvider time) : LimsPage(time)
{
    readonly TimeZoneInfo zone = time.LocalTimeZone;

    public string Id { get; private set; } = "";
    public Upload Uploaded { get; private set; } = null!;
    public ImportReport Report { get; private set; } = null!;
    /// <summary>The rows of this page: refused ones first.</summary>
    public IReadOnlyList<RowVerdict> Shown { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken stop) => await JudgeAsync(id, write: false, stop) is null ? NotFound() : Page();

    public async Task<IActionResult> OnGetBadAsync(string id, CancellationToken stop)
    {
        if (await JudgeAsync(id, write: false, stop) is not { } bytes) return NotFound();
        return File(BadRows.Of(bytes, Report.Rows.Where(r => r.Verdict == Verdict.Refused).Select(r => r.Row).ToHashSet()), "text/csv", "bad-rows.csv");
    }

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken stop)
    {
        if (await JudgeAsync(id, write: true, stop) is null) return NotFound();
        if (Report.Written == 0) return Page();
        Say("import.done", Report.Written, Report.Refused);
        if (Report.Refused > 0) return RedirectToPage(new { id });
        uploads.Forget(id);
        return RedirectToPage("Index");
    }

    async Task<byte[]?> JudgeAsync(string id, bool write, CancellationToken stop)
    {
        if (await uploads.FindAsync(db.Actor.Name, id, stop) is not { } found) return null;
        (Id, Uploaded) = (id, found.Upload);
        Report = await import.ImportAsync(Uploaded.Kind, new MemoryStream(found.Bytes), new ImportOptions { DryRun = !write, AcceptGood = write, Zone = zone, FileName = Uploaded.FileName }, stop);
        Shown = Paged([.. Report.Rows.OrderBy(r => r.Verdict != Verdict.Refused).ThenBy(r => r.Row).Skip(Skip).Take(PageSize + 1)]);
        return found.Bytes;
    }
}
