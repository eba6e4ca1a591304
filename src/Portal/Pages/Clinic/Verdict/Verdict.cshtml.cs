using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims;
using Thrombophilia.Lims.Clinic.Cases;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Clinic.Picture;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Decisions.Facts;
using Thrombophilia.Lims.Decisions.Tables;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Laboratory.Assays;
using Thrombophilia.Portal.Access;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Localization;
using Thrombophilia.Portal.Pages.Clinic.Options;
using Thrombophilia.Portal.Ui;
using Thrombophilia.Variants.Acmg;

namespace Thrombophilia.Portal.Pages.Clinic.Verdict;

/// <summary>One page from which a clinician decides: what is signed, what follows today, and what would change it.</summary>
internal sealed class VerdictModel(SubjectVerdictQueries verdicts, PictureQueries pictures, PictureService service, ClinicalRules rules,
    CurrentUser who, TimeProvider time) : ListPage(time)
{
    // More stand in the clinical picture.
    const int MostQuestions = 8;
    readonly TimeProvider clock = time;
    IReadOnlyList<PictureQuestion> questions = [];

    public SubjectVerdict Shown { get; private set; } = null!;
    /// <summary>What the last answers have changed; null where nobody has just answered.</summary>
    public IReadOnlyList<AdviceChange>? Changes { get; private set; }
    /// <summary>Missing facts that nobody is asked for: they are examined.</summary>
    public IReadOnlyList<Fact> Examined { get; private set; } = [];
    /// <summary>Answers that have aged, would change something, and may be true still.</summary>
    public IReadOnlyList<PictureAnswer> Aged { get; private set; } = [];
    /// <summary>Questions that would change something and stand in the clinical picture alone.</summary>
    public int MoreQuestions { get; private set; }

    public AdviceText Words => new(rules, Shown.Advice!.Answer, Shown.Advice.NotSigned.HeldBack);
    public PictureForm Form =>
        new PictureForm(rules, Shown.Advice!.Picture, Answers, When).Of([.. questions.Select((question, index) => (index, question))]);
    public bool MayReadNames => who.MayReadNames;
    public bool MayOpenNotices => RouteAccess.Of("/notices/{id:guid}")!.Allows(who, HttpMethods.Get);
    public string Printed => When(Moment.Of(clock.GetUtcNow()));

    /// <summary>One for each question of the short form, in their order.</summary>
    [BindProperty]
    public List<TypedAnswer> Answers { get; set; } = [];
    [BindProperty]
    public string? Observed { get; set; }
    [BindProperty]
    public FactOrigin Origin { get; set; } = FactOrigin.Physician;
    /// <summary>Ids of the facts that are still true.</summary>
    [BindProperty]
    public List<string> Confirmed { get; set; } = [];

    public static string Sentence(Statement statement) => PageText.Sentence(statement.Sentence());
    public string NameOf(AssayResult result) => rules.NameOf(result.Analyte, result.Method);
    public string Zygosity(CarriedAllele allele) => rules.Text(allele.Copies switch
    {
        1 => "say.heterozygous",
        2 => "say.homozygous",
        _ => "say.copies-unknown",
    }).In();

    public string CertaintyOf(int certainty) =>
        PageText.Sentence(rules.Text("say.certainty").Filled(Lims.Decisions.Words.Same($"{certainty}")).In());

    public static string ClassOf(CarriedAllele allele) => ConclusionTexts.Word($"class.{allele.Class?.Code() ?? "none"}");

    /// <summary>The answers of <see cref="Aged"/> in words.</summary>
    public IEnumerable<(string, string)> AgedChoices => Aged.Select(a => (a.Fact.Fact, Texts.Get("outcome.aged.line",
        PageText.Sentence(a.Question.Words.In()), Form.WordsOf(a.Fact), When(a.Fact.Observed))));

    public async Task<IActionResult> OnGetAsync(Guid id, int? since, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        Observed = DateOnly.FromDateTime(clock.GetLocalNow().Date).ToString("O");
        Answers = [.. questions.Select(q => new TypedAnswer { Fact = q.Fact.Id })];
        if (since is >= 0 and var answers && answers < Shown.Advice?.Answers) Changes = await verdicts.ChangesSinceAsync(id, answers, stop);
        return Page();
    }

    public async Task<IActionResult> OnPostAnswerAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (Shown.Advice is null) return RedirectToPage(new { id });
        // What was typed is kept where it is refused, whatever the form would ask now.
        questions = [.. Answers.Select(a => rules.Picture.Question(a.Fact)).OfType<PictureQuestion>()];
        if (questions.Count != Answers.Count) return RedirectToPage(new { id });
        if (!DateOnly.TryParseExact(Observed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            Refuse(nameof(Observed), "not-a-date");
        if (!ModelState.IsValid) return Page();
        return await RecordAsync(id, [.. Answers.Where(a => a.Text.Length > 0).Select(a => new PictureEntry(a.Fact, a.Text))], day, stop);
    }

    public async Task<IActionResult> OnPostConfirmAsync(Guid id, CancellationToken stop)
    {
        if (!await LoadAsync(id, stop)) return NotFound();
        if (Shown.Advice is null) return RedirectToPage(new { id });
        var still = Aged.Select(a => a.Fact).Where(fact => Confirmed.Contains(fact.Fact));
        return await RecordAsync(id, [.. still.Select(fact => new PictureEntry(fact.Fact, fact.Value))],
            DateOnly.FromDateTime(clock.GetLocalNow().Date), stop);
    }

    async Task<IActionResult> RecordAsync(Guid id, IReadOnlyList<PictureEntry> entries, DateOnly day, CancellationToken stop)
    {
        try
        {
            var written = await service.RecordAsync(id, entries, day, Origin, stop);
            if (written == 0) Say("picture.nothing-new");
            else Say("picture.saved", written);
            return RedirectToPage(null, null, new { id, since = Shown.Advice!.Answers }, "changed");
        }
        catch (RefusedStepException e)
        {
            ModelState.AddModelError(Form.FieldOf(e.Refusal) ?? nameof(Observed), $"{e.Refusal.Text()} {e.Refusal.Next()}");
            return Page();
        }
    }

    async Task<bool> LoadAsync(Guid id, CancellationToken stop)
    {
        if (await verdicts.FindAsync(id, MayReadNames, stop) is not { } found) return false;
        Shown = found;
        if (found.Advice is not { } advice || await pictures.FindAsync(id, stop: stop) is not { } file) return true;
        var applies = file.Sections.SelectMany(s => s.Questions).ToDictionary(q => q.Fact.Id, StringComparer.Ordinal);
        var missing = advice.Answer.Asked.OrderByDescending(m => m.Rows.Count).Select(m => m.Fact).ToList();
        List<PictureQuestion> asked = [.. applies.Values.Where(q => IsAssumed(q.Fact, advice)),
            .. missing.Select(fact => applies.GetValueOrDefault(fact.Id)).OfType<PictureQuestion>()];
        (questions, MoreQuestions) = ([.. asked.Take(MostQuestions)], Math.Max(0, asked.Count - MostQuestions));
        Examined = [.. missing.Where(fact => !applies.ContainsKey(fact.Id))];
        // A number is measured anew, not confirmed.
        Aged = [.. missing.Where(fact => fact.Type != FactType.Number && applies.ContainsKey(fact.Id))
            .Select(fact => advice.Picture.Answers.GetValueOrDefault(fact.Id)).OfType<PictureAnswer>()
            .Where(a => a.IsOutdated && a.Fact.Value != ClinicalFact.Unknown)];
        return true;
    }

    // Nobody answered, and the tables assume something else than the first, harmless value.
    static bool IsAssumed(Fact fact, SignedAdvice advice) => fact.Type == FactType.Choice
        && !advice.Picture.Known.ContainsKey(fact.Id) && advice.Answer.Reading.Facts.Known.Contains(fact)
        && advice.Answer.Reading.Facts.Text(fact.Id) != fact.Values[0];
}
