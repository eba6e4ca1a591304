using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Worker.Intake;
using Thrombophilia.Worker.Intake.Folders;

namespace Thrombophilia.Worker.Hosting;

/// <summary>
/// Reads what the status page shows: the folders say what waits and runs, the database says how files ended.
/// </summary>
internal sealed class OverviewReader(DataFolder data, ProcessRoles roles, ReadProgress progress, WorkerTrouble trouble,
    TimeProvider time)
{
    const int Newest = 50;

    public async Task<Overview> ReadAsync(CancellationToken stop)
    {
        await using var db = LimsDb.Open(data.Root);
        var held = from name in db.IntakeSamples() where name.State == IntakeSampleState.Held select name.IntakeId;
        var ended = db.VcfIntakes().AsNoTracking().OrderByDescending(i => i.Finished).ThenByDescending(i => i.Id);
        var done = ended.Where(i => i.State == IntakeState.Done && !held.Contains(i.Id));
        var refused = ended.Where(i => i.State == IntakeState.Refused);
        return new Overview
        {
            At = time.GetLocalNow(),
            Trouble = trouble.Sentence?.Invoke(),
            ReadsFiles = roles.HasFlag(ProcessRoles.Worker),
            Inbox = Waiting(),
            Running =
                [.. WorkFolder.Open(data).Select(path => new RunningFile(Path.GetFileName(path), progress.Of(path)))],
            DoneCount = await done.CountAsync(stop),
            Done = [.. (await done.Take(Newest)
                .Select(i => new { i.FileName, i.Build, i.Finished,
                Samples = db.IntakeSamples().Count(s => s.IntakeId == i.Id) }).ToListAsync(stop))
                .Select(i => new DoneFile(i.FileName, i.Build!, i.Samples, Local(i.Finished)))],
            Held = await HeldAsync(db, ended.Where(i => held.Contains(i.Id)), stop),
            RefusedCount = await refused.CountAsync(stop),
            Refused = [.. (await refused.Take(Newest).ToListAsync(stop))
                .Select(i =>
                new RefusedFile(i.FileName, i.Refusal()!.Value.What, i.Refusal()!.Value.Next, Local(i.Finished)))],
        };
    }

    List<WaitingFile> Waiting()
    {
        try { return InInbox(); }
        catch (Exception e) when (e is IOException
            or UnauthorizedAccessException)
        { return []; } // Away for a moment; the worker says so.
    }

    List<WaitingFile> InInbox()
    {
        var entries = InboxEntry.In(data.Inbox).Where(entry => FileNames.IsVcf(entry.Name) || FileNames.IsForeign(entry.Name)
            || (!entry.IsUsable && entry.Name.EndsWith(FileNames.CallableBed, StringComparison.OrdinalIgnoreCase))).ToList();
        // Each is opened to know whether another program writes to it, and a page looks every second.
        var few = entries.Count <= Newest;
        return [.. entries.Select(entry => new WaitingFile(entry.Name, entry.Length, StateOf(entry, few)))];
    }

    WaitingState StateOf(InboxEntry entry, bool opens) => entry switch
    {
        { IsUsable: false, Kind: EntryKind.Folder } => WaitingState.Folder,
        { IsUsable: false, Kind: EntryKind.Link } => WaitingState.Link,
        { IsUsable: false } => WaitingState.NoFile,
        _ when FileNames.IsForeign(entry.Name) => WaitingState.OtherName,
        _ => opens && IsBeingWritten(entry.Name) ? WaitingState.BeingWritten : WaitingState.Waiting,
    };

    bool IsBeingWritten(string name)
    {
        try
        {
            using var file = SystemFile.Open(Path.Combine(data.Inbox, name));
            return SystemFile.IsBeingWritten(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { return false; }
    }

    static async Task<IReadOnlyList<HeldFile>> HeldAsync(LimsDb db, IQueryable<VcfIntake> files, CancellationToken stop)
    {
        var shown = new List<HeldFile>();
        foreach (var file in await files.ToListAsync(stop))
        {
            var names = await db.IntakeSamples().AsNoTracking().Where(s => s.IntakeId == file.Id)
                .Select(s => new { s.VcfName, s.State, Known = db.Samples().Any(known => known.VcfName == s.VcfName) })
                .ToListAsync(stop);
            // Registered and still held: the person has not consented, or the file is about to be read again.
            var held = names.Where(s => s.State == IntakeSampleState.Held)
                .OrderBy(s => s.VcfName, StringComparer.Ordinal).ToLookup(s => s.Known, s => s.VcfName);
            shown.Add(
                new HeldFile(file.FileName, [.. held[false]], [.. held[true]],
                    names.Count(s => s.State == IntakeSampleState.Done)));
        }
        return shown;
    }

    DateTimeOffset Local(Moment? at) => TimeZoneInfo.ConvertTime(at!.Value.At, time.LocalTimeZone);
}
