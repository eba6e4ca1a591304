using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace Thrombophilia.Portal.Accounts.Applications;

/// <summary>
/// Which uses of tokens the audit trail holds already: one entry an hour for each token and kind of record, written
/// before the answer. So the trail says who read what kind in which hour, and does not grow with the number of requests.
/// </summary>
internal sealed class ApplicationUses(IServiceScopeFactory scopes, TimeProvider time) : IDisposable
{
    /// <summary>Actions of the entries.</summary>
    public const string Used = "application-read", Refused = "application-refused";

    readonly ConcurrentDictionary<(Guid? Token, string Action, string Kind), long> told = [];
    readonly SemaphoreSlim oneByOne = new(1);

    /// <summary>Records a use, or a refusal, unless this hour has its entry.</summary>
    /// <param name="token">Key of the token; null where none is known.</param>
    /// <param name="action">One of the actions.</param>
    /// <param name="kind">What was asked for: one of a fixed list.</param>
    /// <param name="stop">Ends it.</param>
    public async Task NoteAsync(Guid? token, string action, string kind, CancellationToken stop)
    {
        var hour = time.GetUtcNow().UtcTicks / TimeSpan.TicksPerHour;
        var key = (token, action, kind);
        if (told.GetValueOrDefault(key) == hour) return;
        await oneByOne.WaitAsync(stop);
        try
        {
            if (told.GetValueOrDefault(key) == hour) return;
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<ApplicationService>().NoteAsync(token, action, kind, stop);
            told[key] = hour;
        }
        finally
        {
            oneByOne.Release();
        }
    }

    public void Dispose() => oneByOne.Dispose();
}
