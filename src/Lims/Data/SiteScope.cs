using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Thrombophilia.Lims.Data;

/// <summary>
/// The one place that decides which rows an actor of some sites may see: a query filter on every table that belongs to
/// a site. The context of an actor who sees all sites has no filter, so that its queries keep their indexes.
/// </summary>
/// <param name="model">The model that is being built.</param>
/// <param name="db">The context whose actor sees some sites only; null for one that sees all.</param>
sealed class SiteScope(ModelBuilder model, LimsDb? db)
{
    internal const string Filter = "site";

    /// <summary>A row belongs to the sites in these columns: whoever sees one of them sees the row.</summary>
    public void Of<T>(params ReadOnlySpan<Expression<Func<T, string>>> sites) where T : class
    {
        if (db is null) return;
        var row = Expression.Parameter(typeof(T), "row");
        Expression? any = null;
        foreach (var site in sites)
        {
            var seen = Sees(Put(site, row));
            any = any is null ? seen : Expression.OrElse(any, seen);
        }
        model.Entity<T>().HasQueryFilter(Filter, Expression.Lambda<Func<T, bool>>(any!, row));
    }

    /// <summary>A row belongs to a site, if it has one, and to the person who made it.</summary>
    public void OfOrBy<T>(Expression<Func<T, string?>> site, Expression<Func<T, string>> by) where T : class
    {
        if (db is null) return;
        var row = Expression.Parameter(typeof(T), "row");
        var actor = Expression.Property(Expression.Constant(db), nameof(LimsDb.ActorName));
        model.Entity<T>().HasQueryFilter(
            Filter, Expression.Lambda<Func<T, bool>>(
                Expression.OrElse(Sees(Put(site, row)), Expression.Equal(Put(by, row), actor)), row));
    }

    /// <summary>A row belongs to the site of the row that it refers to.</summary>
    /// <param name="key">The foreign key.</param>
    public void Through<T, TOwner>(Expression<Func<T, int>> key) where T : class where TOwner : class
    {
        if (db is null) return;
        var (row, owner) = (Expression.Parameter(typeof(T), "row"), Expression.Parameter(typeof(TOwner), "owner"));
        // The query of the owner brings its own filter along.
        var owners = Expression.Call(Expression.Constant(db), nameof(DbContext.Set), [typeof(TOwner)]);
        var same =
            Expression.Lambda<Func<TOwner, bool>>(
            Expression.Equal(Expression.Property(owner, "Id"), Put(key, row)), owner);
        model.Entity<T>().HasQueryFilter(
            Filter, Expression.Lambda<Func<T, bool>>(
                Expression.Call(typeof(Queryable), nameof(Queryable.Any), [typeof(TOwner)], owners, same), row));
    }

    MethodCallExpression Sees(Expression site) => Expression.Call(
        typeof(Enumerable), nameof(Enumerable.Contains), [typeof(string)],
            Expression.Property(Expression.Constant(db), nameof(LimsDb.VisibleSites)), site);

    static Expression Put<T, TValue>(Expression<Func<T, TValue>> column, ParameterExpression row) =>
        new Replacement(column.Parameters[0], row).Visit(column.Body);

    sealed class Replacement(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}

/// <summary>Queries that know of sites.</summary>
public static class SiteQueries
{
    /// <summary>
    /// One query for each of the actor's sites, so that each can use an index that begins with the site; a single query
    /// where the actor sees all sites. Together they give the rows of <paramref name="rows"/>.
    /// </summary>
    public static IReadOnlyList<IQueryable<T>> PerSite<T>(this LimsDb db, IQueryable<T> rows,
        Func<string, Expression<Func<T, bool>>> ofSite) where T : class
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.OwnSites is { } sites ? [.. sites.Select(site => rows.Where(ofSite(site)))] : [rows];
    }

    /// <summary>
    /// Rows of all sites, whoever the actor is. For rules that hold across sites (a code is taken, an identity number
    /// is known) and for rows that belong to a row found within the actor's sites. Never for the list of a page.
    /// </summary>
    public static IQueryable<T> OfEverySite<T>(this IQueryable<T> rows) where T : class =>
        rows.IgnoreQueryFilters([SiteScope.Filter]);
}
