namespace Thrombophilia.Variants.Bgzf;

/// <summary>The blocks of a BGZF file (SAM specification 4.1), one after the other to the end-of-file block.</summary>
sealed class BlockReader(Input input) : UnitReader
{
    bool afterEnd;

    internal override bool NeedsInflater => true;

    internal override async ValueTask FillAsync(Unit unit, CancellationToken stop)
    {
        while (unit.BlockCount < Unit.Blocks && !unit.IsLast)
            if (!await NextAsync(unit, stop).ConfigureAwait(false))
                unit.IsLast = true;
    }

    /// <summary>Adds the next block; false where the file ends rightly, after an end-of-file block.</summary>
    internal async ValueTask<bool> NextAsync(Unit unit, CancellationToken stop)
    {
        if (!await input.HasAsync(1, stop).ConfigureAwait(false))
            return afterEnd ? false : throw new RefusedException("bgzf-no-end", input.Here);
        var header = GzipFormat.FixedHeader;
        var whole = await input.HasAsync(header, stop).ConfigureAwait(false);
        CheckMagic(input.Waiting);
        if (whole)
        {
            header += GzipFormat.U16(input.Waiting[10..]);
            whole = await input.HasAsync(header, stop).ConfigureAwait(false);
        }
        if (!whole)
            throw Truncated(header);
        var size = GzipFormat.BlockSize(input.Waiting[GzipFormat.FixedHeader..header]);
        if (size == 0)
            throw new RefusedException("bgzf-mixed", input.Here);
        if (size <= header + GzipFormat.Trailer)
            throw new RefusedException("bgzf-size", input.Here, header + GzipFormat.Trailer + 1, size);
        if (!await input.HasAsync(size, stop).ConfigureAwait(false))
            throw Truncated(size);
        Add(unit, input.Waiting[..size], header);
        input.Skip(size);
        return true;
    }

    void Add(Unit unit, ReadOnlySpan<byte> block, int header)
    {
        var isize = GzipFormat.U32(block[^4..]);
        if (isize > GzipFormat.LargestText)
            throw new RefusedException("bgzf-isize", input.Here, GzipFormat.LargestText, isize);
        unit.Add(input.Offset, block[header..^GzipFormat.Trailer], (int)isize, GzipFormat.U32(block[^GzipFormat.Trailer..]));
        afterEnd = block.SequenceEqual(GzipFormat.EndBlock);
    }

    void CheckMagic(ReadOnlySpan<byte> waiting)
    {
        if (!GzipFormat.BeginsMember(waiting))
            throw !afterEnd ? new RefusedException("bgzf-header", input.Here, GzipFormat.Hex(GzipFormat.EndBlock), GzipFormat.Hex(waiting))
                : waiting.ContainsAnyExcept((byte)0) ? new RefusedException("bgzf-garbage", input.Here, GzipFormat.Hex(waiting))
                : new RefusedException("bgzf-padding", input.Here);
        if (waiting.Length < GzipFormat.FixedHeader || waiting[3] == GzipFormat.Extra)
            return;
        throw (waiting[3] & GzipFormat.Extra) == 0
            ? new RefusedException("bgzf-mixed", input.Here)
            : new RefusedException("bgzf-header", input.Here, GzipFormat.Hex(GzipFormat.EndBlock), GzipFormat.Hex(waiting));
    }

    RefusedException Truncated(int expected) => new("bgzf-truncated", input.Here, expected, input.Waiting.Length);
}
