using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Thrombophilia.Worker.Rows;

/// <summary>One JSON object a line: columns as keys, a cell without a value as null, numbers as they stand.</summary>
sealed class JsonLines(TextWriter output, string[] columns, Func<string, bool> isNumber) : IDisposable
{
    static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    readonly bool[] numbers = [.. columns.Select(isNumber)];
    readonly ArrayBufferWriter<byte> buffer = new(1024);
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
        output.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
        output.Write('\n');
        buffer.ResetWrittenCount();
        json.Reset();
    }

    public void Dispose() => writer?.Dispose();
}
