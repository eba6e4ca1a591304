using Thrombophilia.Lims.Decisions.Expressions;
using Thrombophilia.Lims.Decisions.Facts;

namespace Thrombophilia.Lims.Decisions.Tables;

/// <summary>A row whose condition is unknown.</summary>
/// <param name="Row">The row.</param>
/// <param name="KeptOpenBy">The unknown facts that keep it open, at least one.</param>
public sealed record OpenRow<T>(T Row, IReadOnlyList<Fact> KeptOpenBy) where T : ClinicalRule;

/// <summary>What a table says of one case. Every row is in one of the lists, in the order of the table.</summary>
/// <param name="Fired">The condition is true.</param>
/// <param name="Silent">The condition is false.</param>
/// <param name="Open">The condition is unknown.</param>
public sealed record TableAnswer<T>(IReadOnlyList<T> Fired, IReadOnlyList<T> Silent, IReadOnlyList<OpenRow<T>> Open)
    where T : ClinicalRule;

/// <summary>What a table says of which the first true row decides.</summary>
/// <param name="Decided">The first row that is true; null for none.</param>
/// <param name="OpenBefore">Rows before it that would decide instead if their facts were known and made them true.</param>
public sealed record FirstAnswer<T>(T? Decided, IReadOnlyList<T> OpenBefore)
    where T : ClinicalRule;

/// <summary>Rows with conditions.</summary>
public sealed class RuleTable<T> where T : ClinicalRule
{
    readonly T[] rows;

    internal RuleTable(IEnumerable<T> rows) => this.rows = [.. rows];

    /// <summary>The rows, in the order of the table.</summary>
    public IReadOnlyList<T> Rows => rows;

    /// <summary>The rows that are true.</summary>
    public IReadOnlyList<T> Fired(FactSet facts) => Array.FindAll(rows, row => row.When.Evaluate(facts) == Truth.True);

    /// <summary>Every row, with the facts that keep it open.</summary>
    public TableAnswer<T> EveryMatch(FactSet facts)
    {
        var (fired, silent, open) = (new List<T>(), new List<T>(), new List<OpenRow<T>>());
        foreach (var row in rows)
            switch (row.When.Evaluate(facts))
            {
                case Truth.True: fired.Add(row); break;
                case Truth.False: silent.Add(row); break;
                default: open.Add(new(row, row.When.KeptOpenBy(facts))); break;
            }
        return new(fired, silent, open);
    }

    /// <summary>The first true row decides.</summary>
    public FirstAnswer<T> FirstMatch(FactSet facts)
    {
        var open = new List<T>();
        foreach (var row in rows)
            switch (row.When.Evaluate(facts))
            {
                case Truth.True: return new(row, open);
                case Truth.Unknown: open.Add(row); break;
                default: break;
            }
        return new(null, open);
    }
}

/// <summary>The type of a deficiency, and what is shown beside it.</summary>
/// <param name="Type">The first true row of the analyte.</param>
/// <param name="Flags">Rows that are shown beside the type.</param>
public sealed record TypeAnswer(FirstAnswer<TypeRow> Type, IReadOnlyList<TypeRow> Flags);

/// <summary>Types of deficiency by analyte.</summary>
public sealed class TypeTable
{
    readonly Dictionary<string, (RuleTable<TypeRow> Types, RuleTable<TypeRow> Flags)> byAnalyte;

    internal TypeTable(IReadOnlyList<TypeRow> rows)
    {
        Rows = rows;
        byAnalyte = rows.GroupBy(row => row.Analyte).ToDictionary(group => group.Key,
            group => (new RuleTable<TypeRow>(group.Where(row => !row.IsFlag)),
                new RuleTable<TypeRow>(group.Where(row => row.IsFlag))));
    }

    /// <summary>The rows, in the order of the table.</summary>
    public IReadOnlyList<TypeRow> Rows { get; }

    /// <summary>The analytes that have types.</summary>
    public IEnumerable<string> Analytes => byAnalyte.Keys;

    /// <summary>The type of one analyte.</summary>
    /// <exception cref="ArgumentException">The analyte has no types.</exception>
    public TypeAnswer Of(string analyte, FactSet facts) =>
        byAnalyte.TryGetValue(analyte, out var tables)
        ? new(tables.Types.FirstMatch(facts), tables.Flags.Fired(facts))
        : throw new ArgumentException($"Analyte '{analyte}': expected one of {string.Join(", ", Analytes)}.", nameof(analyte));
}

/// <summary>What phenotype and genotype of one analyte say together.</summary>
/// <param name="Row">The first true row, and those before it that are open.</param>
/// <param name="Certainty">0 to 4: the lowest of the deciding row and the open rows before it; 0 where no row
/// decides.</param>
public sealed record JoinAnswer(FirstAnswer<JoinRow> Row, int Certainty);

/// <summary>Phenotype and genotype of one analyte.</summary>
public sealed class JoinTable
{
    readonly RuleTable<JoinRow> table;

    internal JoinTable(IEnumerable<JoinRow> rows) => table = new(rows);

    /// <summary>The rows, in the order of the table.</summary>
    public IReadOnlyList<JoinRow> Rows => table.Rows;

    /// <summary>The conclusion for one analyte: its facts <c>pheno</c> and <c>geno</c> are set by the caller.</summary>
    public JoinAnswer Of(FactSet facts)
    {
        var answer = table.FirstMatch(facts);
        // Whatever an open fact turns out to be, one of these rows decides: a missing fact makes nothing surer.
        return new(answer, answer.Decided is not { } decided ? 0
            : answer.OpenBefore.Aggregate(decided.Certainty, (least, open) => Math.Min(least, open.Certainty)));
    }
}
