using System.CommandLine;
using System.Globalization;
using Thrombophilia.Lims.Clinic.Reports;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Data.Audit;
using Thrombophilia.Worker.Intake;
using Thrombophilia.Worker.Intake.Folders;
using Thrombophilia.Worker.Startup;

namespace Thrombophilia.Worker.Verbs;

/// <summary>
/// <c>verify</c>: proves that the database is sound, that kept files are what was accepted, and that the audit trail,
/// archives included, and the rows that it sealed are whole; or says what is broken.
/// </summary>
internal static class VerifyVerb
{
    public static Command Create()
    {
        var data = DataOption.Create();
        var before = new Option<string?>("--archive-before")
        {
            Description = Texts.Help("verify-archive-before"),
            HelpName = "YYYY-MM-DD"
        };
        var report = new Option<string?>("--report") { Description = Texts.Help("verify-report"), HelpName = "FILE" };
        var verb = new Command("verify", Texts.Help("verify")) { data, before, report };
        verb.SetAction(
            (line, stop) => line.GetValue(report) is { } file
                ? ReportAsync(DataFolder.Existing(line.GetValue(data)!), file, line.InvocationConfiguration.Output,
                    line.InvocationConfiguration.Error, stop)
                : RunAsync(DataFolder.Existing(line.GetValue(data)!), Day(line.GetValue(before)),
                    line.InvocationConfiguration.Output, stop));
        return verb;
    }

    static DateTimeOffset? Day(string? text) => text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue),
        TimeZoneInfo.Local.GetUtcOffset(day.ToDateTime(TimeOnly.MinValue)))
        : throw new UsageException(Texts.Get("verify-no-day", text));

    static async Task<int> RunAsync(DataFolder data, DateTimeOffset? before, TextWriter output, CancellationToken stop)
    {
        try
        {
            await using var db = LimsDb.Open(data.Root);
            return await ProveAsync(db, data, before, output, stop) ? ExitCode.Good : ExitCode.Refused;
        }
        catch (Exception e) when (StorageFault.Of(e) is { } fault)
        {
            output.WriteLine(StorageFault.Text(fault, data.Root));
            return ExitCode.Refused;
        }
    }

    // Good only for what may be used: a script can ask before it files a report.
    static async Task<int> ReportAsync(DataFolder data, string file, TextWriter output, TextWriter error, CancellationToken stop)
    {
        byte[] bytes;
        try
        {
            bytes = await File.ReadAllBytesAsync(file, stop);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error.WriteLine(FailureText.OfInput(file, e));
            return ExitCode.Refused;
        }
        await using var db = LimsDb.Open(data.Root);
        var found = await new ReportCheckQueries(db).CheckFileAsync(bytes, stop);
        output.WriteLine(Texts.Get($"verify-report-{found.Verdict.ToString().ToLowerInvariant()}", file, found.Number, found.Version,
            found.NewestVersion, found.Since?.ToString() ?? ""));
        return found.Verdict == ReportVerdict.Current ? ExitCode.Good : ExitCode.Refused;
    }

    // Everything is looked at, so that one damage does not hide another.
    static async Task<bool> ProveAsync(LimsDb db, DataFolder data, DateTimeOffset? before, TextWriter output,
        CancellationToken stop)
    {
        var damage = db.FirstDamage();
        if (damage is not null) output.WriteLine(Texts.Get("verify-damaged", damage));
        var kept = await KeptProof.OfAsync(db, data, bytes: true, stop);
        foreach (var line in KeptLines(kept)) output.WriteLine(line);
        if (kept.Holds) output.WriteLine(Texts.Get("verify-kept", kept.Files));
        var (altered, reports) = await new ReportCheckQueries(db).BrokenAsync(stop);
        foreach (var report in altered) output.WriteLine(Texts.Get("verify-reports-broken", report));
        if (altered.Count == 0 && reports > 0) output.WriteLine(Texts.Get("verify-reports", reports));
        var (broken, entries, last) = await AuditProof.VerifyAsync(db, data.Root, stop);
        var holds = damage is null && kept.Holds && altered.Count == 0 && broken is null;
        if (holds && before is { } day)
            output.WriteLine(
                Texts.Get("verify-archived", await AuditArchiver.ArchiveAsync(new Writes(db), data.Root, day, stop)));
        output.WriteLine(
            broken is null ? Texts.Get("verify-whole", entries, last)
                : Texts.Get("verify-" + broken.Fault, broken.Entry, broken.File ?? ""));
        return holds;
    }

    /// <summary>What is wrong with kept files, one line for each.</summary>
    public static IEnumerable<string> KeptLines(KeptProof kept) =>
    [
        .. kept.Unknown.Select(folder => Texts.Get("verify-kept-unknown", folder)),
        .. kept.Missing.Select(intake => Texts.Get("verify-kept-missing", intake)),
        .. kept.Changed.Select(folder => Texts.Get("verify-kept-changed", folder)),
    ];
}
