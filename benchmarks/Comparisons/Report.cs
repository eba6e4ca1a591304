using System.Globalization;
using System.Text;

namespace Thrombophilia.Benchmarks.Comparisons;

/// <summary>The comparison as Markdown.</summary>
sealed class Report
{
    readonly StringBuilder text = new();

    public string Text => text.ToString();

    public void Begin(int runs)
    {
        Line("# Whole processes against Debian's tools").Line();
        foreach (var line in Machine.Lines()) Line($"- {line}");
        Line($"- {runs} runs of each command in turns after one warm-up, files in the page cache, output thrown away{(runs < 5 ? " - **fewer than five: for trying out only**" : "")}");
        Line($"- load average at the start {Machine.Load()} (1 minute; more than the number of processors means that others compete for them)");
        Line($"- every row includes its launcher: {LauncherAlone().ToString("F1", CultureInfo.InvariantCulture)} ms of CPU");
    }

    public void Add(Input input, Agreement agreement) => Line()
        .Line($"## {input.Name}").Line()
        .Line(string.Create(CultureInfo.InvariantCulture, $"{input.Build.Id}, {input.Header.Samples.Count} samples, {input.Records} records, {input.TextBytes / 1e6:F0} MB of text in {input.FileBytes / 1e6:F1} MB. ")
            + string.Create(CultureInfo.InvariantCulture, $"Equal to bcftools before timing: {input.Beginning.Values.Sum()} records that begin in the panel's intervals, {input.Overlapping.Values.Sum()} that overlap them, ")
            + string.Create(CultureInfo.InvariantCulture, $"{agreement.Genotypes} genotypes at hot spots (records at {agreement.HotSpots} of them; {agreement.Known} genotypes known, {agreement.Copies} copies)."));

    public void Add(Contest contest, IReadOnlyList<Limit> limits)
    {
        Line().Line($"### {contest.Title}").Line().Line("| | CPU s | wall s | peak MB |").Line("|---|---|---|---|");
        foreach (var command in contest.Ours.Concat(contest.Peers))
            Line($"| {command.Row} | {contest.Cpu(command.Row).Text("F3")} | {contest.Wall(command.Row).Text("F3")} | {contest.Megabytes(command.Row).Text("F0")} |");
        Line().Line("| ratio, median of rounds (min-max) | CPU | wall | memory |").Line("|---|---|---|---|");
        foreach (var ours in contest.Ours)
            foreach (var peer in contest.Peers)
                Line($"| {ours.Row} / {peer.Row} | {contest.Cpu(ours.Row).Over(contest.Cpu(peer.Row)).Text("F2")} | {contest.Wall(ours.Row).Over(contest.Wall(peer.Row)).Text("F2")} | {contest.Megabytes(ours.Row).Over(contest.Megabytes(peer.Row)).Text("F1")} |");
        if (limits.Count == 0) return;
        Line().Line("| | what | at most | measured | |").Line("|---|---|---|---|---|");
        foreach (var limit in limits) Line(limit.Text(contest));
    }

    public void End() => Line().Line($"Load average at the end: {Machine.Load()}.");

    static double LauncherAlone() => new Series(Enumerable.Range(0, 5).Select(_ => Child.Measure(new("true", "true")).Cpu)).Median * 1000;

    Report Line(string line = "")
    {
        text.Append(line).Append('\n');
        return this;
    }
}
