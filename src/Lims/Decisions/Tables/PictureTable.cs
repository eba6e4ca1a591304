using Thrombophilia.Lims.Decisions.Expressions;
using Thrombophilia.Lims.Decisions.Facts;

namespace Thrombophilia.Lims.Decisions.Tables;

/// <summary>A question that people answer.</summary>
/// <param name="Fact">What is asked.</param>
/// <param name="IsDate">A day is asked, from which the fact counts; its unit is days or weeks.</param>
/// <param name="When">Where it is asked: not where this is false; null for everybody.</param>
/// <param name="Words">The question.</param>
public sealed record PictureQuestion(Fact Fact, bool IsDate, Expression? When, Words Words)
{
    /// <summary>It is an item of a score: its answer is yes or no, and no fact of the dictionary.</summary>
    public bool IsItem { get; init; }

    /// <summary>The days in one unit of a fact that counts from a day.</summary>
    internal int DaysPerUnit => Fact.Unit == PictureTable.Weeks ? 7 : 1;

    /// <summary>The question is not for this person.</summary>
    public bool DoesNotApplyTo(FactSet facts) => When?.Evaluate(facts) == Truth.False;
}

/// <summary>Questions that stand together.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Questions">The questions, in their order.</param>
public sealed record PictureSection(string Id, Words Title, IReadOnlyList<PictureQuestion> Questions);

/// <summary>The clinical picture: which facts people answer, in which order, and the words of the answers.</summary>
public sealed class PictureTable
{
    internal const string Days = "days", Weeks = "weeks";
    readonly Dictionary<string, PictureQuestion> questions;
    readonly Dictionary<(string Fact, string Value), Words> values;

    internal PictureTable(PictureLoading rows)
    {
        (Sections, Scores, values) = (rows.Sections, rows.Scores, rows.Values);
        questions = Sections.Concat(Scores).SelectMany(section => section.Questions).ToDictionary(q => q.Fact.Id, StringComparer.Ordinal);
    }

    /// <summary>The sections, in their order.</summary>
    public IReadOnlyList<PictureSection> Sections { get; }

    /// <summary>One a score, by its id: the items that people answer.</summary>
    public IReadOnlyList<PictureSection> Scores { get; }

    /// <summary>The question of a fact or an item; null where people do not answer it.</summary>
    public PictureQuestion? Question(string fact) => questions.GetValueOrDefault(fact);

    /// <summary>The words of a listed value; the value itself where the table has none.</summary>
    public Words Value(Fact fact, string value)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return values.TryGetValue((fact.Id, value), out var text) ? text : Words.Same(value);
    }
}

/// <summary>Reads the tables of the clinical picture.</summary>
sealed class PictureLoading
{
    readonly Vocabulary words;
    readonly Faults faults;

    public PictureLoading(Loading all, CaseLoading cases, Vocabulary words, Faults faults)
    {
        (this.words, this.faults) = (words, faults);
        Values = all.Read(Schema.FactValues, ValueOf).GroupBy(v => v.Value.Key)
            .ToDictionary(v => v.Key, v => v.First().Value.Text);
        var titles = all.Read(Schema.PictureSections, r => (Id: r.Text("id"), Words: TextOf(r)));
        foreach (var title in titles) words.Take(title.Row, "id", title.Value.Id);
        var rows = all.Read(Schema.Picture, r => (Section: r.Text("section"), Question: QuestionOf(r, all)));
        foreach (var again in rows.GroupBy(q => q.Value.Question.Fact).SelectMany(group => group.Skip(1)))
            faults.Add(again.Row, "fact", "a fact that no other row asks for", again.Row["fact"], "Remove one of the rows.");
        foreach (var lost in rows.Where(q => !titles.Any(t => t.Value.Id == q.Value.Section)))
            faults.Add(lost.Row, "section", "a section", lost.Row["section"], "Add the section or correct the cell.");
        // What a case derives, nobody tells.
        var derived = cases.Derived.Select(d => d.Fact).Concat(cases.Genes.Select(g => g.Defect)).ToHashSet();
        foreach (var row in rows.Where(q => derived.Contains(q.Value.Question.Fact)))
            faults.Add(row.Row, "fact", "a fact that is not derived from the case", row.Row["fact"], "Remove the row.");
        Sections = [.. titles.Select(t => new PictureSection(t.Value.Id, t.Value.Words,
            [.. rows.Where(q => q.Value.Section == t.Value.Id).Select(q => q.Value.Question)]))];
        foreach (var item in all.Items.Where(item => words.Facts.ContainsKey(item.Value.Item.Id)))
            faults.Add(item.Row, "id", "an id that no fact has", item.Value.Item.Id, "Rename the item.");
        var days = cases.Limits.Where(limit => limit.Id == CaseLimit.ScoreAnswerDays).Select(limit => (int?)limit.Value).FirstOrDefault();
        Scores = [.. all.Scores.Select(score => new PictureSection(score.Value.Id, TextOf(score.Value),
            [.. score.Value.Items.Where(item => item.ComputedFrom is null).Select(item => QuestionOf(item, days))]))
            .Where(section => section.Questions.Count > 0)];
    }

    public PictureSection[] Sections { get; }
    public PictureSection[] Scores { get; }
    public Dictionary<(string Fact, string Value), Words> Values { get; }

    static Words TextOf(RowReader r) => new(r.Text("en"), r.Text("zh"));

    ((string, string) Key, Words Text) ValueOf(RowReader r)
    {
        var (fact, value) = (r.Fact("fact", null), r.Text("value"));
        if (!fact.Values.Contains(value)) faults.Add(r.Row, "value", fact.Expected, value, "Correct the cell.");
        return ((fact.Id, value), TextOf(r));
    }

    Words TextOf(ClinicalRow row) => words.Texts.TryGetValue(row.TextKey, out var text) ? text : Words.Same(row.Id);

    PictureQuestion QuestionOf(ScoreItem item, int? days) => new(
        new(-1, item.Id, FactType.Flag, "", Fact.FlagValues, 0, 0, days, "", item.TextKey), IsDate: false,
        OfSex(item.Sex), TextOf(item))
    { IsItem = true };

    // Where the dictionary has no such sex, the table of items is refused.
    Expression? OfSex(string sex) =>
        words.Facts.TryGetValue(Score.SexFact, out var fact) && fact.Type == FactType.Choice && fact.Bit(sex) != 0
        ? ExpressionReader.Read($"{Score.SexFact} = '{sex}'", words.Facts) : null;

    PictureQuestion QuestionOf(RowReader r, Loading all)
    {
        var isDate = r.OneOf("entry", "value", "date") == 1;
        var fact = r.Fact("fact", isDate ? FactType.Number : null);
        if (isDate && fact.Unit is not (PictureTable.Days or PictureTable.Weeks))
            faults.Add(r.Row, "entry", $"a fact in {PictureTable.Days} or {PictureTable.Weeks}", fact.Unit, "Ask for the value.");
        if (fact.Type is FactType.Choice or FactType.Choices)
            foreach (var value in fact.Values.Where(value => !Values.ContainsKey((fact.Id, value))))
                faults.Add(r.Row, "fact", $"words for each value in {Schema.FactValues}", value, "Add the row.");
        var own = r["en"].Length > 0 || isDate ? TextOf(r)
            : words.Texts.TryGetValue(fact.TextKey, out var text) ? text : Words.Same(fact.Id);
        return new(fact, isDate, r.ExpressionOrNull("when"), own);
    }
}
