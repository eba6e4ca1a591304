using System.Threading.Channels;
using Thrombophilia.Worker.Intake.Folders;

namespace Thrombophilia.Worker.Intake;

/// <summary>
/// The way of a file: found, read, written. One finder, several readers, one writer, bounded channels between them: a
/// full one waits. Only the
/// writer opens transactions, and what waits for it shares one commit.
/// A file that cannot be trusted is an outcome; any other error stops every stage and reaches the caller.
/// </summary>
internal sealed class IntakePipeline(Inbox inbox, WorkFolder work, FileReader reader, Recorder recorder,
    PipelineOptions options)
{
    // A commit waits for the disk. What is read within this time shares it.
    const int MostTogether = 50;
    static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Works until <paramref name="nextLook"/> gives false and everything found has ended, or until
    /// <paramref name="stop"/>.
    /// </summary>
    /// <remarks>A stop lets the writer finish its unit; what was only read stays in <c>work/</c> for the next
    /// start.</remarks>
    public async Task RunAsync(Func<CancellationToken, ValueTask<bool>> nextLook, CancellationToken stop)
    {
        recorder.Begin();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var jobs = Channel.CreateBounded<Job>(1);
        var outcomes = Channel.CreateBounded<Outcome>(MostTogether);
        try
        {
            await Task.WhenAll(
                StageAsync(() => FindAsync(nextLook, jobs.Writer, end.Token), end),
                StageAsync(() => ReadAllAsync(jobs.Reader, outcomes.Writer, end.Token), end),
                StageAsync(() => WriteAsync(outcomes.Reader, end.Token), end));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Asked to stop. What was found and not written lies in the work folder.
        }
        finally
        {
            while (outcomes.Reader.TryRead(out var unwritten)) (unwritten as IDisposable)?.Dispose();
        }
    }

    // Each stage runs on its own thread of the pool; an error in one ends the others.
    static Task StageAsync(Func<Task> stage, CancellationTokenSource end) => Task.Run(async () =>
    {
        try
        {
            await stage();
        }
        catch
        {
            await end.CancelAsync();
            throw;
        }
    });

    async Task FindAsync(Func<CancellationToken, ValueTask<bool>> nextLook, ChannelWriter<Job> jobs,
        CancellationToken stop)
    {
        await recorder.TakeUpUnknownAsync(stop);
        foreach (var item in work.Left()) await jobs.WriteAsync(Job.For(item), stop);
        do
        {
            foreach (var arrival in await inbox.LookAsync(stop))
                if (await work.TakeUpAsync(arrival, stop) is { } item) await jobs.WriteAsync(Job.For(item), stop);
            foreach (var job in await recorder.ReleasableAsync(stop)) await jobs.WriteAsync(job, stop);
        } while (await nextLook(stop));
        jobs.Complete();
    }

    async Task ReadAllAsync(ChannelReader<Job> jobs, ChannelWriter<Outcome> outcomes, CancellationToken stop)
    {
        await Parallel.ForEachAsync(jobs.ReadAllAsync(stop),
            new ParallelOptions { MaxDegreeOfParallelism = options.Readers, CancellationToken = stop },
            async (job, stopped) => await outcomes.WriteAsync(await reader.ReadAsync(job, stopped), stopped));
        outcomes.Complete();
    }

    async Task WriteAsync(ChannelReader<Outcome> outcomes, CancellationToken stop)
    {
        while (await outcomes.WaitToReadAsync(stop))
        {
            // No reader tells that another file is nearly done: a short wait lets it share the commit (decision 0028).
            if (outcomes.Count < MostTogether) await Task.Delay(Gathering, stop);
            var together = new List<Outcome>();
            while (together.Count < MostTogether && outcomes.TryRead(out var outcome)) together.Add(outcome);
            await recorder.WriteAsync(together, stop);
        }
    }
}

/// <summary>How much is done at once.</summary>
internal sealed record PipelineOptions
{
    /// <summary>Files read at the same time.</summary>
    public int Readers { get; init; } = Math.Clamp(Environment.ProcessorCount / 2, 1, 8);
}
