namespace Thrombophilia.Worker.Startup;

/// <summary>Exit codes of the commands.</summary>
internal static class ExitCode
{
    /// <summary>Success.</summary>
    public const int Good = 0;
    /// <summary>At least one input was refused; the others were processed.</summary>
    public const int Refused = 1;
    /// <summary>Wrong usage.</summary>
    public const int Usage = 2;
    /// <summary>
    /// The program itself failed (disk full, a fault). Nothing is lost: open files are read at the next start.
    /// </summary>
    public const int Failed = 3;
}

/// <summary>The command line asks for something impossible.</summary>
internal sealed class UsageException(string message) : Exception(message);
