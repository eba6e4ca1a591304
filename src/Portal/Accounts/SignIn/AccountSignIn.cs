using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Thrombophilia.Portal.Accounts.SignIn;

/// <summary>
/// Sign-in: password, then code, then a session. The framework handles cookies and tokens; the effect and the answer of
/// a failure are decided here.
/// </summary>
internal sealed partial class AccountSignIn(
    AccountUsers users, IHttpContextAccessor http, IUserClaimsPrincipalFactory<Account> claims,
        IOptions<IdentityOptions> options, ILogger<AccountSignIn> logger,
    IAuthenticationSchemeProvider schemes, IUserConfirmation<Account> confirmation, AccountsDb db,
    AccountWrites writes, SignInThrottle throttle, TimeProvider time)
    : SignInManager<Account>(users, http, claims, options, logger, schemes, confirmation)
{
    // Checked for an unknown name, so that it takes as long as a known one.
    static string? nobodysHash;

    CancellationToken Stop => Context.RequestAborted;

    /// <summary>First step.</summary>
    public async Task<SignInAnswer> PasswordAsync(string name, string password)
    {
        using var turn = await throttle.QueueAsync(name, Stop);
        if (await users.FindByNameAsync(name) is not { } account) return await StrangerAsync(name, password);
        if (await users.IsLockedOutAsync(account)) return new(SignInState.Locked, account.LockoutEnd);
        if (!await users.CheckPasswordAsync(account, password))
            return await RefusedAsync(account, "refused-password", SignInState.Wrong);
        if (account.Disabled is not null) return await RefusedAsync(account, "refused-closed", SignInState.Disabled);
        if (account.TwoFactorEnabled && await users.GetAuthenticatorKeyAsync(account) is null)
        {
            LogKeyLost(Logger);
            return await RefusedAsync(account, "refused-key", SignInState.KeyLost);
        }
        // Failures are reset only after both steps. Otherwise a known password would allow unlimited tries of codes.
        if (!account.TwoFactorEnabled && !await DoneAsync(account)) return new(SignInState.TooLate);
        return new(
            (await SignInOrTwoFactorAsync(account, isPersistent: false)).RequiresTwoFactor ? SignInState.NeedsCode
                : SignInState.In);
    }

    /// <summary>Second step: six digits of the device, or a recovery code.</summary>
    public async Task<SignInAnswer> CodeAsync(string code)
    {
        if (await GetTwoFactorAuthenticationUserAsync() is not { } known) return new(SignInState.TooLate);
        using var turn = await throttle.QueueAsync(known.UserName!, Stop);
        await db.Entry(known).ReloadAsync(Stop);
        if (known.Disabled is not null || !known.TwoFactorEnabled) return new(SignInState.TooLate);
        if (await users.IsLockedOutAsync(known)) return new(SignInState.Locked, known.LockoutEnd);
        if (!await users.IsFreshCodeAsync(known, code)
            && !(await users.RedeemTwoFactorRecoveryCodeAsync(known, code.Trim())).Succeeded)
            return await RefusedAsync(known, "refused-code", SignInState.Wrong);
        // A code whose use was not stored could be used again.
        if (!await DoneAsync(known)) return new(SignInState.TooLate);
        await Context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        await SignInWithClaimsAsync(known, isPersistent: false, []);
        return new(SignInState.In);
    }

    /// <summary>
    /// Whether a person who is signed in knows their password; a wrong one counts as a failed sign-in.
    /// </summary>
    public async Task<SignInAnswer> ConfirmAsync(Account account, string password)
    {
        using var turn = await throttle.QueueAsync(account.UserName!, Stop);
        return await ConfirmedAsync(account, password);
    }

    /// <summary>
    /// The same with the one-time code of the person's device, where they have one: for a signature. A wrong code counts as
    /// a failed sign-in too; the answer is <see cref="SignInState.NeedsCode"/> then.
    /// </summary>
    public async Task<SignInAnswer> ConfirmAsync(Account account, string password, string code)
    {
        using var turn = await throttle.QueueAsync(account.UserName!, Stop);
        if (await ConfirmedAsync(account, password) is { State: not SignInState.In } refused) return refused;
        if (!account.TwoFactorEnabled) return new(SignInState.In);
        if (!await users.IsFreshCodeAsync(account, code)) return await RefusedAsync(account, "refused-code", SignInState.NeedsCode);
        // A code whose use was not stored could be used again.
        return new(AccountProblem.Of(await users.UpdateAsync(account)) is null ? SignInState.In : SignInState.TooLate);
    }

    async Task<SignInAnswer> ConfirmedAsync(Account account, string password)
    {
        await db.Entry(account).ReloadAsync(Stop);
        if (await users.IsLockedOutAsync(account)) return new(SignInState.Locked, account.LockoutEnd);
        return await users.CheckPasswordAsync(account, password) ? new(SignInState.In)
            : await RefusedAsync(account, "refused-password", SignInState.Wrong);
    }

    /// <summary>The account that gave the right password but not yet the code.</summary>
    public async Task<bool> AwaitsCodeAsync() => await GetTwoFactorAuthenticationUserAsync() is not null;

    /// <summary>
    /// Every sign-in begins a new session and ends the one before it in this browser, whoever began that.
    /// </summary>
    public override async Task SignInWithClaimsAsync(Account user, AuthenticationProperties? authenticationProperties,
        IEnumerable<Claim> additionalClaims)
    {
        var old = Context.User.FindFirstValue(AccountClaims.Session);
        var longAgo = time.GetUtcNow() - Session.Longest;
        await db.Sessions.Where(s => s.Id == old || s.Started < longAgo).ExecuteDeleteAsync(Stop);
        var session = new Session
        {
            Id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)),
            AccountId = user.Id,
            Stamp = user.SecurityStamp!,
            Started = time.GetUtcNow(),
        };
        db.Sessions.Add(session);
        await db.SaveChangesAsync(Stop);
        await base.SignInWithClaimsAsync(user, authenticationProperties,
            additionalClaims.Append(new(AccountClaims.Session, session.Id)));
    }

    /// <summary>Ends the session itself, so that a copy of its cookie becomes useless.</summary>
    public override async Task SignOutAsync()
    {
        var id = Context.User.FindFirstValue(AccountClaims.Session);
        if (id is not null && Context.User.Identity?.Name is { } name) await writes.RunAsOwnAsync(
            name,
            async step =>
            {
                if (await db.Sessions.Where(s => s.Id == id).ExecuteDeleteAsync(Stop) > 0)
                    step.Note("signed-out", name);
                return null;
            },
            Stop);
        await Context.SignOutAsync(IdentityConstants.ApplicationScheme);
        await Context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
    }

    async Task<SignInAnswer> StrangerAsync(string name, string password)
    {
        if (throttle.LockOf(name, Options.Lockout) is { } until) return new(SignInState.Locked, until);
        var nobody = new Account();
        users.PasswordHasher.VerifyHashedPassword(nobody,
            nobodysHash ??= users.PasswordHasher.HashPassword(nobody, Passwords.Start()), password);
        throttle.Failed(name, Options.Lockout);
        if (throttle.IsNews(Options.Lockout)) await writes.RunAsync(
            step =>
            {
                // The name is not recorded: it may be a password typed into the wrong field.
                step.Note("refused-unknown", "");
                return Task.FromResult<AccountProblem?>(null);
            },
            Stop);
        return throttle.LockOf(name, Options.Lockout) is { } now ? new(SignInState.Locked, now) : new(SignInState.Wrong);
    }

    // Every recorded refusal counts as a failure, and tries on a locked account are not recorded: the lockout bounds
    // how fast a stranger can make the audit trail grow.
    async Task<SignInAnswer> RefusedAsync(Account account, string action, SignInState state)
    {
        var locked = false;
        await writes.RunAsync(
            async step =>
            {
                await users.AccessFailedAsync(account);
                step.Note(action, account.UserName!);
                locked = await users.IsLockedOutAsync(account);
                if (locked) step.Note("locked-out", account.UserName!);
                return null;
            },
            Stop);
        return locked ? new(SignInState.Locked, account.LockoutEnd) : new(state);
    }

    // False where the account was changed meanwhile: there is no sign-in without its audit entry.
    async Task<bool> DoneAsync(Account account)
    {
        var problem = await writes.RunAsOwnAsync(
            account.UserName!,
            async step =>
            {
                (account.AccessFailedCount, account.LockoutEnd, account.LastSignIn) = (0, null, time.GetUtcNow());
                if (AccountProblem.Of(await users.UpdateAsync(account)) is { } refused) return refused;
                step.Note("signed-in", account.UserName!);
                return null;
            },
            Stop);
        return problem is null;
    }

    [LoggerMessage(Level = LogLevel.Error,
        Message = "The key of a device cannot be opened with this key ring: bring the ring back from its backup, or reset the device")]
    static partial void LogKeyLost(ILogger logger);
}
