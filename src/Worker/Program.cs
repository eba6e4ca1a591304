using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Thrombophilia.Worker.Demo;
using Thrombophilia.Worker.Startup;
using Thrombophilia.Worker.Verbs;

namespace Thrombophilia.Worker;

/// <summary>
/// The command <c>thrombophilia</c>: one verb, one file. Results on standard output, everything else on standard error.
/// </summary>
internal static class Program
{
    static async Task<int> Main(string[] args)
    {
        // UTF-8, whatever the locale. Output is buffered for thousands of rows; a verb that goes on after its results
        // flushes them itself.
        using var output = StandardStream.Text(1);
        using var error = StandardStream.Text(2, autoFlush: true);
        // Also for threads that do not inherit the culture, such as those of the web host.
        if (new Language(args).Culture is { } culture) CultureInfo.DefaultThreadCurrentUICulture = culture;
        return await RunAsync(args, output, error);
    }

    /// <summary>
    /// False in the native program, which has only the verbs that keep nothing and leaves the others to the host beside
    /// it (docs/decisions/0021). The compiler knows the value and removes what these verbs do not reach.
    /// </summary>
    [FeatureSwitchDefinition("Thrombophilia.Host")]
    static bool HasHost => !AppContext.TryGetSwitch("Thrombophilia.Host", out var has) || has;

    static readonly string[] Verbs = ["demo", "serve", "call", "annotate", "validate", "import", "status",
        "tables", "users", "verify"];

    static Command? Stateless(string verb) => verb switch
    {
        "call" => CallVerb.Create(),
        "annotate" => AnnotateVerb.Create(),
        "validate" => ValidateVerb.Create(),
        _ => null,
    };

    static Command Hosted(string verb) => verb switch
    {
        "demo" => DemoVerb.Create(),
        "serve" => ServeVerb.Create(),
        "import" => ImportVerb.Create(),
        "status" => StatusVerb.Create(),
        "tables" => TablesVerb.Create(),
        "verify" => VerifyVerb.Create(),
        "users" => UsersVerb.Create(),
        _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, null),
    };

    /// <summary>Runs one command line and gives its exit code.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        var language = new Language(args);
        // Only the UI culture is set: numbers and dates have one form in both languages.
        if (language.Culture is { } culture) CultureInfo.CurrentUICulture = culture;
        if (language.First is null || args.Any(a => a is "-h" or "--help" or "-?" or "/h" or "/?"))
            Texts.HelpIsAsked = true;
        var root = new RootCommand(Texts.Help("command"));
        // Only the verb that is asked for is built, because verbs that stream files may be started thousands of times.
        var named = Verbs.Contains(language.First) ? language.First : null;
        if (language.Name is not null || Texts.HelpIsAsked) root.Add(Language.Create());
        foreach (var verb in Verbs.Where(v => named is null || v == named))
        {
            if (Stateless(verb) is { } own) root.Add(own);
            else if (HasHost) root.Add(Hosted(verb));
            else if (named is null) root.Add(new Command(verb, Texts.Help(verb)));
            else return HostProgram.Become(verb, args, error);
        }
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
