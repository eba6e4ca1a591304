using Microsoft.EntityFrameworkCore;

namespace Thrombophilia.Lims.Data.Audit;

/// <summary>Reads the audit trail.</summary>
public sealed class AuditQueries(LimsDb db)
{
    /// <summary>The entries, the newest first.</summary>
    /// <param name="key">Key of a record: a code or a public id; empty for all.</param>
    /// <param name="by">Name of an account; empty for all.</param>
    /// <param name="wanted">Which leaf.</param>
    /// <param name="stop">Ends it.</param>
    public Task<Leaf<AuditEntry>> ListAsync(string? key, string? by, LeafWanted wanted,
        CancellationToken stop = default)
    {
        var entries = db.AuditEntries().AsNoTracking();
        if (key?.Trim() is { Length: > 0 } record) entries = entries.Where(a => a.Key == record);
        if (by?.Trim() is { Length: > 0 } account) entries = entries.Where(a => a.By == account);
        return new[] { entries }.LeafByKeyAsync(wanted, a => a.Id, a => a.Id, stop);
    }

    /// <summary>Proves that the audit trail is whole.</summary>
    /// <param name="dataFolder">The folder that the database lies in.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>The first entry that does not hold, null where all do; and how many entries hold.</returns>
    public async Task<(BrokenLink? Broken, long Entries)> ProveAsync(string dataFolder,
        CancellationToken stop = default)
    {
        var (broken, entries, _) = await AuditProof.VerifyAsync(db, dataFolder, stop);
        return (broken, entries);
    }
}
