using System.Globalization;
using System.Text;
using Thrombophilia.Benchmarks.Comparisons;

namespace Thrombophilia.Benchmarks.Rate;

/// <summary>The figures as Markdown: the machine, the median of each program, then every round.</summary>
sealed class RateReport(int rounds, string fileSystem, IReadOnlyList<Build> builds)
{
    readonly string load = Machine.Load();
    readonly StringBuilder tables = new();
    int compared;

    public void Add(Load files, int findings, int columns,
        IReadOnlyList<(int Round, Build Build, Figures Figures)> measured)
    {
        var count = files.Samples.Count;
        compared = columns;
        tables.Append(CultureInfo.InvariantCulture, $"\n## {files.Name}: {count:N0} files, {files.What}")
            .Append(CultureInfo.InvariantCulture,
            $", {files.Bytes / 1000:F1} kB and {(double)findings / count:F1} findings each\n\n")
            .Append(CultureInfo.InvariantCulture, $"| median of {rounds} | goal, files a minute | ")
            .Append("files a minute | from the start | CPU ms a file | peak MB | written MB | |\n|---|--:|--:|--:|--:|--:|--:|---|\n");
        foreach (var build in builds)
        {
            var own = measured.Where(m => m.Build == build).Select(m => m.Figures).ToArray();
            double Median(Func<Figures, double> figure) => new Series(own.Select(figure)).Median;
            var rate = Median(f => f.Rate);
            tables.Append(CultureInfo.InvariantCulture, $"| {build.Name} | {files.Goal:N0} ")
                .Append(CultureInfo.InvariantCulture,
                $"| {rate:N0} | {Median(f => f.RateFromStart):N0} | {Median(f => f.Cpu):F2} ")
                .Append(CultureInfo.InvariantCulture, $"| {Median(f => f.Megabytes):F0} | {Median(f => f.Written):N0} ")
                .Append(rate >= files.Goal ? "| met |\n" : "| not yet |\n");
        }
        tables.Append(
            "\n| round | | files a minute | from the start | CPU ms a file | peak MB | written MB | load average |\n")
            .Append("|---|---|--:|--:|--:|--:|--:|---|\n");
        foreach (var (round, build, f) in measured)
            tables.Append(CultureInfo.InvariantCulture, $"| {round} | {build.Name} | {Row(f)} |\n");
    }

    /// <summary>The cells of one round.</summary>
    public static string Row(Figures f) => string.Create(CultureInfo.InvariantCulture,
        $"{f.Rate:N0} | {f.RateFromStart:N0} | {f.Cpu:F2} | {f.Megabytes:F0} | {f.Written:N0} | {f.Before} to {f.After}");

    public string Text
    {
        get
        {
            var text = new StringBuilder("# The rate of the worker\n\n");
            var several = builds.Count > 1;
            // The third line is about the tools of the comparisons.
            foreach (var line in Machine.Lines().Take(2)) text.Append("- ").Append(line).Append('\n');
            text.Append(CultureInfo.InvariantCulture,
                $"- {rounds} rounds{(several ? " of each program in turns" : "")}")
                .Append(CultureInfo.InvariantCulture, $", the data on {fileSystem}")
                .Append(rounds < 3 ? " - **fewer than three: for trying out only**\n" : "\n")
                .Append("- all files lie in the inbox when the process starts; ")
                .Append("each is of another person, with consent and three assay results\n")
                .Append("- right in each round before its time counted: one intake, one conclusion and one registry row a person, ")
                .Append("and the findings that `call` counts\n")
                .Append(CultureInfo.InvariantCulture,
                $"- the same in all rounds{(several ? " of all programs" : "")}: ")
                .Append(CultureInfo.InvariantCulture,
                $"conclusions, registry codes and findings ({compared} columns)\n")
                .Append(CultureInfo.InvariantCulture,
                $"- load average at the start {load}, at the end {Machine.Load()}")
                .Append(" (1 minute; above the number of processors others compete for them: then compare CPU alone)\n");
            return text.Append(tables).ToString();
        }
    }
}
