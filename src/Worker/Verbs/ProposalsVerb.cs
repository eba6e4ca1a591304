using System.CommandLine;
using System.Globalization;
using Thrombophilia.Lims;
using Thrombophilia.Lims.Clinic.Classifications;
using Thrombophilia.Lims.Data;
using Thrombophilia.Worker.Intake.Folders;
using Thrombophilia.Worker.Output;
using Thrombophilia.Worker.Startup;

namespace Thrombophilia.Worker.Verbs;

/// <summary>
/// <c>proposals</c>: persons whose conclusion the tables in force, or a draft of others, would change; or variants whose class the
/// rule sets would change. Nothing is applied.
/// </summary>
internal static class ProposalsVerb
{
    public static Command Create()
    {
        var rules = new Option<string?>("--rules") { Description = Texts.Help("proposals-rules"), HelpName = "DIR" };
        var variants = new Option<bool>("--variants") { Description = Texts.Help("proposals-variants") };
        var (data, format) = (DataOption.Create(), DataOption.Rows("table"));
        var verb = new Command("proposals", Texts.Help("proposals")) { rules, variants, data, format };
        verb.SetAction((line, stop) => line.GetValue(variants)
            ? VariantsAsync(DataFolder.Existing(line.GetValue(data)!), line.GetValue(rules), CallRows.Format(line.GetValue(format)!),
                line.InvocationConfiguration.Output, stop)
            : RunAsync(DataFolder.Existing(line.GetValue(data)!), line.GetValue(rules), CallRows.Format(line.GetValue(format)!),
                line.InvocationConfiguration.Output, stop));
        return verb;
    }

    static async Task<int> VariantsAsync(DataFolder data, string? rules, RowFormat format, TextWriter output, CancellationToken stop)
    {
        await using var db = LimsDb.Open(data.Root);
        var judge = (rules is null ? CaseAnalysis.Load() : CaseAnalysis.LoadDraft(rules)).Judge;
        var found = await new ReanalysisQueries(db, judge).FindAsync(stop);
        if (format == RowFormat.Table)
        {
            foreach (var v in found)
            {
                output.WriteLine(Texts.Get("proposals-variant", v.Key.Gene, v.Key.Shown, v.Persons, v.InForce ?? "-"));
                output.WriteLine(Texts.Get("proposals-class", v.Then, v.RulesThen, v.Now, v.RulesNow));
                output.WriteLine(Texts.Get("proposals-rows", Some(v.Gone), Some(v.Come)));
            }
            output.WriteLine(Texts.Get("proposals-variants-count", found.Count));
        }
        else
            PlainRows.Print(format, output,
                [new("gene", "", 0), new("variant", "", 0), new("then", "", 0), new("now", "", 0), new("gone", "", 0), new("come", "", 0),
                    new("rules_then", "", 0), new("rules_now", "", 0), new("persons", "", 0, IsNumber: true), new("record", "", 0)],
                _ => found.Select(v => new[]
                {
                    v.Key.Gene, v.Key.Name, v.Then, v.Now, string.Join(' ', v.Gone), string.Join(' ', v.Come), v.RulesThen, v.RulesNow,
                    v.Persons.ToString(CultureInfo.InvariantCulture), v.InForce ?? "",
                }));
        return ExitCode.Good;
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
