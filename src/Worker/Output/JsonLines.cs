using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Thrombophilia.Worker.Output;

/// <summary>One JSON object a line: columns as keys, a cell without a value as null, numbers as they stand.</summary>
sealed class JsonLines(TextWriter output, string[] columns, Func<string, bool> isNumber) : IDisposable
{
    static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    readonly bool[] numbers = [.. columns.Select(isNumber)];
    const int Part = 1 << 16;
    readonly ArrayBufferWriter<byte> buffer = new(2 * Part);
    Utf8JsonWriter? writer;

    public void Write(ReadOnlySpan<string?> cells)
    {
        var json = writer ??= new Utf8JsonWriter(buffer, Options);
        json.WriteStartObject();
        for (var i = 0; i < cells.Length; i++)
            if (cells[i] is not { } cell) json.WriteNull(columns[i]);
            else if (numbers[i])
            {
                json.WritePropertyName(columns[i]);
                json.WriteRawValue(cell);
            }
            else json.WriteString(columns[i], cell);
        json.WriteEndObject();
        json.Flush();
        buffer.Write("\n"u8);
        if (buffer.WrittenCount > Part) Print();
        json.Reset();
    }

    public void Dispose()
    {
        Print();
        writer?.Dispose();
    }

    void Print()
    {
        output.Print(buffer.WrittenSpan);
        buffer.ResetWrittenCount();
    }
}
