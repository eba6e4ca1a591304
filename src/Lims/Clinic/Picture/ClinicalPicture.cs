using System.Globalization;
using Thrombophilia.Lims.Decisions.Facts;
using Thrombophilia.Lims.Decisions.Tables;

namespace Thrombophilia.Lims.Clinic.Picture;

/// <summary>The newest answer to a question.</summary>
/// <param name="Question">The question.</param>
/// <param name="Fact">The answer.</param>
/// <param name="IsOutdated">It is older than the fact stays true: it counts as unknown.</param>
public sealed record PictureAnswer(PictureQuestion Question, ClinicalFact Fact, bool IsOutdated);

/// <summary>What is known of a person by what people answered.</summary>
public sealed class ClinicalPicture
{
    readonly Dictionary<string, PictureAnswer> answers = new(StringComparer.Ordinal);

    ClinicalPicture(DateOnly day) => Day = day;

    /// <summary>The day of which it tells.</summary>
    public DateOnly Day { get; }

    /// <summary>The newest answers, by the id of the fact.</summary>
    public IReadOnlyDictionary<string, PictureAnswer> Answers => answers;

    /// <summary>The facts that hold on the day, as <see cref="FactSet.SetText"/> takes them.</summary>
    public IReadOnlyDictionary<string, string> Known { get; private set; } = new Dictionary<string, string>();

    /// <summary>The answers to items of scores that hold on the day, by the id of the item.</summary>
    public IReadOnlyDictionary<string, bool> Items { get; private set; } = new Dictionary<string, bool>();

    /// <summary>The picture on a day. Answers to questions that are asked no more are left out.</summary>
    public static ClinicalPicture Of(IEnumerable<ClinicalFact> facts, PictureTable questions, DateOnly day)
    {
        var picture = new ClinicalPicture(day);
        // What was so last counts, whenever it was recorded; of answers about one day, the last that was given.
        foreach (var newest in facts.GroupBy(f => f.Fact).Select(answers => answers.MaxBy(a => (a.Observed.At, a.Id))!))
            if (questions.Question(newest.Fact) is { } question)
                picture.answers.Add(newest.Fact, new(question, newest,
                    day.DayNumber - newest.Observed.Day.DayNumber > question.Fact.MaxAgeDays));
        var known = picture.answers.Values.Where(a => !a.IsOutdated && a.Fact.Value != ClinicalFact.Unknown)
            .Select(a => (a.Fact.Fact, Value: picture.Today(a)))
            // A newer table may know an answer no more: then it tells nothing.
            .Where(a => a.Value is not null && picture.answers[a.Fact].Question.Fact.Takes(a.Value))
            .ToLookup(a => picture.answers[a.Fact].Question.IsItem, a => (a.Fact, Value: a.Value!));
        picture.Known = known[false].ToDictionary(a => a.Fact, a => a.Value, StringComparer.Ordinal);
        picture.Items = known[true].ToDictionary(a => a.Fact, a => bool.Parse(a.Value), StringComparer.Ordinal);
        return picture;
    }

    // What counts from a day grows with the calendar, up to what the fact can be.
    string? Today(PictureAnswer answer) => answer.Question is not { IsDate: true } question ? answer.Fact.Value
        : DayOf(answer.Fact.Value) is not { } from ? null
        : Math.Min((Day.DayNumber - from.DayNumber) / question.DaysPerUnit, question.Fact.Maximum).ToString(CultureInfo.InvariantCulture);

    /// <summary>A day as it is stored; null for anything else.</summary>
    internal static DateOnly? DayOf(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
