using Microsoft.EntityFrameworkCore;

namespace Thrombophilia.Lims.Data.Audit;

/// <summary>Where the audit trail does not hold.</summary>
/// <param name="Entry">Number of the first entry that does not hold.</param>
/// <param name="Fault">
/// <c>content</c>: it is not what its hash says. <c>link</c>: it does not follow the one before. <c>gap</c>: entries
/// before it are gone. <c>file</c>: its archive is gone or another file. <c>issued</c>: rows that it sealed are not what
/// they were. <c>unsealed</c>: a table has rows that no entry sealed; the entry is the last one.
/// </param>
/// <param name="File">The file that it stands in, or the table; null for the database.</param>
public sealed record BrokenLink(long Entry, string Fault, string? File = null);

/// <summary>
/// Proves that the audit trail is whole: nothing changed, nothing removed, nothing inserted; and that issued rows are what
/// it sealed.
/// </summary>
public static class AuditProof
{
    /// <summary>Reads the audit trail from its beginning, archives included.</summary>
    /// <param name="db">The database.</param>
    /// <param name="dataFolder">The folder it lies in.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <returns>The first entry that does not hold, null where all do; how many entries hold; and the hash of the last
    /// of them.</returns>
    public static async Task<(BrokenLink? Broken, long Entries, string Last)> VerifyAsync(LimsDb db, string dataFolder,
        CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        var (previous, number, issued) = (AuditEntry.Beginning, 0L, new IssuedProof(db));
        foreach (var archive in await db.AuditArchives().AsNoTracking().OrderBy(a => a.First).ToListAsync(stop))
        {
            var path = Path.Combine(dataFolder, AuditFile.Folder, archive.FileName);
            if (!File.Exists(path) || await AuditFile.HashOfAsync(path, stop) != archive.Sha256)
                return (new BrokenLink(archive.First, "file", archive.FileName), number, previous);
            foreach (var entry in AuditFile.Read(path))
                if (!Follows(entry, archive.FileName, out var fault)) return (fault, number, previous);
        }
        await foreach (var entry in db.AuditEntries().AsNoTracking().OrderBy(a => a.Id).AsAsyncEnumerable()
            .WithCancellation(stop))
            if (!Follows(entry, null, out var fault)) return (fault, number, previous);
        return (issued.WithStrangers() is { } table ? new BrokenLink(number, "unsealed", table) : null, number, previous);

        bool Follows(AuditEntry entry, string? file, out BrokenLink? fault)
        {
            fault = entry.Id != number + 1 ? new BrokenLink(entry.Id, "gap", file)
                : entry.Previous != previous ? new BrokenLink(entry.Id, "link", file)
                : entry.Computed() != entry.Hash ? new BrokenLink(entry.Id, "content", file)
                : !issued.Holds(entry) ? new BrokenLink(entry.Id, "issued", file) : null;
            (previous, number) = fault is null ? (entry.Hash, entry.Id) : (previous, number);
            return fault is null;
        }
    }
}
