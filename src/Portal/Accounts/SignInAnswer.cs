namespace Thrombophilia.Portal.Accounts;

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
    /// <summary>There was no password before this code, or it is too long ago.</summary>
    TooLate,
}

/// <summary>How a try ended and, where it is locked, until when.</summary>
internal readonly record struct SignInAnswer(SignInState State, DateTimeOffset? Until = null);
