using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Thrombophilia.Benchmarks.Comparisons;
using Thrombophilia.Lims.Clinic.Cases;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Benchmarks.Cases;

/// <summary>
/// <c>conclude</c>: reads and concludes the cases of the tests in one process on all processors. 1 when it is slower than the
/// bar.
/// </summary>
static class ConcludeVerb
{
    const int Bar = 60_000, Rounds = 5;

    public static Command Create()
    {
        var folder = new Argument<string>("FOLDER")
        {
            Description = "The cases; those of the tests where left out",
            DefaultValueFactory = _ => "tests/Lims.Tests/Clinic/Cases/Golden"
        };
        var seconds = new Option<int>("--seconds") { Description = "Length of a round", DefaultValueFactory = _ => 10 };
        var results = new Option<string?>("--results") { Description = "Folder to write PROCESSOR/conclude.md into" };
        var verb = new Command("conclude", "Measures how many cases are concluded in a minute.") { folder, seconds, results };
        verb.SetAction(line => Run(line.GetValue(folder)!, line.GetValue(seconds), line.GetValue(results),
            line.InvocationConfiguration.Output));
        return verb;
    }

    static int Run(string folder, int seconds, string? results, TextWriter output)
    {
        var rules = ClinicalRules.Load();
        var panel = new PanelHotSpots(Panel.Load());
        var (json, concluder) = (new CaseJson(rules, panel, new(2026, 6, 1)), new CaseConcluder(rules, panel));
        var cases = Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(file => (file, File.ReadAllBytes(file)))
            .ToArray();
        if (cases.Length == 0)
        {
            output.WriteLine("There are no cases here; name their folder.");
            return 2;
        }
        var load = Machine.Load();
        Round(1);
        var rates = Enumerable.Range(0, Rounds).Select(_ => Round(seconds)).ToArray();
        var median = rates.OrderBy(rate => rate.CasesAMinute).ElementAt(Rounds / 2);
        var text = new StringBuilder("# The rate of `conclude`\n\n").AppendJoin('\n', Machine.Lines().Take(2).Select(line => $"- {line}"))
            .Append(CultureInfo.InvariantCulture, $"\n- {cases.Length} cases of the tests, each read from JSON and concluded, ")
            .Append("in turns, on ")
            .Append(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} threads; {Rounds} rounds of {seconds} s\n")
            .Append(CultureInfo.InvariantCulture, $"- load average at the start {load}, at the end {Machine.Load()} (1 minute)\n\n")
            .Append("| | bar, cases a minute | cases a minute | ms a case and processor | MB allocated a case | |\n")
            .Append("|---|--:|--:|--:|--:|---|\n")
            .Append(CultureInfo.InvariantCulture, $"| median of {Rounds} | {Bar:N0} | {Row(median)} | ")
            .Append(median.CasesAMinute >= Bar ? "met |\n" : "not yet |\n");
        foreach (var (rate, at) in rates.Select((rate, at) => (rate, at)))
            text.Append(CultureInfo.InvariantCulture, $"| round {at + 1} | | {Row(rate)} | |\n");
        output.Write(text);
        if (results is not null)
        {
            var into = Directory.CreateDirectory(Path.Combine(results, Machine.CpuFolder)).FullName;
            File.WriteAllText(Path.Combine(into, "conclude.md"), text.ToString());
        }
        return median.CasesAMinute >= Bar ? 0 : 1;

        Rate Round(int length)
        {
            var (count, clock, before) = (0L, Stopwatch.StartNew(), GC.GetTotalAllocatedBytes());
            Parallel.For(0, Environment.ProcessorCount, thread =>
            {
                for (var i = thread; clock.Elapsed.TotalSeconds < length; i++)
                {
                    var (name, utf8) = cases[i % cases.Length];
                    foreach (var one in json.Read(utf8, name)) concluder.Conclude(one);
                    Interlocked.Increment(ref count);
                }
            });
            var time = clock.Elapsed;
            return new(count / time.TotalMinutes, time.TotalMilliseconds * Environment.ProcessorCount / count,
                (GC.GetTotalAllocatedBytes() - before) / 1e6 / count);
        }
    }

    static string Row(Rate rate) => string.Create(CultureInfo.InvariantCulture,
        $"{rate.CasesAMinute:N0} | {rate.Milliseconds:F2} | {rate.Megabytes:F2}");

    readonly record struct Rate(double CasesAMinute, double Milliseconds, double Megabytes);
}
