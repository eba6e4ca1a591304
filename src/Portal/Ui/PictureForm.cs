using Thrombophilia.Lims.Clinic.Picture;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Decisions.Facts;
using Thrombophilia.Lims.Decisions.Tables;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Portal.Localization;

namespace Thrombophilia.Portal.Ui;

/// <summary>An answer as the form sends it.</summary>
public sealed class TypedAnswer
{
    /// <summary>Id of the fact.</summary>
    public string Fact { get; set; } = "";
    /// <summary>One value; empty for not asked.</summary>
    public string? Value { get; set; }
    /// <summary>Several values, where several may hold.</summary>
    public List<string> Values { get; set; } = [];

    /// <summary>As the records write it; empty for not asked.</summary>
    internal string Text => Values.Count > 0 ? string.Join('+', Values) : (Value ?? "").Trim();
}

/// <summary>Questions of the clinical picture as fields of a form, and answers in words.</summary>
/// <param name="rules">The tables in force.</param>
/// <param name="picture">What was answered.</param>
/// <param name="answers">What is typed, in the order of the form.</param>
/// <param name="when">A moment in words.</param>
internal sealed class PictureForm(ClinicalRules rules, ClinicalPicture picture, IReadOnlyList<TypedAnswer> answers,
    Func<Moment?, string> when)
{
    /// <summary>What is typed; bound under this name.</summary>
    public IReadOnlyList<TypedAnswer> Answers => answers;

    /// <summary>The questions that stand together here, each with its place in <see cref="Answers"/>.</summary>
    public IReadOnlyList<(int Index, PictureQuestion Question)> Questions { get; private init; } = [];

    /// <summary>The same form for questions that stand together.</summary>
    public PictureForm Of(IReadOnlyList<(int Index, PictureQuestion Question)> questions) =>
        new(rules, picture, answers, when) { Questions = questions };

    /// <summary>The type of a field.</summary>
    public static string TypeOf(PictureQuestion question) => question.IsDate ? "date" : question.Fact.Type switch
    {
        FactType.Number => "text",
        FactType.Choices => "checks",
        _ => "select",
    };

    /// <summary>The answers to choose from.</summary>
    public IEnumerable<(string, string)> ChoicesOf(PictureQuestion question)
    {
        IEnumerable<(string, string)> known = question.Fact.Type switch
        {
            FactType.Flag => [("true", Texts.Get("picture.yes")), ("false", Texts.Get("picture.no"))],
            FactType.Number => [],
            _ => question.Fact.Values.Select(v => (v, rules.Picture.Value(question.Fact, v).In())),
        };
        var all = known.Append((ClinicalFact.Unknown, Texts.Get("picture.unknown")));
        // Once answered, a question was asked.
        return question.Fact.Type == FactType.Choices || picture.Answers.ContainsKey(question.Fact.Id)
            ? all : all.Prepend(("", Texts.Get("picture.not-asked")));
    }

    /// <summary>Range, how long it holds, and the newest answer with its day and who said it.</summary>
    public string HintOf(PictureQuestion question)
    {
        var fact = question.Fact;
        var answer = picture.Answers.GetValueOrDefault(fact.Id);
        return string.Join(". ", new[]
        {
            fact.Type == FactType.Number && !question.IsDate
                ? Texts.Get("picture.range", fact.Minimum, fact.Maximum, fact.Unit).TrimEnd() : null,
            fact.MaxAgeDays is { } days && question is { IsDate: false, IsItem: false } ? Texts.Get("picture.ages", days) : null,
            answer is null ? null
                : answer.IsOutdated ? Texts.Get("picture.outdated", WordsOf(answer.Fact), when(answer.Fact.Observed))
                : Texts.Get("picture.last", when(answer.Fact.Observed), Texts.Get($"origin.{answer.Fact.Origin}"), answer.Fact.RecordedBy),
        }.Where(part => part is not null));
    }

    /// <summary>An answer in words.</summary>
    public string WordsOf(ClinicalFact answer) =>
        answer.Value == ClinicalFact.Unknown ? Texts.Get("picture.unknown")
        : rules.Picture.Question(answer.Fact) is not { } question ? answer.Value : WordsOf(question, answer.Value);

    string WordsOf(PictureQuestion question, string value) => question.Fact.Type switch
    {
        FactType.Flag => Texts.Get(value == "true" ? "picture.yes" : "picture.no"),
        FactType.Number => question.IsDate ? value : $"{value} {question.Fact.Unit}".TrimEnd(),
        _ => string.Join(", ", value.Split('+').Select(v => rules.Picture.Value(question.Fact, v).In())),
    };

    /// <summary>The name of the field that is refused; null where the refusal is of none of the answers.</summary>
    public string? FieldOf(Refusal refusal)
    {
        var at = answers.ToList().FindIndex(a => a.Fact == refusal.Field);
        return at < 0 ? null : $"{nameof(Answers)}[{at}]." + (rules.Picture.Question(answers[at].Fact)?.Fact.Type == FactType.Choices
            ? nameof(TypedAnswer.Values) : nameof(TypedAnswer.Value));
    }
}
