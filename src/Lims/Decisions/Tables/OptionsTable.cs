using Thrombophilia.Lims.Decisions.Expressions;
using Thrombophilia.Lims.Decisions.Facts;

namespace Thrombophilia.Lims.Decisions.Tables;

/// <summary>
/// Gates, options and notes. A row that is unknown and blocks acts like a true one where it takes away, and never where it
/// offers: a missing fact makes no class available.
/// </summary>
public sealed class OptionsTable
{
    readonly RuleTable<OptionRow> table;
    readonly IReadOnlyList<DrugClass> classes;
    readonly IReadOnlyList<ConflictRow> conflicts;
    readonly ulong anticoagulants;

    internal OptionsTable(
        IEnumerable<OptionRow> rows, IReadOnlyList<DrugClass> classes, IReadOnlyList<ConflictRow> conflicts)
    {
        (table, this.classes, this.conflicts) = (new(rows), classes, conflicts);
        foreach (var one in classes)
            if (one.IsAnticoagulant) anticoagulants |= one.Bit;
    }

    /// <summary>The rows, in the order of the table.</summary>
    public IReadOnlyList<OptionRow> Rows => table.Rows;

    /// <summary>What is open to the physician, and why the rest is not.</summary>
    public OptionsAnswer Decide(FactSet facts)
    {
        var rows = table.EveryMatch(facts);
        var causes = Causes(rows);
        var (excluded, stopped, indicated) = (0UL, false, false);
        foreach (var cause in causes)
        {
            excluded |= cause.Row.ExcludeMask;
            stopped |= cause.Row.Stop;
        }
        foreach (var row in rows.Fired)
            indicated |= row.Kind == OptionKind.Option && (row.OfferMask & anticoagulants) != 0;
        var offers = new List<Offer>();
        var available = 0UL;
        foreach (var row in rows.Fired)
        {
            if (row.Offer.Count == 0) continue;
            var offer = OfferOf(row, excluded, stopped, row.NamesAlternatives && !indicated);
            foreach (var one in offer.Left) available |= one.Bit;
            offers.Add(offer);
        }
        return new(rows, [.. causes.Where(cause => cause.Row.Stop)], Kept(causes, row => row.ExcludeMask),
            Kept(causes, row => row.RestrictMask), offers, [.. classes.Where(one => (available & one.Bit) != 0)],
            [.. rows.Open.Where(open => open.Row.IfUnknown != IfUnknown.Silent)], ConflictsOf(rows.Fired),
            WouldChange(facts));
    }

    /// <summary>The rows that act, in the order of the table.</summary>
    List<Cause> Causes(TableAnswer<OptionRow> rows)
    {
        var causes = new List<Cause>();
        var (fired, open) = (0, 0);
        foreach (var row in table.Rows)
            if (fired < rows.Fired.Count && ReferenceEquals(rows.Fired[fired], row))
            {
                causes.Add(new(row, []));
                fired++;
            }
            else if (open < rows.Open.Count && ReferenceEquals(rows.Open[open].Row, row))
            {
                if (row.IfUnknown == IfUnknown.Block) causes.Add(new(row, rows.Open[open].KeptOpenBy));
                open++;
            }
        return causes;
    }

    Offer OfferOf(OptionRow row, ulong excluded, bool stopped, bool onlyAlternatives)
    {
        var (left, withheld) = (new List<DrugClass>(), new List<WithheldClass>());
        foreach (var one in row.Offer)
        {
            Withholding? why = (excluded & one.Bit) != 0 ? Withholding.Excluded
                : (anticoagulants & one.Bit) == 0 ? null
                : stopped ? Withholding.Stopped
                : onlyAlternatives ? Withholding.NotIndicated : null;
            if (why is { } reason) withheld.Add(new(one, reason));
            else left.Add(one);
        }
        return new(row, left, withheld);
    }

    List<KeptClass> Kept(List<Cause> causes, Func<OptionRow, ulong> maskOf)
    {
        var kept = new List<KeptClass>();
        foreach (var one in classes)
            if (causes.FindAll(cause => (maskOf(cause.Row) & one.Bit) != 0) is { Count: > 0 } its) kept.Add(new(one, its));
        return kept;
    }

    ConflictRow[] ConflictsOf(IReadOnlyList<OptionRow> fired)
    {
        var ids = fired.Select(row => row.Id).Concat(fired.SelectMany(row => row.Cautions)).ToHashSet();
        return [.. conflicts.Where(conflict => conflict.Rows.Any(ids.Contains))];
    }

    FactUse[] WouldChange(FactSet facts)
    {
        var rows = new Dictionary<int, List<OptionRow>>();
        foreach (var row in table.Rows)
        {
            if (row.When.Foresee(facts) != Truth.Unknown) continue;
            foreach (var fact in row.When.ChangedBy(facts))
                if (rows.TryGetValue(fact.Index, out var its)) its.Add(row);
                else rows[fact.Index] = [row];
        }
        return [.. rows.OrderBy(pair => pair.Key).Select(pair => new FactUse(facts.Dictionary[pair.Key], pair.Value))];
    }
}
