using System.CommandLine;
using Thrombophilia.Variants.Panels;
using Thrombophilia.Worker.Startup;

namespace Thrombophilia.Worker.Verbs;

/// <summary>
/// <c>tables reference</c>: takes the panel's regions from the laboratory's own reference genome, so that every base
/// of them is confirmed.
/// </summary>
internal static class ReferenceTableVerb
{
    public static Command Create()
    {
        var genome = new Argument<string>("GENOME") { Description = Texts.Help("tables-reference-genome") };
        var (panel, build) = (PanelArgument.Id(), PanelArgument.Build());
        (build.Required, build.Description) = (true, Texts.Help("tables-reference-build"));
        var target = TablesVerb.Target();
        var verb = new Command("reference", Texts.Help("tables-reference")) { genome, panel, build, target };
        verb.SetAction(line => Run(line.GetValue(genome)!, line.GetValue(panel)!, line.GetValue(build)!,
            line.GetValue(target)!, line.InvocationConfiguration.Output, line.InvocationConfiguration.Error));
        return verb;
    }

    static int Run(string genome, string panel, string build, string target, TextWriter output, TextWriter error)
    {
        var (known, id) = PanelArgument.Load(panel, build);
        try
        {
            var text = ReferenceFasta.Table(known, id!, genome);
            var sha256 = TablesVerb.Write(target, text);
            output.WriteLine(Texts.Get("tables-reference-made", target, text.Count('>'), sha256));
            return ExitCode.Good;
        }
        catch (InvalidDataException e)
        {
            error.WriteLine(e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error.WriteLine(FailureText.OfInput(genome, e));
        }
        return ExitCode.Refused;
    }
}
