using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Clinic.Cases;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Decisions.Expressions;
using Thrombophilia.Lims.Decisions.Facts;
using Thrombophilia.Lims.Decisions.Tables;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Clinic.Options;

/// <summary>What may be considered for one person today, what stands against it, and what would change it.</summary>
internal sealed class OptionsModel(AdviceQueries advice, ClinicalRules rules, CurrentUser who, TimeProvider time) : ListPage(time)
{
    Advice shown = null!;

    public Subject Subject => shown.Subject;
    /// <summary>Null where the person has not agreed to an analysis and a report.</summary>
    public CaseAnswer? Answer => shown.Answer;
    public ClinicalRules Rules => rules;
    /// <summary>Who does not review conclusions sees nothing that rests on results without a signature.</summary>
    public bool IsSignedOnly => !who.Is(Role.Geneticist);
    public AdviceText Words => new(rules, Answer!, shown.NotSigned.HeldBack);
    public UnsignedResults NotSigned => shown.NotSigned;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken stop)
    {
        if (await advice.FindAsync(id, IsSignedOnly, stop) is not { } found) return NotFound();
        shown = found;
        return Page();
    }

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
        _ => AdviceText.List(Answer!.Reading.Facts.Text(fact.Id).Split('+').Select(v => Rules.Picture.Value(fact, v).In())),
    };

    /// <summary>Who told a fact, and of which day; that it was derived where nobody did.</summary>
    public string From(Fact fact) => shown.Picture.Known.ContainsKey(fact.Id) ? Told(fact.Id) : Texts.Get("options.derived");

    /// <summary>What answers an item: a person, or facts; those that are missing where none does.</summary>
    public string From(ScoreAnswer item) => item.Missing.Count > 0 ? Texts.Get("options.score.missing", Words.Facts(item.Missing))
        : item.Computed ? Texts.Get("options.score.computed")
        : shown.Picture.Items.ContainsKey(item.Item.Id) ? Told(item.Item.Id)
        : item.Answer == Truth.False ? Texts.Get("options.score.other-sex") : "";

    string Told(string question) => shown.Picture.Answers[question].Fact is var told
        ? $"{Texts.Get($"origin.{told.Origin}")}, {When(told.Observed)}" : "";
}
