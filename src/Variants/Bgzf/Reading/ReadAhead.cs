using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Thrombophilia.Variants.Bgzf.Codecs;

namespace Thrombophilia.Variants.Bgzf.Reading;

/// <summary>
/// Reader, inflaters and consumer side by side. Units go round: free, being read, being inflated, in order to the
/// consumer, free again. There is a fixed number of them, which bounds the memory, and each channel has room for all of
/// them, so that a stage waits only for the stage before it. A failure travels inside its unit.
/// </summary>
/// <remarks>
/// A wait must cost no memory, or long files do: a channel uses its one waiter again only where that has no token to
/// listen to. So those who give up close the channel, and the state machines of the hot path are pooled.
/// </remarks>
sealed class ReadAhead : IAsyncDisposable
{
    readonly BatchReader reader;
    readonly string name;
    readonly BlockBatch[] units;
    readonly Channel<BlockBatch> free, ordered;
    readonly InflaterQueue packed = new();
    readonly CancellationTokenSource stopping = new();
    readonly Inflater[] inflaters;
    readonly Task[] tasks;

    internal ReadAhead(BatchReader reader, string name, SourceSettings settings)
    {
        (this.reader, this.name) = (reader, name);
        inflaters = new Inflater[reader.NeedsInflater ? settings.WorkerCount : 0];
        for (var i = 0; i < inflaters.Length; i++)
            inflaters[i] = Compression.NewInflater(settings.BuiltIn);
        units = new BlockBatch[inflaters.Length + 4];
        for (var i = 0; i < units.Length; i++)
            units[i] = new BlockBatch();
        (free, ordered) = (NewChannel(), NewChannel());
        tasks = [Task.Run(ReadAsync), .. inflaters.Select(inflater => Task.Run(() => InflateAsync(inflater)))];
    }

    Channel<BlockBatch> NewChannel() => Channel.CreateBounded<BlockBatch>(units.Length);

    /// <summary>The next unit in the file's order; gives <paramref name="previous"/> back to be filled again.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    internal async ValueTask<BlockBatch> NextAsync(BlockBatch? previous, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        if (previous is not null)
            free.Writer.TryWrite(previous);
        else
            foreach (var unit in units)
                free.Writer.TryWrite(unit);
        if (!ordered.Reader.TryRead(out var next))
            using (stop.UnsafeRegister(
                static (pipeline, stop) =>
                    ((ReadAhead)pipeline!).ordered.Writer.TryComplete(new OperationCanceledException(stop)), this))
                next = await ordered.Reader.ReadAsync(CancellationToken.None).ConfigureAwait(false);
        await next.WhenReady.ConfigureAwait(false);
        return next;
    }

    /// <summary>Lets all stages end soon; what they hold is dropped.</summary>
    internal void Stop()
    {
        stopping.Cancel();
        free.Writer.TryComplete();
    }

    async Task ReadAsync()
    {
        try
        {
            for (var goesOn = true; goesOn
                && await free.Reader.WaitToReadAsync(CancellationToken.None).ConfigureAwait(false);)
            {
                if (!free.Reader.TryRead(out var unit))
                    continue;
                await unit.FillAsync(reader, stopping.Token).ConfigureAwait(false);
                // Read before the hand-over: from then on the unit is another stage's.
                goesOn = !unit.IsLast && unit.Failure is null;
                if (!reader.NeedsInflater)
                    unit.SetReady();
                ordered.Writer.TryWrite(unit);
                if (reader.NeedsInflater)
                    packed.Add(unit);
            }
        }
        finally
        {
            packed.Complete();
            ordered.Writer.TryComplete();
        }
    }

    async Task InflateAsync(Inflater inflater)
    {
        var seat = new InflaterQueue.Seat();
        while (await packed.TakeAsync(seat).ConfigureAwait(false) is { } unit)
        {
            unit.Inflate(inflater, name, stopping.Token);
            unit.SetReady();
        }
    }

    /// <summary>Stops all stages and waits for their end.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        Stop();
        await Task.WhenAll(tasks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
        foreach (var inflater in inflaters)
            inflater.Dispose();
        foreach (var unit in units)
            unit.Dispose();
    }
}
