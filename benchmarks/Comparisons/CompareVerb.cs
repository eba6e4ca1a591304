using System.CommandLine;
using Thrombophilia.Benchmarks.Inputs;
using Thrombophilia.Variants.Bgzf;
using Thrombophilia.Variants.Panels;
using static Thrombophilia.Benchmarks.Comparisons.Limit;

namespace Thrombophilia.Benchmarks.Comparisons;

/// <summary>
/// <c>compare</c>: the product's process beside those of bcftools, tabix and bgzip, on the same files. 0: equal and all bars met;
/// 1: both sides differ, nothing was timed; 3: a bar is missed.
/// </summary>
static class CompareVerb
{
    sealed record Choice(int Runs, int Megabytes, string Data, string? Material, string? Results, string Binary, string? ReadyToRun);

    public static Command Create()
    {
        var runs = new Option<int>("--runs") { Description = "Counted runs of each command", DefaultValueFactory = _ => 5 };
        var megabytes = new Option<int>("--megabytes") { Description = "Text of each made input", DefaultValueFactory = _ => InputPlan.UsualMegabytes };
        var data = new Option<string>("--data") { Description = "Folder where made inputs are kept", DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "thrombophilia-benchmarks") };
        var material = new Option<string?>("--material") { Description = "Folder whose vcf/perf/*.vcf.gz are compared too" };
        var results = new Option<string?>("--results") { Description = "Folder to write PROCESSOR/compare.md into" };
        var binary = new Option<string?>("--binary") { Description = "The product; a .dll is run by dotnet (the Release build of this repository)" };
        var readyToRun = new Option<string?>("--ready-to-run") { Description = "The product published as ReadyToRun: one more row" };
        var verb = new Command("compare", "Compares whole processes with Debian's tools.") { runs, megabytes, data, material, results, binary, readyToRun };
        verb.SetAction((line, _) => RunAsync(new Choice(Math.Max(1, line.GetValue(runs)), line.GetValue(megabytes), line.GetValue(data)!, line.GetValue(material),
            line.GetValue(results), line.GetValue(binary) ?? ReleaseBuild(), line.GetValue(readyToRun))));
        return verb;
    }

    static async Task<int> RunAsync(Choice choice)
    {
        var panel = Panel.Load();
        Directory.CreateDirectory(choice.Data);
        var inputs = new List<(Input Input, Agreement Agreement)>();
        foreach (var path in Made(panel, choice).Concat(Given(choice.Material)))
        {
            var rows = Child.Lines(Invocation.Product("call", choice.Binary, Call(path, "scan"))).ToArray();
            var input = await Input.ReadAsync(path, Agreement.BuildOf(rows), panel, choice.Data);
            var agreement = Agreement.Of(input, rows);
            foreach (var difference in agreement.Differences) Console.Error.WriteLine($"{input.Name}: {difference}");
            inputs.Add((input, agreement));
        }
        if (inputs.Exists(i => i.Agreement.Differences.Count > 0)) return 1;
        var report = new Report();
        report.Begin(choice.Runs);
        var isMissed = false;
        foreach (var (input, agreement) in inputs)
        {
            report.Add(input, agreement);
            foreach (var (contest, limits) in Contests(input, choice))
            {
                Console.Error.WriteLine($"{input.Name}: {contest.Title}");
                contest.Run(choice.Runs);
                report.Add(contest, limits);
                isMissed |= limits.Any(l => l.IsBar && !l.IsMet(contest));
            }
        }
        report.End();
        Console.WriteLine(report.Text);
        if (choice.Results is not null)
        {
            var folder = Directory.CreateDirectory(Path.Combine(choice.Results, Machine.CpuFolder)).FullName;
            await File.WriteAllTextAsync(Path.Combine(folder, "compare.md"), report.Text);
        }
        return isMissed ? 3 : 0;
    }

    static IEnumerable<(Contest, IReadOnlyList<Limit>)> Contests(Input input, Choice choice)
    {
        var (bed, path) = (input.Bed, input.Path);
        yield return (new Contest("Whole file", [.. Rows("scan"), Invocation.Product("call, .NET's own inflater", choice.Binary, Call(path, "scan")) with { Variable = (Compression.Variable, "builtin") }],
        [
            new(ViewT, "bcftools", "view", "-H", "-T", bed, path),
            new(ViewThreads, "bcftools", "view", "--threads", "2", "-H", "-T", bed, path),
            new(TabixT, "tabix", "-T", bed, path),
            new(Inflate, "bgzip", "-dc", path),
        ]), OfScan(input.IsFull));
        if (input.HasIndex)
            yield return (new Contest("By index", [.. Rows("index")], [new(ViewR, "bcftools", "view", "-H", "-R", bed, path)]), OfIndex(input.IsFull, choice.ReadyToRun is not null));

        IEnumerable<Invocation> Rows(string regions)
        {
            yield return Invocation.Product(Ours, choice.Binary, Call(path, regions));
            if (choice.ReadyToRun is { } published) yield return Invocation.Product(ReadyToRun, published, Call(path, regions));
        }
    }

    static string[] Call(string path, string regions) => ["call", path, "--hotspots-only", "--format", "tsv", "--regions", regions];

    static IEnumerable<string> Made(Panel panel, Choice choice)
    {
        foreach (var shape in Enum.GetValues<Shape>())
        {
            var plan = new InputPlan(shape, InputPlan.UsualSamples(shape), choice.Megabytes, InputPlan.UsualSeed, panel.On("GRCh38")!);
            var path = Path.Combine(choice.Data, plan.FileName);
            if (!File.Exists(path) || !File.Exists(path + ".tbi")) new InputWriter(plan).WriteBgzf(path);
            yield return path;
        }
    }

    static IEnumerable<string> Given(string? material) =>
        material is not null && Path.Combine(material, "vcf", "perf") is var folder && Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.vcf.gz").Order(StringComparer.Ordinal) : [];

    static string ReleaseBuild()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Thrombophilia.sln"))) root = root.Parent;
        var built = root is null ? "" : Path.Combine(root.FullName, "src", "Worker", "bin", "Release", "net10.0", "thrombophilia.dll");
        return File.Exists(built) ? built : throw new FileNotFoundException("There is no Release build: dotnet build -c Release, or state --binary.");
    }
}
