using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Thrombophilia.Lims;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Variants.Panels;
using Thrombophilia.Worker.Intake.Folders;
using Thrombophilia.Worker.Startup;

namespace Thrombophilia.Worker.Intake;

/// <summary>
/// Writes how each file ended: first the database, in one transaction, then the files. A stop in between is mended by doing it
/// again: the database knows what it has.
/// </summary>
internal sealed partial class Recorder(DataFolder data, WorkFolder work, Panel panel, CaseAnalysis cases, ILogger<Recorder> log)
{
    readonly ConcurrentDictionary<Guid, TaskCompletionSource> reading = new();
    readonly ConcurrentDictionary<Guid, bool> releasing = new();

    /// <summary>The intake of these bytes, new or known.</summary>
    public async Task<IntakeTicket> BeginAsync(IntakeKey key, string fileName, CancellationToken stop)
    {
        await using var db = LimsDb.Open(data.Root);
        return await Service(db).FindOrBeginAsync(key, fileName, stop);
    }

    /// <summary>Null: the caller reads this intake now, alone. Else somebody does already; wait until that was written and ask again.</summary>
    public Task? Claim(Guid intake)
    {
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var held = reading.GetOrAdd(intake, mine);
        return held == mine ? null : held.Task;
    }

    /// <summary>Kept files with held names that may be read by now, each once until it was written.</summary>
    public async Task<IReadOnlyList<Job>> ReleasableAsync(CancellationToken stop)
    {
        await using var db = LimsDb.Open(data.Root);
        var jobs = new List<Job>();
        foreach (var intake in await Service(db).ReleasableAsync(stop))
        {
            if (intake.PanelId != panel.Id || intake.PanelVersion != panel.Version || !releasing.TryAdd(intake.PublicId, true)) continue;
            var kept = data.Kept(intake.Sha256, intake.BedHash);
            if (Directory.Exists(kept) && WorkFolder.Read(kept) is { } file) jobs.Add(new Job(intake.FileName, file.Path, file.Bed, null));
            else
            {
                releasing.TryRemove(intake.PublicId, out _);
                KeptIsMissing(intake.PublicId);
            }
        }
        return jobs;
    }

    /// <summary>Writes one outcome. Nobody can stop it in the middle: a unit is finished or rolled back.</summary>
    public async Task WriteAsync(Outcome outcome)
    {
        await using var db = LimsDb.Open(data.Root);
        switch (outcome)
        {
            case Outcome.Read read:
                await AcceptAsync(Service(db), read);
                break;
            case Outcome.Refused { Job.Item: null } refused:
                // Its names stay held: what was accepted once is not withdrawn by a later reading.
                KeptIsRefused(refused.Intake, refused.Problem.Code);
                break;
            case Outcome.Refused { Job.Item: { } item } refused:
                await Service(db).RefuseAsync(refused.Intake, refused.Problem);
                await QuarantineAsync(db, refused, item);
                break;
            case Outcome.Known { Job.Item: { } item } known:
                if (known.State == IntakeState.Refused) await QuarantineAsync(db, known, item);
                else work.Keep(item, known.Key.Sha256, known.Key.BedHash);
                break;
        }
        if (outcome.Job.Item is null) releasing.TryRemove(outcome.Intake, out _);
        if (outcome is not Outcome.Known && reading.TryRemove(outcome.Intake, out var claim)) claim.SetResult();
        Written(outcome.Intake, outcome.GetType().Name, outcome.Key.Sha256[..12]);
    }

    async Task AcceptAsync(IntakeService desk, Outcome.Read read)
    {
        using var calls = read.Calls;
        await desk.CompleteAsync(
            read.Intake, calls.Build, calls.ReadWhole, [.. calls.Warnings.Select(w => w.Text(CultureInfo.InvariantCulture))], calls.Samples, calls.Calls());
        if (read.Job.Item is { } item) work.Keep(item, read.Key.Sha256, read.Key.BedHash);
    }

    async Task QuarantineAsync(LimsDb db, Outcome outcome, WorkItem item)
    {
        var intake = await db.VcfIntakes().AsNoTracking().SingleAsync(i => i.PublicId == outcome.Intake);
        var (what, next) = intake.Refusal()!.Value;
        work.Refuse(item, intake.Sha256, Texts.Get(
            "reason-file", item.Name, intake.Finished!.Value.At.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture), intake.Sha256,
            what, next));
    }

    IntakeService Service(LimsDb db) => new(cases.WritesOf(db), cases.Biobank);

    [LoggerMessage(Level = LogLevel.Information, Message = "Intake {Intake} written: {Outcome} (sha256 {Hash}...)")]
    partial void Written(Guid intake, string outcome, string hash);

    [LoggerMessage(Level = LogLevel.Error, Message = "Intake {Intake} has names to release, and its kept file is missing: restore it from a backup")]
    partial void KeptIsMissing(Guid intake);

    [LoggerMessage(Level = LogLevel.Error, Message = "Intake {Intake} was accepted before, and its kept file is now refused ({Code}): its held names stay held")]
    partial void KeptIsRefused(Guid intake, string code);
}
