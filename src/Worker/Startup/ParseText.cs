using System.CommandLine;
using System.CommandLine.Parsing;

namespace Thrombophilia.Worker.Startup;

/// <summary>
/// What is wrong with a command line, in the user's language. The parser's own sentences are English and name types of
/// the framework; what they say is found in them again, and a test types every one of them.
/// </summary>
internal static class ParseText
{
    /// <summary>One sentence for each thing that is wrong.</summary>
    public static IReadOnlyList<string> Of(ParseResult line)
    {
        var command = line.CommandResult.Command;
        var strange = line.UnmatchedTokens;
        // What follows an unknown option may be its value, and what follows an unknown command is the command's.
        if (strange.Where(IsOption).ToArray() is { Length: > 0 } options)
            return [.. options.Select(option => UnknownOption(option, command)).Distinct()];
        if (strange.Count > 0 && command.Subcommands.Count > 0)
            return [UnknownCommand(strange[0], [.. command.Subcommands.Select(c => c.Name)])];
        return [.. line.Errors.Select(error => Of(error, command)).Distinct()];
    }

    /// <summary>No command is called so.</summary>
    public static string UnknownCommand(string word, IReadOnlyList<string> known) =>
        Joined(Texts.Get("parse-no-command", word), Nearest.To(word, known) is { } near
            ? Texts.Get("parse-meant", near) : Texts.Get("parse-one-of", string.Join(", ", known)));

    /// <summary>No option is called so.</summary>
    public static string UnknownOption(string token, Command command)
    {
        var name = token.Split('=', ':')[0];
        var known = command.Options.Where(o => !o.Hidden).Select(o => o.Name).Append(Language.Option).Distinct();
        var told = Texts.Get("parse-no-option", name);
        return Nearest.To(name, known) is { } near ? Joined(told, Texts.Get("parse-meant", near)) : told;
    }

    /// <summary>Two sentences, as the language puts them one after the other.</summary>
    public static string Joined(string first, string second) => Texts.Get("parse-then", first, second);

    static bool IsOption(string token) => token is ['-', _, ..];

    static string Of(ParseError error, Command command)
    {
        var said = error.Message;
        var first = Quoted(said);
        if (said.StartsWith("Unrecognized command or argument ", StringComparison.Ordinal))
            return Texts.Get("parse-too-much", Within(said), command.Name);
        if (said.StartsWith("Required command was not ", StringComparison.Ordinal))
            return Texts.Get("parse-command-missing", string.Join(", ", command.Subcommands.Select(c => c.Name)));
        if (said.StartsWith("Required argument ", StringComparison.Ordinal))
            return said.Contains(" missing for option", StringComparison.Ordinal)
                ? Texts.Get("parse-value-missing", first) : Texts.Get("parse-argument-missing", command.Name, first);
        if (said.Contains(" expects a single argument ", StringComparison.Ordinal))
            return Texts.Get("parse-value-twice", first);
        if (said.Contains(" not recognized. Must be one of:", StringComparison.Ordinal))
            return Texts.Get("parse-not-one-of", NameOf(error), string.Join(", ",
                said[said.IndexOf(" Must be ", StringComparison.Ordinal)..].Split('\'', StringSplitOptions.TrimEntries)
                    .Where((word, at) => at % 2 == 1)), first);
        if (said.StartsWith("Cannot parse argument ", StringComparison.Ordinal))
            return Texts.Get("parse-not-a-value", NameOf(error), Texts.Get(Kind(said)), first);
        if (said.StartsWith("File does not exist", StringComparison.Ordinal))
            return Texts.Get("call-no-file", Within(said));
        if (said.StartsWith("Option ", StringComparison.Ordinal)
            && said.EndsWith(" is required.", StringComparison.Ordinal)) return Texts.Get("parse-required", first);
        if (said.Contains("cannot be combined", StringComparison.Ordinal))
            return Texts.Get("parse-not-together", said.Split(' ')[0].Trim('\''));
        // An own validator's sentence.
        return said;

        static string Kind(string said) =>
            said.Contains("System.Int", StringComparison.Ordinal) ? "parse-kind-number"
            : said.Contains("System.TimeSpan", StringComparison.Ordinal) ? "parse-kind-time" : "parse-kind-other";
    }

    // The option or argument whose value it is.
    static string NameOf(ParseError error)
    {
        for (var at = error.SymbolResult; at is not null; at = at.Parent)
            if (at is OptionResult option) return option.Option.Name;
            else if (at is CommandResult) break;
        return error.SymbolResult is ArgumentResult { Argument.Name: var name } ? name : "";
    }

    static string Quoted(string text) => text.Split('\'') is [_, var first, _, ..] ? first : "";

    // What is typed may have quotes of its own.
    static string Within(string text)
    {
        int from = text.IndexOf('\'', StringComparison.Ordinal), to = text.LastIndexOf('\'');
        return from >= 0 && to > from ? text[(from + 1)..to] : "";
    }
}
