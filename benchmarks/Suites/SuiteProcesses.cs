using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Thrombophilia.Benchmarks.Comparisons;

namespace Thrombophilia.Benchmarks.Suites;

/// <summary>
/// The product's <c>call</c> as a process of its own over every file that the suites hold, their auxiliary files
/// included: how each ends,
/// how long it takes and how much memory it needs. In one process a crash would end all, and a peak would be
/// everybody's.
/// </summary>
sealed partial class SuiteProcesses
{
    const double MostSeconds = 2, MostMegabytes = 200;
    // What still runs then is stopped: it hangs.
    const int SecondsOfPatience = 60, Stopped = 124;
    // Other people's work makes a process wait for a processor, never quicker: one that is slow is run again when all
    // have had their turn.
    const int RoundsMore = 5;
    // As docs/reference/exit-codes.md documents them. It also lists wrong usage and a failure of the program itself,
    // which no file may cause.
    const int Good = 0, Refused = 1;

    sealed record Ending(string File, Usage Usage, int ExitCode, string Errors)
    {
        public string? Fault =>
            ExitCode == Stopped ? $"still ran after {SecondsOfPatience} s"
            : ExitCode is not (Good or Refused) ? $"ended with {ExitCode}"
            : Crash().IsMatch(Errors) ? "tells of an exception"
            : ExitCode == Refused && string.IsNullOrWhiteSpace(Errors) ? "refused without a word" : null;
    }

    readonly List<(string Command, IReadOnlyList<Ending> Endings, int Again)> runs = [];
    readonly string loadBefore = Machine.Load();
    string loadAfter = "";

    /// <summary>Every process ended as documented, in time and within its memory.</summary>
    public bool IsGood => runs.TrueForAll(run => run.Endings.All(e => e.Fault is null) && !TooMuch(run.Endings).Any());

    /// <summary>
    /// Most of the files do not say which build they are of, and <c>call</c> refuses those early. With a build they are
    /// read to the end,
    /// and with another one the few that do say it would be refused: so both.
    /// </summary>
    public static SuiteProcesses Run(string suites, string binary)
    {
        var files = Directory.EnumerateFiles(suites, "*", SearchOption.AllDirectories)
            .Where(f => Path.GetFileName(f) != "index.tsv").Order(StringComparer.Ordinal).ToArray();
        var processes = new SuiteProcesses();
        foreach (var options in new string[][] { [], ["--build", "GRCh37"] })
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{files.Length} processes"));
            Ending Run(string file) => SuiteProcesses.Run(file, Path.GetRelativePath(suites, file), binary, options);
            var endings = Array.ConvertAll(files, Run);
            var slow = Enumerable.Range(0, files.Length).Where(i => IsSlow(endings[i])).ToArray();
            for (var round = 0; round < RoundsMore; round++)
                foreach (var i in slow.Where(i => IsSlow(endings[i])))
                    endings[i] = Run(files[i]);
            processes.runs.Add((string.Join(' ', options.Prepend("call")), endings, slow.Length));
        }
        processes.loadAfter = Machine.Load();
        return processes;
    }

    static Ending Run(string path, string name, string binary, string[] options)
    {
        var product = Invocation.Product(name, binary, ["call", path, .. options]);
        var (usage, exitCode, errors) =
            Child.Run(
            product with
            {
                Tool = "timeout",
                Arguments = [$"{SecondsOfPatience}", product.Tool, .. product.Arguments]
            });
        return new Ending(name, usage, exitCode, errors);
    }

    /// <summary>The section for people: a row a command, then by name whatever is not as it should be.</summary>
    public string Text()
    {
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture,
            $"\n## A process a file\n\n`thrombophilia call` as it is shipped, one process after the other over every file "
            + $"below the suites but their indexes: auxiliary files\n"
            + $"(expected outputs, indexes, FASTA) and the exempt ones too. From start to exit; CPU of all threads, memory "
            + $"of that process alone\n"
            + $"({Machine.Cpu}, {Environment.ProcessorCount} processors shared with others; load average {loadBefore} "
            + $"before, {loadAfter} after). What took\n"
            + $"over {MostSeconds:F0} s was run again after the others, up to {RoundsMore} times, because a process that "
            + $"waits for a processor is slow as well; its last run counts.\n\n"
            + $"| | files | exit 0 | exit 1 | other | slowest, s | median, s | most CPU, s | median, s | most memory, MB | "
            + $"median, MB | over {MostSeconds:F0} s | over {MostMegabytes:F0} MB | run again |\n"
            + $"|---|---|---|---|---|---|---|---|---|---|---|---|---|---|\n"));
        foreach (var (command, e, again) in runs)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"| `{command}` | {e.Count} | {e.Count(x => x.ExitCode == Good)} | "
                + $"{e.Count(x => x.ExitCode == Refused)} | {e.Count(x => x.ExitCode is not (Good or Refused))} |");
            Cells(text, e, u => u.Wall, "F2");
            Cells(text, e, u => u.Cpu, "F2");
            Cells(text, e, u => u.Megabytes, "F0");
            text.Append(CultureInfo.InvariantCulture,
                $" {e.Count(x => x.Usage.Wall > MostSeconds)} | {e.Count(x => x.Usage.Megabytes > MostMegabytes)} | {again} |\n");
        }
        foreach (var (command, e, _) in runs)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"\n`{command}`: slowest {Most(e, u => u.Wall).File}; most CPU {Most(e, u => u.Cpu).File}; most "
                + $"memory {Most(e, u => u.Megabytes).File}.\n");
            foreach (var fault in e.Where(x => x.Fault is not null))
                text.Append(CultureInfo.InvariantCulture, $"- **{fault.File}: {fault.Fault}**\n");
            foreach (var much in TooMuch(e))
                text.Append(CultureInfo.InvariantCulture,
                    $"- **{much.File}: {much.Usage.Wall:F2} s, {much.Usage.Cpu:F2} s CPU, {much.Usage.Megabytes:F0} MB**\n");
        }
        return text.ToString();
    }

    static void Cells(StringBuilder text, IReadOnlyList<Ending> endings, Func<Usage, double> of, string format) =>
        text.Append(CultureInfo.InvariantCulture,
        $" {of(Most(endings, of).Usage).ToString(format, CultureInfo.InvariantCulture)} | "
        + $"{new Series(endings.Select(e => of(e.Usage))).Median.ToString(format, CultureInfo.InvariantCulture)} |");

    static Ending Most(IEnumerable<Ending> endings, Func<Usage, double> of) => endings.MaxBy(e => of(e.Usage))!;

    static IEnumerable<Ending> TooMuch(IEnumerable<Ending> endings) =>
        endings.Where(e => IsSlow(e) || e.Usage.Megabytes > MostMegabytes);

    /// <summary>Slow, and nothing worse: a fault is never run away from.</summary>
    static bool IsSlow(Ending ending) => ending.Fault is null && ending.Usage.Wall > MostSeconds;

    [GeneratedRegex(@"Unhandled exception|^\s+at \S+\(", RegexOptions.Multiline)]
    private static partial Regex Crash();
}
