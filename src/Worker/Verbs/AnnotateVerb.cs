using System.CommandLine;
using Thrombophilia.Variants;
using Thrombophilia.Variants.Problems;
using Thrombophilia.Worker.Output;
using Thrombophilia.Worker.Startup;

namespace Thrombophilia.Worker.Verbs;

/// <summary>
/// <c>annotate</c>: names the variants of a VCF that lie in genes of the panel. Keeps nothing and loads neither the web
/// host nor the database.
/// </summary>
internal static class AnnotateVerb
{
    public static Command Create()
    {
        var file = FileArgument.One(Texts.Help("annotate-file"));
        var (panel, build) = (PanelArgument.Id(), PanelArgument.Build());
        var format = new Option<string>("--format")
        {
            DefaultValueFactory = _ => "tsv",
            Description = Texts.Help("annotate-format"),
            HelpName = "tsv|jsonl"
        };
        format.AcceptOnlyFromAmong("tsv", "jsonl");
        var verb = new Command("annotate", Texts.Help("annotate")) { file, panel, build, format };
        verb.SetAction(
            (line, stop) =>
                RunAsync(line.GetValue(file)!, line.GetValue(panel)!, line.GetValue(build), line.GetValue(format)!,
            line.InvocationConfiguration.Output, line.InvocationConfiguration.Error, stop));
        return verb;
    }

    static async Task<int> RunAsync(string file, string panel, string? build, string format, TextWriter output,
        TextWriter error, CancellationToken stop)
    {
        var known = PanelArgument.Load(panel, build);
        var analysis = new SiteAnalysis(known);
        try
        {
            using var sites = file == "-" ? await analysis.AnnotateAsync(Console.OpenStandardInput(), "-", build, stop)
                : await analysis.AnnotateAsync(file, build, stop);
            foreach (var warning in sites.Warnings)
                error.WriteLine(Texts.Get("warning", warning.Text(), warning.Next()));
            new LimitLines(known, error).Write(sites.File, sites.CopyNumberAssessed);
            if (format == "tsv") await SiteRows.WriteTsvAsync(sites, output);
            else SiteRows.WriteJsonl(sites, output);
            return ExitCode.Good;
        }
        catch (RefusedException e)
        {
            error.WriteLine(Texts.Get("refused", e.Problem.Text(), e.Problem.Next()));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error.WriteLine(FailureText.OfInput(file, e));
        }
        return ExitCode.Refused;
    }
}
