using Thrombophilia.Lims.Clinic.Cases;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Decisions.Facts;
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
        Options(answer);
        if (answer.IsTreated)
        {
            Part("conclude-excluded", Kept(answer.Options.Excluded, fired: true));
            Part("conclude-open", Kept(answer.Options.Excluded, fired: false));
            Part("conclude-restricted", Kept(answer.Options.Restricted, fired: true));
        }
        Part("conclude-conflicts", answer.Options.Conflicts.Select(c =>
            $"{rules.Text(c.TextKey).In()} {rules.Text(c.AKey).In()} / {rules.Text(c.BKey).In()}"));
        Part("conclude-pregnancy", answer.Pregnancy.Select(p => $"[{p.Id}] {rules.Text(p.TextKey).In()}: "
            + $"{rules.Text($"preg.{p.Antepartum}").In()} / {rules.Text($"preg.{p.Postpartum}").In()} "
            + $"({string.Join(", ", p.Claim.Sources)})"));
        Part("conclude-relatives", answer.Relatives.Select(r => $"[{r.Id}] {rules.Text(r.TextKey).In()}{Confirm(r)}"));
        Part("conclude-missing", answer.Asked.Select(m => $"{rules.Text(m.Fact.TextKey).In()} ({m.Fact.Id}) [{Ids(m.Rows)}]"));
    }

    void Options(CaseAnswer answer)
    {
        var options = answer.Options;
        if (answer.IsUndecided) output.WriteLine("  " + Words.Get("conclude-undecided"));
        else if (!answer.IsTreated) output.WriteLine("  " + Words.Get("conclude-no-indication"));
        else if (options.StoppedBy.Any(cause => cause.Fired))
            output.WriteLine("  " + Words.Get("conclude-stopped", Ids(options.StoppedBy.Where(c => c.Fired).Select(c => c.Row.Id))));
        else if (options.Stop)
            output.WriteLine("  " + Words.Get("conclude-stopped-open", Facts(options.StoppedBy.SelectMany(c => c.BlockedBy))));
        foreach (var row in answer.Told)
        {
            var offer = options.Offers.FirstOrDefault(o => o.Row == row);
            output.WriteLine($"  [{row.Id}] {rules.Text(row.TextKey).In()}{Confirm(row)}");
            if (offer is { Left.Count: > 0 }) output.WriteLine("      " + Words.Get("conclude-offer", Drugs(offer.Left)));
            if (offer?.Withheld.Where(w => w.Why != Withholding.NotIndicated).Select(w => w.Class).ToList() is { Count: > 0 } withheld)
                output.WriteLine("      " + Words.Get("conclude-withheld", Drugs(withheld)));
            if (row.Duration != "none") output.WriteLine("      " + Words.Get("conclude-duration", rules.Text($"dur.{row.Duration}").In()));
            foreach (var caution in row.Cautions)
                output.WriteLine("      - " + rules.Text(rules.Cautions.First(c => c.Id == caution).TextKey).In());
            output.WriteLine("      " + Words.Get("conclude-source", string.Join(", ", row.Claim.Sources), row.Grade));
        }
    }

    // By the rows that hold; or, where only unknown facts stand in the way, by these.
    IEnumerable<string> Kept(IReadOnlyList<KeptClass> kept, bool fired) => OptionsAnswer.Together(kept, fired)
        .Select(one => $"{Drugs(one.Classes)} [{(fired ? Ids(one.Rows.Select(row => row.Id)) : Facts(one.Unknown))}]");

    string Facts(IEnumerable<Fact> facts) => List(facts.Distinct().Select(fact => rules.Text(fact.TextKey).In()));

    void Part(string title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0) return;
        output.WriteLine();
        output.WriteLine(Words.Get(title));
        foreach (var line in all) output.WriteLine("  " + line);
    }

    string Drugs(IEnumerable<DrugClass> drugs) => List(drugs.Select(d => rules.Text(d.TextKey).In()));

    static string List(IEnumerable<string> parts) => string.Join(Words.Get("list-separator"), parts);

    string Confirm(ClinicalRow? row) =>
        row?.Claim.Confidence == Confidence.ToBeConfirmed ? $" ({rules.Text("ui.tbc").In()})" : "";

    static string Ids(IEnumerable<string> ids) => string.Join(", ", ids);
}
