using System.CommandLine;
using Thrombophilia.Variants.Problems;
using Thrombophilia.Variants.Validation;
using Thrombophilia.Variants.Validation.Findings;
using Thrombophilia.Worker.Output;
using Thrombophilia.Worker.Startup;

namespace Thrombophilia.Worker.Verbs;

/// <summary>
/// <c>validate</c>: checks every line and field of a VCF. Keeps nothing and loads neither the web host nor the
/// database.
/// </summary>
internal static class ValidateVerb
{
    public static Command Create()
    {
        var files = FileArgument.Create(Texts.Help("validate-files"));
        var format = new Option<string>("--format")
        {
            DefaultValueFactory = _ => "table",
            Description = Texts.Help("validate-format"),
            HelpName = "table|tsv"
        };
        format.AcceptOnlyFromAmong("table", "tsv");
        var verb = new Command("validate", Texts.Help("validate")) { files, format };
        verb.SetAction(
            (line, stop) =>
                RunAsync(line.GetValue(files)!, line.GetValue(format)!, line.InvocationConfiguration.Output,
                line.InvocationConfiguration.Error, stop));
        return verb;
    }

    static async Task<int> RunAsync(string[] files, string format, TextWriter output, TextWriter error,
        CancellationToken stop)
    {
        var code = ExitCode.Good;
        var rows = FindingRows.Of(format, output);
        foreach (var file in files)
        {
            // Rows on the same terminal end the progress line.
            using var progress = ProgressLine.For(file, error);
            void Tell(Finding finding)
            {
                if (!Console.IsOutputRedirected) progress?.Dispose();
                rows.Write(finding);
            }
            try
            {
                var verdict = file == "-"
                    ? await VcfValidator.ValidateAsync(Console.OpenStandardInput(), "-", Tell, stop: stop)
                    : await VcfValidator.ValidateAsync(file, file, Tell, progress, stop);
                progress?.Dispose();
                rows.Write(verdict);
                if (!verdict.Accepted) code = ExitCode.Refused;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                error.WriteLine(FailureText.OfInput(file, e));
                rows.Write(
                    new Finding(FindingCodes.Unreadable.Name, Severity.Error, new FileLocation(file), "", "", ""));
                rows.Write(new Verdict(file, null, 0, 0, 1, 0));
                code = ExitCode.Refused;
            }
        }
        return code;
    }
}
