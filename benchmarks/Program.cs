using System.CommandLine;
using Thrombophilia.Benchmarks.Inputs;

namespace Thrombophilia.Benchmarks;

/// <summary>Makes inputs from a seed for benchmarks.</summary>
static class Program
{
    static Task<int> Main(string[] args) =>
        new RootCommand("Benchmarks of thrombophilia.") { GenerateVerb.Create() }
            .Parse(args).InvokeAsync(new InvocationConfiguration());
}
