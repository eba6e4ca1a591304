
namespace Thrombophilia.Portal.Accounts.SignIn;

/// <summary>How a sign-in attempt ended.</summary>
internal enum SignInState
{
    /// <summary>Signed in.</summary>
    In,
    /// <summary>The password was right; the one-time code is asked for.</summary>
    NeedsCode,
    /// <summary>Name or password, or the code, is wrong; the answer does not tell which.</summary>
    Wrong,
    /// <summary>Too many failures.</summary>
    Locked,
    /// <summary>The password was right, but the account is closed.</summary>
    Disabled,
    /// <summary>The password was right, but the key of the device was sealed with a key ring that is gone.</summary>
    KeyLost,
    /// <summary>
    /// There was no password before this code, it is too long ago, or the account was changed meanwhile.
    /// </summary>
    TooLate,
}

/// <summary>How an attempt ended and, where the account is locked, until when.</summary>
internal readonly record struct SignInAnswer(SignInState State, DateTimeOffset? Until = null);
