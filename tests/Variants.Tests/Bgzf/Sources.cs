using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Thrombophilia.Variants.Bgzf;
using Thrombophilia.Variants.Bgzf.Codecs;
using Thrombophilia.Variants.Bgzf.Reading;
using Thrombophilia.Variants.Problems;
using Xunit;

namespace Thrombophilia.Variants.Tests.Bgzf;

/// <summary>Texts, their packed forms, and what a source makes of them.</summary>
static class Sources
{
    /// <summary>Every way inside that must give the same text: small or piped, libdeflate or .NET.</summary>
    internal static readonly SourceSettings[] Ways =
    [
        new(), new(BuiltIn: true), new(2, InlineLength: 0), new(2, BuiltIn: true, InlineLength: 0),
    ];

    /// <summary>Lines like those of a VCF; the seed decides all.</summary>
    internal static byte[] Lines(int count, int seed = 1)
    {
        var random = new Random(seed);
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
            text.Append("chr1\t").Append(1000 + i).Append("\t.\tA\tC\t").Append(random.Next(10_000))
                .Append("\tPASS\t.\tGT\t0|1\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    /// <summary>BGZF with a new block after every <paramref name="blockLength"/> bytes.</summary>
    internal static byte[] Bgzf(ReadOnlySpan<byte> text, int blockLength = 0xFF00, bool builtIn = false)
    {
        using var packed = new MemoryStream();
        using (var writer = new BgzfWriter(packed, leaveOpen: true, builtIn))
            for (; !text.IsEmpty; text = text[Math.Min(blockLength, text.Length)..])
            {
                writer.Write(text[..Math.Min(blockLength, text.Length)]);
                writer.Flush();
            }
        return packed.ToArray();
    }

    internal static byte[] Gzip(ReadOnlySpan<byte> text)
    {
        using var packed = new MemoryStream();
        using (var writer = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            writer.Write(text);
        return packed.ToArray();
    }

    /// <summary>A gzip member with all optional fields of RFC 1952.</summary>
    internal static byte[] GzipWithAllFields(ReadOnlySpan<byte> text)
    {
        var plain = Gzip(text);
        byte[] header = [0x1F, 0x8B, 8, 0x1F, 1, 2, 3, 4, 0, 3, 6, 0, (byte)'X', (byte)'Y', 2, 0, 9,
            9, .. "name.vcf\0"u8, .. "a comment\0"u8];
        var checksum = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(checksum, (ushort)Crc32.Append(0, header));
        return [.. header, .. checksum, .. plain.AsSpan(10)];
    }

    /// <summary>All text of a source.</summary>
    internal static async Task<byte[]> ReadAllAsync(TextSource source, CancellationToken stop)
    {
        await using (source)
        {
            using var text = new MemoryStream();
            while (await source.ReadAsync(stop))
                text.Write(source.Chunk.Span);
            Assert.False(await source.ReadAsync(stop));
            return text.ToArray();
        }
    }

    internal static Task<byte[]> ReadAllAsync(byte[] file, SourceSettings settings, CancellationToken stop) =>
        ReadAllAsync(TextSource.Open(new MemoryStream(file), "t", settings), stop);

    /// <summary>Why a file is refused, and the text that came before; null where it is not.</summary>
    internal static async Task<(Problem? Why, byte[] Text)> TryAsync(byte[] file, SourceSettings settings,
        CancellationToken stop)
    {
        await using var source = TextSource.Open(new MemoryStream(file), "t", settings);
        using var text = new MemoryStream();
        try
        {
            while (await source.ReadAsync(stop))
                text.Write(source.Chunk.Span);
            return (null, text.ToArray());
        }
        catch (RefusedException e)
        {
            Assert.False(string.IsNullOrWhiteSpace(e.Problem.Text()) || string.IsNullOrWhiteSpace(e.Problem.Next()));
            var again = await Assert.ThrowsAsync<RefusedException>(async () => await source.ReadAsync(stop));
            Assert.Equal(e.Problem, again.Problem);
            return (e.Problem, text.ToArray());
        }
    }
}
