using System.CommandLine;
using Thrombophilia.Variants;
using Thrombophilia.Variants.Problems;
using Thrombophilia.Worker.Output;
using Thrombophilia.Worker.Startup;

namespace Thrombophilia.Worker.Verbs;

/// <summary>
/// <c>call</c>: streams VCFs and prints the panel's rows. Keeps nothing and loads neither the web host nor the
/// database.
/// </summary>
internal static class CallVerb
{
    public static Command Create()
    {
        var files = FileArgument.Create(Texts.Help("call-files"));
        var (panel, build) = (PanelArgument.Id(), PanelArgument.Build());
        var samples = new Option<string?>("--samples") { Description = Texts.Help("call-samples"), HelpName = "A,B" };
        var regions = new Option<string>("--regions")
        {
            DefaultValueFactory = _ => "auto",
            Description = Texts.Help("call-regions"),
            HelpName = "auto|scan|index"
        };
        var callable = new Option<string?>("--callable")
        {
            Description = Texts.Help("call-callable"),
            HelpName = "BED"
        };
        var assume = new Option<bool>("--assume-reference") { Description = Texts.Help("call-assume") };
        var hotspots = new Option<bool>("--hotspots-only") { Description = Texts.Help("call-hotspots") };
        var (format, output, quiet) = (DataOption.Rows("table"), OutputOption.Create(), QuietOption.Create());
        var threads = new Option<int>("--threads") { Description = Texts.Help("call-threads"), HelpName = "N" };
        regions.AcceptOnlyFromAmong("auto", "scan", "index");
        samples.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var names }]
                && names.Split(',', StringSplitOptions.TrimEntries).Any(n => n.Length == 0))
                result.AddError(Texts.Get("call-samples-empty"));
        });
        threads.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: ['-', ..] }]) result.AddError(Texts.Get("call-threads-negative"));
        });
        var verb = new Command("call", Texts.Help("call")) { files, panel, build, samples, regions, callable, assume,
            hotspots, format, output, threads, quiet };
        verb.SetAction((line, stop) =>
        {
            var (known, id) = PanelArgument.Load(line.GetValue(panel)!, line.GetValue(build));
            var options = new CallOptions
            {
                Build = id,
                Samples = line.GetValue(samples)?.Split(',', StringSplitOptions.TrimEntries),
                Regions = line.GetValue(regions) switch
                {
                    "scan" => Regions.Scan,
                    "index" => Regions.Index,
                    _ => Regions.Auto
                },
                CallableBed = line.GetValue(callable),
                AssumeReference = line.GetValue(assume),
                HotspotsOnly = line.GetValue(hotspots),
                Coverage = line.GetValue(format) == "table",
                Threads = line.GetValue(threads),
            };
            var (named, error) = (line.GetValue(files)!, line.InvocationConfiguration.Error);
            var warnings = QuietOption.Warnings(line.GetValue(quiet), error);
            return OutputOption.RunAsync(line.GetValue(output), named, line.InvocationConfiguration.Output,
                to => RunAsync(named, new PanelAnalysis(known), CallRows.Format(line.GetValue(format)!), options, to,
                    error, warnings, stop));
        });
        return verb;
    }

    static async Task<int> RunAsync(string[] named, PanelAnalysis analysis, RowFormat format, CallOptions options,
        TextWriter output, TextWriter error, TextWriter warnings, CancellationToken stop)
    {
        if (named.Contains("-") && options.Regions == Regions.Index)
            throw new UsageException(Texts.Get("call-no-index-on-stdin"));
        if (options.CallableBed is { } bed && !File.Exists(bed))
            throw new UsageException(Texts.Get("call-no-file", bed));
        var code = ExitCode.Good;
        var rows = CallRows.Writer(format, output);
        var limits = new LimitLines(analysis.Panel, warnings);
        foreach (var argument in named)
        {
            var files = FileArgument.Files(argument, error, warnings);
            if (files.Count == 0) code = ExitCode.Refused;
            foreach (var file in files)
            {
                using var calls = await CallAsync(analysis, file, options, error, stop);
                if (calls is null)
                {
                    code = ExitCode.Refused;
                    continue;
                }
                foreach (var warning in calls.Warnings)
                    warnings.WriteLine(Texts.Get("warning", warning.Text(), warning.Next()));
                if (!options.HotspotsOnly) limits.Write(calls.File, calls.CopyNumberAssessed);
                rows.Write(calls);
            }
        }
        return code;
    }

    /// <summary>Null when the file was refused; the reason is on <paramref name="error"/>.</summary>
    static async Task<FileCalls?> CallAsync(PanelAnalysis analysis, string file, CallOptions options, TextWriter error,
        CancellationToken stop)
    {
        using var progress = ProgressLine.For(file, error);
        options = options with { Progress = progress };
        try
        {
            return file == "-" ? await analysis.CallAsync(StandardStream.Input(), "-", options, stop)
                : await analysis.CallAsync(file, options, stop);
        }
        catch (RefusedException e)
        {
            error.WriteLine(Texts.Get("refused", e.Problem.Text(), e.Problem.Next()));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error.WriteLine(FailureText.OfInput(file, e));
        }
        return null;
    }
}
