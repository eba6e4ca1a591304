using System.Buffers.Text;
using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Thrombophilia.Portal.Accounts;

/// <summary>The door: password, then code, then a session. The framework does cookies and tokens; what a failure costs and tells is decided here.</summary>
internal sealed class AccountSignIn(
    AccountUsers users, IHttpContextAccessor http, IUserClaimsPrincipalFactory<Account> claims, IOptions<IdentityOptions> options, ILogger<AccountSignIn> logger,
    IAuthenticationSchemeProvider schemes, IUserConfirmation<Account> confirmation, AccountsDb db, Doorbell bell, TimeProvider time)
    : SignInManager<Account>(users, http, claims, options, logger, schemes, confirmation)
{
    // Checked in place of the hash that an unknown name does not have: the work is the same.
    static string? nobodysHash;

    CancellationToken Stop => Context.RequestAborted;

    /// <summary>First step.</summary>
    public async Task<SignInAnswer> PasswordAsync(string name, string password)
    {
        using var turn = await bell.QueueAsync(name, Stop);
        if (await users.FindByNameAsync(name) is not { } account) return Stranger(name, password);
        if (await users.IsLockedOutAsync(account)) return new(SignInState.Locked, account.LockoutEnd);
        if (!await users.CheckPasswordAsync(account, password)) return await FailedAsync(account);
        if (account.Disabled is not null) return new(SignInState.Disabled);
        // Failures are forgotten when the whole way is done: else a known password would give codes without end.
        if (!account.TwoFactorEnabled) await DoneAsync(account);
        return new((await SignInOrTwoFactorAsync(account, isPersistent: false)).RequiresTwoFactor ? SignInState.NeedsCode : SignInState.In);
    }

    /// <summary>Second step: six digits of the device, or a recovery code.</summary>
    public async Task<SignInAnswer> CodeAsync(string code)
    {
        if (await GetTwoFactorAuthenticationUserAsync() is not { } known) return new(SignInState.TooLate);
        using var turn = await bell.QueueAsync(known.UserName!, Stop);
        await db.Entry(known).ReloadAsync(Stop);
        if (known.Disabled is not null || !known.TwoFactorEnabled) return new(SignInState.TooLate);
        if (await users.IsLockedOutAsync(known)) return new(SignInState.Locked, known.LockoutEnd);
        if (!await users.IsFreshCodeAsync(known, code) && !(await users.RedeemTwoFactorRecoveryCodeAsync(known, code.Trim())).Succeeded) return await FailedAsync(known);
        await DoneAsync(known);
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
        return await users.CheckPasswordAsync(account, password) ? new(SignInState.In) : await FailedAsync(account);
    }

    /// <summary>Whoever gave the right password and has not given the code yet.</summary>
    public async Task<bool> AwaitsCodeAsync() => await GetTwoFactorAuthenticationUserAsync() is not null;

    /// <summary>Every sign-in is a session of its own, and the one before it ends, whoever began it.</summary>
    public override async Task SignInWithClaimsAsync(Account user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
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
        await base.SignInWithClaimsAsync(user, authenticationProperties, additionalClaims.Append(new(AccountClaims.Session, session.Id)));
    }

    /// <summary>Ends the session itself: a copy of its cookie is worth nothing from here on.</summary>
    public override async Task SignOutAsync()
    {
        var id = Context.User.FindFirstValue(AccountClaims.Session);
        await db.Sessions.Where(s => s.Id == id).ExecuteDeleteAsync(Stop);
        await Context.SignOutAsync(IdentityConstants.ApplicationScheme);
        await Context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
    }

    SignInAnswer Stranger(string name, string password)
    {
        if (bell.LockOf(name, Options.Lockout) is { } until) return new(SignInState.Locked, until);
        var nobody = new Account();
        users.PasswordHasher.VerifyHashedPassword(nobody, nobodysHash ??= users.PasswordHasher.HashPassword(nobody, Passwords.Start()), password);
        bell.Failed(name, Options.Lockout);
        return bell.LockOf(name, Options.Lockout) is { } now ? new(SignInState.Locked, now) : new(SignInState.Wrong);
    }

    async Task<SignInAnswer> FailedAsync(Account account)
    {
        await users.AccessFailedAsync(account);
        return await users.IsLockedOutAsync(account) ? new(SignInState.Locked, account.LockoutEnd) : new(SignInState.Wrong);
    }

    async Task DoneAsync(Account account)
    {
        (account.AccessFailedCount, account.LockoutEnd, account.LastSignIn) = (0, null, time.GetUtcNow());
        await users.UpdateAsync(account);
    }
}
