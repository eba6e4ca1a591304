using System.CommandLine;
using System.Globalization;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Data.Audit;
using Thrombophilia.Worker.Intake.Folders;
using Thrombophilia.Worker.Startup;

namespace Thrombophilia.Worker.Verbs;

/// <summary>
/// <c>verify</c>: proves that the audit trail is whole, archives included, or names the first entry that is broken.
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
        var verb = new Command("verify", Texts.Help("verify")) { data, before };
        verb.SetAction(
            (line, stop) =>
                RunAsync(DataFolder.Existing(line.GetValue(data)!), Day(line.GetValue(before)),
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
        await using var db = LimsDb.Open(data.Root);
        var (broken, entries, last) = await AuditProof.VerifyAsync(db, data.Root, stop);
        if (broken is null && before is { } day)
            output.WriteLine(
                Texts.Get("verify-archived", await AuditArchiver.ArchiveAsync(new Writes(db), data.Root, day, stop)));
        output.WriteLine(
            broken is null ? Texts.Get("verify-whole", entries, last)
                : Texts.Get("verify-" + broken.Fault, broken.Entry, broken.File ?? ""));
        return broken is null ? ExitCode.Good : ExitCode.Refused;
    }
}
