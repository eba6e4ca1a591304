using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Clinic.Picture;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Decisions.Facts;
using Thrombophilia.Lims.Decisions.Tables;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Portal.Access;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Clinic.Picture;

/// <summary>The clinical picture of one person: a form that the table of questions makes.</summary>
internal sealed class PictureModel(PictureQueries pictures, PictureService service, ClinicalRules rules, CurrentUser who,
    TimeProvider time) : ListPage(time)
{
    readonly TimeProvider clock = time;

    public PictureFile Shown { get; private set; } = null!;
    /// <summary>The score whose items are asked; null where the questions of the picture are.</summary>
    public PictureSection? Score { get; private set; }
    public IReadOnlyList<PictureSection> Scores => rules.Picture.Scores;
    public string About => Score is { Questions: [var item, ..] }
        ? Texts.Get("score.about", item.Fact.MaxAgeDays ?? 0) : Texts.Get("picture.about");
    public bool MayWrite => RouteAccess.Of("/subjects/{id:guid}/picture")!.Allows(who, HttpMethods.Post);

    /// <summary>One for each question that is shown, in their order.</summary>
    [BindProperty]
    public List<TypedAnswer> Answers { get; set; } = [];
    [BindProperty]
    public string? Observed { get; set; }
    [BindProperty]
    public FactOrigin Origin { get; set; }

    public string Today => DateOnly.FromDateTime(clock.GetLocalNow().Date).ToString("O");

    /// <summary>The sections, each question with its place in <see cref="Answers"/>.</summary>
    public IEnumerable<(string Title, IReadOnlyList<(int Index, PictureQuestion Question)> Questions)> Sections
    {
        get
        {
            var next = 0;
            foreach (var section in Shown.Sections)
                yield return (Score is null ? section.Title.In() : Texts.Get("score.items"),
                    [.. section.Questions.Select(q => (next++, q))]);
        }
    }

    /// <summary>The fields of a section, and answers in words.</summary>
    public PictureForm Form => new(rules, Shown.Picture, Answers, When);

    public string QuestionOf(ClinicalFact answer) => rules.Picture.Question(answer.Fact)?.Words.In() ?? answer.Fact;

    public async Task<IActionResult> OnGetAsync(Guid id, string? score, CancellationToken stop)
    {
        if (await pictures.FindAsync(id, score, stop) is not { } found) return NotFound();
        (Shown, Score) = (found, score is null ? null : found.Sections.Count > 0 ? found.Sections[0] : null);
        Observed = Today;
        Answers = [.. found.Sections.SelectMany(s => s.Questions).Select(Filled)];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string? score, CancellationToken stop)
    {
        if (!MayWrite) return Forbid();
        if (await pictures.FindAsync(id, score, stop) is not { } found) return NotFound();
        (Shown, Score) = (found, score is null ? null : found.Sections.Count > 0 ? found.Sections[0] : null);
        var asked = found.Sections.SelectMany(s => s.Questions).Select(q => q.Fact.Id).ToList();
        // The form of a page that was opened under other questions does not fit any more.
        if (!Answers.Select(a => a.Fact).SequenceEqual(asked)) return RedirectToPage(new { id, score });
        if (!DateOnly.TryParseExact(Observed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            Refuse(nameof(Observed), "not-a-date");
        if (!ModelState.IsValid) return Page();
        try
        {
            // What was answered and is empty now is known no more.
            List<PictureEntry> entries = [.. Answers.Where(a => a.Text.Length > 0 || IsTaken(a))
                .Select(a => new PictureEntry(a.Fact, a.Text.Length > 0 ? a.Text : ClinicalFact.Unknown))];
            var written = await service.RecordAsync(id, entries, day, Origin, stop);
            if (written == 0) Say("picture.nothing-new");
            else Say("picture.saved", written);
            return RedirectToPage(new { id, score });
        }
        catch (RefusedStepException e)
        {
            ModelState.AddModelError(Form.FieldOf(e.Refusal) ?? nameof(Observed), $"{e.Refusal.Text()} {e.Refusal.Next()}");
            return Page();
        }
    }

    bool IsTaken(TypedAnswer answer) => Shown.Picture.Answers.TryGetValue(answer.Fact, out var old) && !old.IsOutdated
        && old.Fact.Value != ClinicalFact.Unknown;

    TypedAnswer Filled(PictureQuestion question)
    {
        var typed = new TypedAnswer { Fact = question.Fact.Id };
        if (!Shown.Picture.Answers.TryGetValue(question.Fact.Id, out var answer) || answer.IsOutdated) return typed;
        if (question.Fact.Type == FactType.Choices) typed.Values = [.. answer.Fact.Value.Split('+')];
        // A number that nobody knows is an empty field.
        else if (answer.Fact.Value != ClinicalFact.Unknown || question.Fact.Type != FactType.Number) typed.Value = answer.Fact.Value;
        return typed;
    }
}
