using System.Globalization;
using System.Numerics;

namespace Thrombophilia.Lims.Decisions.Facts;

/// <summary>
/// What is known of one case. A fact that was not set is unknown. Not safe for writing from several threads.
/// </summary>
public sealed class FactSet
{
    enum State : byte { Unknown, Bounded, Known }

    // One word for each fact: the bits of a number or of its lower bound, or the mask of the listed values.
    readonly ulong[] words;
    readonly double[] upper;
    readonly State[] states;

    /// <summary>A case of which nothing is known.</summary>
    public FactSet(FactDictionary dictionary)
    {
        Dictionary = dictionary;
        (words, upper, states) = (new ulong[dictionary.Count], new double[dictionary.Count], new State[dictionary.Count]);
    }

    FactSet(FactSet other) =>
        (Dictionary, words, upper, states) = (other.Dictionary, [.. other.words], [.. other.upper], [.. other.states]);

    /// <summary>The facts that it may hold.</summary>
    public FactDictionary Dictionary { get; }

    /// <summary>The facts that are known, in the order of the dictionary.</summary>
    public IEnumerable<Fact> Known => Dictionary.Values.Where(fact => IsKnown(fact.Index));

    /// <summary>A second set with the same values.</summary>
    public FactSet Copy() => new(this);

    /// <summary>The fact has a value.</summary>
    /// <exception cref="ArgumentException">No fact is called so.</exception>
    public bool IsKnown(string id) => IsKnown(Dictionary[id].Index);

    /// <summary>Makes a fact unknown.</summary>
    /// <exception cref="ArgumentException">No fact is called so.</exception>
    public FactSet Forget(string id)
    {
        states[Dictionary[id].Index] = State.Unknown;
        return this;
    }

    /// <summary>
    /// Tells the bounds of a number that is not known: a sum with open answers, a value below what can be measured. A test
    /// that both bounds pass, or neither, is known.
    /// </summary>
    /// <exception cref="ArgumentException">No fact is called so, it is no number, or the bounds are out of its range or
    /// order.</exception>
    public FactSet SetBounds(string id, double low, double high)
    {
        if (low == high) return Set(id, low);
        var fact = Dictionary[id];
        if (fact.Type != FactType.Number || !(low >= fact.Minimum && high <= fact.Maximum && low < high))
            throw Wrong(fact, string.Create(CultureInfo.InvariantCulture, $"{low} to {high}"));
        (states[fact.Index], words[fact.Index], upper[fact.Index]) = (State.Bounded, BitConverter.DoubleToUInt64Bits(low), high);
        return this;
    }

    /// <summary>Sets a flag.</summary>
    /// <param name="id">Id of the fact.</param>
    /// <param name="value">True or false.</param>
    /// <param name="ageDays">Age of the value in days; an older one than the fact allows makes it unknown.</param>
    /// <exception cref="ArgumentException">No fact is called so, or it is no flag.</exception>
    public FactSet Set(string id, bool value, double? ageDays = null) =>
        Put(Of(id, FactType.Flag, value ? "true" : "false"), value ? 2UL : 1UL, ageDays);

    /// <summary>Sets a number, in the unit of the fact.</summary>
    /// <inheritdoc cref="Set(string, bool, double?)"/>
    /// <exception cref="ArgumentException">No fact is called so, it is no number, or the value is out of its range.</exception>
    public FactSet Set(string id, double value, double? ageDays = null)
    {
        var fact = Dictionary[id];
        return fact.Type == FactType.Number && value >= fact.Minimum && value <= fact.Maximum
            ? Put(fact, BitConverter.DoubleToUInt64Bits(value), ageDays)
            : throw Wrong(fact, value.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Sets a choice.</summary>
    /// <inheritdoc cref="Set(string, bool, double?)"/>
    /// <exception cref="ArgumentException">No fact is called so, it is no choice, or the value is none of its values.</exception>
    public FactSet Set(string id, string value, double? ageDays = null)
    {
        var fact = Of(id, FactType.Choice, value);
        return fact.Bit(value) is not 0 and var bit ? Put(fact, bit, ageDays) : throw Wrong(fact, value);
    }

    /// <summary>Sets the members of a set. A set without members says nothing and is refused.</summary>
    /// <inheritdoc cref="Set(string, bool, double?)"/>
    /// <exception cref="ArgumentException">No fact is called so, it is no set, or a member is none of its values.</exception>
    public FactSet Set(string id, IReadOnlyCollection<string> value, double? ageDays = null)
    {
        var fact = Of(id, FactType.Choices, string.Join('+', value));
        var mask = 0UL;
        foreach (var member in value) mask |= fact.Bit(member) is not 0 and var bit ? bit : throw Wrong(fact, member);
        return mask != 0 ? Put(fact, mask, ageDays) : throw Wrong(fact, "");
    }

    /// <summary>
    /// Sets a fact from text: <c>true</c>, <c>12.5</c>, a listed value, members of a set with <c>+</c> between, and
    /// <c>?</c> for unknown.
    /// </summary>
    /// <inheritdoc cref="Set(string, bool, double?)"/>
    /// <exception cref="ArgumentException">No fact is called so, or the text is no value of it.</exception>
    public FactSet SetText(string id, string value, double? ageDays = null)
    {
        if (value == "?") return Forget(id);
        var fact = Dictionary[id];
        return fact.Type switch
        {
            FactType.Flag => fact.Bit(value) is not 0 and var bit ? Put(fact, bit, ageDays) : throw Wrong(fact, value),
            FactType.Number => Fact.Number(value) is { } number ? Set(id, number, ageDays) : throw Wrong(fact, value),
            FactType.Choice => Set(id, value, ageDays),
            _ => Set(id, value.Split('+'), ageDays),
        };
    }

    /// <summary>A value as <see cref="SetText"/> takes it.</summary>
    /// <exception cref="ArgumentException">No fact is called so.</exception>
    public string Text(string id)
    {
        var fact = Dictionary[id];
        return !IsKnown(fact.Index) ? "?"
            : fact.Type == FactType.Number ? Number(fact.Index).ToString(CultureInfo.InvariantCulture)
            : string.Join('+', Members(fact));
    }

    /// <summary>A flag; null where it is unknown.</summary>
    /// <exception cref="ArgumentException">No fact is called so, or it is no flag.</exception>
    public bool? Flag(string id) => Of(id, FactType.Flag, "") is var fact && IsKnown(fact.Index) ? words[fact.Index] == 2 : null;

    /// <summary>A number in the unit of the fact; null where it is unknown.</summary>
    /// <exception cref="ArgumentException">No fact is called so, or it is no number.</exception>
    public double? Number(string id) => Of(id, FactType.Number, "") is var fact && IsKnown(fact.Index) ? Number(fact.Index) : null;

    /// <summary>A choice; null where it is unknown.</summary>
    /// <exception cref="ArgumentException">No fact is called so, or it is no choice.</exception>
    public string? Choice(string id) => Choice(Of(id, FactType.Choice, ""));

    /// <summary>The members of a set, in the order of the dictionary; null where it is unknown.</summary>
    /// <exception cref="ArgumentException">No fact is called so, or it is no set.</exception>
    public IReadOnlyList<string>? Members(string id) =>
        Of(id, FactType.Choices, "") is var fact && IsKnown(fact.Index) ? Members(fact) : null;

    internal bool IsKnown(int index) => states[index] == State.Known;
    internal (double Low, double High)? Bounds(int index) =>
        states[index] == State.Bounded ? (Number(index), upper[index]) : null;
    internal double Number(int index) => BitConverter.UInt64BitsToDouble(words[index]);
    internal ulong Mask(int index) => words[index];

    /// <summary>The one value of a choice or a flag; null where it is unknown.</summary>
    internal string? Choice(Fact fact) =>
        IsKnown(fact.Index) ? fact.Values[BitOperations.TrailingZeroCount(words[fact.Index])] : null;

    string[] Members(Fact fact) => [.. fact.Values.Where((_, i) => (words[fact.Index] >> i & 1) != 0)];

    FactSet Put(Fact fact, ulong word, double? ageDays)
    {
        (states[fact.Index], words[fact.Index]) = (ageDays > fact.MaxAgeDays ? State.Unknown : State.Known, word);
        return this;
    }

    Fact Of(string id, FactType type, string found) =>
        Dictionary[id] is { } fact && fact.Type == type ? fact : throw Wrong(Dictionary[id], found);

    static ArgumentException Wrong(Fact fact, string found) =>
        new($"Fact '{fact.Id}': expected {fact.Expected}, found '{found}'.");
}
