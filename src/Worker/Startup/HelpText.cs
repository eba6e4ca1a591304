using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Thrombophilia.Worker.Startup;

/// <summary>
/// The help as the parser makes it, with its headings in the user's language, and below it examples and exit codes.
/// </summary>
/// <param name="inner">What prints the parser's own help, in English.</param>
internal sealed class HelpText(HelpAction inner) : SynchronousCommandLineAction
{
    // Commands are typed the same in every language.
    static readonly Dictionary<string, string[]> Examples = new()
    {
        ["thrombophilia"] = ["help call", "demo --exit"],
        ["demo"] = ["demo", "demo --exit --data demo"],
        ["serve"] = ["serve --data /srv/thrombophilia", "serve --role portal --urls http://127.0.0.1:8080"],
        ["call"] = ["call run7.vcf.gz", "call run7 --format tsv --output run7.tsv"],
        ["annotate"] = ["annotate sites.vcf.gz", "annotate a.vcf b.vcf --build GRCh38 --output names.tsv"],
        ["validate"] = ["validate run7.vcf.gz", "validate run7 --format tsv --output findings.tsv"],
        ["import"] = ["import subjects subjects.csv --dry-run", "import assays assays.csv --accept-good",
            "import assays run.csv --analyser ACL1"],
        ["status"] = ["status", "status --held"],
        ["conclude"] = ["conclude case.json", "conclude cases --format json --as-of 2026-03-02"],
        ["conclusion"] = ["conclusion P001", "conclusion P001 --lang zh-CN"],
        ["report"] = ["report S001 --output s001.html", "report S001 --format pdf --lang zh-CN --output s001.pdf"],
        ["verify"] = ["verify", "verify --archive-before 2026-01-01", "verify --report s001.pdf"],
        ["frequency"] = ["tables frequency gnomad.chr1.vcf.bgz --build GRCh38 --out frequency.tsv"],
        ["known-variants"] = ["tables known-variants clinvar.vcf.gz --build GRCh38 --out clinvar.tsv"],
        ["scores"] = ["tables scores revel.csv --build GRCh38 --out scores.tsv"],
        ["reference"] = ["tables reference GRCh38.fa --build GRCh38 --out reference.fa"],
        ["add"] = ["users add li.na --role geneticist --site A"],
        ["list"] = ["users list", "users list --format tsv"],
        ["disable"] = ["users disable li.na"],
        ["completion"] = ["completion bash", "completion zsh"],
    };

    /// <summary>Puts this help in the place of the parser's.</summary>
    public static void Improve(RootCommand root)
    {
        foreach (var option in root.Options.OfType<HelpOption>())
            if (option.Action is HelpAction action) option.Action = new HelpText(action);
    }

    /// <summary>Whoever asks for help has not finished the line.</summary>
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var (invocation, command) = (parseResult.InvocationConfiguration, parseResult.CommandResult.Command);
        var output = invocation.Output;
        using var text = new StringWriter();
        invocation.Output = text;
        var code = inner.Invoke(parseResult);
        invocation.Output = output;
        output.WriteLine(InOwnWords(text.ToString().TrimEnd()));
        var name = command is RootCommand ? "thrombophilia" : command.Name;
        if (Examples.TryGetValue(name, out var examples))
        {
            output.WriteLine();
            output.WriteLine(Texts.Get("help-examples"));
            foreach (var example in examples) output.WriteLine("  thrombophilia " + example);
        }
        output.WriteLine();
        output.WriteLine(Texts.Get("help-exit-codes"));
        return code;
    }

    static string InOwnWords(string help)
    {
        foreach (var (word, key) in new[]
        {
            ("Description:", "help-description"), ("Usage:", "help-usage"), ("Options:", "help-options"),
            ("Arguments:", "help-arguments"), ("Commands:", "help-commands"), ("[command]", "help-a-command"),
            ("[options]", "help-some-options"), ("Show help and usage information", "help-help"),
            ("Show version information", "help-version"), ("[default: ", "help-default"), ("(REQUIRED)", "help-required")
        })
            help = help.Replace(word, Texts.Get(key), StringComparison.Ordinal);
        return help;
    }
}
