using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Cases;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Decisions.Expressions;
using Thrombophilia.Lims.Decisions.Facts;
using Thrombophilia.Lims.Decisions.Tables;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Clinic.Options;

/// <summary>What may be considered for one person today, what stands against it, and what would change it.</summary>
internal sealed class OptionsModel(AdviceQueries advice, ClinicalRules rules, TimeProvider time) : ListPage(time)
{
    Advice shown = null!;

    public Subject Subject => shown.Subject;
    /// <summary>Null where the person has not agreed to an analysis and a report.</summary>
    public CaseAnswer? Answer => shown.Answer;
    public ClinicalRules Rules => rules;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        if (await advice.FindAsync(id, stop) is not { } found) return NotFound();
        shown = found;
        return Page();
    }

    public string Word(string key) => Rules.Text(key).In();
    public string Drugs(IEnumerable<DrugClass> drugs) => List(drugs.Select(d => Word(d.TextKey)));
    public string Facts(IEnumerable<Fact> facts) => List(facts.Distinct().Select(f => Word(f.TextKey)));
    public string Rows(IEnumerable<OptionRow> rows) => List(rows.Select(r => Word(r.TextKey)).Distinct());
    public static string List(IEnumerable<string> parts) => string.Join(Texts.Get("list.separator"), parts);
    public static bool IsToBeConfirmed(ClinicalRow? row) => row?.Claim.Confidence == Confidence.ToBeConfirmed;

    /// <summary>What the rows that are told rest on.</summary>
    public IEnumerable<ClinicalSource> Sources => Answer!.Told.SelectMany(r => r.Claim.Sources)
        .Concat(Answer.Options.Conflicts.SelectMany(c => c.ASources.Concat(c.BSources)))
        .Concat(Answer.Pregnancy.SelectMany(p => p.Claim.Sources)).Concat(Answer.Relatives.SelectMany(r => r.Claim.Sources))
        .Distinct().Order(StringComparer.Ordinal).Select(id => Rules.Sources[id]);

    /// <summary>What a row leaves of its offer; null for a row that offers nothing.</summary>
    public Offer? OfferOf(OptionRow row) => Answer!.Options.Offers.FirstOrDefault(o => o.Row == row);

    public static string Points(ScoreResult score) => score.From == score.To
        ? Points(score.From)
        : FormattableString.Invariant($"{score.From:0.##}–{score.To:0.##}");

    public static string Points(decimal points) => points.ToString("0.##", CultureInfo.InvariantCulture);

    public static string WordOf(Truth answer) => Texts.Get(answer switch
    {
        Truth.True => "picture.yes",
        Truth.False => "picture.no",
        _ => "options.score.open",
    });

    public static int Answered(ScoreResult score) => score.Answers.Count(a => a.Answer != Truth.Unknown);

    /// <summary>The value of a known fact in words.</summary>
    public string ValueOf(Fact fact) => fact.Type switch
    {
        FactType.Flag => Texts.Get(Answer!.Reading.Facts.Flag(fact.Id) == true ? "picture.yes" : "picture.no"),
        FactType.Number => $"{Answer!.Reading.Facts.Text(fact.Id)} {fact.Unit}".TrimEnd(),
        _ => List(Answer!.Reading.Facts.Text(fact.Id).Split('+').Select(v => Rules.Picture.Value(fact, v).In())),
    };

    /// <summary>Who told a fact, and of which day; that it was derived where nobody did.</summary>
    public string From(Fact fact) => shown.Picture.Known.ContainsKey(fact.Id) ? Told(fact.Id) : Texts.Get("options.derived");

    /// <summary>What answers an item: a person, or facts; those that are missing where none does.</summary>
    public string From(ScoreAnswer item) => item.Missing.Count > 0 ? Texts.Get("options.score.missing", Facts(item.Missing))
        : item.Computed ? Texts.Get("options.score.computed")
        : shown.Picture.Items.ContainsKey(item.Item.Id) ? Told(item.Item.Id)
        : item.Answer == Truth.False ? Texts.Get("options.score.other-sex") : "";

    string Told(string question) => shown.Picture.Answers[question].Fact is var told
        ? $"{Texts.Get($"origin.{told.Origin}")}, {When(told.Observed)}" : "";
}
