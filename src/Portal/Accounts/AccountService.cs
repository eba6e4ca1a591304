using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Thrombophilia.Portal.Accounts;

/// <summary>What a new account begins with.</summary>
/// <param name="Name">The name that is typed at sign-in.</param>
/// <param name="DisplayName">How pages call the person; empty: the name.</param>
/// <param name="Roles">Values of <see cref="Role"/>, at least one.</param>
/// <param name="Sites">Codes of sites.</param>
public sealed record NewAccount(string Name, string DisplayName, IReadOnlyList<string> Roles,
    IReadOnlyList<string> Sites);

/// <summary>
/// A password that somebody else gave: shown once, changed at the first sign-in. Or why there is none.
/// </summary>
/// <param name="Password">The password; null where it was refused.</param>
/// <param name="Problem">Why it was refused.</param>
public sealed record StartPassword(string? Password, AccountProblem? Problem);

/// <summary>Makes and changes accounts, for the command and for the pages.</summary>
public sealed class AccountService(AccountUsers users, AccountsDb db, AccountWrites writes, TimeProvider time)
{
    /// <summary>Whether anybody can sign in at all.</summary>
    public Task<bool> AnyAsync(CancellationToken stop) => db.Users.AnyAsync(stop);

    /// <summary>Accounts whose name or display name holds <paramref name="search"/>, by name.</summary>
    public async Task<IReadOnlyList<Account>> ListAsync(string? search, CancellationToken stop)
    {
        // A centre has some hundred accounts, so all are read and compared here: SQLite ignores case in ASCII only.
        var all = await db.Users.AsNoTracking().OrderBy(a => a.NormalizedUserName).ToListAsync(stop);
        return [.. all.Where(a => Has(a.UserName!) || Has(a.DisplayName))];

        bool Has(string name) =>
            string.IsNullOrWhiteSpace(search) || name.Contains(search.Trim(), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Open accounts that may sign conclusions on people of a site, by name.</summary>
    public async Task<IReadOnlyList<Account>> SignersAsync(string site, CancellationToken stop) =>
        [.. (await ListAsync(null, stop)).Where(a => a.Disabled is null && a.Roles.Contains(Role.Geneticist)
            && (a.Sites.Contains(site) || a.Roles.Contains(Role.Administrator)))];

    /// <summary>How the people of all accounts are called, by the name of the account.</summary>
    public async Task<IReadOnlyDictionary<string, string>> DisplayNamesAsync(CancellationToken stop) =>
        await db.Users.AsNoTracking().ToDictionaryAsync(a => a.UserName!, a => a.DisplayName, stop);

    /// <summary>The account with this name or id; null where there is none.</summary>
    public async Task<Account?> FindAsync(string nameOrId) =>
        await users.FindByNameAsync(nameOrId) ?? await users.FindByIdAsync(nameOrId);

    /// <summary>A new account with a start password.</summary>
    public async Task<StartPassword> AddAsync(NewAccount wanted)
    {
        if (WrongRoles(wanted.Roles) is { } wrong) return new(null, wrong);
        var start = Passwords.Start();
        var account = new Account
        {
            UserName = wanted.Name.Trim(),
            DisplayName = Shown(wanted.DisplayName, wanted.Name),
            Roles = [.. wanted.Roles],
            Sites = Codes(wanted.Sites),
            MustChangePassword = true,
        };
        var refused = await writes.RunAsync(async step =>
        {
            if (AccountProblem.Of(await users.CreateAsync(account, start)) is { } problem) return problem;
            step.Note("added", account, ("Roles", null, Joined(account.Roles)), ("Sites", null, Joined(account.Sites)));
            return null;
        });
        return refused is null ? new(start, null) : new(null, refused);
    }

    /// <summary>Gives the account a lasting password chosen by the caller, for the demo and for tests.</summary>
    public async Task<AccountProblem?> SettleAsync(Account account, string password)
    {
        if (!Passwords.IsGood(account.UserName, password)) return new("password-rule");
        account.PasswordHash = users.PasswordHasher.HashPassword(account, password);
        account.MustChangePassword = false;
        return AccountProblem.Of(await users.UpdateSecurityStampAsync(account));
    }

    /// <summary>Changes display name, roles and sites, from the person's next request on.</summary>
    public Task<AccountProblem?> ChangeAsync(
        Account account,
        string displayName,
        IReadOnlyList<string> roles,
        IReadOnlyList<string> sites,
        CancellationToken stop) => writes.RunAsync(
        async step =>
        {
            if (WrongRoles(roles) is { } wrong) return wrong;
            if (!roles.Contains(Role.Administrator) && await IsLastAdministratorAsync(account, stop))
                return new("last-administrator");
            var (name, held, seen) = (account.DisplayName, Joined(account.Roles), Joined(account.Sites));
            (account.DisplayName, account.Roles, account.Sites) = (Shown(displayName, account.UserName!), [.. roles],
                Codes(sites));
            return Noted(
                step,
                await users.UpdateAsync(account),
                account,
                ("DisplayName", name, account.DisplayName),
                ("Roles", held, Joined(account.Roles)),
                ("Sites", seen, Joined(account.Sites)));
        },
        stop);

    /// <summary>Closes an account. Its sessions end at their next request.</summary>
    public Task<AccountProblem?> DisableAsync(Account account, CancellationToken stop) => writes.RunAsync(
        async step =>
        {
            if (await IsLastAdministratorAsync(account, stop)) return new("last-administrator");
            account.Disabled ??= time.GetUtcNow();
            return Noted(step, await users.UpdateSecurityStampAsync(account), account, ("State", "open", "disabled"));
        },
        stop);

    /// <summary>Opens a closed account again.</summary>
    public Task<AccountProblem?> EnableAsync(Account account) => writes.RunAsync(async step =>
    {
        account.Disabled = null;
        return Noted(step, await users.UpdateAsync(account), account, ("State", "disabled", "open"));
    });

    /// <summary>Ends the wait after too many failures.</summary>
    public Task<AccountProblem?> UnlockAsync(Account account) => writes.RunAsync(async step =>
    {
        (account.AccessFailedCount, account.LockoutEnd) = (0, null);
        return Noted(step, await users.UpdateAsync(account), account, ("State", "locked", "open"));
    });

    /// <summary>
    /// Forgets the device that makes one-time codes, and its recovery codes: the next sign-in leads to a new enrolment.
    /// </summary>
    public Task<AccountProblem?> ResetCodeAsync(Account account) => writes.RunAsync(async step =>
        Noted(step, await users.ForgetKeyAsync(account), account, ("Code", "enrolled", "to be enrolled")));

    /// <summary>A new start password for somebody who forgot theirs.</summary>
    public async Task<StartPassword> RenewPasswordAsync(Account account)
    {
        var start = Passwords.Start();
        // Hashed before the step: hashing is slow, and a step keeps everybody else from writing.
        var hash = users.PasswordHasher.HashPassword(account, start);
        var refused = await writes.RunAsync(async step =>
        {
            (account.PasswordHash, account.MustChangePassword) = (hash, true);
            return Noted(step, await users.UpdateSecurityStampAsync(account), account, ("Password", "own", "start"));
        });
        return refused is null ? new(start, null) : new(null, refused);
    }

    static AccountProblem? Noted(AccountStep step, IdentityResult result, Account account,
        params (string, string?, string?)[] changes)
    {
        if (AccountProblem.Of(result) is { } problem) return problem;
        step.Note("changed", account, changes);
        return null;
    }

    static string Joined(IEnumerable<string> values) => string.Join(' ', values);

    // At least one administrator must remain able to sign in.
    async Task<bool> IsLastAdministratorAsync(Account account, CancellationToken stop) =>
        account is { Disabled: null } && account.Roles.Contains(Role.Administrator)
        && !(await db.Users.AsNoTracking().Where(a => a.Disabled == null && a.Id != account.Id).ToListAsync(stop))
        .Exists(a => a.Roles.Contains(Role.Administrator));

    static AccountProblem? WrongRoles(IReadOnlyList<string> roles) =>
        roles.Count == 0 ? new("no-role") : roles.All(Role.All.Contains) ? null : new("role-unknown");

    static string Shown(string displayName, string name) =>
        string.IsNullOrWhiteSpace(displayName) ? name.Trim() : displayName.Trim();

    internal static List<string> Codes(IEnumerable<string> sites) =>
        [.. sites.Select(s => s.Trim()).Where(s => s.Length > 0).Distinct().Order(StringComparer.Ordinal)];
}
