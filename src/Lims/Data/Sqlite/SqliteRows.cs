using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using SQLitePCL;

namespace Thrombophilia.Lims.Data.Sqlite;

/// <summary>
/// Writes and finds the rows of one entity by statements that stay prepared as long as the connection is open: no
/// change tracking, no query to recognise.
/// Table, columns and conversions come from the model, so nothing is said twice. For the way of a file; everything else
/// asks EF Core.
/// </summary>
sealed class SqliteRows<T> : FastRows<T> where T : class
{
    static readonly ConditionalWeakTable<sqlite3, SqliteRows<T>> OfConnection = [];

    readonly sqlite3 connection;
    readonly Plan plan;
    readonly List<(string[] Columns, string? Last, SqliteStatement Statement)> finds = [];
    SqliteStatement? insert, update;

    SqliteRows(sqlite3 connection, Plan plan) => (this.connection, this.plan) = (connection, plan);

    /// <summary>The rows as <paramref name="db"/> sees them now.</summary>
    public static SqliteRows<T> Of(LimsDb db) =>
        OfConnection.GetValue(((SqliteConnection)db.Database.GetDbConnection()).Handle!, handle => new(handle,
            db.Model.FindEntityType(typeof(T))!.GetOrAddRuntimeAnnotationValue(
                typeof(Plan).FullName!,
                    known => new Plan(known!.Model.FindEntityType(typeof(T))!,
                        known.Database.GetService<ISqlGenerationHelper>()), db)));

    /// <inheritdoc/>
    public override int Insert(T row)
    {
        DemandStep();
        Write(insert ??= new(connection, plan.Insert), plan.Written, row);
        return (int)raw.sqlite3_last_insert_rowid(connection);
    }

    /// <inheritdoc/>
    public override void Update(T row)
    {
        DemandStep();
        Write(update ??= new(connection, plan.Update), plan.Changing, row);
    }

    void DemandStep()
    {
        if (raw.sqlite3_get_autocommit(connection) != 0)
            throw new InvalidOperationException($"Write by a step of {nameof(Writes)}.");
    }

    /// <inheritdoc/>
    public override List<T> Find(params ReadOnlySpan<(string Column, object? Value)> keys) => All(null, keys);

    /// <inheritdoc/>
    public override T? Last(string column, params ReadOnlySpan<(string Column, object? Value)> keys) =>
        All(column, keys) is [var row] ? row : null;

    List<T> All(string? last, ReadOnlySpan<(string Column, object? Value)> keys)
    {
        var find = Prepared(last, keys);
        for (var i = 0; i < keys.Length; i++) find.Bind(i + 1, keys[i].Value);
        var rows = new List<T>();
        try
        {
            while (find.Step()) rows.Add(plan.Read(find));
        }
        finally
        {
            find.Reset();
        }
        return rows;
    }

    // One statement for each set of columns that was asked for; there are few.
    SqliteStatement Prepared(string? last, ReadOnlySpan<(string Column, object? Value)> keys)
    {
        foreach (var (columns, by, known) in finds)
            if (by == last && Same(columns, keys)) return known;
        var names = new string[keys.Length];
        for (var i = 0; i < names.Length; i++) names[i] = keys[i].Column;
        var where = names.Length == 0 ? ""
            : $" WHERE {string.Join(" AND ", names.Select(n => $"{plan.Column(n)} = ?"))}";
        var order = last is null ? "" : $" ORDER BY {plan.Column(last)} DESC LIMIT 1";
        var made = new SqliteStatement(connection, plan.Select + where + order);
        finds.Add((names, last, made));
        return made;
    }

    static bool Same(string[] columns, ReadOnlySpan<(string Column, object? Value)> keys)
    {
        if (columns.Length != keys.Length) return false;
        for (var i = 0; i < columns.Length; i++)
            if (columns[i] != keys[i].Column) return false;
        return true;
    }

    static void Write(SqliteStatement statement, (Column[] Columns, Func<T, object?[]> Take) part, T row)
    {
        var values = part.Take(row);
        for (var i = 0; i < values.Length; i++) statement.Bind(i + 1, part.Columns[i].Stored(values[i]));
        statement.Step();
    }

    /// <summary>How a value of one column leaves and enters an entity.</summary>
    sealed class Column(RelationalTypeMapping mapping)
    {
        readonly Func<object?, object?>? toProvider = mapping.Converter?.ConvertToProvider;
        readonly Func<object?, object?>? fromProvider = mapping.Converter?.ConvertFromProvider;
        readonly Type stored = mapping.Converter?.ProviderClrType ?? Nullable.GetUnderlyingType(mapping.ClrType)
            ?? mapping.ClrType;

        public object? Stored(object? value) => value is null || toProvider is null ? value : toProvider(value);

        public object? Read(SqliteStatement statement, int place) =>
            statement.Read(place, stored) is { } value ? fromProvider is null ? value : fromProvider(value) : null;
    }

    /// <summary>What comes from the model: found once.</summary>
    sealed class Plan
    {
        readonly Column[] all;
        readonly Func<object?[], T> make;
        readonly Dictionary<string, string> columns;

        public Plan(IEntityType entity, ISqlGenerationHelper sql)
        {
            var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
            var name = sql.DelimitIdentifier(table.Name, table.Schema);
            var properties = entity.GetProperties().ToList();
            var written = properties.Where(p => p.ValueGenerated != ValueGenerated.OnAdd).ToList();
            var changing = written.Where(p => !p.GetContainingIndexes().Any(i => i.IsUnique)).ToList();
            var key = entity.FindPrimaryKey()!.Properties.Single();

            all = Columns(properties);
            make = Maker(properties);
            Select = $"SELECT {string.Join(", ", properties.Select(Named))} FROM {name}";
            Written = (Columns(written), Taker(written));
            var (into, marks) = (string.Join(", ", written.Select(Named)), string.Join(", ", written.Select(_ => "?")));
            Insert = $"INSERT INTO {name} ({into}) VALUES ({marks})";
            Changing = (Columns([.. changing, key]), Taker([.. changing, key]));
            Update = $"UPDATE {name} SET {string.Join(", ", changing.Select(p => $"{Named(p)} = ?"))} WHERE {Named(key)} = ?";

            columns = properties.ToDictionary(p => p.Name, Named);

            static Column[] Columns(List<IProperty> properties) =>
                [.. properties.Select(p => new Column(p.GetRelationalTypeMapping()))];
            string Named(IProperty property) => sql.DelimitIdentifier(property.GetColumnName(table)!);
        }

        public (Column[] Columns, Func<T, object?[]> Take) Written { get; }
        public (Column[] Columns, Func<T, object?[]> Take) Changing { get; }
        public string Select { get; }
        public string Insert { get; }
        public string Update { get; }

        /// <summary>The column of a property, quoted.</summary>
        public string Column(string property) => columns[property];

        public T Read(SqliteStatement statement)
        {
            var values = new object?[all.Length];
            for (var i = 0; i < values.Length; i++) values[i] = all[i].Read(statement, i);
            return make(values);
        }

        // One call for all properties of a row: a getter for each costs more than what it gets.
        static Func<T, object?[]> Taker(List<IProperty> properties)
        {
            var row = Expression.Parameter(typeof(T));
            return Expression.Lambda<Func<T, object?[]>>(Expression.NewArrayInit(typeof(object), properties.Select(p =>
                Expression.Convert(Expression.Property(row, p.PropertyInfo!), typeof(object)))), row).Compile();
        }

        // By the private constructor and setters that EF Core uses too.
        static Func<object?[], T> Maker(List<IProperty> properties)
        {
            var values = Expression.Parameter(typeof(object?[]));
            var made = Expression.New(typeof(T).GetConstructor(BindingFlags.Instance | BindingFlags.NonPublic, [])!);
            return Expression.Lambda<Func<object?[], T>>(Expression.MemberInit(made, properties.Select((p, i) =>
                Expression.Bind(p.PropertyInfo!,
                Expression.Convert(Expression.ArrayIndex(values, Expression.Constant(i)), p.ClrType)))), values)
                    .Compile();
        }
    }
}
