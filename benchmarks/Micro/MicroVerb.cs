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
using Thrombophilia.Variants.Bgzf.Codecs;

namespace Thrombophilia.Benchmarks.Micro;

/// <summary>
/// <c>micro</c>: single steps by BenchmarkDotNet. 1 when a benchmark fails, 3 when a skipped record or a further block
/// allocates.
/// </summary>
static class MicroVerb
{
    public static Command Create()
    {
        var dry = new Option<bool>(
            "--dry")
        {
            Description =
                "Every benchmark once: shows that it runs and what it allocates, not how fast it is"
        };
        var filter = new Option<string>("--filter")
        {
            Description = "Only benchmarks whose name fits",
            DefaultValueFactory = _ => "*"
        };
        var artifacts = new Option<string>("--artifacts")
        {
            Description = "Folder for logs and tables",
            DefaultValueFactory = _ => "BenchmarkDotNet.Artifacts"
        };
        var results = new Option<string?>("--results") { Description = "Folder to write PROCESSOR/micro.md into" };
        var verb = new Command("micro", "Measures single steps with BenchmarkDotNet.") { dry, filter,
            artifacts, results };
        verb.SetAction(
            line => Run(line.GetValue(dry), line.GetValue(filter)!, line.GetValue(artifacts)!, line.GetValue(results)));
        return verb;
    }

    static int Run(bool dry, string filter, string artifacts, string? results)
    {
        // In this process: a generated project would be built below this folder, under the rules of this repository.
        var job = (dry ? Job.Dry : Job.ShortRun.WithIterationCount(7)).WithToolchain(InProcessEmitToolchain.Instance);
        var config = ManualConfig.Create(DefaultConfig.Instance).AddJob(job).AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumn(StatisticColumn.Median).WithArtifactsPath(artifacts)
            .WithOptions(ConfigOptions.DisableOptimizationsValidator)
            .WithSummaryStyle(SummaryStyle.Default.WithMaxParameterColumnWidth(40));
        var summaries =
            BenchmarkSwitcher.FromTypes(
            [typeof(ScanBenchmarks), typeof(InflateBenchmarks), typeof(CheckBenchmarks), typeof(BlockBenchmarks),
                typeof(CallBenchmarks)])
            .Run(["--filter", filter], config).ToArray();
        var reports = summaries.SelectMany(s => s.Reports).ToArray();
        var failed = reports.Length == 0;
        foreach (var report in reports.Where(r => !r.Success))
        {
            Console.Error.WriteLine($"{report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo}: failed");
            failed = true;
        }
        var judged = new Report("micro", "Single steps");
        judged.Notes.Add(
            dry ? "every benchmark once: allocations count, times do not"
                : "inside one process, without dynamic PGO, as the product runs");
        Judge(judged, [.. reports.Where(r => r.Success)]);
        foreach (var table in summaries.SelectMany(s => MarkdownExporter.GitHub.ExportToFiles(s, NullLogger.Instance))
            .Select(File.ReadAllText)) judged.Line(table.ReplaceLineEndings("\n"));
        Console.WriteLine(judged.Bars);
        if (results is not null) Report.Write(results, "micro", judged.Text);
        return failed ? 1 : judged.IsMissed ? 3 : 0;
    }

    static void Judge(Report judged, BenchmarkReport[] reports)
    {
        foreach (var skip in reports.Where(
            r => r.BenchmarkCase.Descriptor.WorkloadMethod.Name == nameof(ScanBenchmarks.Skip)))
            judged.Judge("2,504 people, genotypes only", "bytes allocated a skipped record", 0, Allocated(skip));
        double? Blocks(int blocks) =>
            reports.Where(
            r => r.BenchmarkCase.Descriptor.Type == typeof(BlockBenchmarks)
                && (int)r.BenchmarkCase.Parameters[nameof(BlockBenchmarks.Blocks)] == blocks)
            .Select(r => (double?)Allocated(r)).SingleOrDefault();
        if (Blocks(BlockBenchmarks.Few) is { } few && Blocks(BlockBenchmarks.Many) is { } many)
            judged.Judge(
                string.Create(CultureInfo.InvariantCulture,
                    $"{few:F0} B in {BlockBenchmarks.Few} blocks, {many:F0} B in {BlockBenchmarks.Many}; {Compression.Library}"),
                "whole bytes allocated a block more", 0,
                // Rounded, because a run waits now and then, which is an object or two in all.
                Math.Round(Math.Max(0, many - few) / (BlockBenchmarks.Many - BlockBenchmarks.Few)));
    }

    static long Allocated(BenchmarkReport report) =>
        report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0;
}
