using System.Threading.Tasks.Sources;

namespace Thrombophilia.Variants.Bgzf.Reading;

/// <summary>
/// Packed units on their way to whichever inflater is free. A channel makes a new object for each reader but one that
/// waits; here each inflater waits with an object of its own, again and again.
/// </summary>
sealed class InflaterQueue
{
    readonly Lock gate = new();
    readonly Queue<BlockBatch> units = new();
    readonly Stack<Seat> waiting = new();
    bool isComplete;

    /// <summary>Adds a unit behind those that are there.</summary>
    internal void Add(BlockBatch unit)
    {
        Seat? seat;
        lock (gate)
            if (!waiting.TryPop(out seat))
                units.Enqueue(unit);
        seat?.Give(unit);
    }

    /// <summary>No unit follows.</summary>
    internal void Complete()
    {
        lock (gate)
            isComplete = true;
        // Nobody begins to wait any more.
        while (waiting.TryPop(out var seat))
            seat.Give(null);
    }

    /// <summary>The next unit; null after the last one.</summary>
    /// <param name="seat">The caller's own; it waits there once at a time.</param>
    internal ValueTask<BlockBatch?> TakeAsync(Seat seat)
    {
        lock (gate)
        {
            if (units.TryDequeue(out var unit) || isComplete)
                return new(unit);
            waiting.Push(seat);
            return seat.WaitAsync();
        }
    }

    /// <summary>Where one inflater waits.</summary>
    internal sealed class Seat : IValueTaskSource<BlockBatch?>
    {
        ManualResetValueTaskSourceCore<BlockBatch?> given = new() { RunContinuationsAsynchronously = true };

        internal ValueTask<BlockBatch?> WaitAsync()
        {
            given.Reset();
            return new(this, given.Version);
        }

        internal void Give(BlockBatch? unit) => given.SetResult(unit);

        BlockBatch? IValueTaskSource<BlockBatch?>.GetResult(short token) => given.GetResult(token);

        ValueTaskSourceStatus IValueTaskSource<BlockBatch?>.GetStatus(short token) => given.GetStatus(token);

        void IValueTaskSource<BlockBatch?>.OnCompleted(Action<object?> continuation, object? state, short token,
            ValueTaskSourceOnCompletedFlags flags) =>
            given.OnCompleted(continuation, state, token, flags);
    }
}
