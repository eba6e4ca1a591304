using System.CommandLine;
using Thrombophilia.Given;
using Thrombophilia.Given.Suites;

namespace Thrombophilia.Benchmarks.Suites;

/// <summary><c>suites</c>: the conformance suites and what <c>validate</c> says of their files. 1 when a good file is refused or a bad one passes in silence.</summary>
static class SuitesVerb
{
    public static Command Create()
    {
        var folder = new Argument<string?>("FOLDER") { Description = "The suites; those of the test material where left out", DefaultValueFactory = _ => Material.Folder is { } found ? Path.Combine(found, "vcf/suites") : null };
        var results = new Option<string>("--results") { Description = "File to write the tables into", DefaultValueFactory = _ => "benchmarks/results/suites.md" };
        var verb = new Command("suites", "Judges the files of the conformance suites.") { folder, results };
        verb.SetAction((line, stop) => RunAsync(line.GetValue(folder), line.GetValue(results)!, line.InvocationConfiguration.Output, stop));
        return verb;
    }

    static async Task<int> RunAsync(string? folder, string results, TextWriter output, CancellationToken stop)
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
        await File.WriteAllTextAsync(results, text, stop);
        return judgements.Exists(j => j.Fate is Fate.WronglyRefused or Fate.Silent) ? 1 : 0;
    }
}
