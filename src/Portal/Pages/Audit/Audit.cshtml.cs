using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Data.Audit;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Audit;

/// <summary>The audit trail, searched by record and by person.</summary>
internal sealed class AuditModel(AuditQueries audit, PortalOptions options, TimeProvider time) : ListPage(time)
{
    /// <summary>Key of a record: a code or a public id.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Key { get; set; }
    /// <summary>Name of an account.</summary>
    [BindProperty(SupportsGet = true)]
    public string? By { get; set; }

    public IReadOnlyList<AuditEntry> Found { get; private set; } = [];
    public (BrokenLink? Broken, long Entries)? Proof { get; private set; }

    public Task OnGetAsync(CancellationToken stop) => LoadAsync(stop);

    public async Task OnPostAsync(CancellationToken stop)
    {
        Proof = await audit.ProveAsync(options.DataFolder, stop);
        await LoadAsync(stop);
    }

    async Task LoadAsync(CancellationToken stop) => Found = Opened(await audit.ListAsync(Key, By, Wanted, stop));

    /// <summary>By property the old and the new value.</summary>
    public static IReadOnlyDictionary<string, string?[]> Changes(AuditEntry entry) =>
        JsonSerializer.Deserialize<Dictionary<string, string?[]>>(entry.Changes) ?? [];
}
