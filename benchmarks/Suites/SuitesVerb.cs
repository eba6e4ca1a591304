using System.CommandLine;
using Thrombophilia.Benchmarks.Comparisons;
using Thrombophilia.Given;
using Thrombophilia.Given.Suites;

namespace Thrombophilia.Benchmarks.Suites;

/// <summary>
/// <c>suites</c>: the conformance suites, what <c>validate</c> says of their files, and how <c>call</c> ends over each.
/// 1 when a good file
/// is refused, a bad one passes in silence or its defect is named on a wrong line, or when a process crashes, hangs or
/// needs too much.
/// </summary>
static class SuitesVerb
{
    public static Command Create()
    {
        var folder = new Argument<string?>(
            "FOLDER")
        {
            Description = "The suites; those of the test material where left out",
            DefaultValueFactory = _ => Material.Folder is { } found ? Path.Combine(found, "vcf/suites") : null
        };
        var results = new Option<string>("--results")
        {
            Description = "Folder to write suites.md into",
            DefaultValueFactory = _ => "benchmarks/results"
        };
        var program = new Option<string?>(
            "--program")
        {
            Description =
                "The program whose call is run over each file (compiled natively from this repository)"
        };
        var quick = new Option<bool>(
            "--quick")
        { Description = "Verdicts only, and nothing written: a minute instead of a quarter of an hour" };
        var verb = new Command("suites", "Judges the files of the conformance suites.") { folder, results,
            program, quick };
        verb.SetAction((line, stop) => line.GetValue(quick)
            ? RunAsync(line.GetValue(folder), null, null, line.InvocationConfiguration.Output, stop)
            : RunAsync(line.GetValue(folder), line.GetValue(results),
            () => line.GetValue(program) ?? Programs.PublishNative(), line.InvocationConfiguration.Output, stop));
        return verb;
    }

    static async Task<int> RunAsync(string? folder, string? results, Func<string>? program, TextWriter output,
        CancellationToken stop)
    {
        if (folder is null || !Directory.Exists(folder))
        {
            await output.WriteLineAsync("There are no suites here; name their folder.");
            return 2;
        }
        var judgements = new List<Judgement>();
        foreach (var file in SuiteFile.All(folder)) judgements.Add(await Judgement.OfAsync(file, stop));
        var text = SuiteTables.Of(judgements);
        await output.WriteAsync(text);
        var processes = program is null ? null : SuiteProcesses.Run(folder, program());
        if (processes is not null) await output.WriteAsync(processes.Text());
        if (results is not null)
            await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(results).FullName, "suites.md"),
                text + processes?.Text(), stop);
        return judgements.Exists(j => j.Fate is Fate.WronglyRefused or Fate.Silent or Fate.Misplaced)
            || processes is { IsGood: false } ? 1 : 0;
    }
}
