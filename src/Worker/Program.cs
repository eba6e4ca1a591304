using System.CommandLine;
using Thrombophilia.Worker.Verbs;

namespace Thrombophilia.Worker;

/// <summary>The command <c>thrombophilia</c>: one verb, one file. Results on standard output, everything else on standard error.</summary>
internal static class Program
{
    static async Task<int> Main(string[] args)
    {
        // UTF-8 whatever the locale says. Rows come by the thousand: a verb that lives on after its results flushes them itself.
        using var output = StandardStream.Text(1);
        using var error = StandardStream.Text(2, autoFlush: true);
        return await RunAsync(args, output, error);
    }

    static readonly Dictionary<string, Func<Command>> Verbs = new(StringComparer.Ordinal)
    {
        ["demo"] = DemoVerb.Create,
        ["serve"] = ServeVerb.Create,
        ["call"] = CallVerb.Create,
        ["annotate"] = AnnotateVerb.Create,
        ["validate"] = ValidateVerb.Create,
        ["import"] = ImportVerb.Create,
        ["status"] = StatusVerb.Create,
    };

    /// <summary>Runs one command line and gives its exit code.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        if (args.Length == 0 || args.Any(a => a is "-h" or "--help" or "-?" or "/h" or "/?")) Texts.HelpIsAsked = true;
        var root = new RootCommand(Texts.Help("command"));
        // Only the verb that is asked for, where one is: a verb that streams files is started by the thousand.
        foreach (var (name, create) in Verbs)
            if (args.Length == 0 || args[0] == name || !Verbs.ContainsKey(args[0])) root.Add(create());
        var line = root.Parse(args);
        if (line.Errors.Count > 0) return Usage(error, [.. line.Errors.Select(e => e.Message)]);
        try
        {
            return await line.InvokeAsync(new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                // Hosts end by signal themselves; a second handler would cut them short.
                ProcessTerminationTimeout = null,
            });
        }
        catch (UsageException e)
        {
            return Usage(error, e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            error.WriteLine(e);
            return ExitCode.Failed;
        }
    }

    static int Usage(TextWriter error, params string[] messages)
    {
        foreach (var message in messages) error.WriteLine(message);
        error.WriteLine(Texts.Get("usage-help"));
        return ExitCode.Usage;
    }
}
