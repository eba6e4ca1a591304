using System.Buffers.Binary;
using System.IO.Compression;
using Thrombophilia.Variants.Bgzf;

namespace Thrombophilia.Given.Fuzzing;

/// <summary>
/// Packs a text as BGZF or gzip in every way that means the same, and takes BGZF apart into its blocks.
/// </summary>
static class Packing
{
    internal static readonly byte[] EndBlock = Bgzf([], _ => 1);

    /// <summary>BGZF with blocks of the lengths that <paramref name="next"/> gives for the offset reached.</summary>
    internal static byte[] Bgzf(ReadOnlySpan<byte> text, Func<int, int> next)
    {
        using var packed = new MemoryStream();
        using (var writer = new BgzfWriter(packed, leaveOpen: true))
            for (var at = 0; at < text.Length;)
            {
                var length = Math.Min(text.Length - at, Math.Max(1, next(at)));
                writer.Write(text.Slice(at, length));
                writer.Flush();
                at += length;
            }
        return packed.ToArray();
    }

    internal static byte[] Gzip(ReadOnlySpan<byte> text)
    {
        using var packed = new MemoryStream();
        using (var writer = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) writer.Write(text);
        return packed.ToArray();
    }

    /// <summary>One of the containers, by chance: a text must mean the same in all of them.</summary>
    internal static byte[] Any(byte[] text, Random random) => random.Next(6) switch
    {
        < 3 => text,
        < 5 => Bgzf(text, Lengths(random, text.Length)),
        _ => Gzip(text),
    };

    /// <summary>
    /// Block lengths around one scale, so that lines straddle blocks; never so small that there are thousands.
    /// </summary>
    internal static Func<int, int> Lengths(Random random, int total)
    {
        var scale = Math.Max(total / 100, 1 << random.Next(5, 15));
        return _ => random.Next(1, scale * 2);
    }

    /// <summary>Where each block begins and how long it is, the end-of-file block included.</summary>
    internal static List<(int At, int Length)> Blocks(ReadOnlySpan<byte> packed)
    {
        var blocks = new List<(int, int)>();
        for (var at = 0; at < packed.Length;)
        {
            var length = BinaryPrimitives.ReadUInt16LittleEndian(packed[(at + 16)..]) + 1;
            blocks.Add((at, length));
            at += length;
        }
        return blocks;
    }

    internal static byte[] Join(params IEnumerable<byte[]> parts) => [.. parts.SelectMany(p => p)];
}
