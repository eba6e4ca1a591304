using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using Thrombophilia.Variants.Acmg.Tables;
using Thrombophilia.Variants.Panels;
using Thrombophilia.Variants.Problems;
using Thrombophilia.Worker.Output;
using Thrombophilia.Worker.Startup;

namespace Thrombophilia.Worker.Verbs;

/// <summary>
/// <c>tables</c>: makes what the classification looks up from files as their sources publish them. One subcommand for
/// each table.
/// </summary>
internal static class TablesVerb
{
    public static Command Create() => new("tables", Texts.Help("tables"))
    {
        Of("frequency", TableSubject.Frequency),
        Of("known-variants", TableSubject.KnownVariants),
        Of("scores", TableSubject.Scores),
        ReferenceTableVerb.Create(),
    };

    static Command Of(string name, TableSubject subject)
    {
        var sources = FileArgument.Create(Texts.Help("tables-sources"));
        var (panel, build) = (PanelArgument.Id(), PanelArgument.Build());
        build.Required = true;
        var target = Target();
        var release = new Option<string>("--release") { Description = Texts.Help("tables-release"), HelpName = "TEXT" };
        var covered = new Option<string>("--covered") { Description = Texts.Help("tables-covered"), HelpName = "BED" };
        var verb = new Command(name, Texts.Help("tables-" + name)) { sources, panel, build, target, release };
        if (subject == TableSubject.Frequency) verb.Add(covered);
        verb.SetAction((line, stop) =>
        {
            var (known, id) = PanelArgument.Load(line.GetValue(panel)!, line.GetValue(build));
            var request = new TableRequest(subject, line.GetValue(sources)!, id!)
            {
                Release = line.GetValue(release),
                Covered = subject == TableSubject.Frequency ? line.GetValue(covered) : null
            };
            return RunAsync(known, request, line.GetValue(target)!, line.InvocationConfiguration.Output,
                line.InvocationConfiguration.Error, stop);
        });
        return verb;
    }

    /// <summary>Where a table goes.</summary>
    internal static Option<string> Target() => new("--out", "--output", "-o")
    {
        Description = Texts.Help("tables-out"),
        HelpName = "FILE",
        Required = true
    };

    /// <summary>Writes a table, of which a reader never sees half, and gives its checksum.</summary>
    internal static string Write(string target, string text)
    {
        using var file = new WholeFile(target);
        file.Text.Write(text);
        file.Keep();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    static async Task<int> RunAsync(Panel panel, TableRequest request, string target, TextWriter output,
        TextWriter error, CancellationToken stop)
    {
        try
        {
            var made = await new TableMaker(panel).MakeAsync(request, stop);
            var sha256 = Write(target, made.Text);
            output.WriteLine(Texts.Get("tables-made", target, made.Rows, made.Kind, made.Version, sha256));
            if (made.LeftOut > 0) error.WriteLine(Texts.Get("tables-left-out", made.LeftOut));
            if (request is { Subject: TableSubject.Frequency, Covered: null })
                error.WriteLine(Texts.Get("tables-not-covered"));
            return ExitCode.Good;
        }
        catch (RefusedException e)
        {
            error.WriteLine(Texts.Get("refused", e.Problem.Text(), e.Problem.Next()));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error.WriteLine(FailureText.OfInput(request.Sources[0], e));
        }
        return ExitCode.Refused;
    }
}
