using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Storage;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Data.Sqlite;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Lims.Registry.Entries;

namespace Thrombophilia.Lims.Data.Audit;

/// <summary>Where the chain of changes is broken.</summary>
/// <param name="Entry">Number of the first entry that does not hold.</param>
/// <param name="Fault">
/// <c>content</c>: it is not what its hash says. <c>link</c>: it does not follow the one before. <c>gap</c>: entries before it are gone.
/// <c>file</c>: the file that it was put away into is gone or another.
/// </param>
/// <param name="File">The file that it stands in; null for the database.</param>
public sealed record BrokenLink(long Entry, string Fault, string? File = null);

/// <summary>Writes, proves and puts away the chain of changes. What has a chain of its own (issued rows, a tube's events) is not told twice.</summary>
public static class AuditTrail
{
    const string Folder = "audit";
    static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    static readonly HashSet<Type> OwnChain = [typeof(AuditEntry), typeof(AuditArchive), typeof(TubeEvent), typeof(Counter), typeof(ImportedRow), typeof(ExposedTube), typeof(Finding), typeof(Conclusion), typeof(RegistryEntry)];

    /// <summary>Reads the chain from its beginning, through the files it was put away into; the first link that does not hold, and how many do.</summary>
    /// <param name="db">The database.</param>
    /// <param name="dataFolder">The folder it lies in.</param>
    /// <param name="stop">Ends the reading.</param>
    public static async Task<(BrokenLink? Broken, long Entries, string Last)> VerifyAsync(LimsDb db, string dataFolder, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        var (previous, number) = (AuditEntry.Beginning, 0L);
        foreach (var archive in await db.AuditArchives.AsNoTracking().OrderBy(a => a.First).ToListAsync(stop).ConfigureAwait(false))
        {
            var path = Path.Combine(dataFolder, Folder, archive.FileName);
            if (!File.Exists(path) || await HashOfAsync(path, stop).ConfigureAwait(false) != archive.Sha256) return (new BrokenLink(archive.First, "file", archive.FileName), number, previous);
            foreach (var entry in ReadFile(path))
                if (!Follows(entry, archive.FileName, out var fault)) return (fault, number, previous);
        }
        await foreach (var entry in db.AuditEntries.AsNoTracking().OrderBy(a => a.Id).AsAsyncEnumerable().WithCancellation(stop).ConfigureAwait(false))
            if (!Follows(entry, null, out var fault)) return (fault, number, previous);
        return (null, number, previous);

        bool Follows(AuditEntry entry, string? file, out BrokenLink? fault)
        {
            fault = entry.Id != number + 1 ? new BrokenLink(entry.Id, "gap", file) : entry.Previous != previous ? new BrokenLink(entry.Id, "link", file)
                : entry.Computed() != entry.Hash ? new BrokenLink(entry.Id, "content", file) : null;
            (previous, number) = fault is null ? (entry.Hash, entry.Id) : (previous, number);
            return fault is null;
        }
    }

    /// <summary>
    /// Puts entries from before a time away into a file of the data folder, which goes on to prove them; the newest entry always stays. The database
    /// lets go of them only once the file is written whole. Nothing is put away of a chain that does not hold.
    /// </summary>
    /// <returns>Number of entries put away.</returns>
    public static async Task<long> PutAwayAsync(LimsDb db, string dataFolder, DateTimeOffset before, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        var transaction = await db.Database.BeginTransactionAsync(stop).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            if ((await VerifyAsync(db, dataFolder, stop).ConfigureAwait(false)).Broken is { } broken) throw new InvalidOperationException($"The chain is broken at entry {broken.Entry}.");
            var newest = await db.AuditEntries.MaxAsync(a => (long?)a.Id, stop).ConfigureAwait(false);
            var folder = Directory.CreateDirectory(Path.Combine(dataFolder, Folder)).FullName;
            var unnamed = Path.Combine(folder, "audit.unfinished");
            AuditEntry? first = null, last = null;
            using (var file = new FileStream(unnamed, FileMode.Create, FileAccess.Write))
            {
                using (var packed = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true))
                    await foreach (var entry in db.AuditEntries.AsNoTracking().OrderBy(a => a.Id).AsAsyncEnumerable().WithCancellation(stop).ConfigureAwait(false))
                    {
                        // A clock that was set back makes no order of times: up to the first that is too young.
                        if (entry.Id == newest || entry.At.Latest >= before) break;
                        packed.Write(JsonSerializer.SerializeToUtf8Bytes(Line.Of(entry), Plain));
                        packed.WriteByte((byte)'\n');
                        (first, last) = (first ?? entry, entry);
                    }
                file.Flush(flushToDisk: true);
            }
            if (first is null || last is null)
            {
                File.Delete(unnamed);
                return 0;
            }
            var name = $"audit-{first.Id:D10}-{last.Id:D10}.jsonl.gz";
            var path = Path.Combine(folder, name);
            File.Move(unnamed, path, overwrite: true);
            db.Add(new AuditArchive(name, await HashOfAsync(path, stop).ConfigureAwait(false), first.Id, last.Id, last.Hash, db.Actor.Name, db.Clock.GetUtcNow()));
            await db.SaveChangesAsync(stop).ConfigureAwait(false);
            var upTo = last.Id;
            await db.AuditEntries.Where(a => a.Id <= upTo).ExecuteDeleteAsync(stop).ConfigureAwait(false);
            await transaction.CommitAsync(stop).ConfigureAwait(false);
            return last.Id - first.Id + 1;
        }
    }

    static async Task<string> HashOfAsync(string path, CancellationToken stop)
    {
        var file = File.OpenRead(path);
        await using (file.ConfigureAwait(false)) return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, stop).ConfigureAwait(false));
    }

    static IEnumerable<AuditEntry> ReadFile(string path)
    {
        using var text = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (text.ReadLine() is { } line) yield return JsonSerializer.Deserialize<Line>(line)!.Entry();
    }

    /// <summary>An entry as a file has it.</summary>
    sealed record Line(long Id, string Previous, string At, string By, string Action, string Entity, string Key, string Changes, string? Reason, string Hash)
    {
        public static Line Of(AuditEntry a) => new(a.Id, a.Previous, a.At.Stored, a.By, a.Action, a.Entity, a.Key, a.Changes, a.Reason, a.Hash);

        public AuditEntry Entry() => AuditEntry.Stored(Id, Previous, Moment.FromStored(At), By, Action, Entity, Key, Changes, Reason, Hash);
    }

    /// <summary>What is about to be written. The keys of new rows are known only afterwards.</summary>
    internal static List<Change> Collect(LimsDb db)
    {
        db.ChangeTracker.DetectChanges();
        return [.. db.ChangeTracker.Entries()
            .Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && !OwnChain.Contains(e.Metadata.ClrType))
            .Select(e => new Change(e, e.State, e.State == EntityState.Added ? null : Differences(e)))];
    }

    /// <summary>Appends what happened outside of these records: to accounts, which have a context of their own.</summary>
    /// <param name="db">The records, in the hands of whoever made the change.</param>
    /// <param name="action">See <see cref="AuditEntry.Action"/>.</param>
    /// <param name="entity">Kind of the record.</param>
    /// <param name="key">Which record.</param>
    /// <param name="changes">By property the old and the new value.</param>
    public static void Note(LimsDb db, string action, string entity, string key, IReadOnlyDictionary<string, string?[]> changes)
    {
        ArgumentNullException.ThrowIfNull(db);
        using var transaction = db.Database.BeginTransaction();
        Append(db, [(action, entity, key, JsonSerializer.Serialize(changes, Plain))]);
        transaction.Commit();
    }

    /// <summary>Writes the entries, inside the transaction in which the changes were written.</summary>
    internal static void Append(LimsDb db, List<Change> changes) => Append(db, changes.Select(c => (
        c.State switch { EntityState.Added => "added", EntityState.Deleted => "removed", _ => "changed" }, c.Entry.Metadata.ClrType.Name, Key(c.Entry), c.Differences ?? Values(c.Entry))));

    static void Append(LimsDb db, IEnumerable<(string Action, string Entity, string Key, string Changes)> changes)
    {
        var rows = SqliteRows<AuditEntry>.Of(db);
        var last = rows.Find("Id = (SELECT MAX(Id) FROM AuditEntries)").SingleOrDefault();
        var (id, previous, at) = (last?.Id ?? 0, last?.Hash ?? AuditEntry.Beginning, Moment.Of(db.Clock.GetUtcNow()));
        foreach (var (action, entity, key, content) in changes)
        {
            var next = new AuditEntry(++id, previous, at, db.Actor.Name, action, entity, key, content, db.Reason);
            rows.Insert(next);
            previous = next.Hash;
        }
        db.Because(null);
    }

    static string Key(EntityEntry entry)
    {
        var properties = entry.Metadata;
        foreach (var name in new[] { "Code", "PublicId" })
            if (properties.FindProperty(name) is not null) return $"{entry.CurrentValues[name]}";
        return string.Join('/', properties.FindPrimaryKey()!.Properties.Select(p => $"{entry.CurrentValues[p]}"));
    }

    static string Values(EntityEntry entry) => JsonSerializer.Serialize(
        entry.Properties.Where(p => p.CurrentValue is not null && !IsInternal(p)).ToDictionary(p => p.Metadata.Name, p => new[] { null, Text(p.CurrentValue) }), Plain);

    static string Differences(EntityEntry entry) => JsonSerializer.Serialize(
        entry.Properties.Where(p => entry.State == EntityState.Deleted ? p.OriginalValue is not null : p.IsModified && !Equals(p.OriginalValue, p.CurrentValue)).Where(p => !IsInternal(p))
            .ToDictionary(p => p.Metadata.Name, p => new[] { Text(p.OriginalValue), entry.State == EntityState.Deleted ? null : Text(p.CurrentValue) }), Plain);

    static bool IsInternal(PropertyEntry property) => property.Metadata.Name is "Id" or "PublicId" or "Revision";

    static string? Text(object? value) => value switch
    {
        null => null,
        Moment moment => moment.Stored,
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    /// <summary>A row that is about to be written.</summary>
    internal sealed record Change(EntityEntry Entry, EntityState State, string? Differences);
}
