using System.IO.Compression;
using Thrombophilia.Variants.Bgzf.Codecs;
using Xunit;

namespace Thrombophilia.Variants.Tests.Bgzf.Codecs;

public class InflaterTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_block_is_good_only_with_its_exact_bytes_and_length(bool builtIn)
    {
        using var inflater = Compression.NewInflater(builtIn);
        var text = Sources.Lines(100);
        var packed = Deflated(text);
        var room = new byte[text.Length + 1];
        Assert.Equal(Inflated.Good, inflater.Inflate(packed, 0, packed.Length, room.AsSpan(0, text.Length)));
        Assert.Equal(text, room[..^1]);
        Assert.Equal(Inflated.WrongLength, inflater.Inflate(packed, 0, packed.Length, room));
        Assert.Equal(Inflated.WrongLength, inflater.Inflate(packed, 0, packed.Length, room.AsSpan(0, text.Length - 1)));
        Assert.Equal(Inflated.WrongLength, inflater.Inflate(packed, 0, packed.Length, []));
        for (var length = 0; length < packed.Length; length++)
            Assert.NotEqual(Inflated.Good, inflater.Inflate(packed, 0, length, room.AsSpan(0, text.Length)));
        Assert.Equal(Inflated.Damaged, inflater.Inflate([7, 7, 7], 0, 3, room));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void An_empty_block_is_good(bool builtIn)
    {
        using var inflater = Compression.NewInflater(builtIn);
        Assert.Equal(Inflated.Good, inflater.Inflate([3, 0], 0, 2, []));
        Assert.Equal(Inflated.Good, inflater.Inflate([1, 0, 0, 0xFF, 0xFF], 0, 5, []));
        Assert.Equal(0u, inflater.Crc(0, []));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_checksum_is_that_of_gzip(bool builtIn)
    {
        using var inflater = Compression.NewInflater(builtIn);
        Assert.Equal(0xCBF43926, inflater.Crc(0, "123456789"u8));
        var text = Sources.Lines(50);
        for (var cut = 0; cut < 40; cut++)
        {
            Assert.Equal(inflater.Crc(0, text), inflater.Crc(inflater.Crc(0, text.AsSpan(0, cut)), text.AsSpan(cut)));
            Assert.Equal(Crc32.Append(0, text.AsSpan(cut)), inflater.Crc(0, text.AsSpan(cut)));
        }
    }

    static byte[] Deflated(byte[] text)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            deflate.Write(text);
        return packed.ToArray();
    }
}
