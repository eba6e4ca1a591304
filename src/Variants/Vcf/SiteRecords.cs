using Thrombophilia.Variants.Problems;

namespace Thrombophilia.Variants.Vcf;

/// <summary>Copies of records that outlive the reader's buffer. Of a long line the sample columns are left out.</summary>
sealed class SiteRecords
{
    // A short line costs less to copy than to look through.
    const int Short = 512, MostKept = 1 << 20;
    readonly List<Entry> entries = [];
    readonly VcfRecord view = new(null);
    byte[] text = [];

    /// <summary>How many there are.</summary>
    public int Count => entries.Count;
    /// <summary>Bytes of their lines.</summary>
    public int Length { get; private set; }
    /// <summary>A record; a view, valid until the next is asked for.</summary>
    public VcfRecord this[int index]
    {
        get
        {
            var e = entries[index];
            view.Set(text.AsMemory(e.Start, e.Length), e.Chrom, e.Pos, e.IdStart, e.Columns, e.Place);
            return view;
        }
    }

    /// <summary>Appends a copy.</summary>
    public void Add(VcfRecord record)
    {
        var line = record.Line;
        var columns = record.Columns;
        if (columns > 9 && line.Length > Short)
        {
            line = line[..(record.SamplesStart - 1)];
            columns = 9;
        }
        if (text.Length - Length < line.Length)
            Array.Resize(ref text, Math.Max(Length + line.Length, Math.Max(1 << 12, 2 * text.Length)));
        line.CopyTo(text.AsSpan(Length));
        entries.Add(new Entry(Length, line.Length, record.Chrom, record.Pos, record.Beginning.Length, columns,
            record.Place));
        Length += line.Length;
    }

    /// <summary>Forgets them all.</summary>
    public void Clear()
    {
        entries.Clear();
        Length = 0;
        if (text.Length > MostKept) text = [];
    }

    readonly record struct Entry(int Start, int Length, int Chrom, int Pos, int IdStart, int Columns,
        FileLocation Place);
}
