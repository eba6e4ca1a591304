using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Data.Audit;

/// <summary>
/// Appends to the audit trail, inside the transaction in which the changes are written. Tables that record their own
/// history (issued rows, a tube's events) are left out, which their mapping says.
/// </summary>
public static class AuditTrail
{
    /// <summary>What is about to be written. The keys of new rows are known only afterwards.</summary>
    internal static List<Change> Collect(LimsDb db)
    {
        db.ChangeTracker.DetectChanges();
        return [.. db.ChangeTracker.Entries()
            .Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted
            && e.Metadata.IsAudited())
            .Select(e => new Change(e, e.State, e.State == EntityState.Added ? null : Differences(e)))];
    }

    /// <summary>
    /// Appends what happened outside of these records, inside the step that is running: to accounts, which have a
    /// context of their own.
    /// </summary>
    /// <param name="db">The records, opened for whoever made the change.</param>
    /// <param name="action">See <see cref="AuditEntry.Action"/>.</param>
    /// <param name="entity">Kind of the record.</param>
    /// <param name="key">Which record.</param>
    /// <param name="changes">By property the old and the new value.</param>
    public static void Note(LimsDb db, string action, string entity, string key,
        IReadOnlyDictionary<string, string?[]> changes)
    {
        ArgumentNullException.ThrowIfNull(db);
        Append(db, [(action, entity, key, JsonSerializer.Serialize(changes, AuditFile.Plain))]);
    }

    /// <summary>Seals what the step that is running has issued.</summary>
    internal static void Seal(LimsDb db)
    {
        if (db.Issued.Take() is { Count: > 0 } rows)
            Append(db, [(IssuedProof.Action, "Issued", "",
                JsonSerializer.Serialize(IssuedProof.Written(rows), AuditFile.Plain))]);
    }

    /// <summary>Writes the entries, inside the transaction in which the changes were written.</summary>
    internal static void Append(LimsDb db, List<Change> changes) => Append(db, [.. changes.Select(c => (
        c.State switch { EntityState.Added => "added", EntityState.Deleted => "removed", _ => "changed" },
            c.Entry.Metadata.ClrType.Name, Key(c.Entry), c.Differences ?? Values(c.Entry)))]);

    static void Append(LimsDb db, IReadOnlyList<(string Action, string Entity, string Key, string Changes)> changes)
    {
        if (changes.Count == 0) return;
        var rows = db.Rows<AuditEntry>();
        var last = rows.Last(nameof(AuditEntry.Id));
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
        entry.Properties.Where(p => p.CurrentValue is not null && !IsInternal(p))
            .ToDictionary(p => p.Metadata.Name, p => new[] { null, Text(p.CurrentValue) }), AuditFile.Plain);

    static string Differences(EntityEntry entry) => JsonSerializer.Serialize(
        entry.Properties.Where(
            p => entry.State == EntityState.Deleted ? p.OriginalValue is not null
                : p.IsModified && !Equals(p.OriginalValue, p.CurrentValue)).Where(p => !IsInternal(p))
            .ToDictionary(p => p.Metadata.Name,
            p => new[] { Text(p.OriginalValue), entry.State == EntityState.Deleted ? null : Text(p.CurrentValue) }),
                AuditFile.Plain);

    static bool IsInternal(PropertyEntry property) => property.Metadata.Name is "Id" or "PublicId" or "Revision"
        // It follows from another column.
        || property.Metadata.GetComputedColumnSql() is not null;

    static string? Text(object? value) => value switch
    {
        null => null,
        Moment moment => moment.Recorded,
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };

    /// <summary>A row that is about to be written.</summary>
    internal sealed record Change(EntityEntry Entry, EntityState State, string? Differences);
}
