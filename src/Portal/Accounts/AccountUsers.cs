using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Thrombophilia.Portal.Accounts;

/// <summary>
/// The framework's care of accounts, with the lock on the house's clock: the framework asks the machine's.
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
    /// Counts a failure, whatever else of the account is changed meanwhile: else whoever changes it all the time could
    /// try without end.
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
    /// The key of the person's device, made at the first question. Unlike the framework's own way this leaves the
    /// person signed in.
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

    // The framework takes the codes of two half minutes before now and of two after. While the earliest one is good,
    // those of four on either side can be.
    const int CodesWithinReach = 9;

    // What the framework calls the places where it keeps keys and recovery codes.
    const string InternalLoginProvider = "[AspNetUserStore]", KeyName = "AuthenticatorKey",
        RecoveryName = "RecoveryCodes";
}
