namespace Thrombophilia.Worker.Startup;

/// <summary>What a command answers to its caller.</summary>
internal static class ExitCode
{
    /// <summary>All good.</summary>
    public const int Good = 0;
    /// <summary>At least one input was refused; the others were processed.</summary>
    public const int Refused = 1;
    /// <summary>Wrong usage.</summary>
    public const int Usage = 2;
    /// <summary>
    /// The program itself failed (disk full, a fault): nothing is lost, the open files are taken up at the next start.
    /// </summary>
    public const int Failed = 3;
}

/// <summary>The command line asks for something that cannot be.</summary>
internal sealed class UsageException(string message) : Exception(message);
