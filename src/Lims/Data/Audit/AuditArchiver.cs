using System.IO.Compression;
using Microsoft.EntityFrameworkCore;

namespace Thrombophilia.Lims.Data.Audit;

/// <summary>Moves old entries of the audit trail out of the database.</summary>
public static class AuditArchiver
{
    /// <summary>
    /// Moves the entries from before a time into a file of the data folder, where they can still be proven. The newest
    /// entry always stays. Entries are deleted from the database only after the file is written whole.
    /// </summary>
    /// <returns>Number of entries archived.</returns>
    /// <exception cref="InvalidOperationException">The audit trail does not hold; nothing is archived.</exception>
    public static Task<long> ArchiveAsync(Writes writes, string dataFolder, DateTimeOffset before,
        CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(writes);
        var db = writes.Db;
        return writes.RunAsync(async step =>
        {
            if ((await AuditProof.VerifyAsync(db, dataFolder, stop)).Broken is { } broken)
                throw new InvalidOperationException($"The chain is broken at entry {broken.Entry}.");
            var newest = await db.AuditEntries().MaxAsync(a => (long?)a.Id, stop);
            var folder = Directory.CreateDirectory(Path.Combine(dataFolder, AuditFile.Folder)).FullName;
            var unnamed = Path.Combine(folder, "audit.unfinished");
            AuditEntry? first = null, last = null;
            using (var file = new FileStream(unnamed, FileMode.Create, FileAccess.Write))
            {
                using (var packed = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true))
                    await foreach (var entry in db.AuditEntries().AsNoTracking().OrderBy(a => a.Id).AsAsyncEnumerable()
                        .WithCancellation(stop))
                    {
                        // Times are not in order after a clock was set back, so the archive ends before the first entry
                        // that is too young.
                        if (entry.Id == newest || entry.At.Latest >= before) break;
                        packed.Write(AuditFile.Line(entry));
                        packed.WriteByte((byte)'\n');
                        (first, last) = (first ?? entry, entry);
                    }
                file.Flush(flushToDisk: true);
            }
            if (first is null || last is null)
            {
                File.Delete(unnamed);
                return 0L;
            }
            var name = $"audit-{first.Id:D10}-{last.Id:D10}.jsonl.gz";
            var path = Path.Combine(folder, name);
            File.Move(unnamed, path, overwrite: true);
            var hash = await AuditFile.HashOfAsync(path, stop);
            db.Add(new AuditArchive(name, hash, first.Id, last.Id, last.Hash, db.Actor.Name, step.Now));
            await db.SaveChangesAsync(stop);
            var upTo = last.Id;
            await db.AuditEntries().Where(a => a.Id <= upTo).ExecuteDeleteAsync(stop);
            return last.Id - first.Id + 1;
        }, stop);
    }
}
