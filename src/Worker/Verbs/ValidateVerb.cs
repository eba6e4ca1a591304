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
        var (format, output, quiet) = (DataOption.Rows("table"), OutputOption.Create(), QuietOption.Create());
        var verb = new Command("validate", Texts.Help("validate")) { files, format, output, quiet };
        verb.SetAction((line, stop) =>
        {
            var (named, error) = (line.GetValue(files)!, line.InvocationConfiguration.Error);
            return OutputOption.RunAsync(line.GetValue(output), named, line.InvocationConfiguration.Output,
                to => RunAsync(named, FindingRows.Of(CallRows.Format(line.GetValue(format)!), to), error,
                    QuietOption.Warnings(line.GetValue(quiet), error), stop));
        });
        return verb;
    }

    static async Task<int> RunAsync(string[] named, FindingRows rows, TextWriter error, TextWriter warnings,
        CancellationToken stop)
    {
        var code = ExitCode.Good;
        foreach (var argument in named)
        {
            var files = FileArgument.Files(argument, error, warnings);
            if (files.Count == 0) code = ExitCode.Refused;
            foreach (var file in files)
                if (!await IsAcceptedAsync(file, rows, error, stop)) code = ExitCode.Refused;
        }
        return code;
    }

    static async Task<bool> IsAcceptedAsync(string file, FindingRows rows, TextWriter error, CancellationToken stop)
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
                ? await VcfValidator.ValidateAsync(StandardStream.Input(), "-", Tell, stop: stop)
                : await VcfValidator.ValidateAsync(file, file, Tell, progress, stop);
            progress?.Dispose();
            rows.Write(verdict);
            return verdict.Accepted;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error.WriteLine(FailureText.OfInput(file, e));
            rows.Write(new Finding(FindingCodes.Unreadable.Name, Severity.Error, new FileLocation(file), "", "", ""));
            rows.Write(new Verdict(file, null, 0, 0, 1, 0));
            return false;
        }
    }
}
