using Thrombophilia.Benchmarks.Comparisons;

namespace Thrombophilia.Benchmarks.Rate;

/// <summary>A published program that is measured.</summary>
/// <param name="Name">As the report prints it.</param>
/// <param name="Path">The program; a .dll is run by dotnet.</param>
sealed record Build(string Name, string Path)
{
    /// <summary>PATH or NAME=PATH, several joined by commas.</summary>
    public static IReadOnlyList<Build> Parse(string text)
    {
        var parts = text.Split(',');
        return [.. parts.Select((part, i) => part.IndexOf('=', StringComparison.Ordinal) is > 0 and var at
            ? new Build(part[..at], System.IO.Path.GetFullPath(part[(at + 1)..]))
            : new Build(parts.Length == 1 ? "this build" : $"build {i + 1}", System.IO.Path.GetFullPath(part)))];
    }

    /// <summary>
    /// The worker without a rest for each file: the files are whole before it starts. Older programs have none.
    /// </summary>
    public Invocation Serve(string folder) =>
        Child.Lines(Run("serve", "--help")).Any(line => line.Contains("--rest", StringComparison.Ordinal))
        ? Run("serve", "--role", "worker", "--data", folder, "--rest", "0:0:0")
        : Run("serve", "--role", "worker", "--data", folder);

    public Invocation Run(params string[] arguments) => Invocation.Product($"{Name}: {arguments[0]}", Path, arguments);
}
