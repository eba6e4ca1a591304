using System.CommandLine;
using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Thrombophilia.Benchmarks.Comparisons;

namespace Thrombophilia.Benchmarks.Micro;

/// <summary><c>micro</c>: single steps by BenchmarkDotNet. 1 when a benchmark fails or a skipped record allocates.</summary>
static class MicroVerb
{
    public static Command Create()
    {
        var dry = new Option<bool>("--dry") { Description = "Every benchmark once: shows that it runs and what it allocates, not how fast it is" };
        var filter = new Option<string>("--filter") { Description = "Only benchmarks whose name fits", DefaultValueFactory = _ => "*" };
        var artifacts = new Option<string>("--artifacts") { Description = "Folder for logs and tables", DefaultValueFactory = _ => "BenchmarkDotNet.Artifacts" };
        var results = new Option<string?>("--results") { Description = "Folder to write PROCESSOR/micro.md into" };
        var verb = new Command("micro", "Measures single steps with BenchmarkDotNet.") { dry, filter, artifacts, results };
        verb.SetAction(line => Run(line.GetValue(dry), line.GetValue(filter)!, line.GetValue(artifacts)!, line.GetValue(results)));
        return verb;
    }

    static int Run(bool dry, string filter, string artifacts, string? results)
    {
        // In this process: a generated project would be built below this folder, under the rules of this repository.
        var job = (dry ? Job.Dry : Job.ShortRun.WithIterationCount(7)).WithToolchain(InProcessEmitToolchain.Instance);
        var config = ManualConfig.Create(DefaultConfig.Instance).AddJob(job).AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumn(StatisticColumn.Median).WithArtifactsPath(artifacts).WithOptions(ConfigOptions.DisableOptimizationsValidator)
            .WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(40));
        var summaries = BenchmarkSwitcher.FromTypes([typeof(ScanBenchmarks), typeof(InflateBenchmarks), typeof(CallBenchmarks)]).Run(["--filter", filter], config).ToArray();
        var failed = summaries.Length == 0;
        foreach (var report in summaries.SelectMany(s => s.Reports))
        {
            var name = report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo;
            var allocated = report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase);
            if (!report.Success) Console.Error.WriteLine($"{name}: failed");
            var grows = report.BenchmarkCase.Descriptor.WorkloadMethod.Name == nameof(ScanBenchmarks.Skip) && allocated != 0;
            if (grows) Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {allocated} bytes allocated per skipped record; none is allowed"));
            failed |= grows || !report.Success;
        }
        if (results is not null) Write(summaries, results);
        return failed ? 1 : 0;
    }

    static void Write(IEnumerable<Summary> summaries, string results)
    {
        var folder = Directory.CreateDirectory(Path.Combine(results, Machine.CpuFolder)).FullName;
        var tables = summaries.SelectMany(s => MarkdownExporter.GitHub.ExportToFiles(s, NullLogger.Instance)).Select(File.ReadAllText);
        var about = Machine.Lines().Append($"load average at the end {Machine.Load()}").Select(l => $"- {l}");
        File.WriteAllText(Path.Combine(folder, "micro.md"), $"# Single steps\n\n{string.Join('\n', about)}\n\n{string.Join('\n', tables).ReplaceLineEndings("\n")}");
    }
}
