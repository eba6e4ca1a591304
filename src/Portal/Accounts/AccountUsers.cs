using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Thrombophilia.Portal.Accounts;

/// <summary>
/// The framework's user manager, with lockouts by <see cref="TimeProvider"/>: the framework asks the clock of the
/// machine.
/// </summary>
public sealed class AccountUsers(
    IUserStore<Account> store, IOptions<IdentityOptions> options, IPasswordHasher<Account> hasher,
        IEnumerable<IUserValidator<Account>> userRules,
    IEnumerable<IPasswordValidator<Account>> passwordRules, ILookupNormalizer names, IdentityErrorDescriber errors,
        IServiceProvider services,
    ILogger<AccountUsers> logger, AccountsDb db, TimeProvider time)
    : UserManager<Account>(store, options, hasher, userRules, passwordRules, names, errors, services, logger)
{
    /// <inheritdoc/>
    public override Task<bool> IsLockedOutAsync(Account user) => Task.FromResult(user.LockoutEnd > time.GetUtcNow());

    /// <summary>
    /// Counts a failure even if the account is changed at the same time. Otherwise constant changes would allow
    /// unlimited tries.
    /// </summary>
    public override async Task<IdentityResult> AccessFailedAsync(Account user)
    {
        while (true)
        {
            if (++user.AccessFailedCount >= Options.Lockout.MaxFailedAccessAttempts)
                (user.AccessFailedCount, user.LockoutEnd) = (0,
                    time.GetUtcNow() + Options.Lockout.DefaultLockoutTimeSpan);
            var counted = await UpdateAsync(user);
            if (counted.Errors.All(error => error.Code != nameof(IdentityErrorDescriber.ConcurrencyFailure)))
                return counted;
            await db.Entry(user).ReloadAsync(CancellationToken);
        }
    }

    /// <summary>
    /// Whether this is a one-time code of the person's device that was not used before. The caller saves the account.
    /// </summary>
    public async Task<bool> IsFreshCodeAsync(Account account, string code)
    {
        var digits = new string([.. code.Where(char.IsAsciiDigit)]);
        var used = account.LastCodes?.Split(' ') ?? [];
        if (used.Contains(digits)
            || !await VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, digits))
            return false;
        account.LastCodes = string.Join(' ', used.Append(digits).TakeLast(CodesWithinReach));
        return true;
    }

    /// <summary>
    /// The key of the person's device, made when it is first asked for. Unlike the framework's own method this keeps
    /// the person signed in.
    /// </summary>
    public async Task<string> KeyAsync(Account account)
    {
        if (await GetAuthenticatorKeyAsync(account) is { Length: > 0 } known) return known;
        var key = GenerateNewAuthenticatorKey();
        await SetAuthenticationTokenAsync(account, InternalLoginProvider, KeyName, key);
        return key;
    }

    /// <summary>Forgets the device and its recovery codes.</summary>
    public async Task<IdentityResult> ForgetKeyAsync(Account account)
    {
        await RemoveAuthenticationTokenAsync(account, InternalLoginProvider, KeyName);
        await RemoveAuthenticationTokenAsync(account, InternalLoginProvider, RecoveryName);
        account.LastCodes = null;
        return await SetTwoFactorEnabledAsync(account, false);
    }

    // The framework accepts the codes of two half minutes before and after now, so a code stays valid for up to four
    // half minutes to either side.
    const int CodesWithinReach = 9;

    // The framework's names for the tokens that hold keys and recovery codes.
    const string InternalLoginProvider = "[AspNetUserStore]", KeyName = "AuthenticatorKey",
        RecoveryName = "RecoveryCodes";
}
