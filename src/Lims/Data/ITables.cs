using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Thrombophilia.Lims.Data;

/// <summary>
/// The tables of one subject: names, keys, indexes, the site of a row, and whether rows are issued or audited. Each
/// subject has one beside its entities; <see cref="LimsDb"/> finds them all.
/// </summary>
interface ITables
{
    /// <summary>Adds the tables to the model.</summary>
    void Map(ModelBuilder model, SiteScope sites);
}

/// <summary>What a mapping says of a table beyond what EF Core knows.</summary>
static class TableTraits
{
    const string Issued = "Lims:Issued", Sealed = "Lims:Sealed", NotAudited = "Lims:NotAudited";

    /// <summary>Maps an entity to its table.</summary>
    public static void Table<T>(this ModelBuilder model, string name, Action<EntityTypeBuilder<T>> map)
        where T : class => model.Entity<T>(e =>
    {
        e.ToTable(name);
        map(e);
    });

    /// <summary>The database itself refuses to update or delete a row.</summary>
    public static void IsIssued<T>(this EntityTypeBuilder<T> table) where T : class =>
        table.HasAnnotation(Issued, true);

    /// <summary>The audit trail holds a hash of what each step wrote into the table.</summary>
    public static void IsSealed<T>(this EntityTypeBuilder<T> table) where T : class =>
        table.HasAnnotation(Sealed, true);

    /// <summary>
    /// The audit trail leaves the table out: its rows record their own history, or follow from rows that are audited.
    /// </summary>
    public static void IsNotAudited<T>(this EntityTypeBuilder<T> table) where T : class =>
        table.HasAnnotation(NotAudited, true);

    /// <summary>See <see cref="IsIssued{T}"/>.</summary>
    public static bool IsIssued(this IReadOnlyEntityType table) => table.FindAnnotation(Issued) is not null;

    /// <summary>See <see cref="IsSealed{T}"/>.</summary>
    public static bool IsSealed(this IReadOnlyEntityType table) => table.FindAnnotation(Sealed) is not null;

    /// <summary>False after <see cref="IsNotAudited{T}"/>.</summary>
    public static bool IsAudited(this IReadOnlyEntityType table) => table.FindAnnotation(NotAudited) is null;
}
