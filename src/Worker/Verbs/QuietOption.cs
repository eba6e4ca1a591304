using System.CommandLine;
using Thrombophilia.Worker.Startup;

namespace Thrombophilia.Worker.Verbs;

/// <summary><c>--quiet</c>: without warnings. What is refused is told all the same.</summary>
internal static class QuietOption
{
    public static Option<bool> Create() => new("--quiet", "-q") { Description = Texts.Help("option-quiet") };

    /// <summary>Where warnings go.</summary>
    public static TextWriter Warnings(bool quiet, TextWriter error) => quiet ? TextWriter.Null : error;
}
