using BenchmarkDotNet.Attributes;
using Thrombophilia.Benchmarks.Inputs;
using Thrombophilia.Variants.Bgzf.Codecs;

namespace Thrombophilia.Benchmarks.Micro;

/// <summary>Inflating whole blocks of 65,280 bytes of text and checking their CRC; all figures are per block.</summary>
public class InflateBenchmarks : IDisposable
{
    const int Blocks = 128;
    readonly byte[] text = new byte[1 << 16];
    readonly List<(int At, int Length, int TextLength)> blocks = [];
    byte[] packed = [];
    Inflater libdeflate = null!, builtIn = null!;

    /// <summary>gt compresses about 25 times, full about 5 times.</summary>
    [Params("gt", "full")]
    public string Text { get; set; } = "gt";

    [GlobalSetup]
    public void Setup()
    {
        packed = Texts.Packed(Texts.Skipped(Text == "gt" ? Shape.Gt : Shape.Full, 2500));
        (libdeflate, builtIn) = (Compression.NewInflater(), Compression.NewInflater(builtIn: true));
        for (var at = 0; blocks.Count < Blocks;)
        {
            var size = BitConverter.ToUInt16(packed, at + 16) + 1;
            blocks.Add((at + 18, size - 26, BitConverter.ToInt32(packed, at + size - 4)));
            at += size;
        }
    }

    [GlobalCleanup]
    public void Dispose()
    {
        libdeflate.Dispose();
        builtIn.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(OperationsPerInvoke = Blocks, Description = "libdeflate, where this machine has it")]
    public uint Libdeflate() => Inflate(libdeflate);

    [Benchmark(Baseline = true, OperationsPerInvoke = Blocks, Description = ".NET's own inflater")]
    public uint BuiltIn() => Inflate(builtIn);

    uint Inflate(Inflater inflater)
    {
        var crc = 0u;
        foreach (var (at, length, textLength) in blocks)
        {
            var room = text.AsSpan(0, textLength);
            if (inflater.Inflate(packed, at, length, room) != Inflated.Good)
                throw new InvalidOperationException("A good block was refused.");
            crc ^= inflater.Crc(0, room);
        }
        return crc;
    }
}
