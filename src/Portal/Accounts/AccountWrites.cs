using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Data.Audit;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Portal.Accounts.Applications;

namespace Thrombophilia.Portal.Accounts;

/// <summary>
/// The only way to change an account together with its audit entries. A step is one transaction: both are committed or
/// neither. An entry never holds a password, a key, a code or anything that was typed. Pages show the text
/// <c>audit.ACTION</c> for its action.
/// </summary>
/// <param name="accounts">The accounts.</param>
/// <param name="dataFolder">The folder with the database.</param>
/// <param name="actor">Who changes accounts.</param>
/// <param name="time">The clock.</param>
public sealed class AccountWrites(AccountsDb accounts, string dataFolder, Actor actor, TimeProvider time)
{
    /// <summary>Runs one step.</summary>
    /// <param name="step">Reads, judges and changes. A problem that it returns undoes all of it.</param>
    /// <param name="stop">Ends the step; nothing of it is written then.</param>
    /// <returns>What the step returns.</returns>
    public Task<AccountProblem?> RunAsync(Func<AccountStep, Task<AccountProblem?>> step,
        CancellationToken stop = default) =>
        RunAsync(actor, step, stop);

    /// <summary>Runs one step with this person as the actor, whoever is signed in.</summary>
    /// <param name="name">Name of the account.</param>
    /// <param name="step">As above.</param>
    /// <param name="stop">As above.</param>
    public Task<AccountProblem?> RunAsOwnAsync(
        string name, Func<AccountStep, Task<AccountProblem?>> step, CancellationToken stop = default) =>
            RunAsync(new Actor(name), step, stop);

    async Task<AccountProblem?> RunAsync(Actor by, Func<AccountStep, Task<AccountProblem?>> step,
        CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(step);
        await using var records = LimsDb.Open(dataFolder, by, time);
        var own = records.Database.GetDbConnection();
        await accounts.Database.OpenConnectionAsync(stop);
        try
        {
            // The records share the connection of the accounts, which wipes replaced values and waits no longer than a
            // person would.
            records.Database.SetDbConnection(accounts.Database.GetDbConnection());
            await new Writes(records).RunAsync(_ => InsideAsync(records, step, stop), stop);
            return null;
        }
        catch (Exception e)
        {
            // Tracked entities were never written, so they are read again.
            accounts.ChangeTracker.Clear();
            if (e is UndoneException undone) return undone.Problem;
            throw;
        }
        finally
        {
            records.Database.SetDbConnection(own);
            await accounts.Database.CloseConnectionAsync();
        }
    }

    async Task InsideAsync(LimsDb records, Func<AccountStep, Task<AccountProblem?>> step, CancellationToken stop)
    {
        await accounts.Database.UseTransactionAsync(records.Database.CurrentTransaction!.GetDbTransaction(), stop);
        try
        {
            if (await step(new(records)) is { } problem) throw new UndoneException(problem);
        }
        finally
        {
            await accounts.Database.UseTransactionAsync(null, CancellationToken.None);
        }
    }

    sealed class UndoneException(AccountProblem problem) : Exception
    {
        public AccountProblem Problem => problem;
    }
}

/// <summary>One step of <see cref="AccountWrites"/> while it runs.</summary>
public sealed class AccountStep
{
    readonly LimsDb records;

    internal AccountStep(LimsDb records) => this.records = records;

    /// <summary>Appends what was done to an account, by property the old and the new value.</summary>
    /// <param name="action">Code of the action.</param>
    /// <param name="account">The account.</param>
    /// <param name="changes">Those whose value stayed are left out.</param>
    public void Note(string action, Account account, params (string Property, string? Was, string? Is)[] changes)
    {
        ArgumentNullException.ThrowIfNull(account);
        Note(action, nameof(Account), account.UserName!, changes);
    }

    /// <summary>The same of the token of an application.</summary>
    public void Note(string action, ApplicationToken token, params (string Property, string? Was, string? Is)[] changes)
    {
        ArgumentNullException.ThrowIfNull(token);
        Note(action, nameof(ApplicationToken), token.Name, changes);
    }

    /// <summary>Appends a sign-in, a sign-out, or a refused sign-in with its reason.</summary>
    /// <param name="action">Code of the action.</param>
    /// <param name="name">Name of the account; empty for a name that nobody has.</param>
    public void Note(string action, string name) =>
        AuditTrail.Note(records, action, nameof(Account), name, new Dictionary<string, string?[]>());

    void Note(string action, string entity, string key, (string Property, string? Was, string? Is)[] changes) =>
        AuditTrail.Note(records, action, entity, key,
            changes.Where(c => c.Was != c.Is).ToDictionary(c => c.Property, c => new[] { c.Was, c.Is }));
}
