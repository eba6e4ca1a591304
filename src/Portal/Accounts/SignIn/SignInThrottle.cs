using System.Collections.Concurrent;
using Microsoft.AspNetCore.Identity;

namespace Thrombophilia.Portal.Accounts.SignIn;

/// <summary>
/// What is remembered of tries at the door between requests: that one try of a name comes after the other, so that many
/// at once are counted
/// one by one, how often a name was tried that nobody has, so that such a name is locked as a real one is and a lock
/// tells nobody who is here,
/// and when such tries were last told.
/// </summary>
internal sealed class SignInThrottle(TimeProvider time)
{
    // More names than that are tried by a program only: the oldest are forgotten.
    const int MostStrangers = 10_000;

    readonly SemaphoreSlim[] queues = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];
    readonly ConcurrentDictionary<string,
        (int Failures, DateTimeOffset At)> strangers = new(StringComparer.OrdinalIgnoreCase);
    long told;

    /// <summary>Waits until no other try of this name is judged. Disposing lets the next one in.</summary>
    public async Task<IDisposable> QueueAsync(string name, CancellationToken stop)
    {
        var queue = queues[(uint)StringComparer.OrdinalIgnoreCase.GetHashCode(name) % (uint)queues.Length];
        await queue.WaitAsync(stop);
        return new Place(queue);
    }

    /// <summary>Until when a name that nobody has is locked; null where it is not.</summary>
    public DateTimeOffset? LockOf(string stranger, LockoutOptions rule) =>
        strangers.TryGetValue(stranger, out var known) && known.Failures >= rule.MaxFailedAccessAttempts
        && known.At + rule.DefaultLockoutTimeSpan > time.GetUtcNow()
            ? known.At + rule.DefaultLockoutTimeSpan : null;

    /// <summary>One more failure of a name that nobody has.</summary>
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
    /// Whether a try of a name that nobody has is to be told: once in the time of a lock, whatever the name, as of such
    /// names there is no end.
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
