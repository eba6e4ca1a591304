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
                jobs.Add(new Job(intake.FileName, file.Path, file.Bed, null));
            else
            {
                releasing.TryRemove(intake.PublicId, out _);
                KeptIsMissing(intake.PublicId);
            }
        }
        return jobs;
    }

    /// <summary>
    /// Writes outcomes. Nobody can stop it in the middle: a unit is finished or rolled back. An error costs the files
    /// that it is in; it reaches the
    /// caller when all others are written.
    /// </summary>
    public async Task WriteAsync(IReadOnlyList<Outcome> outcomes)
    {
        var errors = new List<Exception>();
        try
        {
            await using var db = LimsDb.Open(data.Root);
            var written = new Queue<Task<IntakeResult>>(
                await Service(db).WriteAsync([.. outcomes.Where(IsNew).Select(o => ((Outcome.Ended)o).End)]));
            foreach (var outcome in outcomes)
                try
                {
                    Settle(outcome, IsNew(outcome) ? (await written.Dequeue()).Intake : outcome.Ticket.Intake);
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

    // The database has it: now the files.
    void Settle(Outcome outcome, VcfIntake? intake)
    {
        if (outcome is Outcome.Ended { Job.Item: null, End: IntakeEnd.Refused refused })
            KeptIsRefused(intake?.PublicId, refused.Problem.Code);
        if (outcome.Job.Item is { } item && intake!.State == IntakeState.Refused) Quarantine(item, intake);
        else if (outcome.Job.Item is { } accepted)
            work.Keep(accepted, outcome.Ticket.Key.Sha256, outcome.Ticket.Key.BedHash);
        else if (intake is not null) releasing.TryRemove(intake.PublicId, out _);
        if (reading.TryRemove(outcome.Ticket.Key, out var claim)) claim.SetResult();
        Written(intake?.PublicId, intake?.State, outcome is Outcome.Known, outcome.Ticket.Key.Sha256[..12]);
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
        Message = "Intake {Intake} was accepted before, and its kept file is now refused ({Code}): its held names stay held")]
    partial void KeptIsRefused(Guid? intake, string code);
}
