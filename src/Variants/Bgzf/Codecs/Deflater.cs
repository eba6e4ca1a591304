using System.IO.Compression;

namespace Thrombophilia.Variants.Bgzf.Codecs;

/// <summary>Deflates single blocks. One thread at a time.</summary>
abstract class Deflater : IDisposable
{
    /// <summary>The number of bytes written to <paramref name="packed"/>; 0 where the room was too small.</summary>
    internal abstract int Deflate(ReadOnlySpan<byte> text, Span<byte> packed);

    /// <summary>The CRC32 of RFC 1952.</summary>
    internal abstract uint Crc(ReadOnlySpan<byte> text);

    public abstract void Dispose();
}

/// <summary>libdeflate at level 6, the default of bgzip.</summary>
sealed unsafe class LibdeflateDeflater : Deflater
{
    nint compressor = Libdeflate.NewCompressor(6);

    internal LibdeflateDeflater()
    {
        if (compressor == 0)
            throw new InsufficientMemoryException("libdeflate found no memory for a compressor.");
    }

    ~LibdeflateDeflater() => Free();

    internal override int Deflate(ReadOnlySpan<byte> text, Span<byte> packed)
    {
        ObjectDisposedException.ThrowIf(compressor == 0, this);
        fixed (byte* input = text, output = packed)
            return (int)Libdeflate.Compress(compressor, input, (nuint)text.Length, output, (nuint)packed.Length);
    }

    internal override uint Crc(ReadOnlySpan<byte> text)
    {
        fixed (byte* bytes = text)
            return Libdeflate.Crc(0, bytes, (nuint)text.Length);
    }

    public override void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    void Free()
    {
        if (compressor != 0)
            Libdeflate.FreeCompressor(compressor);
        compressor = 0;
    }
}

/// <summary>.NET's own deflater.</summary>
sealed class BuiltInDeflater : Deflater
{
    readonly MemoryStream buffer = new();

    internal override int Deflate(ReadOnlySpan<byte> text, Span<byte> packed)
    {
        buffer.SetLength(0);
        using (var deflate = new DeflateStream(buffer, CompressionLevel.Optimal, leaveOpen: true))
            deflate.Write(text);
        if (buffer.Length > packed.Length)
            return 0;
        buffer.GetBuffer().AsSpan(0, (int)buffer.Length).CopyTo(packed);
        return (int)buffer.Length;
    }

    internal override uint Crc(ReadOnlySpan<byte> text) => Crc32.Append(0, text);

    public override void Dispose() => buffer.Dispose();
}
