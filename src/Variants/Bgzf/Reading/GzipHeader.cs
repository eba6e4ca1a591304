using Thrombophilia.Variants.Bgzf.Codecs;
using Thrombophilia.Variants.Bgzf.Format;
using Thrombophilia.Variants.Problems;

namespace Thrombophilia.Variants.Bgzf.Reading;

/// <summary>Reads the header of a gzip member (RFC 1952 section 2.3).</summary>
readonly struct GzipHeader(FileInput input)
{
    // A file name and a comment of more than this are no header.
    const int Longest = 1 << 18;

    /// <summary>Skips the header; the block size of its BC subfield, 0 where it has none.</summary>
    internal async ValueTask<int> ReadAsync(CancellationToken stop)
    {
        await NeedAsync(10, stop).ConfigureAwait(false);
        var flags = input.Waiting[3];
        if (!input.Waiting.StartsWith(GzipFormat.Magic) || (flags & GzipFormat.Reserved) != 0)
            throw new RefusedException("gzip-header", input.Here, GzipFormat.Hex(input.Waiting));
        var (at, blockSize) = (10, 0);
        if ((flags & GzipFormat.Extra) != 0)
        {
            await NeedAsync(at + 2, stop).ConfigureAwait(false);
            at += 2 + GzipFormat.U16(input.Waiting[at..]);
            await NeedAsync(at, stop).ConfigureAwait(false);
            blockSize = GzipFormat.BlockSize(input.Waiting[GzipFormat.FixedHeader..at]);
        }
        if ((flags & GzipFormat.Name) != 0)
            at = await AfterZeroAsync(at, stop).ConfigureAwait(false);
        if ((flags & GzipFormat.Comment) != 0)
            at = await AfterZeroAsync(at, stop).ConfigureAwait(false);
        if ((flags & GzipFormat.HeaderChecksum) != 0)
        {
            await NeedAsync(at + 2, stop).ConfigureAwait(false);
            if (GzipFormat.U16(input.Waiting[at..]) != (Crc32.Append(0, input.Waiting[..at]) & 0xFFFF))
                throw new RefusedException("gzip-header-checksum", input.Here);
            at += 2;
        }
        input.Skip(at);
        return blockSize;
    }

    async ValueTask<int> AfterZeroAsync(int at, CancellationToken stop)
    {
        for (; ; at++)
        {
            if (at >= Longest)
                throw new RefusedException("gzip-header", input.Here, GzipFormat.Hex(input.Waiting));
            await NeedAsync(at + 1, stop).ConfigureAwait(false);
            if (input.Waiting[at] == 0)
                return at + 1;
        }
    }

    async ValueTask NeedAsync(int count, CancellationToken stop)
    {
        if (!await input.HasAsync(count, stop).ConfigureAwait(false))
            throw new RefusedException("gzip-truncated",
                input.Here with { Offset = input.Offset + input.Waiting.Length }, input.Offset);
    }
}
