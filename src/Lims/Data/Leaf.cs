using System.Globalization;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;

namespace Thrombophilia.Lims.Data;

/// <summary>Which leaf of a list is wanted: by its number, or by the key of a row beside it.</summary>
/// <param name="Number">Number of the leaf, from 1.</param>
/// <param name="After">Key of the last row of the leaf before, in a list that is read by key.</param>
/// <param name="Before">Key of the first row of the leaf behind, on the way back.</param>
public sealed record LeafWanted(int Number = 1, string? After = null, string? Before = null)
{
    /// <summary>Rows before the leaf.</summary>
    public int Skip => (Math.Clamp(Number, 1, 1_000_000) - 1) * Leaf.Size;
}

/// <summary>One leaf of a list.</summary>
/// <param name="Rows">Its rows, <see cref="Leaf.Size"/> at most.</param>
/// <param name="Number">Its number, from 1.</param>
/// <param name="HasMore">There is a leaf behind this one.</param>
/// <param name="Keys">Keys of its first and its last row; null in a list that is read by number.</param>
public sealed record Leaf<T>(IReadOnlyList<T> Rows, int Number, bool HasMore, (string First, string Last)? Keys = null);

/// <summary>How lists are cut into leaves.</summary>
public static class Leaf
{
    /// <summary>Rows of a list on one leaf.</summary>
    public const int Size = 50;

    /// <summary>The leaf of a list that is at hand.</summary>
    public static Leaf<T> Of<T>(IEnumerable<T> rows, LeafWanted wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        return Of<T>([.. rows.Skip(wanted.Skip).Take(Size + 1)], wanted.Number);
    }

    /// <summary>The leaf of a list that is read by number.</summary>
    public static async Task<Leaf<T>> LeafAsync<T>(this IQueryable<T> rows, LeafWanted wanted, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        return Of(await rows.Skip(wanted.Skip).Take(Size + 1).ToListAsync(stop), wanted.Number);
    }

    /// <summary>
    /// The leaf of a list that is read by key, the largest key first. The key names the row at which it begins, not how
    /// many are before it: a leaf deep in a list costs what the first one does. Without a row to begin at it is the
    /// first leaf, whatever its number.
    /// </summary>
    /// <param name="parts">The list, or its parts: one for each site, so that each is read along an index of its
    /// own.</param>
    /// <param name="wanted">Which leaf.</param>
    /// <param name="key">What it is ordered by: unique in all parts.</param>
    /// <param name="keyOf">The same, of a row that was read.</param>
    /// <param name="stop">Ends it.</param>
    public static async Task<Leaf<T>> LeafByKeyAsync<T, TKey>(this IEnumerable<IQueryable<T>> parts, LeafWanted wanted,
        Expression<Func<T, TKey>> key, Func<T, TKey> keyOf, CancellationToken stop)
        where TKey : IComparable, IConvertible
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(keyOf);
        var back = wanted.Before is not null;
        var isBeyond = Read(back ? wanted.Before : wanted.After) is { } from ? Beyond(key, (TKey)from, back) : null;
        if (isBeyond is null) back = false;
        var found = new List<T>();
        foreach (var part in parts)
        {
            var rows = isBeyond is null ? part : part.Where(isBeyond);
            found.AddRange(
                await (back ? rows.OrderBy(key) : rows.OrderByDescending(key)).Take(Size + 1).ToListAsync(stop));
        }
        var order =
            Comparer<T>.Create(
            (a, b) => keyOf(a) is string one ? string.CompareOrdinal(one, keyOf(b) as string)
                : keyOf(a).CompareTo(keyOf(b)));
        var leaf = Of<T>([.. back ? found.Order(order) : found.OrderDescending(order)],
            isBeyond is null ? 1 : wanted.Number);
        if (back) leaf = leaf with { Rows = [.. leaf.Rows.Reverse()], HasMore = true };
        return leaf.Rows.Count == 0 ? leaf : leaf with { Keys = (Written(leaf.Rows[0]), Written(leaf.Rows[^1])) };

        string Written(T row) => keyOf(row).ToString(CultureInfo.InvariantCulture);

        static object? Read(string? text) => text is null ? null : typeof(TKey) == typeof(string) ? text
            : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && (typeof(TKey) == typeof(long) || number <= int.MaxValue)
            ? Convert.ChangeType(number, typeof(TKey), CultureInfo.InvariantCulture) : null;
    }

    // One row more than a leaf shows was asked for: it tells whether there is a leaf behind.
    static Leaf<T> Of<T>(List<T> found, int number) =>
        found.Count > Size ? new(found[..Size], number, true) : new(found, number, false);

    // The value stands in a field of an object, as a captured variable does: the database gets it as a parameter, and
    // the query is translated once.
    static Expression<Func<T, bool>> Beyond<T, TKey>(Expression<Func<T, TKey>> key, TKey from, bool back)
    {
        var value = Expression.Field(Expression.Constant(new StrongBox<TKey>(from)), nameof(StrongBox<TKey>.Value));
        Expression compared = typeof(TKey) == typeof(string)
            ? Expression.Call(typeof(string), nameof(string.Compare), null, key.Body, value) : key.Body;
        Expression bound = typeof(TKey) == typeof(string) ? Expression.Constant(0) : value;
        return Expression.Lambda<Func<T, bool>>(
            back ? Expression.GreaterThan(compared, bound) : Expression.LessThan(compared, bound), key.Parameters);
    }
}
