using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace Thrombophilia.Lims.Records;

/// <summary>Where the chain of changes is broken.</summary>
/// <param name="Entry">Number of the first entry that does not hold.</param>
/// <param name="Fault"><c>content</c>: it is not what its hash says. <c>link</c>: it does not follow the one before. <c>gap</c>: entries before it are gone.</param>
public sealed record BrokenLink(long Entry, string Fault);

/// <summary>Writes and proves the chain of changes. What has a chain of its own (issued rows, a tube's events) is not told twice.</summary>
public static class AuditTrail
{
    static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    static readonly HashSet<Type> OwnChain = [typeof(AuditEntry), typeof(TubeEvent), typeof(Counter), typeof(ImportedRow), typeof(ExposedTube), typeof(Finding), typeof(Conclusion), typeof(RegistryEntry)];

    /// <summary>Reads the chain from its beginning; the first link that does not hold, and how many do.</summary>
    public static async Task<(BrokenLink? Broken, long Entries, string Last)> VerifyAsync(LimsDb db, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(db);
        var (previous, number) = (AuditEntry.Beginning, 0L);
        await foreach (var entry in db.AuditEntries.AsNoTracking().OrderBy(a => a.Id).AsAsyncEnumerable().WithCancellation(stop).ConfigureAwait(false))
        {
            if (entry.Id != number + 1) return (new BrokenLink(entry.Id, "gap"), number, previous);
            if (entry.Previous != previous) return (new BrokenLink(entry.Id, "link"), number, previous);
            if (entry.Computed() != entry.Hash) return (new BrokenLink(entry.Id, "content"), number, previous);
            (previous, number) = (entry.Hash, entry.Id);
        }
        return (null, number, previous);
    }

    /// <summary>What is about to be written. The keys of new rows are known only afterwards.</summary>
    internal static List<Change> Collect(LimsDb db)
    {
        db.ChangeTracker.DetectChanges();
        return [.. db.ChangeTracker.Entries()
            .Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && !OwnChain.Contains(e.Metadata.ClrType))
            .Select(e => new Change(e, e.State, e.State == EntityState.Added ? null : Differences(e)))];
    }

    /// <summary>Writes the entries, inside the transaction in which the changes were written.</summary>
    internal static void Append(LimsDb db, List<Change> changes)
    {
        var rows = PreparedRows<AuditEntry>.Of(db);
        var last = rows.Find("Id = (SELECT MAX(Id) FROM AuditEntries)").SingleOrDefault();
        var (id, previous, at) = (last?.Id ?? 0, last?.Hash ?? AuditEntry.Beginning, Moment.Of(db.Clock.GetUtcNow()));
        foreach (var (entry, state, differences) in changes)
        {
            var action = state switch { EntityState.Added => "added", EntityState.Deleted => "removed", _ => "changed" };
            var next = new AuditEntry(++id, previous, at, db.Actor.Name, action, entry.Metadata.ClrType.Name, Key(entry), differences ?? Values(entry), db.Reason);
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
