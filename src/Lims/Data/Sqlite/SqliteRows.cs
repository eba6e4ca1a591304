using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
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
    Func<long, long, string>? seal;
    IssuedRows issued = new();

    SqliteRows(sqlite3 connection, Plan plan) => (this.connection, this.plan) = (connection, plan);

    /// <summary>The rows as <paramref name="db"/> sees them now.</summary>
    public static SqliteRows<T> Of(LimsDb db)
    {
        var rows = OfConnection.GetValue(((SqliteConnection)db.Database.GetDbConnection()).Handle!, handle => new(handle,
            db.Model.FindEntityType(typeof(T))!.GetOrAddRuntimeAnnotationValue(
                typeof(Plan).FullName!,
                    known => new Plan(known!.Model.FindEntityType(typeof(T))!,
                        known.Database.GetService<ISqlGenerationHelper>()), db)));
        rows.issued = db.Issued;
        return rows;
    }

    /// <inheritdoc/>
    public override int Insert(T row)
    {
        DemandStep();
        plan.Written(insert ??= new(connection, plan.Insert), row);
        insert.Step();
        var id = raw.sqlite3_last_insert_rowid(connection);
        if (plan.SealedTable is { } table)
            issued.Add(table, id, seal ??= SealOf(table));
        return (int)id;
    }

    /// <inheritdoc/>
    public override void Update(T row)
    {
        DemandStep();
        plan.Changed(update ??= new(connection, plan.Update), row);
        update.Step();
    }

    Func<long, long, string> SealOf(string table)
    {
        var rows = new SqliteSeal(connection, table);
        return (first, last) => rows.Of(first, last).Sha256;
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
        for (var i = 0; i < keys.Length; i++) find.BindAny(i + 1, keys[i].Value);
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

    /// <summary>How a value of one column enters an entity.</summary>
    sealed class Column(RelationalTypeMapping mapping)
    {
        readonly Func<object?, object?>? fromProvider = mapping.Converter?.ConvertFromProvider;
        readonly Type stored = mapping.Converter?.ProviderClrType ?? Nullable.GetUnderlyingType(mapping.ClrType)
            ?? mapping.ClrType;

        public object? Read(SqliteStatement statement, int place) =>
            statement.Read(place, stored) is { } value ? fromProvider is null ? value : fromProvider(value) : null;
    }

    /// <summary>What comes from the model: found once.</summary>
    sealed class Plan
    {
        readonly Column[] all;
        readonly Func<object?[], T> make;
        readonly Dictionary<string, string> columns;
        readonly Lazy<Action<SqliteStatement, T>> written, changed;

        public Plan(IEntityType entity, ISqlGenerationHelper sql)
        {
            var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
            var name = sql.DelimitIdentifier(table.Name, table.Schema);
            // What the database works out itself is neither written nor read.
            var properties = entity.GetProperties().Where(p => p.GetComputedColumnSql() is null).ToList();
            var written = properties.Where(p => p.ValueGenerated != ValueGenerated.OnAdd).ToList();
            var changing = written.Where(p => !p.GetContainingIndexes().Any(i => i.IsUnique)).ToList();
            var key = entity.FindPrimaryKey()!.Properties.Single();

            all = Columns(properties);
            make = Maker(properties);
            Select = $"SELECT {string.Join(", ", properties.Select(Named))} FROM {name}";
            this.written = new(() => Binder(written));
            var (into, marks) = (string.Join(", ", written.Select(Named)), string.Join(", ", written.Select(_ => "?")));
            Insert = $"INSERT INTO {name} ({into}) VALUES ({marks})";
            changed = new(() => Binder([.. changing, key]));
            Update = $"UPDATE {name} SET {string.Join(", ", changing.Select(p => $"{Named(p)} = ?"))} WHERE {Named(key)} = ?";

            columns = properties.ToDictionary(p => p.Name, Named);
            SealedTable = entity.IsSealed() ? table.Name : null;

            static Column[] Columns(List<IProperty> properties) =>
                [.. properties.Select(p => new Column(p.GetRelationalTypeMapping()))];
            string Named(IProperty property) => sql.DelimitIdentifier(property.GetColumnName(table)!);
        }

        /// <summary>Gives the parameters of <see cref="Insert"/> the values of a row.</summary>
        public Action<SqliteStatement, T> Written => written.Value;
        /// <summary>Gives the parameters of <see cref="Update"/> the values of a row.</summary>
        public Action<SqliteStatement, T> Changed => changed.Value;
        public string Select { get; }
        public string Insert { get; }
        public string Update { get; }

        /// <summary>The name of the table, where the audit trail seals its rows.</summary>
        public string? SealedTable { get; }

        /// <summary>The column of a property, quoted.</summary>
        public string Column(string property) => columns[property];

        public T Read(SqliteStatement statement)
        {
            var values = new object?[all.Length];
            for (var i = 0; i < values.Length; i++) values[i] = all[i].Read(statement, i);
            return make(values);
        }

        // One method for all columns of a row, without a box: a file may bring a hundred thousand rows.
        static Action<SqliteStatement, T> Binder(List<IProperty> properties)
        {
            var (statement, row) = (Expression.Parameter(typeof(SqliteStatement)), Expression.Parameter(typeof(T)));
            return Expression.Lambda<Action<SqliteStatement, T>>(Expression.Block(properties.Select((p, i) =>
            {
                var value = Stored(Expression.Property(row, p.PropertyInfo!), p.GetRelationalTypeMapping().Converter);
                return Expression.Call(statement, nameof(SqliteStatement.Bind), [], Expression.Constant(i + 1), value);
            })), statement, row).Compile();
        }

        // As EF Core converts it: what is null stays null, and the rest is what the converter makes of it.
        static Expression Stored(Expression value, ValueConverter? converter)
        {
            var stored = converter?.ProviderClrType ?? Nullable.GetUnderlyingType(value.Type) ?? value.Type;
            var type = stored.IsValueType ? typeof(Nullable<>).MakeGenericType(stored) : stored;
            if (converter is null) return Expression.Convert(value, type);
            if (value.Type.IsValueType && Nullable.GetUnderlyingType(value.Type) is null)
                return Expression.Convert(Converted(value), type);
            var plain = Nullable.GetUnderlyingType(value.Type) is null ? value
                : Expression.Property(value, nameof(Nullable<>.Value));
            return Expression.Condition(Expression.Equal(value, Expression.Constant(null, value.Type)),
                Expression.Constant(null, type), Expression.Convert(Converted(plain), type));

            Expression Converted(Expression given) => Expression.Invoke(converter.ConvertToProviderExpression,
                Expression.Convert(given, converter.ModelClrType));
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
