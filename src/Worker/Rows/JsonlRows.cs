using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Thrombophilia.Variants;

namespace Thrombophilia.Worker.Rows;

/// <summary>One JSON object per line, with the columns as keys.</summary>
sealed class JsonlRows(TextWriter output) : RowWriter
{
    static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    readonly string?[] cells = new string?[CallRows.Columns.Length];

    public override void Write(FileCalls calls)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(buffer, Options);
        foreach (var (sample, call) in calls.Calls())
        {
            CallRows.Fill(calls.File, sample, call, cells);
            json.WriteStartObject();
            for (var i = 0; i < cells.Length; i++)
                if (cells[i] is not { } cell) json.WriteNull(CallRows.Columns[i]);
                else if (CallRows.IsNumber(i))
                {
                    json.WritePropertyName(CallRows.Columns[i]);
                    json.WriteRawValue(cell);
                }
                else json.WriteString(CallRows.Columns[i], cell);
            json.WriteEndObject();
            json.Flush();
            output.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
            output.Write('\n');
            buffer.ResetWrittenCount();
            json.Reset();
        }
    }
}
