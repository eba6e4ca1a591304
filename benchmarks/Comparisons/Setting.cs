using Thrombophilia.Benchmarks.Inputs;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Benchmarks.Comparisons;

/// <summary>
/// What the caller of <c>compare</c> chose, and what the sections share: the programs and the inputs that were found
/// equal.
/// </summary>
sealed class Setting
{
    readonly Dictionary<string, (Input Input, Agreement Agreement)> agreed = [];

    public required int Runs { get; init; }
    public required int Repetitions { get; init; }
    public required int Megabytes { get; init; }
    public required int Files { get; init; }
    public required IReadOnlyList<double> Stream { get; init; }
    public required string Data { get; init; }
    public required string? Material { get; init; }
    /// <summary>The program as it is shipped, compiled natively.</summary>
    public required string Published { get; init; }
    /// <summary>The host as it is shipped: what <c>serve</c> reads files with.</summary>
    public required string Host { get; init; }
    public Panel Panel { get; } = Panel.Load();
    public PanelBuild Build => Panel.On("GRCh38")!;

    public void Run(Contest contest, Report report, string where)
    {
        Console.Error.WriteLine($"{where}: {contest.Title}");
        contest.Run(Runs, Repetitions);
        report.Add(where, contest);
    }

    /// <summary>The made inputs and the material's, each compared with bcftools once.</summary>
    /// <exception cref="DisagreementException">They differ.</exception>
    public async Task<IReadOnlyList<(Input Input, Agreement Agreement)>> FilesAsync()
    {
        var all = new List<(Input, Agreement)>();
        foreach (var path in Made().Concat(Given()))
        {
            if (!agreed.TryGetValue(path, out var one))
            {
                Console.Error.WriteLine($"{Path.GetFileName(path)}: comparing with bcftools");
                var rows = Child.Lines(Invocation.Product("call", Published, Call(path, "scan"))).ToArray();
                var input = await Input.ReadAsync(path, Agreement.BuildOf(rows), Panel, Data);
                agreed[path] = one = (input, Agreed(input, rows));
            }
            all.Add(one);
        }
        return all;
    }

    /// <exception cref="DisagreementException">They differ.</exception>
    public static Agreement Agreed(Input input, IReadOnlyList<string> rows)
    {
        var agreement = Agreement.Of(input, rows);
        Refuse(input, agreement.Differences);
        return agreement;
    }

    /// <exception cref="DisagreementException">There are differences.</exception>
    public static void Refuse(Input input, IEnumerable<string> differences)
    {
        var all = differences.ToArray();
        if (all.Length > 0) throw new DisagreementException($"{input.Name}: {string.Join($"\n{input.Name}: ", all)}");
    }

    public static string[] Call(string path, string regions) =>
        ["call", path, "--hotspots-only", "--format", "tsv", "--regions", regions];

    IEnumerable<string> Made()
    {
        foreach (var shape in Enum.GetValues<Shape>())
        {
            var plan = new InputPlan(shape, InputPlan.UsualSamples(shape), Megabytes, InputPlan.UsualSeed, Build);
            var path = Path.Combine(Data, plan.FileName);
            if (!File.Exists(path) || !File.Exists(path + ".tbi")) new InputWriter(plan).WriteBgzf(path);
            yield return path;
        }
    }

    IEnumerable<string> Given() =>
        Material is not null && Path.Combine(Material, "vcf", "perf") is var folder && Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.vcf.gz").Order(StringComparer.Ordinal) : [];

    /// <summary>A folder of distinct files of one person each.</summary>
    public string SmallFiles() => SmallFolders.Bgzf(Data, Files, Build);
}
