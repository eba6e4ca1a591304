using Thrombophilia.Lims.Clinic.Cases;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Decisions.Tables;
using Words = Thrombophilia.Worker.Startup.Texts;

namespace Thrombophilia.Worker.Output;

/// <summary>Answers of <c>conclude</c> for people: what is urgent first, then the conclusion, what comes next, the options.</summary>
sealed class CaseText(ClinicalRules rules, TextWriter output)
{
    bool isLater;

    /// <summary>Prints one answer.</summary>
    public void Write(CaseAnswer answer)
    {
        if (isLater) output.WriteLine();
        isLater = true;
        output.WriteLine(Words.Get("conclude-title", answer.Reading.Case.Id.Length > 0 ? answer.Reading.Case.Id : "-",
            answer.Reading.Case.AsOf.ToString("O")));
        foreach (var urgent in answer.Urgent) output.WriteLine($"!! {urgent.Text.In()}{Confirm(urgent.Row)}");
        if (answer.Headline.Row is not CriticalValueRow) output.WriteLine(answer.Headline.Text.In());
        Part("conclude-rests-on", answer.Statements.Select(s => s.Text.In() + Confirm(s.Row)));
        output.WriteLine();
        output.WriteLine(rules.Text("ui.options").In());
        if (answer.Options.Stop)
            output.WriteLine("  " + Words.Get("conclude-stopped", Ids(answer.Options.StoppedBy.Select(c => c.Row.Id))));
        foreach (var row in answer.Options.Rows.Fired)
        {
            var offer = answer.Options.Offers.FirstOrDefault(o => o.Row == row);
            output.WriteLine($"  [{row.Id}] {rules.Text(row.TextKey).In()}{Confirm(row)}");
            if (offer is { Left.Count: > 0 }) output.WriteLine("      " + Words.Get("conclude-offer", Drugs(offer.Left)));
            if (row.Duration != "none") output.WriteLine("      " + Words.Get("conclude-duration", rules.Text($"dur.{row.Duration}").In()));
            foreach (var caution in row.Cautions)
                output.WriteLine("      - " + rules.Text(rules.Cautions.First(c => c.Id == caution).TextKey).In());
            output.WriteLine("      " + Words.Get("conclude-source", string.Join(", ", row.Claim.Sources), row.Grade));
        }
        Part("conclude-excluded", answer.Options.Excluded.Select(k => $"{rules.Text(k.Class.TextKey).In()} [{Ids(k.Causes.Select(c => c.Row.Id))}]"));
        Part("conclude-restricted", answer.Options.Restricted.Select(k => $"{rules.Text(k.Class.TextKey).In()} [{Ids(k.Causes.Select(c => c.Row.Id))}]"));
        Part("conclude-conflicts", answer.Options.Conflicts.Select(c =>
            $"{rules.Text(c.TextKey).In()} {rules.Text(c.AKey).In()} / {rules.Text(c.BKey).In()}"));
        Part("conclude-pregnancy", answer.Pregnancy.Select(p => $"[{p.Id}] {rules.Text(p.TextKey).In()}: "
            + $"{rules.Text($"preg.{p.Antepartum}").In()} / {rules.Text($"preg.{p.Postpartum}").In()} ({string.Join(", ", p.Claim.Sources)})"));
        Part("conclude-relatives", answer.Relatives.Select(r => $"[{r.Id}] {rules.Text(r.TextKey).In()}{Confirm(r)}"));
        Part("conclude-missing", answer.Missing.Select(m => $"{rules.Text(m.Fact.TextKey).In()} ({m.Fact.Id}) [{Ids(m.Rows)}]"));
    }

    void Part(string title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0) return;
        output.WriteLine();
        output.WriteLine(Words.Get(title));
        foreach (var line in all) output.WriteLine("  " + line);
    }

    string Drugs(IEnumerable<DrugClass> drugs) => string.Join(", ", drugs.Select(d => rules.Text(d.TextKey).In()));

    string Confirm(ClinicalRow? row) =>
        row?.Claim.Confidence == Confidence.ToBeConfirmed ? $" ({rules.Text("ui.tbc").In()})" : "";

    static string Ids(IEnumerable<string> ids) => string.Join(", ", ids);
}
