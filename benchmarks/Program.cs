using System.CommandLine;
using Thrombophilia.Benchmarks.Biobank;
using Thrombophilia.Benchmarks.Cases;
using Thrombophilia.Benchmarks.Comparisons;
using Thrombophilia.Benchmarks.Fuzzing;
using Thrombophilia.Benchmarks.Inputs;
using Thrombophilia.Benchmarks.Micro;
using Thrombophilia.Benchmarks.Rate;
using Thrombophilia.Benchmarks.Suites;

namespace Thrombophilia.Benchmarks;

/// <summary>
/// Makes inputs from a seed, compares whole processes with Debian's tools, measures single steps, asks the portal for
/// its pages, the worker for its rate, and the rules for theirs.
/// </summary>
static class Program
{
    static Task<int> Main(string[] args) =>
        new RootCommand("Benchmarks of thrombophilia.")
        {
            GenerateVerb.Create(), CompareVerb.Create(), MicroVerb.Create(), FuzzVerb.Create(), SuitesVerb.Create(),
                PortalVerb.Create(), WorkerVerb.Create(), ConcludeVerb.Create(),
        }
            .Parse(args).InvokeAsync(new InvocationConfiguration());
}
