using System.Globalization;
using System.Text;
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
    Parameter[] parameters = [];
    byte[] utf8 = [];

    public SqliteStatement(sqlite3 connection, string sql)
    {
        this.connection = connection;
        Demand(raw.sqlite3_prepare_v2(connection, sql, out statement), raw.SQLITE_OK);
    }

    /// <summary>
    /// Gives the parameter at <paramref name="place"/>, counted from 1, its value: as Microsoft.Data.Sqlite does it, so
    /// that EF Core finds what was written here. A parameter keeps its value from one run to the next, so an equal one
    /// is not given again.
    /// </summary>
    public void Bind(int place, string? value)
    {
        var next = new Parameter(value is null ? Kind.Null : Kind.Text, 0, value);
        if (Holds(place, next)) return;
        Bound(place, next, value switch
        {
            null => raw.sqlite3_bind_null(statement, place),
            "" => raw.sqlite3_bind_text(statement, place, value), // An empty span would be null.
            _ => raw.sqlite3_bind_text(statement, place, Utf8(value)),
        });
    }

    /// <inheritdoc cref="Bind(int, string?)"/>
    public void Bind(int place, long? value)
    {
        if (value is not { } number) Bind(place, (string?)null);
        else if (new Parameter(Kind.Integer, number, null) is var next && !Holds(place, next))
            Bound(place, next, raw.sqlite3_bind_int64(statement, place, number));
    }

    /// <inheritdoc cref="Bind(int, string?)"/>
    public void Bind(int place, double? value)
    {
        if (value is not { } number) Bind(place, (string?)null);
        else if (new Parameter(Kind.Real, BitConverter.DoubleToInt64Bits(number), null) is var next && !Holds(place, next))
            Bound(place, next, raw.sqlite3_bind_double(statement, place, number));
    }

    /// <inheritdoc cref="Bind(int, string?)"/>
    public void Bind(int place, int? value) => Bind(place, (long?)value);

    /// <inheritdoc cref="Bind(int, string?)"/>
    public void Bind(int place, bool? value) => Bind(place, value is { } yes ? yes ? 1L : 0L : null);

    /// <inheritdoc cref="Bind(int, string?)"/>
    public void Bind(int place, Guid? value) => Bind(place, value?.ToString().ToUpperInvariant());

    /// <summary>The same for a value whose type only shows at run time.</summary>
    public void BindAny(int place, object? value)
    {
        switch (value)
        {
            case null: Bind(place, (string?)null); break;
            case string text: Bind(place, text); break;
            case int number: Bind(place, (long?)number); break;
            case long number: Bind(place, (long?)number); break;
            default: throw new NotSupportedException($"No key was a {value.GetType().Name} so far.");
        }
    }

    bool Holds(int place, Parameter value) => place <= parameters.Length && parameters[place - 1] == value;

    void Bound(int place, Parameter value, int code)
    {
        Demand(code, raw.SQLITE_OK);
        if (parameters.Length < place) Array.Resize(ref parameters, place);
        parameters[place - 1] = value;
    }

    ReadOnlySpan<byte> Utf8(string text)
    {
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (utf8.Length < most) utf8 = new byte[most];
        return utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, utf8));
    }

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

    enum Kind { None, Null, Integer, Real, Text }

    readonly record struct Parameter(Kind Kind, long Bits, string? Text);

    void Demand(int code, int expected)
    {
        if (code != expected) SqliteException.ThrowExceptionForRC(code, connection);
    }
}
