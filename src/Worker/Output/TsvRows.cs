using Thrombophilia.Variants;
using Thrombophilia.Variants.Calling.Rows;

namespace Thrombophilia.Worker.Output;

/// <summary>Tab-separated rows under one header line per run.</summary>
sealed class TsvRows : RowWriter
{
    // Samples with the same call share one object, so its text is made once.
    const int MostShared = 64;
    const int Part = 1 << 16;
    readonly TextWriter output;
    readonly string?[] cells = new string?[CallRows.Columns.Length];
    readonly Dictionary<PanelCall, byte[]> shared = new(ReferenceEqualityComparer.Instance);

    public TsvRows(TextWriter output)
    {
        this.output = output;
        output.Write(string.Join('\t', CallRows.Columns));
        output.Write('\n');
    }

    public override void Write(FileCalls calls)
    {
        using var text = new RowText();
        foreach (var (sample, call) in calls.Calls())
        {
            text.Cell(calls.File);
            text.Cell(sample);
            text.Cells(AfterSample(call));
            if (text.Written.Length > Part) text.PrintTo(output);
        }
        text.PrintTo(output);
        shared.Clear();
    }

    byte[] AfterSample(PanelCall call)
    {
        if (shared.TryGetValue(call, out var found)) return found;
        CallRows.Fill("", "", call, cells);
        using var text = new RowText();
        for (var i = 2; i < cells.Length; i++) text.Cell(cells[i], i == cells.Length - 1 ? '\n' : '\t');
        if (shared.Count == MostShared) shared.Clear();
        shared.Add(call, found = text.Written.ToArray());
        return found;
    }
}
