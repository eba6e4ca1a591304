using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Data.Audit;

/// <summary>
/// One change of one record: who, when, what it was and what it is, and why where a reason was asked. Each entry holds
/// the hash of the one before.
/// </summary>
public sealed class AuditEntry
{
    AuditEntry() { }

    /// <summary>The entry after the one with <paramref name="previous"/> as its hash.</summary>
    public AuditEntry(long id, string previous, Moment at, string by, string action, string entity, string key,
        string changes, string? reason)
    {
        (Id, Previous, At, By, Action, Entity, Key, Changes, Reason) = (id, previous, at, by, action, entity, key,
            changes, reason);
        Hash = Computed();
    }

    /// <summary>An entry as it was stored, whether it holds or not.</summary>
    internal static AuditEntry Stored(long id, string previous, Moment at, string by, string action, string entity,
        string key, string changes, string? reason, string hash) =>
        new(id, previous, at, by, action, entity, key, changes, reason) { Hash = hash };

    /// <summary>Number in the audit trail, from 1 without a gap.</summary>
    public long Id { get; private set; }
    /// <summary>When.</summary>
    public Moment At { get; private set; }
    /// <summary>Who.</summary>
    public string By { get; private set; } = "";
    /// <summary>
    /// <c>added</c>, <c>changed</c> or <c>removed</c>; for an account also what happened at sign-in, for example
    /// <c>signed-in</c>.
    /// </summary>
    public string Action { get; private set; } = "";
    /// <summary>Kind of the record.</summary>
    public string Entity { get; private set; } = "";
    /// <summary>Which record: its code, or its public id. Empty for the sign-in of an unknown account.</summary>
    public string Key { get; private set; } = "";
    /// <summary>JSON: by property the old and the new value; personal data as they are stored, encrypted.</summary>
    public string Changes { get; private set; } = "";
    /// <summary>Why; null where no reason was asked.</summary>
    public string? Reason { get; private set; }
    /// <summary>Hash of the entry before; of the first, 64 zeros.</summary>
    public string Previous { get; private set; } = "";
    /// <summary>SHA-256 over all of the above, lower-case hex.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>The hash before the first entry.</summary>
    public static readonly string Beginning = new('0', 64);

    /// <summary>
    /// The hash of its present content. Each part is preceded by its length, so that two different contents never give
    /// the same bytes.
    /// </summary>
    public string Computed()
    {
        var text = new StringBuilder();
        foreach (var part in (ReadOnlySpan<string?>)[Previous, Id.ToString(CultureInfo.InvariantCulture), At.Stored, By,
            Action, Entity, Key, Changes, Reason])
            text.Append(part?.Length ?? -1).Append(':').Append(part).Append('\n');
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
