namespace Thrombophilia.Lims.Data;

/// <summary>One program writes to the database at a time. Who waits for another is told so.</summary>
public static class WriteLock
{
    static readonly TimeSpan Silent = TimeSpan.FromSeconds(2);

    /// <summary>A write waits for longer than two seconds: raised once for each wait, with what was waited.</summary>
    public static event Action<TimeSpan>? IsAwaited;

    /// <summary>True where the wait was long enough to be told.</summary>
    internal static bool Tell(TimeSpan waited)
    {
        if (waited < Silent) return false;
        IsAwaited?.Invoke(waited);
        return true;
    }
}
