using System.Globalization;
using System.Text;

namespace Thrombophilia.Benchmarks.Comparisons;

/// <summary>One section of the comparison as Markdown: the machine, its bars, then the tables they rest on.</summary>
sealed class Report(string section, string title)
{
    public const string BarHeader =
        "| section | input | bar | at most | measured | every repetition | |\n|---|---|---|---|---|---|---|";

    readonly StringBuilder details = new();
    readonly List<string> bars = [];
    readonly string load = Machine.Load();

    public bool IsMissed { get; private set; }

    /// <summary>What a reader must know before the tables.</summary>
    public List<string> Notes { get; } = [];

    public string Bars => string.Join('\n', bars.Prepend(BarHeader));

    public string Text => $"# {title}\n\n"
        + string.Join('\n', Machine.Lines().Concat(Notes)
            .Append($"load average at the start {load}, at the end {Machine.Load()} (1 minute; more than the "
                + $"number of processors means that others compete for them)")
            .Select(l => $"- {l}"))
        + (bars.Count == 0 ? "" : $"\n\n{Bars}") + $"\n{details}";

    public Report Line(string line = "")
    {
        details.Append(line).Append('\n');
        return this;
    }

    public void Add(Input input, Agreement agreement) => Line()
        .Line($"## {input.Name}").Line()
        .Line(string.Create(CultureInfo.InvariantCulture,
            $"{input.Build.Id}, {input.Header.Samples.Count} samples, {input.Records} records, "
            + $"{input.TextBytes / 1e6:F0} MB of text")
            + (input.FileBytes is { } bytes ? string.Create(CultureInfo.InvariantCulture, $" in {bytes / 1e6:F1} MB") : "")
            + ". "
            + string.Create(CultureInfo.InvariantCulture,
            $"Equal to bcftools before timing: {input.Beginning.Values.Sum()} records that begin in the panel's "
            + $"intervals, {input.Overlapping.Values.Sum()} that overlap them, ")
            + string.Create(CultureInfo.InvariantCulture,
            $"{agreement.Genotypes} genotypes at hot spots (records at {agreement.HotSpots} of them; "
            + $"{agreement.Known} genotypes known, {agreement.Copies} copies)."));

    /// <summary>A contest that was run, and the verdict on its bars.</summary>
    public void Add(string where, Contest contest)
    {
        Line().Line($"### {contest.Title}");
        for (var i = 0; i < contest.Repetitions.Count; i++)
        {
            var repetition = contest.Repetitions[i];
            Line().Line(
                $"Repetition {i + 1} of {contest.Repetitions.Count}, load average {repetition.Load.Before} before, "
                + $"{repetition.Load.After} after.").Line();
            Uses(contest, repetition);
            if (contest.Peers.Count > 0) Ratios(contest, repetition);
        }
        bars.AddRange(contest.Bars.Select(b => b.Line(section, where, contest.Repetitions)));
        IsMissed |= contest.Bars.Any(b => !b.IsGoal && !b.IsMet(contest.Repetitions));
    }

    /// <summary>A number that is the same however often it is measured.</summary>
    public void Judge(string where, string what, double most, double measured)
    {
        bars.Add(
            Bar.Line(section, where, what, most, measured.ToString("0.###", CultureInfo.InvariantCulture), "",
                isGoal: false, measured <= most));
        IsMissed |= !(measured <= most);
    }

    void Uses(Contest contest, Repetition repetition)
    {
        var (head, rule) = contest.Unit is { } unit ? ($" CPU µs a {unit} | {unit}s a wall second |", "---|---|")
            : ("", "");
        Line($"| | CPU s | wall s | peak MB |{head}").Line($"|---|---|---|---|{rule}");
        foreach (var row in contest.All.Select(e => e.Row))
            Line($"| {row} | {repetition.Cpu(row).Text("F3")} | {repetition.Wall(row).Text("F3")} | "
                + $"{repetition.Megabytes(row).Text("F0")} |"
                + (contest.Unit is null ? ""
                : string.Create(CultureInfo.InvariantCulture,
                $" {repetition.CpuEach(row).Times(1e6).Text("F1")} | {1 / repetition.WallEach(row).Median:F0} |")));
    }

    void Ratios(Contest contest, Repetition repetition)
    {
        Line().Line(
            $"| CPU over that of{(contest.Unit is null ? "" : $", a {contest.Unit}")} | "
            + $"{string.Join(" | ", contest.Peers.Select(p => p.Row))} |")
            .Line($"|---|{string.Concat(contest.Peers.Select(_ => "---|"))}");
        foreach (var ours in contest.Ours)
        {
            var ratios = contest.Peers.Select(p =>
                repetition.CpuEach(ours.Row).Over(repetition.CpuEach(p.Row)).Text("F2"));
            Line($"| {ours.Row} | {string.Join(" | ", ratios)} |");
        }
    }

    /// <summary>Writes the section beside the others, and anew the table of every section's bars.</summary>
    public static void Write(string results, string section, string text)
    {
        var folder = Directory.CreateDirectory(Path.Combine(results, Machine.CpuFolder)).FullName;
        File.WriteAllText(Path.Combine(folder, section + ".md"), text);
        const string Summary = "compare.md";
        var bars = from file in Directory.EnumerateFiles(folder, "*.md").Order(StringComparer.Ordinal)
                   where Path.GetFileName(file) != Summary
                   let all = File.ReadAllText(file)
                   let at = all.IndexOf(BarHeader, StringComparison.Ordinal)
                   where at >= 0
                   from line in all[(at + BarHeader.Length + 1)..].Split('\n').TakeWhile(l => l.StartsWith('|'))
                   select line;
        File.WriteAllText(Path.Combine(folder, Summary),
            "# Every bar\n\nThe first column names the page beside this one with the measurement, its machine and its repetitions.\n\n"
            + string.Join('\n', bars.Prepend(BarHeader)) + "\n");
    }
}
