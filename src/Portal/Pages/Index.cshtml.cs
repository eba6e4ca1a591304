using System.Globalization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Thrombophilia.Portal.Pages;

/// <summary>The status page: every file, and what it waits for.</summary>
public sealed class IndexModel(ReadOverview read) : PageModel
{
    /// <summary>What is shown.</summary>
    public Overview Now { get; private set; } = new() { At = default };

    /// <summary>The five states in the order of a file's life, with their counts.</summary>
    public IReadOnlyList<(string State, int Count)> Counts =>
    [
        ("inbox", Now.Inbox.Count), ("running", Now.Running.Count), ("done", Now.DoneCount),
        ("held", Now.Held.Count), ("refused", Now.RefusedCount),
    ];

    /// <summary>Reads the state.</summary>
    public async Task OnGetAsync(CancellationToken stop) => Now = await read(stop);

    /// <summary>A moment as people at this site read it.</summary>
    public static string Clock(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);
}
