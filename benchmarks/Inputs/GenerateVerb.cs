using System.CommandLine;
using System.Globalization;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Benchmarks.Inputs;

/// <summary><c>generate</c>: the inputs of the comparison, or a stream of any length.</summary>
static class GenerateVerb
{
    const int SmallRecords = 300;

    public static Command Create()
    {
        var kind = new Argument<string>("KIND") { Description = "gt, full or small" };
        kind.AcceptOnlyFromAmong("gt", "full", "small");
        var to = new Option<string>(
            "--out")
        {
            Description = "File (- is standard output, as plain text); for small, a folder",
            Required = true
        };
        var samples = new Option<int?>(
            "--samples")
        { Description = "Samples (gt 2504, full 200); for small, files (2000)" };
        var megabytes = new Option<int>("--megabytes")
        {
            Description = "Text before compression, about",
            DefaultValueFactory = _ => InputPlan.UsualMegabytes
        };
        var seed = new Option<ulong>("--seed")
        {
            Description = "The same seed gives the same text",
            DefaultValueFactory = _ => InputPlan.UsualSeed
        };
        var build = new Option<string>("--build")
        {
            Description = "GRCh38 or GRCh37",
            DefaultValueFactory = _ => "GRCh38"
        };
        build.AcceptOnlyFromAmong("GRCh38", "GRCh37");
        var verb = new Command("generate", "Makes a VCF of invented people from a seed.") { kind, to, samples,
            megabytes, seed, build };
        verb.SetAction(line =>
        {
            var on = Panel.Load().On(line.GetValue(build)!)!;
            var path = line.GetValue(to)!;
            if (line.GetValue(kind) == "small")
            {
                Small(path, line.GetValue(samples) ?? 2000, line.GetValue(seed), on);
                return 0;
            }
            var shape = line.GetValue(kind) == "gt" ? Shape.Gt : Shape.Full;
            var writer = new InputWriter(
                new InputPlan(shape, line.GetValue(samples) ?? InputPlan.UsualSamples(shape), line.GetValue(megabytes),
                    line.GetValue(seed), on));
            if (path != "-") writer.WriteBgzf(path);
            else
            {
                using var output = new BufferedStream(Console.OpenStandardOutput(), 1 << 18);
                writer.WriteText(output);
            }
            return 0;
        });
        return verb;
    }

    /// <summary>Distinct files of one person each, as a laboratory's gene panel gives them.</summary>
    public static void Small(string folder, int files, ulong seed, PanelBuild build)
    {
        Directory.CreateDirectory(folder);
        var windows = Sites.Targeted(build, SmallRecords);
        Parallel.For(0, files, i => new InputWriter(new InputPlan(Shape.Full, 1, 1, seed + (ulong)i, build), windows)
            .WriteBgzf(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"person{i:D5}.vcf.gz")),
            withIndex: false));
    }
}
