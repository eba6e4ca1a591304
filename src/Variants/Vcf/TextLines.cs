using Thrombophilia.Variants.Bgzf;
using Thrombophilia.Variants.Bgzf.Format;
using Thrombophilia.Variants.Problems;

namespace Thrombophilia.Variants.Vcf;

/// <summary>
/// Cuts decompressed text into lines: <c>while (await FillAsync()) while (Next()) use(Line);</c>. A line inside one
/// chunk is not copied.
/// </summary>
sealed class TextLines(TextSource source, string name)
{
    // A line is held whole, by each reader one. Genotype, depth and quality of a million people are 10 MB.
    const int Longest = 24 << 20;
    // Above this there is room for the longest at once: what is not written to takes no memory, and nothing is held twice.
    const int Usual = 1 << 22;
    byte[] carry = [];
    ReadOnlyMemory<byte> chunk;
    int at, start, carried, carriedTabs;
    long carryOffset;
    bool isCarried, ended, unnumbered;

    /// <summary>The line without its line end (LF or CR LF), valid until the next call.</summary>
    public ReadOnlyMemory<byte> Line { get; private set; }
    /// <summary>Tabs in the line.</summary>
    public int Tabs { get; private set; }
    /// <summary>1-based number of the line; 0 where an index led into the middle of the file.</summary>
    public long Number { get; private set; }
    /// <summary>The line is the last one and nothing ends it: a cut file may look like that.</summary>
    public bool IsOpen { get; private set; }
    /// <summary>The text at hand begins somewhere else in the file than where the last ended.</summary>
    public bool BeginsRange { get; private set; }
    /// <summary>Where in the file on disk the text at hand begins; 0 after its end.</summary>
    public long Offset => chunk.IsEmpty ? 0 : source.OffsetOf(0);
    /// <summary>Where the line is.</summary>
    public FileLocation Here =>
        new(name, Number, isCarried ? carryOffset : start < chunk.Length ? source.OffsetOf(start) : -1);

    /// <summary>Brings in more text; false at the proven end of the file.</summary>
    [System.Runtime.CompilerServices.AsyncMethodBuilder(typeof(System.Runtime.CompilerServices.PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> FillAsync(CancellationToken stop)
    {
        BeginsRange = false;
        if (at < chunk.Length) return true;
        if (!ended && await source.ReadAsync(stop).ConfigureAwait(false))
        {
            (chunk, at) = (source.Chunk, 0);
            if (!source.BeginsRange) return true;
            if (carried > 0) throw new RefusedException("index-cuts-line", new FileLocation(name, 0, carryOffset));
            (BeginsRange, unnumbered, Number) = (true, true, 0);
            return true;
        }
        (ended, chunk, at) = (true, default, 0);
        return carried > 0;
    }

    /// <summary>Leads an indexed source to these ranges; what is left of the text at hand is forgotten.</summary>
    public void GoTo(IReadOnlyList<VirtualRange> ranges)
    {
        source.GoTo(ranges);
        (chunk, at, carried, carriedTabs, ended) = (default, 0, 0, 0, false);
    }

    /// <summary>Moves to the next line of the text at hand.</summary>
    public bool Next()
    {
        if (ended) return NextOpen();
        var text = chunk.Span[at..];
        var end = LineScanner.FindEnd(text, out var tabs);
        if (end < 0)
        {
            Carry(text, tabs);
            at = chunk.Length;
            return false;
        }
        if (carried > 0)
        {
            Carry(text[..end], tabs);
            TakeCarried();
        }
        else
        {
            (Line, Tabs, start, isCarried) = (chunk.Slice(at, Trimmed(text[..end])), tabs, at, false);
            Count();
        }
        at += end + 1;
        return true;
    }

    bool NextOpen()
    {
        if (carried == 0) return false;
        TakeCarried();
        IsOpen = true;
        return true;
    }

    void TakeCarried()
    {
        (Line, Tabs, isCarried) = (carry.AsMemory(0, Trimmed(carry.AsSpan(0, carried))), carriedTabs, true);
        (carried, carriedTabs) = (0, 0);
        Count();
    }

    void Count() => Number += unnumbered ? 0 : 1;

    /// <summary>Length of the line without a CR at its end.</summary>
    static int Trimmed(ReadOnlySpan<byte> line) => line is [.., (byte)'\r'] ? line.Length - 1 : line.Length;

    void Carry(ReadOnlySpan<byte> text, int tabs)
    {
        carriedTabs += tabs;
        if (text.IsEmpty) return;
        if (carried == 0) carryOffset = source.OffsetOf(at);
        if (carried + text.Length > Longest)
        {
            carry = [];
            throw new RefusedException("line-too-long", new FileLocation(name, Number + 1, carryOffset), Longest);
        }
        if (carry.Length < carried + text.Length) Grow(carried + text.Length);
        text.CopyTo(carry.AsSpan(carried));
        carried += text.Length;
    }

    void Grow(int needed)
    {
        var larger = GC.AllocateUninitializedArray<byte>(needed > Usual ? Longest : Math.Max(needed, carry.Length * 2));
        carry.AsSpan(0, carried).CopyTo(larger);
        carry = larger;
    }
}
