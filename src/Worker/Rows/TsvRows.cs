using Thrombophilia.Variants;

namespace Thrombophilia.Worker.Rows;

/// <summary>Tab-separated rows under one header line per run.</summary>
sealed class TsvRows : RowWriter
{
    readonly TextWriter output;
    readonly string?[] cells = new string?[CallRows.Columns.Length];

    public TsvRows(TextWriter output)
    {
        this.output = output;
        output.Write(string.Join('\t', CallRows.Columns));
        output.Write('\n');
    }

    public override void Write(FileCalls calls)
    {
        foreach (var call in calls.Calls())
        {
            CallRows.Fill(calls.File, call, cells);
            for (var i = 0; i < cells.Length; i++)
            {
                if (i > 0) output.Write('\t');
                output.Write(cells[i]);
            }
            output.Write('\n');
        }
    }
}
