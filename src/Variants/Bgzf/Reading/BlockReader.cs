using Thrombophilia.Variants.Bgzf.Format;
using Thrombophilia.Variants.Problems;

namespace Thrombophilia.Variants.Bgzf.Reading;

/// <summary>The blocks of a BGZF file (SAM specification 4.1), one after the other to the end-of-file block.</summary>
sealed class BlockReader(FileInput input) : BatchReader
{
    bool afterEnd;

    internal override bool NeedsInflater => true;

    internal override async ValueTask FillAsync(BlockBatch unit, CancellationToken stop)
    {
        while (unit.BlockCount < BlockBatch.Blocks && !unit.IsLast)
            if (!await NextAsync(unit, stop).ConfigureAwait(false))
                unit.IsLast = true;
    }

    /// <summary>Adds the next block; false where the file ends rightly, after an end-of-file block.</summary>
    internal ValueTask<bool> NextAsync(BlockBatch unit, CancellationToken stop)
    {
        // Most blocks are in the buffer already: no state machine for them.
        var needed = TryAdd(unit);
        return needed == 0 ? new(true) : ReadOnAsync(unit, needed, stop);
    }

    async ValueTask<bool> ReadOnAsync(BlockBatch unit, int needed, CancellationToken stop)
    {
        for (; needed > 0; needed = TryAdd(unit))
            if (!await input.HasAsync(needed, stop).ConfigureAwait(false))
                return Ends(needed);
        return true;
    }

    bool Ends(int needed)
    {
        if (input.Waiting.IsEmpty)
            return afterEnd ? false : throw new RefusedException("bgzf-no-end", input.Here);
        CheckMagic(input.Waiting);
        throw new RefusedException("bgzf-truncated", input.Here, needed, input.Waiting.Length);
    }

    /// <summary>
    /// Adds the block that waits, or adds nothing and gives the number of bytes that must wait for the next step.
    /// </summary>
    int TryAdd(BlockBatch unit)
    {
        var waiting = input.Waiting;
        if (waiting.Length < GzipFormat.FixedHeader)
            return GzipFormat.FixedHeader;
        CheckMagic(waiting);
        var header = GzipFormat.FixedHeader + GzipFormat.U16(waiting[10..]);
        if (waiting.Length < header)
            return header;
        var size = GzipFormat.BlockSize(waiting[GzipFormat.FixedHeader..header]);
        if (size == 0)
            throw new RefusedException("bgzf-mixed", input.Here);
        if (size <= header + GzipFormat.Trailer)
            throw new RefusedException("bgzf-size", input.Here, header + GzipFormat.Trailer + 1, size);
        if (waiting.Length < size)
            return size;
        Add(unit, waiting[..size], header);
        input.Skip(size);
        return 0;
    }

    void Add(BlockBatch unit, ReadOnlySpan<byte> block, int header)
    {
        var isize = GzipFormat.U32(block[^4..]);
        if (isize > GzipFormat.LargestText)
            throw new RefusedException("bgzf-isize", input.Here, GzipFormat.LargestText, isize);
        unit.Add(input.Offset, block[header..^GzipFormat.Trailer], (int)isize,
            GzipFormat.U32(block[^GzipFormat.Trailer..]));
        afterEnd = block.SequenceEqual(GzipFormat.EndBlock);
    }

    void CheckMagic(ReadOnlySpan<byte> waiting)
    {
        if (!GzipFormat.BeginsMember(waiting))
            throw !afterEnd
                ? new RefusedException("bgzf-header", input.Here, GzipFormat.Hex(GzipFormat.EndBlock),
                GzipFormat.Hex(waiting))
                : waiting.ContainsAnyExcept((byte)0)
                ? new RefusedException("bgzf-garbage", input.Here, GzipFormat.Hex(waiting))
                : new RefusedException("bgzf-padding", input.Here);
        if (waiting.Length < GzipFormat.FixedHeader || waiting[3] == GzipFormat.Extra)
            return;
        throw (waiting[3] & GzipFormat.Extra) == 0
            ? new RefusedException("bgzf-mixed", input.Here)
            : new RefusedException("bgzf-header", input.Here, GzipFormat.Hex(GzipFormat.EndBlock),
            GzipFormat.Hex(waiting));
    }
}
