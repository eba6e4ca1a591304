using Microsoft.AspNetCore.Mvc;
using Thrombophilia.Lims.Clinic.Picture;
using Thrombophilia.Lims.Clinic.Requests.Forms;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Decisions.Facts;
using Thrombophilia.Lims.Decisions.Tables;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Portal.Localization;

namespace Thrombophilia.Portal.Ui;

/// <summary>A question as a page shows it.</summary>
/// <param name="Id">Id of the fact or the field.</param>
/// <param name="Words">The question.</param>
/// <param name="Hint">What stands below it; empty for nothing.</param>
/// <param name="Type">Type of its control.</param>
/// <param name="Options">What can be chosen.</param>
/// <param name="IsRequired">It has to be answered.</param>
internal sealed record ShownQuestion(string Id, string Words, string Hint, string Type, IReadOnlyList<(string, string)> Options,
    bool IsRequired = false);

/// <summary>
/// What pages with questions share: facts of the clinical picture and fields of forms, shown by the partial page
/// <c>_Questions</c> in their order.
/// </summary>
abstract class QuestionsPage(ClinicalRules rules, TimeProvider time) : ListPage(time)
{
    readonly TimeProvider clock = time;

    /// <summary>The clinical tables.</summary>
    protected ClinicalRules Rules => rules;

    /// <summary>One for each question that is shown, in their order.</summary>
    [BindProperty]
    public List<TypedAnswer> Answers { get; set; } = [];
    /// <summary>The day of which the facts tell.</summary>
    [BindProperty]
    public string? Observed { get; set; }
    /// <summary>Who says them.</summary>
    [BindProperty]
    public FactOrigin Origin { get; set; }

    /// <summary>The sections with their questions.</summary>
    public IReadOnlyList<(string Title, IReadOnlyList<ShownQuestion> Questions)> Shown { get; protected set; } = [];

    /// <summary>Today at the site, as the browser's own field takes it.</summary>
    public string Today => DateOnly.FromDateTime(clock.GetLocalNow().Date).ToString("O");

    /// <summary>The ids of the questions that are shown, in their order.</summary>
    protected IReadOnlyList<string> Ids => [.. Shown.SelectMany(s => s.Questions).Select(q => q.Id)];

    /// <summary>The form that was sent has these very questions: else it was opened under others.</summary>
    protected bool Fits => Answers.Select(a => a.Fact).SequenceEqual(Ids);

    /// <summary>The day of which the facts tell; an error beside the field where it is none.</summary>
    protected DateOnly Day()
    {
        if (DateOnly.TryParseExact(Observed, "O", out var day)) return day;
        Refuse(nameof(Observed), "not-a-date");
        return default;
    }

    /// <summary>A fact of the picture as it is asked.</summary>
    protected ShownQuestion Shows(PictureQuestion question, ClinicalPicture picture)
    {
        var form = FormOf(picture);
        return new(question.Fact.Id, PageText.Sentence(question.Words.In()), form.HintOf(question), PictureForm.TypeOf(question),
            [.. form.ChoicesOf(question)]);
    }

    PictureForm FormOf(ClinicalPicture picture) => new(rules, picture, Answers, When);

    /// <summary>A field of a form as it is asked.</summary>
    protected ShownQuestion Shows(FormField field, ClinicalPicture picture) => field.Question is { } question ? Shows(question, picture)
        : new(field.Id, PageText.Sentence(field.Words.In()),
            string.Join(". ", new[] { field.Hint?.In(), field.Unit }.Where(part => !string.IsNullOrEmpty(part))),
            field.Kind switch
            {
                FieldKind.Lines => "textarea",
                FieldKind.Date => "date",
                FieldKind.Choice => "select",
                FieldKind.Choices => "checks",
                _ => "text",
            },
            [.. (field.Kind == FieldKind.Choice ? [("", Texts.Get("picture.not-asked"))] : Array.Empty<(string, string)>())
                .Concat(field.Options.Select(o => (o.Id, o.Words.In())))],
            field.IsRequired);

    /// <summary>What the picture knows, put into its field.</summary>
    protected static TypedAnswer Filled(string id, ClinicalPicture picture)
    {
        var typed = new TypedAnswer { Fact = id };
        if (!picture.Answers.TryGetValue(id, out var answer) || answer.IsOutdated) return typed;
        if (answer.Question.Fact.Type == FactType.Choices) typed.Values = [.. answer.Fact.Value.Split('+')];
        // A number that nobody knows is an empty field.
        else if (answer.Fact.Value != ClinicalFact.Unknown || answer.Question.Fact.Type != FactType.Number)
            typed.Value = answer.Fact.Value;
        return typed;
    }

    /// <summary>What was filled. What was answered and is empty now is known no more.</summary>
    protected IReadOnlyList<PictureEntry> Entries(ClinicalPicture picture) =>
        [.. Answers.Where(a => a.Text.Length > 0 || IsTaken(a, picture))
            .Select(a => new PictureEntry(a.Fact, a.Text.Length > 0 ? a.Text : ClinicalFact.Unknown))];

    /// <summary>Puts a refusal beside its question, or beside the field of the page that <paramref name="names"/> gives for it.</summary>
    protected void Refuse(Refusal refusal, params (string Field, string Here)[] names)
    {
        var at = Ids.ToList().IndexOf(refusal.Field);
        var key = at < 0 ? names.FirstOrDefault(n => n.Field == refusal.Field).Here ?? ""
            : $"{nameof(Answers)}[{at}].{(Shown.SelectMany(s => s.Questions).ElementAt(at).Type == "checks"
                ? nameof(TypedAnswer.Values) : nameof(TypedAnswer.Value))}";
        ModelState.AddModelError(key, $"{refusal.Text()} {refusal.Next()}");
    }

    /// <summary>An answer of the picture in words.</summary>
    public string WordsOf(ClinicalFact answer, ClinicalPicture picture) => FormOf(picture).WordsOf(answer);

    static bool IsTaken(TypedAnswer answer, ClinicalPicture picture) => picture.Answers.TryGetValue(answer.Fact, out var old)
        && !old.IsOutdated && old.Fact.Value != ClinicalFact.Unknown;
}
