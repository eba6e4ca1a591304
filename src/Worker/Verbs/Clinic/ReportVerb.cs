using System.CommandLine;
using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Reports;
using Thrombophilia.Lims.Clinic.Reports.Printing;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Worker.Intake.Folders;
using Thrombophilia.Worker.Startup;

namespace Thrombophilia.Worker.Verbs.Clinic;

/// <summary>
/// <c>report</c>: the newest issued report of the person of a sample as a file, or a draft that says so on every page.
/// </summary>
internal static class ReportVerb
{
    public static Command Create()
    {
        var sample = new Argument<string>("SAMPLE") { Description = Texts.Help("report-sample") };
        var data = DataOption.Create();
        var format = new Option<string>("--format")
        {
            Description = Texts.Help("report-format"),
            HelpName = "html|pdf|json",
            DefaultValueFactory = _ => "html"
        };
        format.AcceptOnlyFromAmong("html", "pdf", "json", "fhir");
        var file = OutputOption.Create();
        file.Aliases.Add("--out");
        var verb = new Command("report", Texts.Help("report")) { sample, data, format, file };
        verb.SetAction((line, stop) => RunAsync(DataFolder.Existing(line.GetValue(data)!), line.GetValue(sample)!,
            Enum.Parse<ReportFormat>(line.GetValue(format)!, ignoreCase: true), line.GetValue(file),
            line.InvocationConfiguration.Output, line.InvocationConfiguration.Error, stop));
        return verb;
    }

    static async Task<int> RunAsync(DataFolder data, string code, ReportFormat format, string? file, TextWriter output, TextWriter error,
        CancellationToken stop)
    {
        if (format == ReportFormat.Pdf && file is null or "-") throw new UsageException(Texts.Get("report-needs-file"));
        await using var db = LimsDb.Open(data.Root);
        if (await (from s in db.Samples().AsNoTracking()
                   join p in db.Subjects() on s.SubjectId equals p.Id
                   where s.Code == code
                   select p).SingleOrDefaultAsync(stop) is not { } subject)
            return Told("report-no-sample", code, data.Root);
        var analysis = CaseAnalysis.Load();
        if (!ConsentCheck.Allows(analysis.Biobank, ConsentStep.Report, await ConsentCheck.NewestAsync(db, subject.Id, stop)))
            return Told("conclusion-no-report", subject.Code);
        var language = CultureInfo.CurrentUICulture.Name.StartsWith("zh", StringComparison.Ordinal)
            ? CultureInfo.GetCultureInfo("zh-CN") : CultureInfo.GetCultureInfo("en");
        var issued = await new ReportQueries(db).NewestAsync(subject.Id, stop);
        var request = issued?.Request(TimeZoneInfo.Local, language);
        if (request is null)
        {
            if (await new ReportComposer(analysis).DraftAsync(db, subject, stop) is not { } draft)
                return Told("conclusion-not-issued", subject.Code);
            request = new(draft, null, null, TimeZoneInfo.Local, language);
            error.WriteLine(Texts.Get("report-draft", subject.Code));
        }
        try
        {
            var printed = new ReportPrinter(ReportFonts.Find(), analysis.Bundles).Print(request, format, issued?.Report.Content);
            if (issued is not null)
                await new ReportService(new Writes(db)).LogAsync(issued.Report.PublicId, format,
                    format == ReportFormat.Json ? "" : language.Name, withName: false, printed.Sha256, stop);
            await WriteAsync(printed.Bytes, file, output, stop);
            return ExitCode.Good;
        }
        catch (RefusedStepException e)
        {
            error.WriteLine($"{e.Refusal.Text()} {e.Refusal.Next()}");
            return ExitCode.Refused;
        }

        int Told(string key, params object[] facts)
        {
            error.WriteLine(Texts.Get(key, facts));
            return ExitCode.Refused;
        }
    }

    static async Task WriteAsync(byte[] bytes, string? file, TextWriter output, CancellationToken stop)
    {
        if (file is null or "-")
        {
            await output.WriteAsync(Encoding.UTF8.GetString(bytes));
            return;
        }
        var passing = file + ".part";
        try
        {
            // Whole or not at all.
            await File.WriteAllBytesAsync(passing, bytes, stop);
            File.Move(passing, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OutputException(file, FailureText.Reason(e));
        }
    }
}
