using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Clinic.Picture;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Decisions.Tables;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Portal.Access;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Ui;

namespace Thrombophilia.Portal.Pages.Clinic.Picture;

/// <summary>The clinical picture of one person: a form that the table of questions makes.</summary>
internal sealed class PictureModel(PictureQueries pictures, PictureService service, ClinicalRules rules, CurrentUser who,
    TimeProvider time) : QuestionsPage(rules, time)
{
    public new PictureFile File { get; private set; } = null!;
    /// <summary>The score whose items are asked; null where the questions of the picture are.</summary>
    public PictureSection? Score { get; private set; }
    public IReadOnlyList<PictureSection> Scores => Rules.Picture.Scores;
    public string About => Score is { Questions: [var item, ..] }
        ? Texts.Get("score.about", item.Fact.MaxAgeDays ?? 0) : Texts.Get("picture.about");
    public bool MayWrite => RouteAccess.Of("/subjects/{id:guid}/picture")!.Allows(who, HttpMethods.Post);

    public string QuestionOf(ClinicalFact answer) => Rules.Picture.Question(answer.Fact)?.Words.In() ?? answer.Fact;

    public async Task<IActionResult> OnGetAsync(Guid id, string? score, CancellationToken stop)
    {
        if (!await LoadAsync(id, score, stop)) return NotFound();
        Observed = Today;
        Answers = [.. Ids.Select(fact => Filled(fact, File.Picture))];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string? score, CancellationToken stop)
    {
        if (!MayWrite) return Forbid();
        if (!await LoadAsync(id, score, stop)) return NotFound();
        // The form of a page that was opened under other questions does not fit any more.
        if (!Fits) return RedirectToPage(new { id, score });
        var day = Day();
        if (!ModelState.IsValid) return Page();
        try
        {
            var written = await service.RecordAsync(id, Entries(File.Picture), day, Origin, stop);
            if (written == 0) Say("picture.nothing-new");
            else Say("picture.saved", written);
            return RedirectToPage(new { id, score });
        }
        catch (RefusedStepException e)
        {
            Refuse(e.Refusal, ("observed", nameof(Observed)));
            return Page();
        }
    }

    async Task<bool> LoadAsync(Guid id, string? score, CancellationToken stop)
    {
        if (await pictures.FindAsync(id, score, stop) is not { } found) return false;
        (File, Score) = (found, score is null ? null : found.Sections.Count > 0 ? found.Sections[0] : null);
        Shown = [.. found.Sections.Select(s => (Score is null ? s.Title.In() : Texts.Get("score.items"),
            (IReadOnlyList<ShownQuestion>)[.. s.Questions.Select(q => Shows(q, found.Picture))]))];
        return true;
    }
}
