using System.Globalization;
using Thrombophilia.Lims.Clinic.Cases;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Decisions.Expressions;
using Thrombophilia.Lims.Decisions.Facts;
using Thrombophilia.Lims.Decisions.Tables;

namespace Thrombophilia.Lims.Clinic.Reports;

/// <summary>Words the options of a case, as the page of the options does.</summary>
sealed class AdviceWriter(ClinicalRules rules)
{
    /// <summary>What may be considered on the day of the answer.</summary>
    public ReportAdvice Write(CaseAnswer answer)
    {
        var options = answer.Options;
        var asked = answer.Asked.OrderByDescending(m => m.Rows.Count)
            .ToLookup(m => rules.Picture.Question(m.Fact.Id) is not null, m => rules.Text(m.Fact.TextKey));
        IReadOnlyList<ReportOption> told = [.. answer.Told.Select(row => OptionOf(row, options))];
        IReadOnlyList<ReportConflict> conflicts = [.. options.Conflicts.Select(c => new ReportConflict(c.Id, rules.Text(c.TextKey),
            rules.Text(c.AKey), c.ASources, rules.Text(c.BKey), c.BSources))];
        IReadOnlyList<ReportClaim> pregnancy = [.. answer.Pregnancy.Select(p => ClaimOf(p, p.Grade, ReportTexts.Of("advice.pregnancy",
            rules.Text(p.TextKey), rules.Text($"preg.{p.Antepartum}"), rules.Text($"preg.{p.Postpartum}"))))];
        IReadOnlyList<ReportClaim> relatives = [.. answer.Relatives.Select(r => ClaimOf(r, r.Grade, rules.Text(r.TextKey)))];
        var cited = told.Select(o => o.Claim).Concat(pregnancy).Concat(relatives).SelectMany(c => c.Sources)
            .Concat(conflicts.SelectMany(c => c.OneSources.Concat(c.OtherSources))).Distinct().Order(StringComparer.Ordinal);
        return new(answer.Reading.Case.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), StandingOf(answer), told,
            Kept(answer, options.Excluded, fired: true), Kept(answer, options.Excluded, fired: false),
            Kept(answer, options.Restricted, fired: true), conflicts, [.. asked[true]], [.. asked[false]], pregnancy, relatives,
            // A score of which nobody answered anything tells nothing of this person.
            [.. answer.Scores.Where(s => s.IsComplete || s.Answers.Any(a => IsAnswered(a) && a is { Computed: false, Item.Sex: "" }))
                .Select(ScoreOf)],
            [.. cited.Select(id => new ReportCitation(id, rules.Sources[id].Citation))]);
    }

    Words? StandingOf(CaseAnswer answer)
    {
        var stops = answer.Options.StoppedBy;
        return answer.IsUndecided ? ReportTexts.Of("advice.undecided")
            : !answer.IsTreated ? ReportTexts.Of("advice.none")
            : stops.Any(c => c.Fired) ? ReportTexts.Of("advice.stopped", Rows(stops.Where(c => c.Fired).Select(c => c.Row)))
            : answer.Options.Stop ? ReportTexts.Of("advice.stopped-open", Facts(stops.SelectMany(c => c.BlockedBy)))
            : answer.Options.NothingLeft ? ReportTexts.Of("advice.nothing-left") : null;
    }

    ReportOption OptionOf(OptionRow row, OptionsAnswer options)
    {
        var offer = options.Offers.FirstOrDefault(o => o.Row == row);
        var withheld = offer?.Withheld.Where(w => w.Why != Withholding.NotIndicated).Select(w => w.Class).ToList() ?? [];
        return new(ClaimOf(row, row.Grade, rules.Text(row.TextKey)), offer is { Left.Count: > 0 } ? Drugs(offer.Left) : null,
            withheld.Count > 0 ? Drugs(withheld) : null,
            row.Duration == OptionRow.NoDuration ? null : rules.Text($"dur.{row.Duration}"),
            [.. row.Cautions.Select(id => rules.Text(rules.Cautions.First(c => c.Id == id).TextKey))]);
    }

    static ReportClaim ClaimOf(ClinicalRow row, string grade, Words text) =>
        new(row.Id, text, row.Claim.Sources, grade, row.Claim.Confidence == Confidence.ToBeConfirmed);

    // What stands in the way of a treatment is told only where something is treated.
    IReadOnlyList<ReportKept> Kept(CaseAnswer answer, IReadOnlyList<KeptClass> kept, bool fired) => !answer.IsTreated ? []
        : [.. OptionsAnswer.Together(kept, fired).Select(one => new ReportKept(Drugs(one.Classes),
            fired ? Rows(one.Rows) : Facts(one.Unknown), [.. one.Rows.Select(r => r.Id)]))];

    ReportScore ScoreOf(ScoreResult score) => new(score.Score.Id, rules.Text(score.Score.TextKey), score.From, score.To,
        score.Answers.Count(IsAnswered), score.Answers.Count,
        score.Sets.Select(set => set.Band).OfType<ScoreBand>().Select(band => rules.Text(band.TextKey)).ToList() is { Count: > 0 } bands
            ? Words.List(bands) : null);

    static bool IsAnswered(ScoreAnswer item) => item.Answer != Truth.Unknown;

    Words Drugs(IEnumerable<DrugClass> drugs) => Words.List(drugs.Select(d => rules.Text(d.TextKey)));

    Words Facts(IEnumerable<Fact> facts) => Words.List(facts.Distinct().Select(f => rules.Text(f.TextKey)));

    Words Rows(IEnumerable<OptionRow> rows) => Words.List(rows.Select(r => rules.Text(r.TextKey)));
}
