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

    public Invocation Run(params string[] arguments) => Invocation.Product($"{Name}: {arguments[0]}", Path, arguments);
}
