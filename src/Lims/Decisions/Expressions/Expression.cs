using Thrombophilia.Lims.Decisions.Facts;

namespace Thrombophilia.Lims.Decisions.Expressions;

/// <summary>
/// A condition over facts, compiled once. A test of an unknown fact is unknown, except <c>known(fact)</c>. Evaluating
/// allocates nothing.
/// </summary>
public sealed class Expression
{
    readonly Node root;
    readonly FactDictionary dictionary;

    internal Expression(string text, Node root, FactDictionary dictionary)
    {
        (Text, this.root, this.dictionary) = (text, root, dictionary);
        var read = new List<int>();
        root.Read(read);
        Facts = [.. read.Select(index => dictionary[index])];
        AsksWhetherKnown = root.AsksWhetherKnown;
    }

    /// <summary>As the table writes it.</summary>
    public string Text { get; }

    /// <summary>The facts that it reads, each once, in the order of the text.</summary>
    public IReadOnlyList<Fact> Facts { get; }

    /// <summary>
    /// It has a <c>known(fact)</c>. Only such an expression can turn from true to false, or back, when a fact becomes known.
    /// </summary>
    public bool AsksWhetherKnown { get; }

    /// <summary>Its value for one case.</summary>
    /// <exception cref="ArgumentException">The facts are of another dictionary.</exception>
    public Truth Evaluate(FactSet facts) => root.Evaluate(Own(facts), ahead: false);

    /// <summary>
    /// What its value can still be: unknown when some facts that are unknown today could change the value. It never turns
    /// from true to false, or back, when facts become known.
    /// </summary>
    public Truth Foresee(FactSet facts) => root.Evaluate(Own(facts), ahead: true);

    /// <summary>
    /// The unknown facts that keep the value unknown: those in parts that are unknown themselves. Empty for a value that is
    /// not unknown.
    /// </summary>
    public IReadOnlyList<Fact> KeptOpenBy(FactSet facts) => Open(facts, ahead: false);

    /// <summary>
    /// The unknown facts that could change the value: as <see cref="KeptOpenBy"/>, and those of which the expression asks
    /// whether they are known.
    /// </summary>
    public IReadOnlyList<Fact> ChangedBy(FactSet facts) => Open(facts, ahead: true);

    List<Fact> Open(FactSet facts, bool ahead)
    {
        var found = new List<int>();
        root.Open(Own(facts), ahead, found);
        return [.. found.Select(index => dictionary[index])];
    }

    // Facts are found by their numbers: those of another dictionary would be others.
    FactSet Own(FactSet facts) => ReferenceEquals(facts.Dictionary, dictionary) ? facts
        : throw new ArgumentException("Expected facts of the dictionary that the rules were loaded with.", nameof(facts));

    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>A part of an expression.</summary>
/// <remarks>Ahead: a fact that is unknown today counts as open also where it is asked whether it is known.</remarks>
abstract class Node
{
    public abstract Truth Evaluate(FactSet facts, bool ahead);
    public abstract void Read(List<int> facts);
    public abstract void Open(FactSet facts, bool ahead, List<int> found);
    public virtual bool AsksWhetherKnown => false;

    protected static void Add(List<int> facts, int index)
    {
        if (!facts.Contains(index)) facts.Add(index);
    }
}

/// <summary>All or any of several parts.</summary>
sealed class Joined(bool all, Node[] parts) : Node
{
    public override Truth Evaluate(FactSet facts, bool ahead)
    {
        var (decisive, value) = all ? (Truth.False, Truth.True) : (Truth.True, Truth.False);
        foreach (var part in parts)
        {
            var found = part.Evaluate(facts, ahead);
            if (found == decisive) return decisive;
            if (found == Truth.Unknown) value = Truth.Unknown;
        }
        return value;
    }

    public override void Read(List<int> facts)
    {
        foreach (var part in parts) part.Read(facts);
    }

    public override void Open(FactSet facts, bool ahead, List<int> found)
    {
        if (Evaluate(facts, ahead) != Truth.Unknown) return;
        foreach (var part in parts) part.Open(facts, ahead, found);
    }

    public override bool AsksWhetherKnown => Array.Exists(parts, part => part.AsksWhetherKnown);
}

sealed class Not(Node part) : Node
{
    public override Truth Evaluate(FactSet facts, bool ahead) => Truth.True - (int)part.Evaluate(facts, ahead);
    public override void Read(List<int> facts) => part.Read(facts);
    public override void Open(FactSet facts, bool ahead, List<int> found) => part.Open(facts, ahead, found);
    public override bool AsksWhetherKnown => part.AsksWhetherKnown;
}

/// <summary>A test of one fact.</summary>
abstract class Test(int fact) : Node
{
    protected int Fact => fact;

    public override Truth Evaluate(FactSet facts, bool ahead) =>
        !facts.IsKnown(fact) ? Truth.Unknown : Holds(facts) ? Truth.True : Truth.False;

    protected abstract bool Holds(FactSet facts);

    public override void Read(List<int> facts) => Add(facts, fact);

    public override void Open(FactSet facts, bool ahead, List<int> found)
    {
        if (Evaluate(facts, ahead) == Truth.Unknown) Add(found, fact);
    }
}

sealed class KnownTest(int fact) : Test(fact)
{
    public override Truth Evaluate(FactSet facts, bool ahead) =>
        Holds(facts) ? Truth.True : ahead ? Truth.Unknown : Truth.False;

    protected override bool Holds(FactSet facts) => facts.IsKnown(Fact);
    public override bool AsksWhetherKnown => true;
}

/// <summary>The value has a bit of the mask.</summary>
sealed class MaskTest(int fact, ulong mask) : Test(fact)
{
    protected override bool Holds(FactSet facts) => (facts.Mask(Fact) & mask) != 0;
}

sealed class EqualTest(int fact, double[] values) : Test(fact)
{
    public override Truth Evaluate(FactSet facts, bool ahead) =>
        facts.Bounds(Fact) is var (low, high) && !AnyWithin(low, high) ? Truth.False : base.Evaluate(facts, ahead);

    bool AnyWithin(double low, double high)
    {
        foreach (var value in values)
            if (value >= low && value <= high) return true;
        return false;
    }

    protected override bool Holds(FactSet facts) => Array.IndexOf(values, facts.Number(Fact)) >= 0;
}

/// <summary>Less than a limit, or up to it.</summary>
sealed class LessTest(int fact, double limit, bool orEqual) : Test(fact)
{
    public override Truth Evaluate(FactSet facts, bool ahead) =>
        facts.Bounds(Fact) is not var (low, high) ? base.Evaluate(facts, ahead)
        : IsLess(high) ? Truth.True : IsLess(low) ? Truth.Unknown : Truth.False;

    protected override bool Holds(FactSet facts) => IsLess(facts.Number(Fact));

    bool IsLess(double value) => value < limit || orEqual && value == limit;
}
