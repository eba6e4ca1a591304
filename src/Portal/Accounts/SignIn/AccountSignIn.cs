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
/// The door: password, then code, then a session. The framework does cookies and tokens; what a failure costs and tells
/// is decided here.
/// </summary>
internal sealed partial class AccountSignIn(
    AccountUsers users, IHttpContextAccessor http, IUserClaimsPrincipalFactory<Account> claims,
        IOptions<IdentityOptions> options, ILogger<AccountSignIn> logger,
    IAuthenticationSchemeProvider schemes, IUserConfirmation<Account> confirmation, AccountsDb db,
    AccountWrites writes, SignInThrottle bell, TimeProvider time)
    : SignInManager<Account>(users, http, claims, options, logger, schemes, confirmation)
{
    // Checked in place of the hash that an unknown name does not have: the work is the same.
    static string? nobodysHash;

    CancellationToken Stop => Context.RequestAborted;

    /// <summary>First step.</summary>
    public async Task<SignInAnswer> PasswordAsync(string name, string password)
    {
        using var turn = await bell.QueueAsync(name, Stop);
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
        // Failures are forgotten when the whole way is done: else a known password would give codes without end.
        if (!account.TwoFactorEnabled && !await DoneAsync(account)) return new(SignInState.TooLate);
        return new(
            (await SignInOrTwoFactorAsync(account, isPersistent: false)).RequiresTwoFactor ? SignInState.NeedsCode
                : SignInState.In);
    }

    /// <summary>Second step: six digits of the device, or a recovery code.</summary>
    public async Task<SignInAnswer> CodeAsync(string code)
    {
        if (await GetTwoFactorAuthenticationUserAsync() is not { } known) return new(SignInState.TooLate);
        using var turn = await bell.QueueAsync(known.UserName!, Stop);
        await db.Entry(known).ReloadAsync(Stop);
        if (known.Disabled is not null || !known.TwoFactorEnabled) return new(SignInState.TooLate);
        if (await users.IsLockedOutAsync(known)) return new(SignInState.Locked, known.LockoutEnd);
        if (!await users.IsFreshCodeAsync(known, code)
            && !(await users.RedeemTwoFactorRecoveryCodeAsync(known, code.Trim())).Succeeded)
            return await RefusedAsync(known, "refused-code", SignInState.Wrong);
        // A code whose use was not written could be used again.
        if (!await DoneAsync(known)) return new(SignInState.TooLate);
        await Context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        await SignInWithClaimsAsync(known, isPersistent: false, []);
        return new(SignInState.In);
    }

    /// <summary>Whether somebody who is signed in knows the own password; a wrong one counts as at the door.</summary>
    public async Task<SignInAnswer> ConfirmAsync(Account account, string password)
    {
        using var turn = await bell.QueueAsync(account.UserName!, Stop);
        await db.Entry(account).ReloadAsync(Stop);
        if (await users.IsLockedOutAsync(account)) return new(SignInState.Locked, account.LockoutEnd);
        return await users.CheckPasswordAsync(account, password) ? new(SignInState.In)
            : await RefusedAsync(account, "refused-password", SignInState.Wrong);
    }

    /// <summary>Whoever gave the right password and has not given the code yet.</summary>
    public async Task<bool> AwaitsCodeAsync() => await GetTwoFactorAuthenticationUserAsync() is not null;

    /// <summary>Every sign-in is a session of its own, and the one before it ends, whoever began it.</summary>
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

    /// <summary>Ends the session itself: a copy of its cookie is worth nothing from here on.</summary>
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
        if (bell.LockOf(name, Options.Lockout) is { } until) return new(SignInState.Locked, until);
        var nobody = new Account();
        users.PasswordHasher.VerifyHashedPassword(nobody,
            nobodysHash ??= users.PasswordHasher.HashPassword(nobody, Passwords.Start()), password);
        bell.Failed(name, Options.Lockout);
        if (bell.IsNews(Options.Lockout)) await writes.RunAsync(
            step =>
            {
                // Not the name: it may be a password in the wrong field.
                step.Note("refused-unknown", "");
                return Task.FromResult<AccountProblem?>(null);
            },
            Stop);
        return bell.LockOf(name, Options.Lockout) is { } now ? new(SignInState.Locked, now) : new(SignInState.Wrong);
    }

    // Every refusal that is told counts, and a locked account's tries are not told: the lock bounds what a stranger can
    // make the chain grow by.
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

    // False where the account was changed meanwhile: nobody comes in untold.
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
