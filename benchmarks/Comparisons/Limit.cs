using System.Globalization;

namespace Thrombophilia.Benchmarks.Comparisons;

/// <summary>What a ratio, or a peak of memory in MB, has to stay under. A bar is binding; a goal is printed for information.</summary>
/// <param name="IsBar">Binding.</param>
/// <param name="What">As the report prints it.</param>
/// <param name="Most">The limit.</param>
/// <param name="Measure">The measured value.</param>
sealed record Limit(bool IsBar, string What, double Most, Func<Contest, Series> Measure)
{
    public const string Ours = "call", ReadyToRun = "call, ReadyToRun";
    public const string ViewT = "bcftools view -H -T", ViewThreads = "bcftools view --threads 2 -H -T", TabixT = "tabix -T", Inflate = "bgzip -dc", ViewR = "bcftools view -H -R";

    public static IReadOnlyList<Limit> OfScan(bool full) =>
    [
        new(true, $"CPU / {ViewT}", 0.5, c => c.Cpu(Ours).Over(c.Cpu(ViewT))),
        new(true, "peak memory, MB", 100, c => c.Megabytes(Ours)),
        new(false, $"CPU / {ViewT}", full ? 0.35 : 0.20, c => c.Cpu(Ours).Over(c.Cpu(ViewT))),
        new(false, $"CPU / {TabixT}", full ? 0.85 : 0.6, c => c.Cpu(Ours).Over(c.Cpu(TabixT))),
        new(false, $"CPU / {Inflate}", full ? 1.7 : 2.1, c => c.Cpu(Ours).Over(c.Cpu(Inflate))),
        new(false, $"wall / {ViewThreads}", 0.35, c => c.Wall(Ours).Over(c.Wall(ViewThreads))),
        new(false, "peak memory, MB", 64, c => c.Megabytes(Ours)),
    ];

    /// <summary>The goal is for the published program: half of the work of a run this short is compiling.</summary>
    public static IReadOnlyList<Limit> OfIndex(bool full, bool hasReadyToRun) =>
        !hasReadyToRun ? [] : [new(false, $"CPU / {ViewR}, ReadyToRun", full ? 1.5 : 1.2, c => c.Cpu(ReadyToRun).Over(c.Cpu(ViewR)))];

    public bool IsMet(Contest contest) => Measure(contest).Median <= Most;

    public string Text(Contest contest) => string.Create(CultureInfo.InvariantCulture,
        $"| {(IsBar ? "**bar**" : "goal")} | {What} | {Most} | {Measure(contest).Text(Most >= 10 ? "F1" : "F3")} | {(IsMet(contest) ? "met" : IsBar ? "**missed**" : "not yet")} |");
}
