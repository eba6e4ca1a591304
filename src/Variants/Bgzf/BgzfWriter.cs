using System.Buffers.Binary;
using Thrombophilia.Variants.Bgzf.Codecs;
using Thrombophilia.Variants.Bgzf.Format;

namespace Thrombophilia.Variants.Bgzf;

/// <summary>Writes BGZF (SAM specification 4.1). Disposal writes the last block and the end-of-file block.</summary>
/// <remarks>After a failed write no end-of-file block follows: a file that is not whole must not look so.</remarks>
#pragma warning disable CA1710 // It writes and cannot read: for its callers a writer, a stream for the framework's own writers.
public sealed class BgzfWriter : Stream
#pragma warning restore CA1710
{
    /// <summary>Text of a full block, as bgzip cuts it: incompressible text still fits.</summary>
    const int FullBlock = 0xFF00;

    /// <summary>Header of a block with its one subfield.</summary>
    const int Header = 18;

    readonly Stream stream;
    readonly bool leaveOpen;
    readonly Deflater deflater;
    readonly byte[] text = new byte[FullBlock], block = new byte[GzipFormat.LargestText];
    int used;
    long written;
    bool isBroken, isDisposed;

    /// <summary>Writes to <paramref name="stream"/> from its position on.</summary>
    /// <param name="stream">Where the blocks go.</param>
    /// <param name="leaveOpen">Disposal leaves <paramref name="stream"/> open.</param>
    public BgzfWriter(Stream stream, bool leaveOpen = false) : this(stream, leaveOpen, builtIn: false) { }

    internal BgzfWriter(Stream stream, bool leaveOpen, bool builtIn)
    {
        ArgumentNullException.ThrowIfNull(stream);
        (this.stream, this.leaveOpen, deflater) = (stream, leaveOpen, Compression.NewDeflater(builtIn));
    }

    /// <summary>The address that the next byte will have.</summary>
    public VirtualOffset VirtualOffset => new(written, used);

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);
        while (!buffer.IsEmpty)
        {
            var count = Math.Min(buffer.Length, FullBlock - used);
            buffer[..count].CopyTo(text.AsSpan(used));
            used += count;
            buffer = buffer[count..];
            if (used == FullBlock)
                EndBlock();
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Ends the block; the next byte begins another one.</summary>
    public override void Flush()
    {
        EndBlock();
        stream.Flush();
    }

    void EndBlock()
    {
        if (used == 0)
            return;
        var data = block.AsSpan(Header, block.Length - Header - GzipFormat.Trailer);
        var length = deflater.Deflate(text.AsSpan(0, used), data);
        if (length == 0)
            length = Store(text.AsSpan(0, used), data);
        var size = Header + length + GzipFormat.Trailer;
        GzipFormat.EndBlock[..Header].CopyTo(block);
        BinaryPrimitives.WriteUInt16LittleEndian(block.AsSpan(Header - 2), (ushort)(size - 1));
        BinaryPrimitives.WriteUInt32LittleEndian(block.AsSpan(Header + length), deflater.Crc(text.AsSpan(0, used)));
        BinaryPrimitives.WriteUInt32LittleEndian(block.AsSpan(Header + length + 4), (uint)used);
        Put(block.AsSpan(0, size));
        used = 0;
    }

    void Put(ReadOnlySpan<byte> bytes)
    {
        isBroken = true;
        stream.Write(bytes);
        isBroken = false;
        written += bytes.Length;
    }

    /// <summary>Text that does not shrink goes in as it is (RFC 1951 section 3.2.4).</summary>
    static int Store(ReadOnlySpan<byte> text, Span<byte> data)
    {
        data[0] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(data[1..], (ushort)text.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(data[3..], (ushort)~text.Length);
        text.CopyTo(data[5..]);
        return 5 + text.Length;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !isDisposed)
        {
            isDisposed = true;
            try
            {
                if (!isBroken)
                {
                    EndBlock();
                    Put(GzipFormat.EndBlock);
                    stream.Flush();
                }
            }
            finally
            {
                deflater.Dispose();
                if (!leaveOpen)
                    stream.Dispose();
            }
        }
        base.Dispose(disposing);
    }

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => !isDisposed;

    /// <summary>Not supported: see <see cref="VirtualOffset"/>.</summary>
    public override long Length => throw new NotSupportedException();

    /// <summary>Not supported: see <see cref="VirtualOffset"/>.</summary>
    public override long Position
    {
        get => throw new NotSupportedException(); set =>
        throw new NotSupportedException();
    }

    /// <summary>Not supported.</summary>
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <summary>Not supported.</summary>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <summary>Not supported.</summary>
    public override void SetLength(long value) => throw new NotSupportedException();
}
