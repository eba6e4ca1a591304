using System.Collections.Concurrent;
using Microsoft.AspNetCore.Identity;

namespace Thrombophilia.Portal.Accounts.SignIn;

/// <summary>
/// What is remembered of sign-in attempts between requests. Attempts on one name run one after the other, so that each
/// is counted. Failures of unknown names are counted too and lock the name like a real one, so that a lockout does not
/// tell which accounts exist. It also keeps when such attempts were last recorded.
/// </summary>
internal sealed class SignInThrottle(TimeProvider time)
{
    // Only a program tries more names than that: the oldest are forgotten.
    const int MostStrangers = 10_000;

    readonly SemaphoreSlim[] queues = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];
    readonly ConcurrentDictionary<string,
        (int Failures, DateTimeOffset At)> strangers = new(StringComparer.OrdinalIgnoreCase);
    long told;

    /// <summary>Waits until no other attempt on this name is judged. Disposing lets the next one begin.</summary>
    public async Task<IDisposable> QueueAsync(string name, CancellationToken stop)
    {
        var queue = queues[(uint)StringComparer.OrdinalIgnoreCase.GetHashCode(name) % (uint)queues.Length];
        await queue.WaitAsync(stop);
        return new Place(queue);
    }

    /// <summary>Until when an unknown name is locked; null where it is not.</summary>
    public DateTimeOffset? LockOf(string stranger, LockoutOptions rule) =>
        strangers.TryGetValue(stranger, out var known) && known.Failures >= rule.MaxFailedAccessAttempts
        && known.At + rule.DefaultLockoutTimeSpan > time.GetUtcNow()
            ? known.At + rule.DefaultLockoutTimeSpan : null;

    /// <summary>Counts one more failure of an unknown name.</summary>
    public void Failed(string stranger, LockoutOptions rule)
    {
        var now = time.GetUtcNow();
        strangers.AddOrUpdate(stranger, (1, now),
            (_, old) => (old.Failures >= rule.MaxFailedAccessAttempts ? 1 : old.Failures + 1, now));
        if (strangers.Count <= MostStrangers) return;
        foreach (var (name, _) in strangers.OrderBy(s => s.Value.At).Take(MostStrangers / 10)
            .ToList()) strangers.TryRemove(name, out _);
    }

    /// <summary>
    /// Whether an attempt on an unknown name is to be recorded: once per lockout period for all such names, as there is
    /// no end of them.
    /// </summary>
    public bool IsNews(LockoutOptions rule)
    {
        var (last, now) = (Interlocked.Read(ref told), time.GetUtcNow().UtcTicks);
        return now - last >= rule.DefaultLockoutTimeSpan.Ticks
            && Interlocked.CompareExchange(ref told, now, last) == last;
    }

    sealed class Place(SemaphoreSlim queue) : IDisposable
    {
        public void Dispose() => queue.Release();
    }
}
