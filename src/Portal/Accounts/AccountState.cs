namespace Thrombophilia.Portal.Accounts;

/// <summary>States of open accounts for which an administrator has something to do.</summary>
internal enum AccountState
{
    /// <summary>Too many wrong passwords: it opens by itself after a while.</summary>
    Locked,
    /// <summary>It has no device for one-time codes, although codes are required.</summary>
    WithoutCode,
}

/// <summary>Tells in which state an account is now.</summary>
internal sealed class AccountStates(PortalOptions options, TimeProvider time)
{
    /// <summary>The account is open and in this state.</summary>
    public bool Is(Account account, AccountState state) => account.Disabled is null
        && (state == AccountState.Locked ? account.LockoutEnd > time.GetUtcNow() : options.RequireCode && !account.TwoFactorEnabled);
}
