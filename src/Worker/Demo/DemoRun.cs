using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Variants.Panels;
using Thrombophilia.Worker.Intake.Folders;
using Thrombophilia.Worker.Verbs;

namespace Thrombophilia.Worker.Demo;

/// <summary>
/// Plays the hospital: registers people, drops files into the inbox of a running worker and waits until each has ended.
/// </summary>
internal sealed class DemoRun(DataFolder data, Scenarios scenarios, TimeProvider time)
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    string Folder => Path.Combine(data.Root, "demo");

    /// <summary>
    /// Registers everybody through the import that a hospital uses. A second run finds everything unchanged.
    /// </summary>
    public async Task<IReadOnlyList<(string Kind, ImportReport Report)>> RegisterAsync(CancellationToken stop)
    {
        Directory.CreateDirectory(Folder);
        return
        [
            ("subjects", await ImportAsync(ImportKind.Subjects, DemoTables.Subjects(scenarios), stop)),
            ("consents", await ImportAsync(ImportKind.Consents, DemoTables.Consents(scenarios), stop)),
            ("samples", await ImportAsync(ImportKind.Samples, DemoTables.Samples(scenarios), stop)),
            ("assays", await ImportAsync(ImportKind.Assays, DemoTables.Assays(scenarios), stop)),
        ];
    }

    /// <summary>Makes the files and drops those that have not ended in an earlier run.</summary>
    public async Task<IReadOnlyList<MadeFile>> DropAsync(CancellationToken stop)
    {
        var made = DemoFiles.Make(Panel.Load(), scenarios, Path.Combine(Folder, "files"));
        var ended = (await EndedAsync(stop)).Select(intake => intake.Sha256).ToHashSet();
        foreach (var file in made.Where(file => !ended.Contains(file.Sha256)))
        {
            var bed = FileNames.BedOf(file.Path);
            if (file.File.Callable) Drop(bed);
            Drop(file.Path);
        }
        return made;
    }

    /// <summary>Waits until nothing lies in the inbox or is worked on.</summary>
    public async Task WaitAsync(CancellationToken stop)
    {
        // The folders are the list of open work (decision 0010), so they are polled.
        while (WorkFolder.Open(data).Count > 0
            || Directory.EnumerateFiles(data.Inbox).Any(path => FileNames.IsVcf(Path.GetFileName(path))))
            await Task.Delay(Pause, time, stop);
    }

    /// <summary>Intakes that have ended.</summary>
    public async Task<IReadOnlyList<VcfIntake>> EndedAsync(CancellationToken stop)
    {
        await using var db = LimsDb.Open(data.Root);
        return await db.VcfIntakes().AsNoTracking().Where(i => i.State != IntakeState.Running).ToListAsync(stop);
    }

    async Task<ImportReport> ImportAsync(ImportKind kind, string csv, CancellationToken stop)
    {
        var path = Path.Combine(Folder, kind.ToString().ToLowerInvariant() + ".csv");
        await File.WriteAllTextAsync(path, csv, stop);
        return await ImportVerb.ImportAsync(data, kind, path, new ImportOptions(), stop);
    }

    // Written under a hidden name and renamed into place, as a careful sender does.
    void Drop(string path)
    {
        var name = Path.GetFileName(path);
        var hidden = Path.Combine(data.Inbox, "." + name);
        File.Copy(path, hidden, overwrite: true);
        File.Move(hidden, Path.Combine(data.Inbox, name), overwrite: true);
    }
}
