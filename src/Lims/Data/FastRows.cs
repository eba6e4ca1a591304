using System.Data.Common;

namespace Thrombophilia.Lims.Data;

/// <summary>
/// Writes and finds rows of one entity without change tracking and without a query to translate, for the way of a file.
/// Everything else asks EF Core.
/// Columns are named as in the entity. Rows may be found at any time; they are written inside a step of
/// <see cref="Writes"/> only. Each database has one implementation beside its store; nothing above it knows SQL.
/// </summary>
internal abstract class FastRows<T> where T : class
{
    /// <summary>Writes a new row.</summary>
    /// <returns>Its key.</returns>
    /// <exception cref="DbException">The database does not take it.</exception>
    /// <exception cref="InvalidOperationException">No step is running.</exception>
    public abstract int Insert(T row);

    /// <summary>Writes a row anew that was found here. What identifies it (its unique columns) never changes.</summary>
    /// <exception cref="DbException">The database does not take it.</exception>
    /// <exception cref="InvalidOperationException">No step is running.</exception>
    public abstract void Update(T row);

    /// <summary>The rows in which every one of these columns has this value.</summary>
    public abstract List<T> Find(params ReadOnlySpan<(string Column, object? Value)> keys);

    /// <summary>The rows in which a column has this value.</summary>
    public List<T> Find(string column, object? value) => Find((column, value));

    /// <summary>
    /// The row with the greatest value of a column, among those in which <paramref name="keys"/> hold; null where there
    /// is none.
    /// </summary>
    public abstract T? Last(string column, params ReadOnlySpan<(string Column, object? Value)> keys);
}
