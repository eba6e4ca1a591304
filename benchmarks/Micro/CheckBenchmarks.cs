using BenchmarkDotNet.Attributes;
using Thrombophilia.Benchmarks.Inputs;
using Thrombophilia.Variants.Bgzf.Codecs;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Benchmarks.Micro;

/// <summary>
/// What the checks of every block and every line cost beside inflating it (docs/decisions/0016); all figures are per
/// block of 65,280 bytes of text.
/// </summary>
public class CheckBenchmarks : IDisposable
{
    const int Blocks = 128;
    readonly byte[] room = new byte[1 << 16];
    readonly List<(int At, int Length)> blocks = [];
    byte[] packed = [], text = [];
    Inflater inflater = null!;

    [Params("gt", "full")]
    public string Text { get; set; } = "gt";

    [GlobalSetup]
    public void Setup()
    {
        var whole = Texts.Skipped(Text == "gt" ? Shape.Gt : Shape.Full, 2500);
        packed = Texts.Packed(whole);
        inflater = Compression.NewInflater();
        var body = Texts.BodyOf(whole);
        text = whole[body..(body + Blocks * Texts.BlockText)];
        for (var at = 0; blocks.Count < Blocks;)
        {
            var size = BitConverter.ToUInt16(packed, at + 16) + 1;
            blocks.Add((at + 18, size - 26));
            at += size;
        }
    }

    [GlobalCleanup]
    public void Dispose()
    {
        inflater.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>That the block inflates, to the length that its trailer states.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Blocks, Description = "inflate, length checked")]
    public int Inflate()
    {
        var good = 0;
        foreach (var (at, length) in blocks)
            if (inflater.Inflate(packed, at, length,
                room.AsSpan(0, BitConverter.ToInt32(packed, at + length + 4))) == Inflated.Good) good++;
        return good == blocks.Count ? good : throw new InvalidOperationException("A good block was refused.");
    }

    /// <summary>That the text is the one that was packed.</summary>
    [Benchmark(OperationsPerInvoke = Blocks, Description = "CRC-32 of the text")]
    public uint Crc()
    {
        var crc = 0u;
        for (var at = 0; at < text.Length; at += Texts.BlockText)
            crc ^= inflater.Crc(0, text.AsSpan(at, Texts.BlockText));
        return crc;
    }

    /// <summary>What no reader can do without: where each line ends.</summary>
    [Benchmark(OperationsPerInvoke = Blocks, Description = "line ends alone")]
    public int LineEnds()
    {
        var lines = 0;
        for (ReadOnlySpan<byte> rest = text; rest.IndexOf((byte)'\n') is var end and >= 0; rest = rest[(end + 1)..])
            lines++;
        return lines;
    }

    /// <summary>The same, and that every line has as many columns as the header.</summary>
    [Benchmark(OperationsPerInvoke = Blocks, Description = "line ends, columns counted")]
    public long LineEndsAndColumns()
    {
        var columns = 0L;
        for (ReadOnlySpan<byte> rest = text; LineScanner.FindEnd(rest, out var tabs) is var end and >= 0; rest =
            rest[(end + 1)..]) columns += tabs;
        return columns;
    }
}
