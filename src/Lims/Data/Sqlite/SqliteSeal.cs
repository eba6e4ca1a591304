using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Thrombophilia.Lims.Data.Sqlite;

/// <summary>
/// A hash over rows of one table as they are stored: column by column in the order of their names, absent values left
/// out, so that a column that is added later changes no hash of before.
/// </summary>
sealed class SqliteSeal
{
    readonly sqlite3 connection;
    readonly sqlite3_stmt statement;
    readonly (int Place, byte[] Name)[] columns;
    readonly ArrayBufferWriter<byte> row = new();

    public SqliteSeal(sqlite3 connection, string table)
    {
        this.connection = connection;
        Demand(raw.sqlite3_prepare_v2(connection,
            $"SELECT * FROM \"{table}\" WHERE \"Id\" BETWEEN ? AND ? ORDER BY \"Id\"", out statement), raw.SQLITE_OK);
        columns = [.. Enumerable.Range(0, raw.sqlite3_column_count(statement))
            .Select(place => (place, Name: raw.sqlite3_column_name(statement, place).utf8_to_string()))
            .OrderBy(column => column.Name, StringComparer.Ordinal)
            .Select(column => (column.place, Encoding.UTF8.GetBytes(column.Name)))];
    }

    /// <summary>How many rows have these numbers, and their hash, lower-case hexadecimal.</summary>
    public (long Rows, string Sha256) Of(long first, long last)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var rows = 0L;
        try
        {
            Demand(raw.sqlite3_bind_int64(statement, 1, first), raw.SQLITE_OK);
            Demand(raw.sqlite3_bind_int64(statement, 2, last), raw.SQLITE_OK);
            int result;
            for (; (result = raw.sqlite3_step(statement)) == raw.SQLITE_ROW; rows++)
            {
                row.ResetWrittenCount();
                foreach (var (place, name) in columns) Write(place, name);
                hash.AppendData(row.WrittenSpan);
            }
            Demand(result, raw.SQLITE_DONE);
        }
        finally
        {
            _ = raw.sqlite3_reset(statement);
        }
        return (rows, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    // Each part stands behind its kind and length: no two contents read the same.
    void Write(int place, byte[] name)
    {
        var kind = raw.sqlite3_column_type(statement, place);
        if (kind == raw.SQLITE_NULL) return;
        Part(0, name);
        if (kind == raw.SQLITE_INTEGER) Number(kind, raw.sqlite3_column_int64(statement, place));
        else if (kind == raw.SQLITE_FLOAT)
            Number(kind, BitConverter.DoubleToInt64Bits(raw.sqlite3_column_double(statement, place)));
        else Part(kind, raw.sqlite3_column_blob(statement, place));
    }

    void Number(int kind, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        Part(kind, bytes);
    }

    void Part(int kind, ReadOnlySpan<byte> bytes)
    {
        var head = row.GetSpan(1 + sizeof(int));
        head[0] = (byte)kind;
        BinaryPrimitives.WriteInt32LittleEndian(head[1..], bytes.Length);
        row.Advance(1 + sizeof(int));
        row.Write(bytes);
    }

    void Demand(int result, int expected)
    {
        if (result != expected)
            throw new SqliteException(raw.sqlite3_errmsg(connection).utf8_to_string(), result,
                raw.sqlite3_extended_errcode(connection));
    }
}
