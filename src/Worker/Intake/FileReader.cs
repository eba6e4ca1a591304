using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Variants;
using Thrombophilia.Variants.Problems;
using Thrombophilia.Worker.Intake.Folders;

namespace Thrombophilia.Worker.Intake;

/// <summary>Streams one file through the panel analysis, whole, from the first byte to the last.</summary>
internal sealed class FileReader(PanelAnalysis analysis, Recorder recorder, ReadProgress progress)
{
    public async Task<Outcome> ReadAsync(Job job, CancellationToken stop)
    {
        var bedHash = job.Bed is null ? "" : await Hash.OfFileAsync(job.Bed, stop);
        var key = new IntakeKey(await Hash.OfFileAsync(job.Path, stop), analysis.Panel.Id, analysis.Panel.Version, bedHash);
        IntakeTicket ticket;
        // Two copies of the same bytes at once: the second waits for the first, and finds everything written.
        while ((ticket = await recorder.BeginAsync(key, job.Name, stop)).NeedsReading && recorder.Claim(ticket.Id) is { } other) await other.WaitAsync(stop);
        if (!ticket.NeedsReading) return new Outcome.Known(job, key, ticket.Id, ticket.State);
        try
        {
            if (FileEnd.IsCutText(job.Path)) throw new RefusedException("file-unfinished", new FileLocation(job.Name));
            // By stream and name: no path of this machine enters a message.
            await using var file = progress.Open(job.Path);
            var options = new CallOptions { Regions = Regions.Scan, CallableBed = job.Bed };
            return new Outcome.Read(job, key, ticket.Id, await analysis.CallAsync(file, job.Name, options, stop));
        }
        catch (RefusedException e)
        {
            return new Outcome.Refused(job, key, ticket.Id, e.Problem);
        }
    }
}
