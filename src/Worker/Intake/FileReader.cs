using System.Globalization;
using Thrombophilia.Lims;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Variants;
using Thrombophilia.Variants.Calling.Rows;
using Thrombophilia.Variants.Problems;
using Thrombophilia.Worker.Intake.Folders;

namespace Thrombophilia.Worker.Intake;

/// <summary>
/// Streams one file through the panel analysis, whole, from the first byte to the last, and names and classifies what
/// is wanted of it. It asks the
/// database and writes nothing, so that files are read while others are written.
/// </summary>
internal sealed class FileReader(PanelAnalysis analysis, DataFolder data, CaseAnalysis cases, Recorder recorder,
    ReadProgress progress)
{
    // A smaller file is read once into memory: what was hashed is what is read. A larger one is hashed first, because a
    // known file ends there.
    const int MostInMemory = 4 << 20;
    // Rows that wait for the writer. Where a file has more, they are made again while they are written: memory is
    // bounded.
    const int MostAhead = 100_000;

    public async Task<Outcome> ReadAsync(Job job, CancellationToken stop)
    {
        try
        {
            foreach (var path in job.Item is null ? [] : job.Bed is { } bed ? (string[])[job.Path, bed] : [job.Path])
                await WorkFolder.OwnAsync(path, stop);
            return await ReadOwnAsync(job, stop);
        }
        catch (Exception e) when (e is FileChangedException or NotRegularException)
        {
            return new Outcome.Changed(job, null);
        }
    }

    async Task<Outcome> ReadOwnAsync(Job job, CancellationToken stop)
    {
        var bedHash = job.Bed is null ? "" : await Hash.OfFileAsync(job.Bed, stop);
        await using var file = await OpenAsync(job.Path, stop);
        var key = new IntakeKey(await Hash.OfAsync(file, stop), analysis.Panel.Id, analysis.Panel.Version, bedHash);
        if (job.Kept is { } kept && (kept.Sha256, kept.BedHash) != (key.Sha256, key.BedHash))
            return new Outcome.Changed(job, null);
        await using var db = LimsDb.Open(data.Root);
        var service = new IntakeService(cases.WritesOf(db), cases.Biobank);
        // Two copies of the same bytes at once: the second waits for the first, and finds everything written.
        while (recorder.Claim(key) is { } other) await other.WaitAsync(stop);
        var ticket = await service.FindAsync(key, stop);
        if (!ticket.NeedsReading) return new Outcome.Known(job, ticket);
        file.Position = 0;
        // What is in memory was hashed. Of what is read from the disk again, the hash says whether it is the same.
        await using var read = file is MemoryStream ? null : new HashedStream(file);
        Outcome outcome;
        try
        {
            if (FileEnd.IsCutText(file)) throw new RefusedException("file-unfinished", new FileLocation(job.Name));
            file.Position = 0;
            // By stream and name: no path of this machine enters a message.
            await using var counted = progress.Open(job.Path, read ?? file);
            var calls =
                await analysis.CallAsync(counted, job.Name,
                new CallOptions { Regions = Regions.Scan, CallableBed = job.Bed }, stop);
            try
            {
                outcome = Ended(job, ticket, calls, service.Wanted(calls.Samples));
            }
            catch
            {
                calls.Dispose();
                throw;
            }
        }
        catch (RefusedException e)
        {
            outcome = new Outcome.Ended(job, ticket, new IntakeEnd.Refused(key, job.Name, e.Problem));
        }
        if (read is null || await read.HashAsync(stop) == key.Sha256) return outcome;
        (outcome as IDisposable)?.Dispose();
        return new Outcome.Changed(job, ticket);
    }

    static Outcome.Ended Ended(Job job, IntakeTicket ticket, FileCalls calls, IReadOnlySet<string> wanted)
    {
        IReadOnlyList<SampleCall> ahead = [.. calls.Calls(wanted).Take(MostAhead + 1)];
        var all = ahead.Count <= MostAhead;
        var end = new IntakeEnd.Read(ticket.Key, job.Name)
        {
            Build = calls.Build,
            ReadWhole = calls.ReadWhole,
            Warnings = [.. calls.Warnings.Select(w => w.Text(CultureInfo.InvariantCulture))],
            Names = calls.Samples,
            Wanted = wanted,
            Rows = all ? ahead : calls.Calls(wanted),
        };
        if (all) calls.Dispose();
        return new Outcome.Ended(job, ticket, end, all ? null : calls);
    }

    static async Task<Stream> OpenAsync(string path, CancellationToken stop)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16,
            FileOptions.SequentialScan);
        if (file.Length > MostInMemory) return file;
        await using (file)
        {
            var bytes = new byte[file.Length];
            return new MemoryStream(bytes, 0,
                await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, stop), writable: false);
        }
    }
}
