using System.CommandLine;
using Thrombophilia.Variants;
using Thrombophilia.Variants.Problems;
using Thrombophilia.Worker.Output;
using Thrombophilia.Worker.Startup;

namespace Thrombophilia.Worker.Verbs;

/// <summary>
/// <c>annotate</c>: names the variants of VCFs that lie in genes of the panel. Keeps nothing and loads neither the web
/// host nor the database.
/// </summary>
internal static class AnnotateVerb
{
    public static Command Create()
    {
        var files = FileArgument.Create(Texts.Help("annotate-file"));
        var (panel, build) = (PanelArgument.Id(), PanelArgument.Build());
        var (format, output, quiet) = (DataOption.Rows("tsv"), OutputOption.Create(), QuietOption.Create());
        var verb = new Command("annotate", Texts.Help("annotate")) { files, panel, build, format, output, quiet };
        verb.SetAction((line, stop) =>
        {
            var (known, id) = PanelArgument.Load(line.GetValue(panel)!, line.GetValue(build));
            var (named, error) = (line.GetValue(files)!, line.InvocationConfiguration.Error);
            var warnings = QuietOption.Warnings(line.GetValue(quiet), error);
            return OutputOption.RunAsync(line.GetValue(output), named, line.InvocationConfiguration.Output,
                to => RunAsync(named, new SiteAnalysis(known), new LimitLines(known, warnings), id,
                    new SiteRows(CallRows.Format(line.GetValue(format)!), to), error, warnings, stop));
        });
        return verb;
    }

    static async Task<int> RunAsync(string[] named, SiteAnalysis analysis, LimitLines limits, string? build,
        SiteRows rows, TextWriter error, TextWriter warnings, CancellationToken stop)
    {
        var code = ExitCode.Good;
        foreach (var argument in named)
        {
            var files = FileArgument.Files(argument, error, warnings);
            if (files.Count == 0) code = ExitCode.Refused;
            foreach (var file in files)
            {
                using var sites = await ReadAsync(analysis, file, build, error, stop);
                if (sites is null)
                {
                    code = ExitCode.Refused;
                    continue;
                }
                foreach (var warning in sites.Warnings)
                    warnings.WriteLine(Texts.Get("warning", warning.Text(), warning.Next()));
                limits.Write(sites.File, sites.CopyNumberAssessed);
                await rows.WriteAsync(sites);
            }
        }
        return code;
    }

    /// <summary>Null when the file was refused; the reason is on <paramref name="error"/>.</summary>
    static async Task<FileSites?> ReadAsync(SiteAnalysis analysis, string file, string? build, TextWriter error,
        CancellationToken stop)
    {
        try
        {
            return file == "-" ? await analysis.AnnotateAsync(StandardStream.Input(), "-", build, stop)
                : await analysis.AnnotateAsync(file, build, stop);
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
