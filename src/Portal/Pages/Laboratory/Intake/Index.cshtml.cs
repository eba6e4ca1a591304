using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Portal.Hosting;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Laboratory.Intake;

/// <summary>Parts of the intake page that can be shown alone.</summary>
public enum IntakePart
{
    /// <summary>Files that were refused.</summary>
    Refused,
    /// <summary>Files that are held.</summary>
    Held,
}

/// <summary>The intake page: every file, and what it waits for.</summary>
public sealed class IndexModel(ReadOverview read) : PortalPage
{
    /// <summary>Which files are shown; null for all.</summary>
    [BindProperty(SupportsGet = true)]
    public IntakePart? Show { get; set; }

    /// <summary>The files in this state are shown.</summary>
    public bool Shows(IntakePart part) => Show is null || Show == part;

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
}
