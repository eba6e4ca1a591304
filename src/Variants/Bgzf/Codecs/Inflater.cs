using System.IO.Compression;

namespace Thrombophilia.Variants.Bgzf.Codecs;

/// <summary>What came of inflating one block.</summary>
enum Inflated
{
    /// <summary>The deflate data ended with its last byte and filled the room exactly.</summary>
    Good,
    /// <summary>Not deflate data (RFC 1951), cut short, or followed by bytes which do not belong to it.</summary>
    Damaged,
    /// <summary>Good data, of another length than there was room for.</summary>
    WrongLength,
}

/// <summary>Inflates single blocks. One thread at a time; the blocks have no memory of each other.</summary>
abstract class Inflater : IDisposable
{
    /// <summary>
    /// Inflates <paramref name="length"/> bytes at <paramref name="at"/> into <paramref name="text"/>, whose length is
    /// the block's ISIZE.
    /// </summary>
    internal abstract Inflated Inflate(byte[] packed, int at, int length, Span<byte> text);

    /// <summary>The CRC32 of RFC 1952, continued from <paramref name="crc"/> (0 at the start).</summary>
    internal abstract uint Crc(uint crc, ReadOnlySpan<byte> text);

    public abstract void Dispose();
}

/// <summary>libdeflate: allocates nothing per block.</summary>
sealed unsafe class LibdeflateInflater : Inflater
{
    nint decompressor = Libdeflate.NewDecompressor();

    internal LibdeflateInflater()
    {
        if (decompressor == 0)
            throw new InsufficientMemoryException("libdeflate found no memory for a decompressor.");
    }

    ~LibdeflateInflater() => Free();

    internal override Inflated Inflate(byte[] packed, int at, int length, Span<byte> text)
    {
        ObjectDisposedException.ThrowIf(decompressor == 0, this);
        // An empty span may have no address, and libdeflate counts room from one.
        byte none;
        fixed (byte* input = packed.AsSpan(at, length), output = text)
        {
            var result = Libdeflate.Decompress(
                decompressor, input, (nuint)length, text.IsEmpty ? &none : output, (nuint)text.Length, out var used,
                    out var written);
            return result switch
            {
                0 when used != (nuint)length => Inflated.Damaged,
                0 when written == (nuint)text.Length => Inflated.Good,
                1 => Inflated.Damaged,
                _ => Inflated.WrongLength,
            };
        }
    }

    internal override uint Crc(uint crc, ReadOnlySpan<byte> text)
    {
        // libdeflate takes a null address as a question for the start value.
        if (text.IsEmpty)
            return crc;
        fixed (byte* bytes = text)
            return Libdeflate.Crc(crc, bytes, (nuint)text.Length);
    }

    public override void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    void Free()
    {
        if (decompressor != 0)
            Libdeflate.FreeDecompressor(decompressor);
        decompressor = 0;
    }
}

/// <summary>.NET's own inflater, with the checks that it leaves out.</summary>
sealed class BuiltInInflater : Inflater
{
    internal override Inflated Inflate(byte[] packed, int at, int length, Span<byte> text)
    {
        using var feed = new BlockFeed(packed, at, length);
        using var inflate = new DeflateStream(feed, CompressionMode.Decompress);
        try
        {
            var written = inflate.ReadAtLeast(text, text.Length, throwOnEndOfStream: false);
            // One byte more makes it read to its end mark. It ends in silence where the data are cut: then it asked the
            // feed in vain.
            var more = inflate.ReadByte() >= 0;
            return feed.RanDry ? Inflated.Damaged
                : more || written < text.Length ? Inflated.WrongLength : Inflated.Good;
        }
        catch (InvalidDataException)
        {
            return Inflated.Damaged;
        }
    }

    internal override uint Crc(uint crc, ReadOnlySpan<byte> text) => Crc32.Append(crc, text);

    public override void Dispose() { }

    sealed class BlockFeed(byte[] packed, int at, int length) : MemoryStream(packed, at, length, writable: false)
    {
        internal bool RanDry { get; private set; }

        public override int Read(byte[] buffer, int offset, int count) => Noted(base.Read(buffer, offset, count));

        public override int Read(Span<byte> buffer) => Noted(base.Read(buffer));

        int Noted(int count)
        {
            RanDry |= count == 0;
            return count;
        }
    }
}
