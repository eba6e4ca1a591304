
namespace Thrombophilia.Portal.Accounts.SignIn;

/// <summary>How a try at the door ended.</summary>
internal enum SignInState
{
    /// <summary>Signed in.</summary>
    In,
    /// <summary>The password was right; the one-time code is asked for.</summary>
    NeedsCode,
    /// <summary>Name or password, or the code, is wrong; it is not said which.</summary>
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

/// <summary>How a try ended and, where it is locked, until when.</summary>
internal readonly record struct SignInAnswer(SignInState State, DateTimeOffset? Until = null);
