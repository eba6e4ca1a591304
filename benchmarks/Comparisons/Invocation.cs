namespace Thrombophilia.Benchmarks.Comparisons;

/// <summary>A process to be run, and the name of its row.</summary>
sealed record Invocation(string Row, string Tool, params string[] Arguments)
{
    /// <summary>An environment variable of that process alone.</summary>
    public (string Name, string Value)? Variable { get; init; }

    /// <summary>Writes its standard input; null gives it none.</summary>
    public Action<Stream>? Feed { get; init; }

    /// <summary>The product, published or by <c>dotnet</c>.</summary>
    public static Invocation Product(string row, string binary, params string[] arguments) =>
        binary.EndsWith(".dll", StringComparison.Ordinal) ? new Invocation(row, "dotnet", [binary, .. arguments])
        : new Invocation(row, binary, arguments);
}
