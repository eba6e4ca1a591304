using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Thrombophilia.Lims.Decisions.Facts;

/// <summary>The facts that the rules may ask for, numbered in the order of their table.</summary>
public sealed class FactDictionary : IReadOnlyDictionary<string, Fact>
{
    readonly Fact[] facts;
    readonly Dictionary<string, Fact> byId;

    internal FactDictionary(IEnumerable<Fact> facts)
    {
        this.facts = [.. facts];
        byId = this.facts.ToDictionary(fact => fact.Id, StringComparer.Ordinal);
    }

    /// <summary>The fact of a number.</summary>
    public Fact this[int index] => facts[index];

    /// <summary>The fact of an id.</summary>
    /// <exception cref="ArgumentException">No fact is called so.</exception>
    public Fact this[string key] => byId.TryGetValue(key, out var fact) ? fact
        : throw new ArgumentException($"Fact '{key}': expected a fact of the table of facts.", nameof(key));

    /// <inheritdoc/>
    public int Count => facts.Length;
    /// <inheritdoc/>
    public IEnumerable<string> Keys => facts.Select(fact => fact.Id);
    /// <inheritdoc/>
    public IEnumerable<Fact> Values => facts;
    /// <inheritdoc/>
    public bool ContainsKey(string key) => byId.ContainsKey(key);
    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out Fact value) => byId.TryGetValue(key, out value);
    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, Fact>> GetEnumerator() =>
        facts.Select(fact => KeyValuePair.Create(fact.Id, fact)).GetEnumerator();
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
