using System.Threading.Channels;

namespace Thrombophilia.Variants.Bgzf;

/// <summary>
/// Reader, inflaters and consumer side by side. Units go round: free, being read, being inflated, in order to the consumer,
/// free again. There is a fixed number of them, which bounds the memory, and each channel has room for all of them, so that
/// a stage waits only for the stage before it. A failure travels inside its unit.
/// </summary>
sealed class Pipeline : IAsyncDisposable
{
    readonly UnitReader reader;
    readonly string name;
    readonly Unit[] units;
    readonly Channel<Unit> free, packed, ordered;
    readonly CancellationTokenSource stopping = new();
    readonly Inflater[] inflaters;
    readonly Task[] tasks;

    internal Pipeline(UnitReader reader, string name, SourceSettings settings)
    {
        (this.reader, this.name) = (reader, name);
        inflaters = new Inflater[reader.NeedsInflater ? settings.WorkerCount : 0];
        for (var i = 0; i < inflaters.Length; i++)
            inflaters[i] = Compression.NewInflater(settings.BuiltIn);
        units = new Unit[inflaters.Length + 4];
        for (var i = 0; i < units.Length; i++)
            units[i] = new Unit();
        (free, packed, ordered) = (NewChannel(), NewChannel(), NewChannel());
        tasks = [Task.Run(ReadAsync), .. inflaters.Select(inflater => Task.Run(() => InflateAsync(inflater)))];
    }

    Channel<Unit> NewChannel() => Channel.CreateBounded<Unit>(units.Length);

    /// <summary>The next unit in the file's order; gives <paramref name="previous"/> back to be filled again.</summary>
    internal async ValueTask<Unit> NextAsync(Unit? previous, CancellationToken stop)
    {
        if (previous is not null)
            await free.Writer.WriteAsync(previous, stop).ConfigureAwait(false);
        else
            foreach (var unit in units)
                await free.Writer.WriteAsync(unit, stop).ConfigureAwait(false);
        var next = await ordered.Reader.ReadAsync(stop).ConfigureAwait(false);
        await next.WhenReady.ConfigureAwait(false);
        return next;
    }

    /// <summary>Lets all stages end soon; what they hold is dropped.</summary>
    internal void Stop() => stopping.Cancel();

    async Task ReadAsync()
    {
        try
        {
            for (var goesOn = true; goesOn;)
            {
                var unit = await free.Reader.ReadAsync(stopping.Token).ConfigureAwait(false);
                await unit.FillAsync(reader, stopping.Token).ConfigureAwait(false);
                // Read before the hand-over: from then on the unit is another stage's.
                goesOn = !unit.IsLast && unit.Failure is null;
                if (!reader.NeedsInflater)
                    unit.SetReady();
                await ordered.Writer.WriteAsync(unit, CancellationToken.None).ConfigureAwait(false);
                if (reader.NeedsInflater)
                    await packed.Writer.WriteAsync(unit, CancellationToken.None).ConfigureAwait(false);
            }
        }
        finally
        {
            packed.Writer.Complete();
            ordered.Writer.Complete();
        }
    }

    async Task InflateAsync(Inflater inflater)
    {
        await foreach (var unit in packed.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            unit.Inflate(inflater, name, stopping.Token);
            unit.SetReady();
        }
    }

    /// <summary>Stops all stages and waits for their end.</summary>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(tasks).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
        foreach (var inflater in inflaters)
            inflater.Dispose();
        foreach (var unit in units)
            unit.Dispose();
    }
}
