using Thrombophilia.Lims.Decisions.Facts;

namespace Thrombophilia.Lims.Decisions.Tables;

/// <summary>A row that stops, excludes or restricts.</summary>
/// <param name="Row">The row.</param>
/// <param name="BlockedBy">The unknown facts because of which it acts; empty where its condition is true.</param>
public sealed record Cause(OptionRow Row, IReadOnlyList<Fact> BlockedBy)
{
    /// <summary>Its condition is true. Otherwise it acts because facts are unknown.</summary>
    public bool Fired => BlockedBy.Count == 0;
}

/// <summary>A class that is excluded or restricted.</summary>
/// <param name="Class">The class.</param>
/// <param name="Causes">The rows that do it, at least one, in the order of the table.</param>
public sealed record KeptClass(DrugClass Class, IReadOnlyList<Cause> Causes);

/// <summary>Classes that are kept for the same reason.</summary>
/// <param name="Classes">The classes, in the order of their table.</param>
/// <param name="Rows">Rows that hold; empty where only unknown facts stand in the way.</param>
/// <param name="Unknown">The unknown facts; empty where rows hold.</param>
public sealed record KeptTogether(IReadOnlyList<DrugClass> Classes, IReadOnlyList<OptionRow> Rows, IReadOnlyList<Fact> Unknown);

/// <summary>Why a class that a true row offers is not an option.</summary>
public enum Withholding
{
    /// <summary>A row excludes it.</summary>
    Excluded,
    /// <summary>A row stops all anticoagulants.</summary>
    Stopped,
    /// <summary>The row only names alternatives, and no option that offers an anticoagulant is true.</summary>
    NotIndicated,
}

/// <summary>A class that a row offers and the physician does not get.</summary>
/// <param name="Class">The class.</param>
/// <param name="Why">The first reason that holds.</param>
public sealed record WithheldClass(DrugClass Class, Withholding Why);

/// <summary>What is left of the offer of a true row.</summary>
/// <param name="Row">The row: its duration, cautions, sources, grade and confidence belong to the offer.</param>
/// <param name="Left">Classes in the order of the source's preference; empty where nothing is left.</param>
/// <param name="Withheld">The other classes of the row.</param>
public sealed record Offer(OptionRow Row, IReadOnlyList<DrugClass> Left, IReadOnlyList<WithheldClass> Withheld);

/// <summary>An unknown fact and the rows that could become other than they are when it is known.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Rows">The rows, in the order of the table.</param>
public sealed record FactUse(Fact Fact, IReadOnlyList<OptionRow> Rows);

/// <summary>What the options say of one case.</summary>
/// <param name="Rows">Every row: fired, silent or open.</param>
/// <param name="StoppedBy">Rows that stop all anticoagulants; empty where none does.</param>
/// <param name="Excluded">Classes that no row may offer, in the order of their table.</param>
/// <param name="Restricted">Classes that carry the words of a row. They may be available or excluded.</param>
/// <param name="Offers">The true rows that offer something, in the order of the table.</param>
/// <param name="Available">Classes that are left of some offer, in the order of their table.</param>
/// <param name="Asked">Open rows that ask for their facts.</param>
/// <param name="Conflicts">Sources that disagree on a row that fired, or on a caution of it.</param>
/// <param name="WouldChange">The unknown facts that could change the answer, in the order of the dictionary.</param>
public sealed record OptionsAnswer(
    TableAnswer<OptionRow> Rows, IReadOnlyList<Cause> StoppedBy, IReadOnlyList<KeptClass> Excluded,
    IReadOnlyList<KeptClass> Restricted, IReadOnlyList<Offer> Offers, IReadOnlyList<DrugClass> Available,
    IReadOnlyList<OpenRow<OptionRow>> Asked, IReadOnlyList<ConflictRow> Conflicts, IReadOnlyList<FactUse> WouldChange)
{
    /// <summary>No anticoagulant is offered by any row.</summary>
    public bool Stop => StoppedBy.Count > 0;

    /// <summary>
    /// Classes with one reason together: those that some row keeps, or those that only unknown facts keep.
    /// </summary>
    public static IEnumerable<KeptTogether> Together(IReadOnlyList<KeptClass> kept, bool fired) => kept
        .Where(one => one.Causes.Any(cause => cause.Fired) == fired)
        .Select(one => new KeptTogether([one.Class], fired ? [.. one.Causes.Where(c => c.Fired).Select(c => c.Row)] : [],
            fired ? [] : [.. one.Causes.SelectMany(c => c.BlockedBy).Distinct()]))
        .GroupBy(one => string.Join(',', fired ? one.Rows.Select(r => r.Id) : one.Unknown.Select(f => f.Id)))
        .Select(group => group.First() with { Classes = [.. group.SelectMany(one => one.Classes)] });

    /// <summary>What restricts a class; null where nothing does.</summary>
    public KeptClass? Restriction(DrugClass one) => Restricted.FirstOrDefault(kept => kept.Class == one);

    /// <summary>Something was offered and nothing is left: a case for the specialist.</summary>
    public bool NothingLeft => Offers.Count > 0 && Available.Count == 0;
}
