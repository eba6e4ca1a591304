using Thrombophilia.Variants;
using Thrombophilia.Variants.Panels;

namespace Thrombophilia.Worker.Rows;

/// <summary>Tab-separated rows under one header line per run.</summary>
sealed class TsvRows : RowWriter
{
    // Samples of which a file says the same share one call: its text is made once.
    const int MostShared = 64;
    readonly TextWriter output;
    readonly string?[] cells = new string?[CallRows.Columns.Length];
    readonly Dictionary<PanelCall, string> shared = new(ReferenceEqualityComparer.Instance);

    public TsvRows(TextWriter output)
    {
        this.output = output;
        output.Write(string.Join('\t', CallRows.Columns));
        output.Write('\n');
    }

    public override void Write(FileCalls calls)
    {
        foreach (var (sample, call) in calls.Calls())
        {
            output.Write(calls.File);
            output.Write('\t');
            output.Write(sample);
            output.Write(AfterSample(call));
        }
        shared.Clear();
    }

    string AfterSample(PanelCall call)
    {
        if (shared.TryGetValue(call, out var text)) return text;
        CallRows.Fill("", "", call, cells);
        text = string.Join('\t', cells.AsSpan(1)) + "\n";
        if (shared.Count == MostShared) shared.Clear();
        shared.Add(call, text);
        return text;
    }
}
