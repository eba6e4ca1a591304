using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Thrombophilia.Lims;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Portal.Accounts;

namespace Thrombophilia.Portal.Hosting;

/// <summary>An import that is being or was written; the person who began it can see its progress.</summary>
internal sealed class ImportRun(string by, string fileName) : IProgress<int>
{
    volatile int percent;

    /// <summary>Who began it; nobody else sees it.</summary>
    public string By => by;
    public string FileName => fileName;
    /// <summary>How much of it is done.</summary>
    public int Percent => percent;
    public Task<ImportReport> Work { get; set; } = null!;

    void IProgress<int>.Report(int value) => percent = value;
}

/// <summary>
/// Writes imports outside of the request that began them: the page answers at once, and the person may leave and come
/// back. When the process ends first, nothing of the import is written.
/// </summary>
internal sealed class ImportJobs(PortalOptions options, CaseAnalysis cases, Uploads uploads, TimeProvider time,
    IHostApplicationLifetime host)
{
    readonly ConcurrentDictionary<string, ImportRun> runs = new();

    /// <summary>The run of an upload; null where there is none, or it is another person's.</summary>
    public ImportRun? Find(string by, string id) => runs.TryGetValue(id, out var run) && run.By == by ? run : null;

    /// <summary>Begins to write an upload; gives the existing run where there is one.</summary>
    public ImportRun Begin(Actor who, string id, Upload upload, byte[] bytes)
    {
        lock (runs)
        {
            if (Find(who.Name, id) is { } there) return there;
            // Runs that ended and whose result nobody fetched.
            foreach (var (old, run) in runs)
                if (run.By == who.Name && run.Work.IsCompleted) runs.TryRemove(old, out _);
            var begun = new ImportRun(who.Name, upload.FileName);
            begun.Work = Task.Run(() => WriteAsync(who, id, upload, bytes, begun, host.ApplicationStopping));
            runs[id] = begun;
            return begun;
        }
    }

    /// <summary>Its result was shown.</summary>
    public void Forget(string id) => runs.TryRemove(id, out _);

    async Task<ImportReport> WriteAsync(Actor who, string id, Upload upload, byte[] bytes, ImportRun run,
        CancellationToken stop)
    {
        await using var db = LimsDb.Open(options.DataFolder, who, time);
        var import = new ImportService(cases.WritesOf(db), cases.Clinical, cases.Biobank);
        var report =
            await import.ImportAsync(upload.Kind, new MemoryStream(bytes),
            new ImportOptions
            {
                AcceptGood = true,
                Zone = time.LocalTimeZone,
                FileName = upload.FileName,
                Analyser = upload.Analyser,
                Progress = run
            }, stop);
        // The upload is kept, so that the refused rows can still be downloaded.
        if (report.Written > 0 && report.Refused == 0) uploads.Forget(id);
        return report;
    }
}
