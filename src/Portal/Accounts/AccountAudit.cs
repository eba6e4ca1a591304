using Thrombophilia.Lims.Records;

namespace Thrombophilia.Portal.Accounts;

/// <summary>Tells the chain of changes what became of accounts: who may do what is as much a record as what was done. Never a password, a key or a code.</summary>
/// <param name="dataFolder">The folder with the database.</param>
/// <param name="actor">Who changes accounts.</param>
/// <param name="time">The clock.</param>
public sealed class AccountAudit(string dataFolder, Actor actor, TimeProvider time)
{
    /// <summary>Appends a change of an account, by property the old and the new value.</summary>
    public void Note(string action, Account account, params (string Property, string? Was, string? Is)[] changes)
    {
        ArgumentNullException.ThrowIfNull(account);
        using var db = LimsDb.Open(dataFolder, actor, time);
        AuditTrail.Note(db, action, nameof(Account), account.UserName!, changes.Where(c => c.Was != c.Is).ToDictionary(c => c.Property, c => new[] { c.Was, c.Is }));
    }
}
