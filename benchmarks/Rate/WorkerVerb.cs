using System.CommandLine;
using Thrombophilia.Benchmarks.Biobank;
using Thrombophilia.Benchmarks.Comparisons;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Benchmarks.Rate;

/// <summary>
/// <c>worker</c>: how many files a minute the hosted worker takes from its inbox to a committed conclusion and registry
/// row.
/// 1 when an answer is wrong, or when two rounds differ in theirs: nothing is told of the time then.
/// </summary>
static class WorkerVerb
{
    public static Command Create()
    {
        var names = string.Join(',', Load.Names);
        var only = new Option<string>("--only") { Description = "Loads", DefaultValueFactory = _ => names };
        var rounds = new Option<int>("--rounds")
        {
            Description = "Rounds of each load, in which each program runs once",
            DefaultValueFactory = _ => 3,
        };
        var files = new Option<int>("--files") { Description = "Files of each load", DefaultValueFactory = _ => 3000 };
        var program = new Option<string?>("--program")
        {
            Description =
                "The host as it is shipped, PATH or NAME=PATH; several, joined by commas, run in turns (published from here)",
        };
        var data = new Option<string>("--data")
        {
            Description = "Folder where made inputs are kept",
            DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "thrombophilia-benchmarks"),
        };
        var root = new Option<string?>("--data-root")
        {
            Description = "Folder in which the data folders are made, on the disk or in memory (that of --data)",
        };
        var results = new Option<string?>("--results") { Description = "Folder to write worker.md into" };
        only.Validators.Add(result =>
        {
            foreach (var name in (result.GetValueOrDefault<string>() ?? "").Split(','))
                if (!Load.Names.Contains(name)) result.AddError($"'{name}' is no load; there are {names}.");
        });
        var verb = new Command("worker", "Measures how many files a minute the worker takes in.")
            { only, rounds, files, program, data, root, results };
        verb.SetAction((line, stop) =>
        {
            var kept = Directory.CreateDirectory(line.GetValue(data)!).FullName;
            return RunAsync(line.GetValue(only)!.Split(','), Math.Max(1, line.GetValue(rounds)),
                Math.Max(1, line.GetValue(files)),
                Build.Parse(line.GetValue(program) ?? Programs.PublishHost()), kept, line.GetValue(root) ?? kept,
                line.GetValue(results), stop);
        });
        return verb;
    }

    static async Task<int> RunAsync(
        string[] only, int rounds, int files, IReadOnlyList<Build> builds, string data, string root, string? results,
        CancellationToken stop)
    {
        var on = Panel.Load().On("GRCh38")!;
        var work = Directory.CreateDirectory(Path.Combine(root, $"worker-{Guid.NewGuid():N}")).FullName;
        var report = new RateReport(rounds, new DriveInfo(work).DriveFormat, builds);
        try
        {
            foreach (var load in only.Select(name => Load.Of(name, data, files, on)))
                Measure(load, rounds, builds, Path.Combine(work, load.Name), report, stop);
        }
        catch (DisagreementException e)
        {
            await Console.Error.WriteLineAsync($"{e.Message}\nAll of it lies in {work}.");
            return 1;
        }
        Directory.Delete(work, recursive: true);
        Console.Write(report.Text);
        if (results is not null)
            await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(results).FullName, "worker.md"),
                report.Text, stop);
        return 0;
    }

    /// <exception cref="DisagreementException">An answer is wrong, or differs from that of the first round.</exception>
    static void Measure(Load load, int rounds, IReadOnlyList<Build> builds, string work, RateReport report,
        CancellationToken stop)
    {
        var registers = builds.Select((b, i) => Register.Make(b, load, Path.Combine(work, $"register{i}"))).ToArray();
        var planned = Child.Lines(builds[0].Run("call", load.Folder, "--format", "tsv")).Skip(1)
            .CountBy(row => row.Split('\t', 3)[1]).ToDictionary();
        var answers = new Answers(registers);
        string first = Path.Combine(work, "first.txt"), next = Path.Combine(work, "next.txt"),
            folder = Path.Combine(work, "round");
        var measured = new List<(int, Build, Figures)>();
        for (var round = 1; round <= rounds; round++)
            // Another one begins each round, so that nobody always runs after the same neighbour.
            for (var i = 0; i < builds.Count; i++)
            {
                stop.ThrowIfCancellationRequested();
                var turn = (round - 1 + i) % builds.Count;
                var figures = Round.Run(builds[turn], registers[turn], folder);
                var isFirst = measured.Count == 0;
                IReadOnlyList<string> wrong;
                using (var truth = new Truth(folder))
                    wrong = answers.Write(registers[turn], truth, planned, isFirst ? first : next);
                if (wrong.Count == 0 && !isFirst) wrong = Answers.Differences(first, next);
                var name = $"{load.Name}, {builds[turn].Name}, round {round}";
                if (wrong.Count > 0) throw new DisagreementException($"{name}:\n{string.Join('\n', wrong)}");
                measured.Add((round, builds[turn], figures));
                Console.Error.WriteLine($"{name}: {RateReport.Row(figures)}");
            }
        Directory.Delete(work, recursive: true);
        report.Add(load, planned.Values.Sum(), answers.Columns, measured);
    }
}
