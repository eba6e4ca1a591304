using System.Globalization;
using Thrombophilia.Benchmarks.Inputs;

namespace Thrombophilia.Benchmarks.Comparisons;

/// <summary>
/// Texts of growing length on standard input: a record costs the same however many went before it, in time and in
/// memory.
/// </summary>
static class StreamSection
{
    sealed record Length(Input Input, string Row)
    {
        /// <summary>
        /// CPU seconds of a record that this length has more: start and compilation, which come once in every run, are
        /// in both and cancel out.
        /// </summary>
        public Series CpuFrom(Length shorter, Repetition r) =>
            r.Cpu(Row)
            .With(r.Cpu(shorter.Row), (longer, less) => (longer - less) / (Input.Records - shorter.Input.Records));
    }

    public static async Task RunAsync(Setting setting, Report report)
    {
        report.Notes.Add(
            "the text is made by this process while the product reads it; only the product's process is counted");
        var lengths = new List<Length>();
        foreach (var gigabytes in setting.Stream)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{gigabytes} GB");
            Console.Error.WriteLine($"{name}: comparing with bcftools");
            var plan = new InputPlan(Shape.Gt, InputPlan.UsualSamples(Shape.Gt), (int)(gigabytes * 1000),
                InputPlan.UsualSeed, setting.Build);
            void Feed(Stream stream) => new InputWriter(plan).WriteText(stream);
            var rows = Child.Lines(Call(setting, "call", Feed)).ToArray();
            var input = await Input.ReadAsync(Feed, name, Agreement.BuildOf(rows), setting.Panel, setting.Data);
            report.Add(input, Setting.Agreed(input, rows));
            lengths.Add(new(input, name));
        }
        var (least, middle, most) = (lengths[0], lengths[lengths.Count / 2], lengths[^1]);
        var steps =
            lengths.Zip(lengths.Skip(1),
            (shorter, longer) => (Shorter: shorter, Longer: longer, Name: $"{shorter.Row} to {longer.Row}")).ToArray();
        var contest = new Contest("call - --hotspots-only",
            [.. lengths.Select(l => new Entrant(Call(setting, l.Row, l.Input.Feed!), l.Input.Records))], [],
        [
            .. lengths.Select(l => new Bar($"peak memory, MB, {l.Row}", 64, r => r.Megabytes(l.Row))),
            new($"peak memory, {most.Row} / {least.Row}", 1.1, r => r.Megabytes(most.Row).Over(r.Megabytes(least.Row))),
            new($"CPU a record, {most.Row} / {least.Row}", 1.1, r => r.CpuEach(most.Row).Over(r.CpuEach(least.Row))),
            new($"CPU a record more, {middle.Row} to {most.Row} / {least.Row} to {middle.Row}", 1.1,
                r => most.CpuFrom(middle, r).Over(middle.CpuFrom(least, r))),
        ])
        { Unit = "record" };
        setting.Run(contest, report, "gt text");
        report.Line().Line($"| CPU µs a record more | {string.Join(" | ", steps.Select(s => s.Name))} |")
            .Line($"|---|{string.Concat(steps.Select(_ => "---|"))}");
        for (var i = 0; i < contest.Repetitions.Count; i++)
        {
            var repetition = contest.Repetitions[i];
            var each = steps.Select(s => s.Longer.CpuFrom(s.Shorter, repetition).Times(1e6).Text("F2"));
            report.Line($"| repetition {i + 1} | {string.Join(" | ", each)} |");
        }
    }

    static Invocation Call(Setting setting, string row, Action<Stream> feed) =>
        Invocation.Product(row, setting.Published, "call", "-", "--hotspots-only", "--format",
        "tsv") with
        { Feed = feed };
}
