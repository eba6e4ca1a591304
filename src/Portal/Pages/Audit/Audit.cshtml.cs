using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Data.Audit;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Audit;

/// <summary>The chain of changes, searched by record and by person.</summary>
internal sealed class AuditModel(LimsDb db, PortalOptions options, TimeProvider time) : ListPage(time)
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
        var (broken, entries, _) = await AuditProof.VerifyAsync(db, options.DataFolder, stop);
        Proof = (broken, entries);
        await LoadAsync(stop);
    }

    async Task LoadAsync(CancellationToken stop)
    {
        var entries = db.AuditEntries().AsNoTracking();
        if (Key?.Trim() is { Length: > 0 } key) entries = entries.Where(a => a.Key == key);
        if (By?.Trim() is { Length: > 0 } by) entries = entries.Where(a => a.By == by);
        Found = await ByKeyAsync([entries], a => a.Id, a => a.Id, stop);
    }

    /// <summary>By property the old and the new value.</summary>
    public static IReadOnlyDictionary<string, string?[]> Changes(AuditEntry entry) =>
        JsonSerializer.Deserialize<Dictionary<string, string?[]>>(entry.Changes) ?? [];
}
