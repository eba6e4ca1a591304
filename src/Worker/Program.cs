using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Thrombophilia.Lims.Data;
using Thrombophilia.Worker.Demo;
using Thrombophilia.Worker.Intake.Folders;
using Thrombophilia.Worker.Startup;
using Thrombophilia.Worker.Verbs;
using Thrombophilia.Worker.Verbs.Clinic;

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
        var output = StandardStream.Text(1);
        using var error = StandardStream.Text(2, autoFlush: true);
        // Also for threads that do not inherit the culture, such as those of the web host.
        if (new Language(args).Culture is { } culture) CultureInfo.DefaultThreadCurrentUICulture = culture;
        var code = await RunAsync(args, output, error);
        try { await output.DisposeAsync(); }
        // After another failure, which was told: all is written where there was none.
        catch (OutputException) { }
        return code;
    }

    /// <summary>
    /// False in the native program, which has only the verbs that keep nothing and leaves the others to the host beside
    /// it (docs/decisions/0021). The compiler knows the value and removes what these verbs do not reach.
    /// </summary>
    [FeatureSwitchDefinition("Thrombophilia.Host")]
    static bool HasHost => !AppContext.TryGetSwitch("Thrombophilia.Host", out var has) || has;

    static readonly string[] Verbs = ["demo", "serve", "call", "annotate", "validate", "import", "status",
        "conclude", "conclusion", "report", "proposals", "tables", "users", "verify", "completion"];

    static Command? Stateless(string verb) => verb switch
    {
        "call" => CallVerb.Create(),
        "annotate" => AnnotateVerb.Create(),
        "validate" => ValidateVerb.Create(),
        "completion" => CompletionVerb.Create(),
        _ => null,
    };

    static Command Hosted(string verb) => verb switch
    {
        "demo" => DemoVerb.Create(),
        "serve" => ServeVerb.Create(),
        "import" => ImportVerb.Create(),
        "status" => StatusVerb.Create(),
        "conclude" => ConcludeVerb.Create(),
        "conclusion" => ConclusionVerb.Create(),
        "report" => ReportVerb.Create(),
        "proposals" => ProposalsVerb.Create(),
        "tables" => TablesVerb.Create(),
        "verify" => VerifyVerb.Create(),
        "users" => UsersVerb.Create(),
        _ => throw new ArgumentOutOfRangeException(nameof(verb), verb, null),
    };

    /// <summary>Runs one command line and gives its exit code.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        args = Meant(args);
        var language = new Language(args);
        // Only the UI culture is set: numbers and dates have one form in both languages.
        if (language.Culture is { } culture) CultureInfo.CurrentUICulture = culture;
        try
        {
            // A server logs it.
            using var told = HasHost && language.First is not ("serve" or "demo") ? new LockLine(error) : null;
            var code = await InvokeAsync(args, language, output, error);
            // Here, and not where the stream is closed: a full disk is told like everything else.
            await output.FlushAsync();
            return code;
        }
        catch (UsageException e)
        {
            return Usage(error, e.Message);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            if (((HasHost ? OfDatabase(e, args) : null) ?? FailureText.Of(e)) is { } text) error.WriteLine(text);
            else
            {
                error.WriteLine(Texts.Get("failure-fault"));
                error.WriteLine(e);
            }
            return ExitCode.Failed;
        }
    }

    /// <summary>
    /// What is told of a failure of the database; null for any other. Of a file that cannot be read or written,
    /// <see cref="FailureText"/> says which it is.
    /// </summary>
    static string? OfDatabase(Exception e, string[] args) =>
        e is (IOException or UnauthorizedAccessException) and not DatabaseMissingException
            || StorageFault.Of(e) is not { } fault ? null
        : StorageFault.Text(fault, Array.IndexOf(args, "--data") is >= 0 and var at && at + 1 < args.Length
            ? args[at + 1] : DataFolder.Default);

    static async Task<int> InvokeAsync(string[] args, Language language, TextWriter output, TextWriter error)
    {
        if (language.First is null || args.Any(a => a is "-h" or "--help" or "-?" or "/h" or "/?"))
            Texts.HelpIsAsked = true;
        var asksWhatFollows = language.First?.StartsWith("[suggest", StringComparison.Ordinal) == true;
        if (language.First is [not ('-' or '/' or '['), ..] word && !Verbs.Contains(word))
            return Usage(error, ParseText.UnknownCommand(word, Verbs));
        // What follows a verb of the host, the host knows.
        if (asksWhatFollows && !HasHost && new Language([.. args[^1].Split(' ').Skip(1)]).First is { } asked
            && Verbs.Contains(asked) && Stateless(asked) is null) return HostProgram.Become(asked, args, error);
        var root = new RootCommand(Texts.Help("command"));
        // Only the verb that is asked for is built, because verbs that stream files may be started thousands of times.
        var named = Verbs.Contains(language.First) ? language.First : null;
        if (language.Name is not null || Texts.HelpIsAsked || asksWhatFollows) root.Add(Language.Create());
        if (Texts.HelpIsAsked) HelpText.Improve(root);
        foreach (var verb in Verbs.Where(v => named is null || v == named))
        {
            if (Stateless(verb) is { } own) root.Add(own);
            else if (HasHost) root.Add(Hosted(verb));
            else if (named is null) root.Add(new Command(verb, Texts.Help(verb)));
            else return HostProgram.Become(verb, args, error);
        }
        var line = root.Parse(args, Plain);
        if (line.Errors.Count > 0) return Usage(error, [.. ParseText.Of(line)]);
        return await line.InvokeAsync(new InvocationConfiguration
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            // Hosts end by signal themselves; a second handler would cut them short.
            ProcessTerminationTimeout = null,
        });
    }

    // A file may be called @run7.vcf.
    static readonly ParserConfiguration Plain = new() { ResponseFileTokenReplacer = null };

    /// <summary>
    /// <c>help</c>, <c>help VERB</c>, <c>version</c> and <c>-V</c>, as other programs have them, in the form that the
    /// parser knows.
    /// </summary>
    static string[] Meant(string[] args)
    {
        switch (new Language(args).First)
        {
            case "help":
                var rest = args.ToList();
                rest.Remove("help");
                return [.. rest, "--help"];
            case "version" or "-V":
                return [.. args.Select(a => a is "version" or "-V" ? "--version" : a)];
            default:
                return args;
        }
    }

    static int Usage(TextWriter error, params string[] messages)
    {
        foreach (var message in messages) error.WriteLine(message);
        error.WriteLine(Texts.Get("usage-help"));
        return ExitCode.Usage;
    }
}
