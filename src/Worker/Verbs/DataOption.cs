using System.CommandLine;
using Thrombophilia.Worker.Intake.Folders;
using Thrombophilia.Worker.Startup;

namespace Thrombophilia.Worker.Verbs;

/// <summary>Options that several verbs share.</summary>
internal static class DataOption
{
    /// <summary><c>--data</c>: by default the folder of the environment variable, else <c>data</c> here.</summary>
    public static Option<string> Create() => new("--data")
    {
        Description = Texts.Help("option-data", DataFolder.Variable),
        HelpName = "DIR",
        DefaultValueFactory = _ => DataFolder.Default,
    };

    /// <summary><c>--format</c> of a verb that prints rows; the names are the same for every verb.</summary>
    /// <param name="usual">What is printed where nothing is said.</param>
    /// <param name="more">A name that a verb knows besides.</param>
    public static Option<string> Rows(string usual, params string[] more)
    {
        var option = new Option<string>("--format")
        {
            Description = Texts.Help("option-rows"),
            HelpName = "table|tsv|jsonl",
            DefaultValueFactory = _ => usual
        };
        option.AcceptOnlyFromAmong(["table", "tsv", "jsonl", .. more]);
        return option;
    }

    /// <summary><c>--urls</c>: by default this machine only.</summary>
    public static Option<string> Urls()
    {
        var option = new Option<string>("--urls")
        {
            Description = Texts.Help("option-urls"),
            HelpName = "URL",
            DefaultValueFactory = _ => "http://127.0.0.1:5080",
        };
        option.Validators.Add(result =>
        {
            foreach (var url in result.Tokens.SelectMany(t => t.Value.Split(';')))
                if (!IsAddress(url)) result.AddError(Texts.Get("urls-wrong", url));
        });
        return option;
    }

    // A star or plus stands for every address of this machine.
    static bool IsAddress(string url) =>
        Uri.TryCreate(url.Replace("://*", "://any", StringComparison.Ordinal)
            .Replace("://+", "://any", StringComparison.Ordinal), UriKind.Absolute, out var uri)
        && uri is { Scheme: "http" or "https", Host.Length: > 0, PathAndQuery: "/", UserInfo: "" };
}

/// <summary><c>--quiet</c>: without warnings. What is refused is told all the same.</summary>
internal static class QuietOption
{
    public static Option<bool> Create() => new("--quiet", "-q") { Description = Texts.Help("option-quiet") };

    /// <summary>Where warnings go.</summary>
    public static TextWriter Warnings(bool quiet, TextWriter error) => quiet ? TextWriter.Null : error;
}
