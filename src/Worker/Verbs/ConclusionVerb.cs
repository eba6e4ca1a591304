using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims;
using Thrombophilia.Lims.Biobank;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Review;
using Thrombophilia.Lims.Data;
using Thrombophilia.Worker.Intake.Folders;
using Thrombophilia.Worker.Output;
using Thrombophilia.Worker.Startup;

namespace Thrombophilia.Worker.Verbs;

/// <summary><c>conclusion</c>: the newest conclusion of a person, as it was issued, and who has signed it.</summary>
internal static class ConclusionVerb
{
    public static Command Create()
    {
        var code = new Argument<string>("CODE") { Description = Texts.Help("conclusion-code") };
        var (data, format) = (DataOption.Create(), DataOption.Rows("table"));
        var verb = new Command("conclusion", Texts.Help("conclusion")) { code, data, format };
        verb.SetAction((line, stop) => RunAsync(DataFolder.Existing(line.GetValue(data)!), line.GetValue(code)!,
            CallRows.Format(line.GetValue(format)!), line.InvocationConfiguration.Output,
            line.InvocationConfiguration.Error, stop));
        return verb;
    }

    static async Task<int> RunAsync(DataFolder data, string code, RowFormat format, TextWriter output, TextWriter error,
        CancellationToken stop)
    {
        await using var db = LimsDb.Open(data.Root);
        if (await db.Subjects().AsNoTracking().SingleOrDefaultAsync(s => s.Code == code, stop) is not { } subject)
        {
            error.WriteLine(Texts.Get("conclusion-no-person", code, data.Root));
            return ExitCode.Refused;
        }
        var newest = await db.Conclusions().AsNoTracking().Where(c => c.SubjectId == subject.Id)
            .OrderByDescending(c => c.Version).FirstOrDefaultAsync(stop);
        if (newest is null)
        {
            error.WriteLine(Texts.Get("conclusion-not-issued", code));
            return ExitCode.Refused;
        }
        var consent = await ConsentCheck.NewestAsync(db, subject.Id, stop);
        var cases = CaseAnalysis.Load();
        if (!newest.ForReport || !ConsentCheck.Allows(cases.Biobank, ConsentStep.Report, consent))
        {
            error.WriteLine(Texts.Get("conclusion-no-report", code));
            return ExitCode.Refused;
        }
        // Signatures before a return count no more.
        var file = await new ReviewQueries(db, cases.Review, cases.Biobank).FindAsync(newest.PublicId, stop);
        var signed = file!.Standing.SignOffs.Select(s => s.By).ToList();
        if (format == RowFormat.Table) Tell(code, newest, signed, output);
        else Print(code, newest, signed, format, output);
        return ExitCode.Good;
    }

    static void Tell(string code, Conclusion issued, List<string> signed, TextWriter output)
    {
        output.WriteLine(Texts.Get("conclusion-issued", code, issued.Version, issued.Issued.Recorded));
        output.WriteLine(signed.Count == 0 ? Texts.Get("conclusion-unsigned")
            : Texts.Get("conclusion-signed", string.Join(", ", signed)));
        output.WriteLine();
        foreach (var statement in CaseAnalysis.StatementsOf(issued)) output.WriteLine("- " + statement.Sentence());
    }

    static void Print(string code, Conclusion issued, List<string> signed, RowFormat format, TextWriter output) =>
        PlainRows.Print(format, output,
            [new("subject", "", 0), new("version", "", 0, IsNumber: true), new("issued", "", 0),
                new("signed_by", "", 0), new("statement", "", 0)],
            _ => CaseAnalysis.StatementsOf(issued).Select(statement => new[]
            {
                code, issued.Version.ToString(CultureInfo.InvariantCulture), issued.Issued.Recorded,
                string.Join(' ', signed), statement.Code
            }));
}
