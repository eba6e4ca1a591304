using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Thrombophilia.Variants;
using Thrombophilia.Variants.Bgzf.Codecs;

namespace Thrombophilia.Benchmarks.Comparisons;

/// <summary>
/// The sections about one large file: read whole, by its index, and by its index in a process that runs already.
/// </summary>
static class FileSections
{
    const string Ours = "call", ByHost = "call, by the host", BuiltIn = "call, .NET's own inflater";

    public static async Task ScanAsync(Setting setting, Report report)
    {
        const string View = "bcftools view -T", ViewThreads = "bcftools view --threads 2 -T", Tabix = "tabix -T",
            Inflate = "bgzip -dc";
        report.Notes.Add($"every row includes its launcher: {LauncherAlone()} ms of CPU");
        foreach (var (input, agreement) in await setting.FilesAsync())
        {
            var (bed, path, full) = (input.Bed, input.Path, input.IsFull);
            report.Add(input, agreement);
            setting.Run(new Contest("call --hotspots-only, whole file", Programs(setting, Setting.Call(path, "scan")),
            [
                new(new Invocation(View, "bcftools", "view", "-H", "-T", bed, path)),
                new(new Invocation(ViewThreads, "bcftools", "view", "--threads", "2", "-H", "-T", bed, path)),
                new(new Invocation(Tabix, "tabix", "-T", bed, path)),
                new(new Invocation(Inflate, "bgzip", "-dc", path)),
            ],
            [
                new($"CPU / {View}", full ? 0.35 : 0.20, Cpu(View)),
                new($"CPU / {Tabix}", full ? 0.85 : 0.6, Cpu(Tabix)),
                new($"CPU / {Inflate}", full ? 1.7 : 2.1, Cpu(Inflate)),
                new($"wall / {ViewThreads}", 0.35, r => r.Wall(Ours).Over(r.Wall(ViewThreads))),
                new("peak memory, MB", 64, r => r.Megabytes(Ours)),
                new($"CPU / {Inflate}", 1.2, Cpu(Inflate)) { IsGoal = true },
            ]), report, input.Name);

            string[] all = ["call", path, "--format", "tsv", "--regions", "scan"];
            var rows = Child.Lines(Invocation.Product("call", setting.Published, all)).ToArray();
            Setting.Refuse(input, Agreement.OfOthers(input, rows));
            setting.Run(
                new Contest(string.Create(CultureInfo.InvariantCulture, $"call, all {rows.Length - 1} rows"),
                    Programs(setting, all, rows.Length - 1), [], [])
                { Unit = "row" }, report, input.Name);
        }
    }

    public static async Task IndexAsync(Setting setting, Report report)
    {
        const string View = "bcftools view -R", Empty = "a program that does nothing",
            Version = "thrombophilia --version";
        report.Notes.Add($"every row includes its launcher: {LauncherAlone()} ms of CPU");
        report.Notes.Add(
            "the floor is an empty .NET program, compiled natively too: what the runtime takes to start and stop");
        var empty = Comparisons.Programs.PublishEmpty(setting.Data);
        foreach (var (input, agreement) in (await setting.FilesAsync()).Where(i => i.Input.HasIndex))
        {
            report.Add(input, agreement);
            setting.Run(
                new Contest("call --hotspots-only --regions index",
                    Programs(setting, Setting.Call(input.Path, "index")),
            [
                new(new Invocation(View, "bcftools", "view", "-H", "-R", input.Bed, input.Path)),
            ],
            [
                new($"CPU / {View}", input.IsFull ? 1.5 : 1.2, Cpu(View)),
            ])
                {
                    Floors = [new(new Invocation(Empty, empty)),
            new(Invocation.Product(Version, setting.Published, "--version"))]
                }, report, input.Name);
        }
    }

    public static async Task WarmAsync(Setting setting, Report report)
    {
        const int Warming = 60, Files = 20;
        const string Indexed = "by index, its rows taken", Hash = "SHA-256 of the file";
        report.Notes.Add(
            $"inside this process, after {Warming} files that do not count; each round is {Files} times the same file");
        var analysis = new PanelAnalysis(setting.Panel);
        var options = new CallOptions { Regions = Regions.Index, HotspotsOnly = true };
        foreach (var (input, agreement) in (await setting.FilesAsync()).Where(i => i.Input.HasIndex))
        {
            report.Add(input, agreement);
            for (var i = 0; i < Warming; i++) Once();
            setting.Run(new Contest("PanelAnalysis, hot spots, by index",
            [
                new(Indexed, () => Usage.Of(() => { for (var i = 0; i < Files; i++) Once(); }), Files),
                new(Hash, () => Usage.Of(() => { for (var i = 0; i < Files; i++) HashOnce(); }), Files),
            ], [],
            [
                new("CPU ms a file", 15, r => r.CpuEach(Indexed).Times(1000)),
                new("wall ms a file", 15, r => r.WallEach(Indexed).Times(1000)),
            ])
            { Unit = "file" }, report, input.Name);

            void Once()
            {
                using var calls = analysis.CallAsync(input.Path, options).GetAwaiter().GetResult();
                var rows = calls.Calls().Count();
                if (rows != input.Header.Samples.Count * setting.Panel.HotSpots.Count)
                    throw new UnreachableException($"{rows} rows");
            }

            void HashOnce()
            {
                using var file = File.OpenRead(input.Path);
                SHA256.HashData(file);
            }
        }
    }

    /// <summary>
    /// The program as it is shipped, which the bars judge; beside it the host, and the machine without libdeflate.
    /// </summary>
    public static IReadOnlyList<Entrant> Programs(Setting setting, string[] arguments, double units = 1) =>
    [
        new(Invocation.Product(Ours, setting.Published, arguments), units),
        new(Invocation.Product(ByHost, setting.Host, arguments), units),
        new(Invocation.Product(BuiltIn, setting.Published,
            arguments) with { Variable = (Compression.Variable, "builtin") }, units),
    ];

    public static Func<Repetition, Series> Cpu(string peer) => r => r.CpuEach(Ours).Over(r.CpuEach(peer));

    static string LauncherAlone() =>
        (new Series(Enumerable.Range(0, 5).Select(_ => Child.Measure(new("true", "true")).Cpu)).Median * 1000)
        .ToString("F1", CultureInfo.InvariantCulture);
}
