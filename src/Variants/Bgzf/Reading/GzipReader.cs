using System.IO.Compression;
using Thrombophilia.Variants.Bgzf.Codecs;
using Thrombophilia.Variants.Bgzf.Format;
using Thrombophilia.Variants.Problems;

namespace Thrombophilia.Variants.Bgzf.Reading;

/// <summary>
/// The members of a plain gzip file (RFC 1952). .NET's inflater ends in silence where its data are cut and does not say
/// where it stopped, so each member's end is proven here by its checksum and length.
/// </summary>
sealed class GzipReader(FileInput input, Inflater checksum) : BatchReader
{
    const int ChunkLength = 256 * 1024;

    readonly MemberFeed feed = new(input);
    DeflateStream? inflate;
    long memberAt;
    uint crc, length;
    // Of the last member: BGZF's own ends with an empty block (SAM specification 4.1.2).
    bool isBlock, isEndBlock;

    internal override async ValueTask FillAsync(BlockBatch unit, CancellationToken stop)
    {
        unit.MakeRoom(ChunkLength);
        unit.Mark(memberAt);
        while (unit.Room.Length > 0)
        {
            if (inflate is null && !await BeginMemberAsync(unit, stop).ConfigureAwait(false))
            {
                unit.IsLast = true;
                return;
            }
            var count = await InflateAsync(unit.Room, stop).ConfigureAwait(false);
            crc = checksum.Crc(crc, unit.Room.Span[..count]);
            length += (uint)count; // RFC 1952: modulo 2^32.
            unit.Advance(count);
            if (count == 0)
                await EndMemberAsync(stop).ConfigureAwait(false);
        }
    }

    async ValueTask<bool> BeginMemberAsync(BlockBatch unit, CancellationToken stop)
    {
        if (!await input.HasAsync(1, stop).ConfigureAwait(false))
            return isBlock && !isEndBlock ? throw new RefusedException("bgzf-no-end", input.Here) : false;
        memberAt = input.Offset;
        unit.Mark(memberAt);
        isBlock = await new GzipHeader(input).ReadAsync(stop).ConfigureAwait(false) > 0;
        feed.Begin();
        inflate = new DeflateStream(feed, CompressionMode.Decompress, leaveOpen: true);
        (crc, length) = (0, 0);
        return true;
    }

    async ValueTask<int> InflateAsync(Memory<byte> room, CancellationToken stop)
    {
        try
        {
            var count = await inflate!.ReadAsync(room, stop).ConfigureAwait(false);
            return count > 0 || !feed.RanDry ? count
                : throw new RefusedException("gzip-truncated", input.Here, memberAt);
        }
        catch (InvalidDataException e)
        {
            throw new RefusedException(new Problem("gzip-data", input.Here, memberAt), e);
        }
    }

    async ValueTask EndMemberAsync(CancellationToken stop)
    {
        await inflate!.DisposeAsync().ConfigureAwait(false);
        inflate = null;
        // The checksum, the length and the next member's magic.
        await input.HasAsync(feed.Piece + GzipFormat.Trailer + GzipFormat.Magic.Length, stop).ConfigureAwait(false);
        var end = new GzipTrailer(memberAt, crc, length).Find(input.Waiting, feed.Piece, feed.IsExact, input.Here);
        input.Skip(end);
        isEndBlock = length == 0 && input.Offset - memberAt == GzipFormat.EndBlock.Length;
    }

    public override void Dispose()
    {
        inflate?.Dispose();
        feed.Dispose();
        checksum.Dispose();
        base.Dispose();
    }
}
