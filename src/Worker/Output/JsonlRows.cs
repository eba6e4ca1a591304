using Thrombophilia.Variants;

namespace Thrombophilia.Worker.Output;

/// <summary>One JSON object per line, with the columns as keys.</summary>
sealed class JsonlRows(TextWriter output) : RowWriter
{
    readonly string?[] cells = new string?[CallRows.Columns.Length];

    public override void Write(FileCalls calls)
    {
        using var lines = new JsonLines(output, CallRows.Columns, CallRows.IsNumber);
        foreach (var (sample, call) in calls.Calls())
        {
            CallRows.Fill(calls.File, sample, call, cells);
            lines.Write(cells);
        }
    }
}
