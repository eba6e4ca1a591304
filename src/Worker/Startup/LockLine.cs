using Thrombophilia.Lims.Data;

namespace Thrombophilia.Worker.Startup;

/// <summary>Says that a command waits for another program that has locked the database.</summary>
internal sealed class LockLine : IDisposable
{
    readonly TextWriter error;

    public LockLine(TextWriter error)
    {
        this.error = error;
        WriteLock.IsAwaited += Tell;
    }

    public void Dispose() => WriteLock.IsAwaited -= Tell;

    void Tell(TimeSpan waited) => error.WriteLine(Texts.Get("lock-awaited"));
}
