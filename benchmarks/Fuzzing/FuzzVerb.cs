using System.CommandLine;
using System.Globalization;
using System.Text;
using Thrombophilia.Benchmarks.Comparisons;
using Thrombophilia.Given.Fuzzing;

namespace Thrombophilia.Benchmarks.Fuzzing;

/// <summary>
/// <c>fuzz</c>: mutates VCF, BGZF, gzip and index files from a seed. 1 when a mutant crashed, hung, ate memory or
/// changed a row without a word.
/// </summary>
static class FuzzVerb
{
    public static Command Create()
    {
        var count = new Option<int>("--count") { Description = "Mutants", DefaultValueFactory = _ => 50_000 };
        var seed = new Option<int>("--seed")
        {
            Description = "Of the first mutant; the next one has the next number",
            DefaultValueFactory = _ => 1
        };
        var results = new Option<string?>("--results") { Description = "Folder to write fuzz.md into" };
        var verb = new Command("fuzz",
            "Reads mutated files and compares their rows with those of the unmutated ones.") { count, seed, results };
        verb.SetAction(
            (line, stop) => RunAsync(line.GetValue(count), line.GetValue(seed), line.GetValue(results), stop));
        return verb;
    }

    static async Task<int> RunAsync(int count, int seed, string? results, CancellationToken stop)
    {
        var bases = await FuzzBases.AllAsync(stop);
        var report = await new FuzzRun(bases, seed, count).RunAsync(stop);
        var text = Text(report, bases, seed);
        Console.Write(text);
        foreach (var failure in report.Failures) Console.Error.WriteLine(failure);
        if (results is not null)
            await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(results).FullName, "fuzz.md"),
                text, stop);
        return report.Failures.Count == 0 ? 0 : 1;
    }

    static string Text(FuzzReport report, IReadOnlyList<FuzzBase> bases, int seed)
    {
        var text = new StringBuilder("# Mutated files\n\n");
        foreach (var line in Machine.Lines()) text.Append("- ").Append(line).Append('\n');
        text.Append(CultureInfo.InvariantCulture,
            $"- {report.Count} mutants of {bases.Count} files, seed {seed}; {report.Failures.Count} not as owed\n");
        text.Append(CultureInfo.InvariantCulture,
            $"- most bytes allocated for one mutant: {report.MostAllocated}; heap after the run: "
            + $"{GC.GetTotalMemory(forceFullCollection: true)}\n\n");
        text.Append(
            "*other rows*: accepted without a further warning, with rows that say less, or of a class of which more cannot be asked.\n\n");
        Table(text, "class", report.Classes().Select(c => (c.Class, "", c.Counts)));
        Table(text, "class, mutation",
            report.Kinds.Select(k => ($"{k.Mutation.Class}, {k.Mutation.Name}", k.Mutation.Owed.ToString(), k.Counts)));
        return text.ToString();
    }

    static void Table(StringBuilder text, string title, IEnumerable<(string Name, string Owed, FuzzCounts Counts)> rows)
    {
        text.Append(CultureInfo.InvariantCulture,
            $"| {title} | owed | made | refused | warned | same rows | other rows | failed | refusals by code |\n"
            + $"|---|---|--:|--:|--:|--:|--:|--:|---|\n");
        foreach (var (name, owed, c) in rows)
            text.Append(CultureInfo.InvariantCulture,
                $"| {name} | {owed} | {c.Made} | {c.Refused} | {c.Warned} | {c.Same} | {c.Other} | {c.Failed} | {Most(c.Codes)} |\n");
        text.Append('\n');
    }

    static string Most(IReadOnlyDictionary<string, int> codes) =>
        string.Join(", ",
        codes.OrderByDescending(c => c.Value).Take(5)
            .Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Key} {c.Value}")));
}
