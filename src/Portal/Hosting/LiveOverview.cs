using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Hosting;

namespace Thrombophilia.Portal.Hosting;

/// <summary>
/// Tells open pages that something changed. An event carries only a hash of the new state; the page then fetches
/// itself.
/// </summary>
internal sealed class LiveOverview(ReadOverview read, TimeProvider time, IHostApplicationLifetime host)
{
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public ServerSentEventsResult<string> Events(CancellationToken gone) =>
        TypedResults.ServerSentEvents(Marks(gone), "changed");

    /// <summary>One mark at once, then one for each change, until the reader is gone or the host stops.</summary>
    public async IAsyncEnumerable<string> Marks([EnumeratorCancellation] CancellationToken gone)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(gone, host.ApplicationStopping);
        for (string? last = null; !end.IsCancellationRequested;)
        {
            var mark = await MarkAsync(end.Token);
            if (mark is not null && mark != last) yield return last = mark;
            // The worker may be another process, so the database is polled.
            await Task.Delay(Pause, time, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Null where the host or the reader stopped meanwhile.
    async Task<string?> MarkAsync(CancellationToken end)
    {
        try
        {
            var state = await read(end) with { At = default };
            return Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(state))[..8]);
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            return null;
        }
    }
}
