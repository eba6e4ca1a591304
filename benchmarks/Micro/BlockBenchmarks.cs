using BenchmarkDotNet.Attributes;
using Thrombophilia.Benchmarks.Inputs;
using Thrombophilia.Variants.Bgzf;
using Thrombophilia.Variants.Calling;
using Thrombophilia.Variants.Vcf;

namespace Thrombophilia.Benchmarks.Micro;

/// <summary>
/// A whole BGZF stream read from its header to its end, by the product's own pipeline. A run sets up buffers, inflaters
/// and the
/// caller; a block must add nothing to that, so long and short streams allocate the same. Figures are per stream.
/// </summary>
public class BlockBenchmarks
{
    public const int Few = 1000, Many = 10_000;

    /// <summary>Blocks that come again and again: both lengths begin anew, and are warned of it, alike.</summary>
    const int InTurn = 100;

    byte[] header = [], turn = [];

    [Params(Few, Many)]
    public int Blocks { get; set; }

    [GlobalSetup]
    public async Task SetupAsync()
    {
        var text = Texts.Skipped(Shape.Gt, 1000);
        var body = Texts.BodyOf(text);
        var end = body + text.AsSpan(body, InTurn * Texts.BlockText).LastIndexOf((byte)'\n')
            + 1; // The last block of a turn is not full.
        (header, turn) = (WithoutEnd(Texts.Packed(text[..body])), WithoutEnd(Texts.Packed(text[body..end])));
        await ScanAsync(); // What a process allocates once is not a stream's.
    }

    [Benchmark(Description = "scan of a BGZF stream")]
    public async Task<long> ScanAsync()
    {
        await using var source = TextSource.Open(new Turns(header, turn, Blocks / InTurn), "memory");
        var reader = new VcfReader(source, "memory");
        await reader.ReadHeaderAsync();
        using var taker = new PanelCaller(Texts.Build, reader.Header, hotspotsOnly: true);
        while (await reader.FillAsync())
            while (reader.Next()) taker.Take(reader.Record, reader.Chroms, reader.RecordIsOpen);
        return reader.Records;
    }

    static byte[] WithoutEnd(byte[] packed) => packed[..^Texts.EndBlock.Length];

    /// <summary>The header's blocks, the same blocks so many times, and the end-of-file block, as a pipe.</summary>
    sealed class Turns(byte[] header, byte[] turn, int left) : MemoryStream
    {
        byte[] part = header;
        bool isEnding;
        int at;

        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            if (at == part.Length)
            {
                if (isEnding) return 0;
                (part, at) = (left > 0 ? turn : Texts.EndBlock, 0);
                isEnding = left-- == 0;
            }
            var count = Math.Min(buffer.Length, part.Length - at);
            part.AsSpan(at, count).CopyTo(buffer);
            at += count;
            return count;
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            new(Read(buffer.Span));
    }
}
