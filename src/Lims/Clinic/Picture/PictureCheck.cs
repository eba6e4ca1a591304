using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Decisions.Facts;
using Thrombophilia.Lims.Decisions.Tables;
using Thrombophilia.Lims.Kernel;

namespace Thrombophilia.Lims.Clinic.Picture;

/// <summary>Judges answers about one person before they are recorded.</summary>
sealed class PictureCheck(ClinicalRules rules, Subject subject, DateOnly today)
{
    // The value of every set of the dictionary that stands alone.
    const string None = "none";
    readonly FactSet person = PersonOf(rules, subject);

    /// <summary>The question is not for this person.</summary>
    public bool DoesNotApply(PictureQuestion question) => question.DoesNotApplyTo(person);

    /// <summary>What is wrong with a day; null where nothing is.</summary>
    public Refusal? WrongDay(DateOnly day) => day > today ? new("in-the-future", "")
        : subject.BirthYear is { } born && day.Year < born ? new("before-birth", "", born) : null;

    /// <summary>What is wrong with an answer; null where nothing is. Its field is the id of the fact.</summary>
    public Refusal? Wrong(PictureEntry entry, DateOnly observed)
    {
        if (rules.Picture.Question(entry.Fact) is not { } question) return new("unknown-fact", entry.Fact, entry.Fact);
        if (DoesNotApply(question)) return new("question-does-not-apply", entry.Fact);
        if (entry.Value == ClinicalFact.Unknown) return null;
        if (question.IsDate)
            return ClinicalPicture.DayOf(entry.Value) is not { } day ? new("not-a-day", entry.Fact)
                : day > observed ? new("after-the-day-told", entry.Fact, observed.ToString("O"))
                : WrongDay(day) is { } wrong ? wrong with { Field = entry.Fact } : null;
        if (question.Fact.Type == FactType.Choices && entry.Value.Split('+') is { Length: > 1 } several && several.Contains(None))
            return new("none-with-others", entry.Fact);
        return question.Fact.Takes(entry.Value) ? null
            : question.Fact.Type == FactType.Number
                ? new("out-of-bounds", entry.Fact, question.Fact.Minimum, question.Fact.Maximum)
                : new("not-an-answer", entry.Fact, string.Join(", ", question.Fact.Values.Append(ClinicalFact.Unknown)));
    }

    static FactSet PersonOf(ClinicalRules rules, Subject subject)
    {
        var facts = rules.NewFacts();
        return subject.Sex == Sex.Unknown ? facts : facts.Set(Score.SexFact, subject.Sex.ToString());
    }
}
