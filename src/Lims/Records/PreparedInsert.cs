using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using SQLitePCL;

namespace Thrombophilia.Lims.Records;

/// <summary>
/// Writes many rows of one entity by a single prepared statement in the current transaction: no change tracking.
/// Table, columns and conversions come from the model, so nothing is said twice.
/// </summary>
/// <remarks>
/// SQLite's own statement: a command of ADO.NET looks up each parameter by its name and makes a reader for each row, which costs more than the row.
/// Not asynchronous: the file is local, and the transaction has its lock already.
/// </remarks>
sealed class PreparedInsert<T> : IDisposable where T : class
{
    readonly sqlite3 connection;
    readonly sqlite3_stmt statement;
    readonly Plan plan;

    public PreparedInsert(LimsDb db)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("Open a transaction first.");
        connection = ((SqliteConnection)db.Database.GetDbConnection()).Handle!;
        plan = db.Model.FindEntityType(typeof(T))!.GetOrAddRuntimeAnnotationValue(
            typeof(Plan).FullName!, known => new Plan(known!.Model.FindEntityType(typeof(T))!, known.Database.GetService<ISqlGenerationHelper>()), db);
        Demand(raw.sqlite3_prepare_v2(connection, plan.Text, out statement), raw.SQLITE_OK);
    }

    /// <summary>Writes a row; its new key.</summary>
    /// <exception cref="SqliteException">The database does not take it.</exception>
    public int Write(T row)
    {
        for (var i = 0; i < plan.Columns.Length; i++)
        {
            var (getter, convert) = plan.Columns[i];
            var value = getter.GetClrValue(row);
            Demand(Bind(i + 1, value is not null && convert is not null ? convert(value) : value), raw.SQLITE_OK);
        }
        var end = raw.sqlite3_step(statement);
        _ = raw.sqlite3_reset(statement); // Says again what the step said.
        Demand(end, raw.SQLITE_DONE);
        return (int)raw.sqlite3_last_insert_rowid(connection);
    }

    public void Dispose() => statement.Dispose();

    // As Microsoft.Data.Sqlite binds them, so that what EF Core asks for is found.
    int Bind(int place, object? value) => value switch
    {
        null => raw.sqlite3_bind_null(statement, place),
        string text => raw.sqlite3_bind_text(statement, place, text),
        int number => raw.sqlite3_bind_int(statement, place, number),
        double number => raw.sqlite3_bind_double(statement, place, number),
        Guid id => raw.sqlite3_bind_text(statement, place, id.ToString().ToUpperInvariant()),
        _ => throw new NotSupportedException($"No column of {typeof(T).Name} was a {value.GetType().Name} so far."),
    };

    void Demand(int code, int expected)
    {
        if (code != expected) SqliteException.ThrowExceptionForRC(code, connection);
    }

    /// <summary>What comes from the model: found once.</summary>
    sealed class Plan
    {
        public Plan(IEntityType entity, ISqlGenerationHelper sql)
        {
            var table = StoreObjectIdentifier.Create(entity, StoreObjectType.Table)!.Value;
            var properties = entity.GetProperties().Where(p => p.ValueGenerated != ValueGenerated.OnAdd).ToList();
            Columns = [.. properties.Select(p => (p.GetGetter(), p.GetRelationalTypeMapping().Converter?.ConvertToProvider))];
            Text = $"INSERT INTO {sql.DelimitIdentifier(table.Name, table.Schema)} "
                + $"({string.Join(", ", properties.Select(p => sql.DelimitIdentifier(p.GetColumnName(table)!)))}) VALUES ({string.Join(", ", properties.Select(_ => "?"))})";
        }

        public (IClrPropertyGetter Getter, Func<object?, object?>? Convert)[] Columns { get; }
        public string Text { get; }
    }
}
