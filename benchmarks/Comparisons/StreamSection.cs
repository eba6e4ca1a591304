using System.Globalization;
using Thrombophilia.Benchmarks.Inputs;

namespace Thrombophilia.Benchmarks.Comparisons;

/// <summary>Texts of growing length on standard input: a record costs the same however many went before it, in time and in memory.</summary>
static class StreamSection
{
    public static async Task RunAsync(Setting setting, Report report)
    {
        report.Notes.Add("the text is made by this process while the product reads it; only the product's process is counted");
        // Starting, and compiling the loops for the second time, comes once in every run: it is measured on a short text and taken off.
        var start = new InputPlan(Shape.Gt, InputPlan.UsualSamples(Shape.Gt), Math.Min(100, (int)(setting.Stream[0] * 100)), InputPlan.UsualSeed, setting.Build);
        var streams = new List<(Input Input, string Row)>();
        foreach (var gigabytes in setting.Stream)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{gigabytes} GB");
            Console.Error.WriteLine($"{name}: comparing with bcftools");
            var plan = start with { Megabytes = (int)(gigabytes * 1000) };
            void Feed(Stream stream) => new InputWriter(plan).WriteText(stream);
            var rows = Child.Lines(Call(setting, "call", Feed)).ToArray();
            var input = await Input.ReadAsync(Feed, name, Agreement.BuildOf(rows), setting.Panel, setting.Data);
            report.Add(input, Setting.Agreed(input, rows));
            streams.Add((input, name));
        }
        var startRow = string.Create(CultureInfo.InvariantCulture, $"{start.Megabytes} MB: the start");
        Series Cost(Repetition r, (Input Input, string Row) s) => r.Cpu(s.Row).With(r.Cpu(startRow), (all, once) => (all - once) / (s.Input.Records - start.Records));
        var (least, most) = (streams[0], streams[^1]);
        setting.Run(new Contest("call - --hotspots-only",
            [.. streams.Select(s => new Entrant(Call(setting, s.Row, s.Input.Feed!), s.Input.Records)), new(Call(setting, startRow, s => new InputWriter(start).WriteText(s)), start.Records)], [],
        [
            .. streams.Select(s => new Bar($"peak memory, MB, {s.Row}", 64, r => r.Megabytes(s.Row))),
            new($"peak memory, {most.Row} / {least.Row}", 1.1, r => r.Megabytes(most.Row).Over(r.Megabytes(least.Row))),
            new($"CPU a record beyond the first {start.Megabytes} MB, dearest / cheapest length", 1.1, r =>
                streams.Select(s => Cost(r, s)).Aggregate((a, b) => a.With(b, Math.Max)).Over(streams.Select(s => Cost(r, s)).Aggregate((a, b) => a.With(b, Math.Min)))),
        ]) { Unit = "record" }, report, "gt text");
    }

    static Invocation Call(Setting setting, string row, Action<Stream> feed) =>
        Invocation.Product(row, setting.Published, "call", "-", "--hotspots-only", "--format", "tsv") with { Feed = feed };
}
