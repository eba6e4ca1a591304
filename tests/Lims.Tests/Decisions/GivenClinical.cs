using System.Globalization;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Thrombophilia.Lims.Decisions;
using Thrombophilia.Lims.Decisions.Expressions;
using Thrombophilia.Lims.Decisions.Facts;
using Thrombophilia.Lims.Decisions.Tables;
using Thrombophilia.Variants.Knowledge;

namespace Thrombophilia.Lims.Tests.Decisions;

/// <summary>The shipped rules, cases for them, and fact sets that tests make from the rules themselves.</summary>
static class GivenClinical
{
    public static KnowledgeFolder Knowledge { get; } = new();
    public static ClinicalRules Rules { get; } = ClinicalRules.Load(Knowledge);

    /// <summary>The rows of a shipped table as text.</summary>
    public static IReadOnlyList<Dictionary<string, string>> Table(string id) =>
        Rows(File.ReadAllLines(Path.Combine(Knowledge.Path, Knowledge.Demand("clinical", id).Name)));

    /// <summary>The test vectors that came with the tables.</summary>
    public static IReadOnlyList<Dictionary<string, string>> Cases { get; } =
        Rows(File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Decisions", "cases.tsv")));

    /// <summary>The facts of a case: those of the first row, changed by its own.</summary>
    public static FactSet FactsOf(IReadOnlyDictionary<string, string> row)
    {
        var facts = Rules.NewFacts();
        foreach (var pair in $"{Cases[0]["facts"]};{row["facts"]}".Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var (id, value) = (pair.Split('=')[0].Trim(), pair.Split('=')[1].Trim());
            facts.SetText(id, value);
        }
        return facts;
    }

    /// <summary>A fact set from <c>id=value;id=value</c>.</summary>
    public static FactSet Facts(string text) => FactsInto(Rules.NewFacts(), text);

    /// <summary>The first case, changed.</summary>
    public static FactSet Base(string text = "") => FactsInto(FactsOf(Cases[0]), text);

    static FactSet FactsInto(FactSet facts, string text)
    {
        foreach (var pair in text.Split(';', StringSplitOptions.RemoveEmptyEntries))
            facts.SetText(pair.Split('=')[0], pair.Split('=')[1]);
        return facts;
    }

    /// <summary>Every rule of every table, with the name of its table.</summary>
    public static IEnumerable<(string Table, ClinicalRule Rule)> AllRules =>
    [
        .. Rules.Types.Rows.Select(row => ("types", (ClinicalRule)row)), .. Rules.Join.Rows.Select(row => ("join", row)),
        .. Rules.Overall.Rows.Select(row => ("join-overall", row)), .. Rules.Options.Rows.Select(row => ("options", row)),
        .. Rules.Pregnancy.Rows.Select(row => ("pregnancy", row)), .. Rules.Relatives.Rows.Select(row => ("relatives", row)),
        .. Rules.CriticalValues.Rows.Select(row => ("critical-values", row)),
    ];

    /// <summary>Values of a fact that expressions tell apart.</summary>
    public static IReadOnlyList<string> Candidates(Fact fact) => candidates[fact.Index];

    static readonly string[][] candidates = [.. Rules.Facts.Values.Select(fact => fact.Type switch
    {
        FactType.Number => Numbers(fact),
        FactType.Choices => [.. fact.Values, string.Join('+', fact.Values.Skip(1).Take(2))],
        _ => [.. fact.Values],
    })];

    // The limits that rules name, and a little to both sides of them.
    static string[] Numbers(Fact fact)
    {
        var expressions = AllRules.Select(rule => rule.Rule.When.Text)
            .Concat(Rules.Scores.SelectMany(score => score.Items).Select(item => item.ComputedFrom?.Text ?? ""));
        var limits = expressions
            .SelectMany(text => Regex.Matches(text, $@"\b{fact.Id} (?:=|!=|<=|>=|<|>) (-?[\d.]+)").Select(m => m.Groups[1].Value))
            .Select(text => double.Parse(text, CultureInfo.InvariantCulture)).Distinct();
        return [.. limits.SelectMany(limit => (double[])[limit - 1, limit - 0.25, limit, limit + 0.25, limit + 1])
            .Append(fact.Minimum).Append(fact.Maximum).Where(value => value >= fact.Minimum && value <= fact.Maximum).Distinct()
            .Select(value => value.ToString(CultureInfo.InvariantCulture))];
    }

    /// <summary>Fact sets in which each fact is unknown, or one of the values that the rules tell apart.</summary>
    public static Gen<FactSet> AnyFacts { get; } = Gen.Choose(0, int.MaxValue - 1).Select(Random);

    /// <summary>Cases that came with the tables, with a few facts changed: most rules are near their limits there.</summary>
    public static Gen<FactSet> NearCases { get; } =
        from at in Gen.Choose(0, Cases.Count - 1)
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select Changed(FactsOf(Cases[at]), seed);

#pragma warning disable CA5394 // Tests want the same numbers again, not secret ones.
    static FactSet Random(int seed)
    {
        var random = new Random(seed);
        var share = random.NextDouble();
        var facts = Rules.NewFacts();
        foreach (var fact in Rules.Facts.Values)
            if (random.NextDouble() < share) facts.SetText(fact.Id, random.GetItems(candidates[fact.Index], 1)[0]);
        return facts;
    }

    static FactSet Changed(FactSet facts, int seed)
    {
        var random = new Random(seed);
        for (var i = random.Next(6); i > 0; i--)
        {
            var fact = Rules.Facts[random.Next(Rules.Facts.Count)];
            facts.SetText(fact.Id, random.Next(3) == 0 ? "?" : random.GetItems(candidates[fact.Index], 1)[0]);
        }
        return facts;
    }
#pragma warning restore CA5394

    /// <summary>Checks a property of many fact sets.</summary>
    public static void ForAll(Gen<FactSet> gen, Action<FactSet> property, int times = 300) =>
        Prop.ForAll(Arb.From(gen), facts =>
        {
            property(facts);
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(times));

    /// <summary>
    /// Fact sets over the facts that <paramref name="read"/> names in which <paramref name="goal"/> has the wanted value; each
    /// fact is one of its candidates or unknown.
    /// </summary>
    public static IEnumerable<FactSet> Solutions(Expression goal, Truth wanted, IReadOnlyList<Fact> read, int from = 0,
        FactSet? partly = null)
    {
        var facts = partly ?? Rules.NewFacts();
        if (goal.Foresee(facts) is not Truth.Unknown and var sure && sure != wanted) yield break;
        if (goal.Evaluate(facts) == wanted) yield return facts.Copy();
        if (from == read.Count) yield break;
        foreach (var value in Candidates(read[from]))
        {
            facts.SetText(read[from].Id, value);
            foreach (var found in Solutions(goal, wanted, read, from + 1, facts)) yield return found;
        }
        facts.Forget(read[from].Id);
        foreach (var found in Solutions(goal, wanted, read, from + 1, facts)) yield return found;
    }

    static List<Dictionary<string, string>> Rows(string[] lines)
    {
        var columns = lines[0].Split('\t');
        return [.. lines.Skip(1).Select(line => columns.Zip(line.Split('\t')).ToDictionary(cell => cell.First, cell => cell.Second))];
    }
}
