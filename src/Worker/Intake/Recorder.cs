using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using Thrombophilia.Lims;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Variants.Panels;
using Thrombophilia.Worker.Intake.Folders;
using Thrombophilia.Worker.Startup;

namespace Thrombophilia.Worker.Intake;

/// <summary>
/// Writes how files ended: first the database, all that wait in one commit, then the files. A stop in between is mended
/// by doing it again: the
/// database knows what it has.
/// </summary>
internal sealed partial class Recorder(DataFolder data, WorkFolder work, Panel panel, CaseAnalysis cases,
    ILogger<Recorder> log)
{
    readonly ConcurrentDictionary<IntakeKey, TaskCompletionSource> reading = new();
    readonly ConcurrentDictionary<Guid, bool> releasing = new();
    readonly HashSet<Guid> missing = [];

    /// <summary>Forgets what an earlier run, that failed, had begun.</summary>
    public void Begin()
    {
        foreach (var claim in reading.Values) claim.TrySetResult();
        reading.Clear();
        releasing.Clear();
    }

    /// <summary>
    /// Null: the caller reads these bytes now, alone, until that was written. Else somebody does already: wait for it
    /// and ask again.
    /// </summary>
    public Task? Claim(IntakeKey key)
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var held = reading.GetOrAdd(key, mine);
        return held == mine ? null : held.Task;
    }

    /// <summary>Kept files with held names that may be read by now, each once until it was written.</summary>
    public async Task<IReadOnlyList<Job>> ReleasableAsync(CancellationToken stop)
    {
        await using var db = LimsDb.Open(data.Root);
        var jobs = new List<Job>();
        foreach (var intake in await Service(db).ReleasableAsync(stop))
        {
            if (intake.PanelId != panel.Id || intake.PanelVersion != panel.Version
                || !releasing.TryAdd(intake.PublicId, true)) continue;
            var kept = data.Kept(intake.Sha256, intake.BedHash);
            if (Directory.Exists(kept) && WorkFolder.Read(kept) is { } file)
                jobs.Add(new Job(intake.FileName, file.Path, file.Bed, null, intake));
            else
            {
                releasing.TryRemove(intake.PublicId, out _);
                if (missing.Add(intake.PublicId)) KeptIsMissing(intake.PublicId);
            }
        }
        return jobs;
    }

    /// <summary>
    /// Takes up again what was kept and no intake knows, as after a database that lost its newest changes. Call once,
    /// before anything is taken up.
    /// </summary>
    public async Task TakeUpUnknownAsync(CancellationToken stop)
    {
        await using var db = LimsDb.Open(data.Root);
        if (work.TakeUpUnknown(await KeptProof.KnownAsync(db, data, stop))
            is > 0 and var count) KeptIsUnknown(count);
    }

    /// <summary>
    /// Writes outcomes. Nobody can stop it in the middle, only while it waits for another writer. An error costs the files
    /// that it is in; it reaches the
    /// caller when all others are written.
    /// </summary>
    public async Task WriteAsync(IReadOnlyList<Outcome> outcomes, CancellationToken stop = default)
    {
        var errors = new List<Exception>();
        try
        {
            await using var db = LimsDb.Open(data.Root);
            var written = new Queue<Task<IntakeResult>>(
                await Service(db).WriteAsync([.. outcomes.Where(IsNew).Select(o => ((Outcome.Ended)o).End)],
                    untilBegun: stop));
            foreach (var outcome in outcomes)
                try
                {
                    if (outcome is Outcome.Changed changed) Return(changed);
                    else Settle(outcome, outcome.Ticket!.Key,
                        IsNew(outcome) ? (await written.Dequeue()).Intake : outcome.Ticket.Intake);
                }
                catch (Exception e)
                {
                    errors.Add(e);
                }
        }
        finally
        {
            foreach (var outcome in outcomes.OfType<IDisposable>()) outcome.Dispose();
        }
        if (errors.Count > 0) ExceptionDispatchInfo.Throw(errors[0]);
    }

    // Of a kept file that is refused now, the names stay held: what was accepted once is not withdrawn by a later
    // reading.
    static bool IsNew(Outcome outcome) => outcome is Outcome.Ended and not { Job.Item: null, End: IntakeEnd.Refused };

    // A file that has not arrived yet goes back. A kept one is read again at the next start, when it was restored.
    void Return(Outcome.Changed changed)
    {
        if (changed.Job.Item is { } item) work.GiveBack(item);
        if (changed.Ticket is { } ticket && reading.TryRemove(ticket.Key, out var claim)) claim.SetResult();
        if (changed.Job.Kept is { } kept) KeptIsChanged(kept.PublicId);
        else ChangedMeanwhile();
    }

    // The database has it: now the files.
    void Settle(Outcome outcome, IntakeKey key, VcfIntake? intake)
    {
        if (outcome is Outcome.Ended { Job.Item: null, End: IntakeEnd.Refused refused })
            KeptIsRefused(intake?.PublicId, refused.Problem.Code);
        if (outcome.Job.Item is { } item && intake!.State == IntakeState.Refused) Quarantine(item, intake);
        else if (outcome.Job.Item is { } accepted)
            work.Keep(accepted, key.Sha256, key.BedHash);
        else if (intake is not null) releasing.TryRemove(intake.PublicId, out _);
        if (reading.TryRemove(key, out var claim)) claim.SetResult();
        Written(intake?.PublicId, intake?.State, outcome is Outcome.Known, key.Sha256[..12]);
    }

    void Quarantine(WorkItem item, VcfIntake intake)
    {
        var (what, next) = intake.Refusal()!.Value;
        work.Refuse(item, intake.Sha256, Texts.Get(
            "reason-file", item.Name,
                intake.Finished!.Value.At.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture),
                    intake.Sha256,
            what, next));
    }

    IntakeService Service(LimsDb db) => new(cases.WritesOf(db), cases.Biobank);

    [LoggerMessage(Level = LogLevel.Information,
        Message = "Intake {Intake} written: {State}, known before: {Known} (sha256 {Hash}...)")]
    partial void Written(Guid? intake, IntakeState? state, bool known, string hash);

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Intake {Intake} has names to release, and its kept file is missing: restore it from a backup")]
    partial void KeptIsMissing(Guid intake);

    [LoggerMessage(Level = LogLevel.Error,
        Message = "The kept file of intake {Intake} is no longer what was accepted: restore it from a backup and start again")]
    partial void KeptIsChanged(Guid intake);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A file changed while it was read, and went back into the inbox")]
    partial void ChangedMeanwhile();

    [LoggerMessage(Level = LogLevel.Error,
        Message = "{Count} kept files are unknown to the database and are read again: it may have lost its newest changes")]
    partial void KeptIsUnknown(int count);

    [LoggerMessage(Level = LogLevel.Error,
        Message = "Intake {Intake} was accepted before, and its kept file is now refused ({Code}): its held names stay held")]
    partial void KeptIsRefused(Guid? intake, string code);
}
