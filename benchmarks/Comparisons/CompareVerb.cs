using System.CommandLine;
using System.Globalization;
using Thrombophilia.Benchmarks.Inputs;

namespace Thrombophilia.Benchmarks.Comparisons;

/// <summary>
/// <c>compare</c>: the product beside bcftools, tabix and bgzip on the same work, section by section. 0: equal and all
/// bars met;
/// 1: both sides differ, that section was not timed; 3: a bar is missed.
/// </summary>
static class CompareVerb
{
    sealed record Section(string Name, string Title, Func<Setting, Report, Task> RunAsync);

    static readonly Section[] Sections =
    [
        new("scan", "Whole files", FileSections.ScanAsync),
        new("index", "By index, the whole process", FileSections.IndexAsync),
        new("warm", "By index, in a process that runs already", FileSections.WarmAsync),
        new("annotate", "Names and classes of sites", AnnotateSection.RunAsync),
        new("files", "Many small files", FilesSection.RunAsync),
        new("rows", "Results written to the database", RowsSection.RunAsync),
        new("stream", "Long streams", StreamSection.RunAsync),
    ];

    public static Command Create()
    {
        var names = string.Join(',', Sections.Select(s => s.Name));
        var only = new Option<string>("--only") { Description = "Sections", DefaultValueFactory = _ => names };
        var runs = new Option<int>("--runs")
        {
            Description = "Counted rounds of a repetition",
            DefaultValueFactory = _ => 5
        };
        var repetitions = new Option<int>(
            "--repetitions")
        {
            Description = "At most, while a bar is missed or too uneven",
            DefaultValueFactory = _ => 3
        };
        var megabytes = new Option<int>("--megabytes")
        {
            Description = "Text of each made file",
            DefaultValueFactory = _ => InputPlan.UsualMegabytes
        };
        var files = new Option<int>("--files") { Description = "Small files", DefaultValueFactory = _ => 2000 };
        var stream = new Option<string>(
            "--stream")
        {
            Description = "Gigabytes of the streams, three or more in ascending order",
            DefaultValueFactory = _ => "1,2,5,10"
        };
        var data = new Option<string>("--data")
        {
            Description = "Folder where made inputs are kept",
            DefaultValueFactory = _ => Path.Combine(Path.GetTempPath(), "thrombophilia-benchmarks")
        };
        var material = new Option<string?>(
            "--material")
        {
            Description = "Folder whose vcf/perf/*.vcf.gz are compared too",
            DefaultValueFactory = _ => Programs.Material()
        };
        var results = new Option<string?>("--results") { Description = "Folder to write PROCESSOR/SECTION.md into" };
        var program = new Option<string?>(
            "--program")
        { Description = "The program as it is shipped (compiled natively from this repository)" };
        var host = new Option<string?>(
            "--host")
        {
            Description =
                "The host as it is shipped; a .dll is run by dotnet (published from this repository)"
        };
        only.Validators.Add(result =>
        {
            foreach (var name in (result.GetValueOrDefault<string>() ?? "").Split(','))
                if (!Sections.Any(s => s.Name == name)) result.AddError($"'{name}' is no section; there are {names}.");
        });
        stream.Validators.Add(result =>
        {
            var lengths = (result.GetValueOrDefault<string>() ?? "").Split(',')
                .Select(g => double.TryParse(g, CultureInfo.InvariantCulture, out var length) ? length : double.NaN)
                .ToArray();
            if (lengths.Length < 3 || !lengths.Zip(lengths.Skip(1), (a, b) => a > 0 && a < b).All(grows => grows))
                result.AddError("--stream takes three lengths or more in ascending order.");
        });
        var verb = new Command("compare", "Compares the product with Debian's tools and judges its bars.")
            { only, runs, repetitions, megabytes, files, stream, data, material, results, program, host };
        verb.SetAction((line, _) => RunAsync(line.GetValue(only)!.Split(','), line.GetValue(results), () => new Setting
        {
            Runs = Math.Max(1, line.GetValue(runs)),
            Repetitions = Math.Max(1, line.GetValue(repetitions)),
            Megabytes = line.GetValue(megabytes),
            Files = line.GetValue(files),
            Stream = [.. line.GetValue(stream)!.Split(',').Select(g => double.Parse(g, CultureInfo.InvariantCulture))],
            Data = Directory.CreateDirectory(line.GetValue(data)!).FullName,
            Material = line.GetValue(material),
            Published = line.GetValue(program) ?? Programs.PublishNative(),
            Host = line.GetValue(host) ?? Programs.PublishHost(),
        }));
        return verb;
    }

    static async Task<int> RunAsync(string[] only, string? results, Func<Setting> settle)
    {
        var setting = settle();
        var (differs, isMissed) = (false, false);
        var bars = new List<string>();
        foreach (var section in Sections.Where(s => only.Contains(s.Name)))
        {
            var report = new Report(section.Name, section.Title);
            report.Notes.Add(
                $"{setting.Runs} rounds of each command in turns after one warm-up, files in the page cache, "
                + $"output thrown away{(setting.Runs < 5 ? " - **fewer than five: for trying out only**" : "")}");
            try { await section.RunAsync(setting, report); }
            catch (DisagreementException e)
            {
                Console.Error.WriteLine(e.Message);
                differs = true;
                continue;
            }
            Console.WriteLine(report.Text);
            bars.Add(report.Bars[(Report.BarHeader.Length + 1)..]);
            isMissed |= report.IsMissed;
            if (results is not null) Report.Write(results, section.Name, report.Text);
        }
        Console.WriteLine($"# Bars of this run\n\n{string.Join('\n', bars.Prepend(Report.BarHeader))}");
        return differs ? 1 : isMissed ? 3 : 0;
    }
}
