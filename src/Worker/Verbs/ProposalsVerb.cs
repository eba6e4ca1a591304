using System.CommandLine;
using System.Globalization;
using Thrombophilia.Lims;
using Thrombophilia.Lims.Data;
using Thrombophilia.Worker.Intake.Folders;
using Thrombophilia.Worker.Output;
using Thrombophilia.Worker.Startup;

namespace Thrombophilia.Worker.Verbs;

/// <summary>
/// <c>proposals</c>: persons whose conclusion the tables in force, or a draft of others, would change. Nothing is applied.
/// </summary>
internal static class ProposalsVerb
{
    public static Command Create()
    {
        var rules = new Option<string?>("--rules") { Description = Texts.Help("proposals-rules"), HelpName = "DIR" };
        var (data, format) = (DataOption.Create(), DataOption.Rows("table"));
        var verb = new Command("proposals", Texts.Help("proposals")) { rules, data, format };
        verb.SetAction((line, stop) => RunAsync(DataFolder.Existing(line.GetValue(data)!), line.GetValue(rules),
            CallRows.Format(line.GetValue(format)!), line.InvocationConfiguration.Output, stop));
        return verb;
    }

    static async Task<int> RunAsync(DataFolder data, string? rules, RowFormat format, TextWriter output, CancellationToken stop)
    {
        await using var db = LimsDb.Open(data.Root);
        var queries = new ProposalQueries(db, CaseAnalysis.Load());
        var found = new List<Proposal>();
        await foreach (var proposal in (rules is null ? queries.SinceIssueAsync() : queries.ByDraftAsync(CaseAnalysis.LoadDraft(rules)))
            .WithCancellation(stop)) found.Add(proposal);
        if (format == RowFormat.Table) Tell(found, output);
        else
            PlainRows.Print(format, output,
                [new("subject", "", 0), new("version", "", 0, IsNumber: true), new("gone", "", 0), new("come", "", 0)],
                _ => found.Select(p => new[]
                {
                    p.Subject, p.Version.ToString(CultureInfo.InvariantCulture), string.Join(' ', p.Gone), string.Join(' ', p.Come),
                }));
        return ExitCode.Good;
    }

    static void Tell(List<Proposal> found, TextWriter output)
    {
        foreach (var p in found)
        {
            output.WriteLine(Texts.Get("proposals-person", p.Subject, p.Version));
            output.WriteLine(Texts.Get(p.Now == p.Then ? "proposals-same" : "proposals-headline", p.Now, p.Then));
            output.WriteLine(Texts.Get("proposals-rows", Some(p.Gone), Some(p.Come)));
        }
        output.WriteLine(Texts.Get("proposals-count", found.Count));
    }

    static string Some(IReadOnlyList<string> codes) => codes.Count == 0 ? "-" : string.Join(' ', codes);
}
