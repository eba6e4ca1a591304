using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Thrombophilia.Lims.Data.Sqlite;

/// <summary>
/// A statement of SQLite itself, prepared once for its connection and run again and again. It goes when the connection
/// goes.
/// </summary>
/// <remarks>
/// A command of ADO.NET looks up each parameter by its name and makes a reader for each run, which costs more than the
/// row.
/// Not asynchronous: the file is local, and whoever writes has its lock already.
/// </remarks>
sealed class SqliteStatement
{
    readonly sqlite3 connection;
    readonly sqlite3_stmt statement;

    public SqliteStatement(sqlite3 connection, string sql)
    {
        this.connection = connection;
        Demand(raw.sqlite3_prepare_v2(connection, sql, out statement), raw.SQLITE_OK);
    }

    /// <summary>
    /// Gives the parameter at <paramref name="place"/>, counted from 1, its value: as Microsoft.Data.Sqlite does it, so
    /// that EF Core finds what was written here.
    /// </summary>
    public void Bind(int place, object? value) => Demand(value switch
    {
        null => raw.sqlite3_bind_null(statement, place),
        string text => raw.sqlite3_bind_text(statement, place, text),
        int number => raw.sqlite3_bind_int(statement, place, number),
        long number => raw.sqlite3_bind_int64(statement, place, number),
        bool yes => raw.sqlite3_bind_int(statement, place, yes ? 1 : 0),
        double number => raw.sqlite3_bind_double(statement, place, number),
        Guid id => raw.sqlite3_bind_text(statement, place, id.ToString().ToUpperInvariant()),
        _ => throw new NotSupportedException($"No parameter was a {value.GetType().Name} so far."),
    }, raw.SQLITE_OK);

    /// <summary>Goes to the next row; false after the last one, and the statement is at its beginning again.</summary>
    /// <exception cref="SqliteException">The database does not do it.</exception>
    public bool Step()
    {
        var end = raw.sqlite3_step(statement);
        if (end == raw.SQLITE_ROW) return true;
        _ = raw.sqlite3_reset(statement); // Says again what the step said.
        Demand(end, raw.SQLITE_DONE);
        return false;
    }

    /// <summary>
    /// Goes back to the beginning, wherever it is: a statement left in the middle would keep its view of the database.
    /// </summary>
    public void Reset() => _ = raw.sqlite3_reset(statement);

    /// <summary>
    /// The column at <paramref name="place"/>, counted from 0, of the row it is at: as Microsoft.Data.Sqlite reads what
    /// is to be a <paramref name="type"/>.
    /// </summary>
    public object? Read(int place, Type type)
    {
        if (raw.sqlite3_column_type(statement, place) == raw.SQLITE_NULL) return null;
        if (type == typeof(string)) return Text();
        if (type == typeof(int)) return raw.sqlite3_column_int(statement, place);
        if (type == typeof(long)) return raw.sqlite3_column_int64(statement, place);
        if (type == typeof(bool)) return raw.sqlite3_column_int(statement, place) != 0;
        if (type == typeof(double)) return raw.sqlite3_column_double(statement, place);
        if (type == typeof(Guid)) return Guid.Parse(Text());
        if (type == typeof(decimal))
            return decimal.Parse(Text(), NumberStyles.Number | NumberStyles.AllowExponent,
                CultureInfo.InvariantCulture);
        throw new NotSupportedException($"No column was a {type.Name} so far.");

        string Text() => raw.sqlite3_column_text(statement, place).utf8_to_string();
    }

    void Demand(int code, int expected)
    {
        if (code != expected) SqliteException.ThrowExceptionForRC(code, connection);
    }
}
