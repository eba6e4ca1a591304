using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Data.Audit;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Portal.Accounts;

/// <summary>
/// Tells the chain of changes what became of accounts and who came in: who may do what is as much a record as what was done. Never a password, a key or
/// a code, and nothing that was typed. Pages say an action in the words of <c>audit.ACTION</c>.
/// </summary>
/// <param name="dataFolder">The folder with the database.</param>
/// <param name="actor">Who changes accounts.</param>
/// <param name="time">The clock.</param>
public sealed class AccountAudit(string dataFolder, Actor actor, TimeProvider time)
{
    /// <summary>Appends a change of an account, by property the old and the new value.</summary>
    public void Note(string action, Account account, params (string Property, string? Was, string? Is)[] changes)
    {
        ArgumentNullException.ThrowIfNull(account);
        Append(actor, action, account.UserName!, changes.Where(c => c.Was != c.Is).ToDictionary(c => c.Property, c => new[] { c.Was, c.Is }));
    }

    /// <summary>Appends that somebody came in or went out. It is their own doing, whoever sat at the screen before.</summary>
    public void Passed(string action, string name) => Append(new Actor(name), action, name, []);

    /// <summary>Appends that the door stayed shut. Who stood there is not known, unless they are signed in.</summary>
    /// <param name="action">What happened, with its reason.</param>
    /// <param name="name">Whose account it is; empty for a name that nobody has.</param>
    public void Stopped(string action, string name) => Append(actor, action, name, []);

    void Append(Actor by, string action, string name, Dictionary<string, string?[]> changes)
    {
        using var db = LimsDb.Open(dataFolder, by, time);
        new Writes(db).RunAsync(_ =>
        {
            AuditTrail.Note(db, action, nameof(Account), name, changes);
            return Task.CompletedTask;
        }).GetAwaiter().GetResult();
    }
}
