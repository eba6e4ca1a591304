using System.CommandLine;
using System.CommandLine.Parsing;
using System.IO.Enumeration;
using Thrombophilia.Worker.Intake.Folders;
using Thrombophilia.Worker.Startup;

namespace Thrombophilia.Worker.Verbs;

/// <summary><c>FILE ...</c>: the VCFs that a verb reads.</summary>
internal static class FileArgument
{
    /// <summary>
    /// One or more. A mistyped option must not pass as a file; a file whose name begins with a dash is given as
    /// <c>./-name</c>.
    /// </summary>
    public static Argument<string[]> Create(string help)
    {
        var argument = new Argument<string[]>("FILE") { Description = help, Arity = ArgumentArity.OneOrMore };
        argument.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
                if (token.Value.Length == 0) result.AddError(Texts.Get("not-a-file"));
                else if (token.Value is ['-', _, ..] && result.Parent is CommandResult { Command: var verb })
                    result.AddError(ParseText.Joined(ParseText.UnknownOption(token.Value, verb),
                        Texts.Get("not-a-file-option", token.Value)));
        });
        return argument;
    }

    /// <summary>
    /// The files that an argument names: itself, or a folder's VCFs, recursively and in ordinal order. None where the
    /// folder has none or cannot be read, which is told on <paramref name="error"/>; what a folder's other files are
    /// left out is told on <paramref name="warnings"/>.
    /// </summary>
    public static IReadOnlyList<string> Files(string argument, TextWriter error, TextWriter warnings)
    {
        if (argument == "-" || !Directory.Exists(argument)) return [argument];
        var (found, others) = (new List<string>(), 0);
        try
        {
            foreach (var file in In(argument))
                if (FileNames.EndsLikeVcf(file)) found.Add(file);
                else if (FileNames.IsForeign(Path.GetFileName(file))) others++;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error.WriteLine(FailureText.Of(e));
            return [];
        }
        if (found.Count == 0) error.WriteLine(Texts.Get("folder-without-vcf", argument, others));
        else if (others > 0) warnings.WriteLine(Texts.Get("folder-others", argument, others));
        found.Sort(StringComparer.Ordinal);
        return found;
    }

    static FileSystemEnumerable<string> In(string folder) =>
        new(folder, (ref entry) => entry.ToSpecifiedFullPath(),
            // A folder that may not be read is told: its files would be missing in silence.
            new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = false })
        {
            ShouldIncludePredicate = (ref entry) => !entry.IsDirectory,
            ShouldRecursePredicate = (ref entry) =>
                (entry.Attributes & FileAttributes.ReparsePoint) == 0, // A link may lead round in a circle.
        };
}
