using System.CommandLine;
using System.CommandLine.Parsing;
using Thrombophilia.Worker.Startup;

namespace Thrombophilia.Worker.Verbs;

/// <summary><c>FILE ...</c>: the VCFs that a verb reads.</summary>
internal static class FileArgument
{
    /// <summary>
    /// One or more. A mistyped option must not pass as a file; a file whose name begins with a dash is given as
    /// <c>./-name</c>.
    /// </summary>
    public static Argument<string[]> Create(string help) =>
        Guarded(new Argument<string[]>("FILE") { Description = help, Arity = ArgumentArity.OneOrMore });

    /// <summary>Exactly one.</summary>
    public static Argument<string> One(string help) =>
        Guarded(new Argument<string>("FILE") { Description = help, Arity = ArgumentArity.ExactlyOne });

    static T Guarded<T>(T argument) where T : Argument
    {
        argument.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
                if (token.Value.Length == 0) result.AddError(Texts.Get("not-a-file"));
                else if (token.Value is ['-', _, ..] && result.Parent is CommandResult { Command: var verb })
                    result.AddError(ParseText.UnknownOption(token.Value, verb) + " "
                        + Texts.Get("not-a-file-option", token.Value));
        });
        return argument;
    }
}
