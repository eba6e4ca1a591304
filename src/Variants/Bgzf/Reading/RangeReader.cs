using Thrombophilia.Variants.Bgzf.Format;
using Thrombophilia.Variants.Problems;

namespace Thrombophilia.Variants.Bgzf.Reading;

/// <summary>
/// The blocks of some ranges of a BGZF file. Checks the end-of-file block first, since it may never come there.
/// </summary>
sealed class RangeReader(FileInput input) : BatchReader
{
    /// <summary>A panel's ranges are short: few blocks at a time read little past them.</summary>
    const int FewBlocks = 4;

    readonly BlockReader blocks = new(input);
    IReadOnlyList<VirtualRange> ranges = [VirtualRange.Everything];
    int next;
    bool inside, endIsChecked;

    internal override bool NeedsInflater => true;

    /// <summary>Leaves what is left of the ranges so far for <paramref name="others"/>.</summary>
    internal void GoTo(IReadOnlyList<VirtualRange> others) => (ranges, next, inside) = (others, 0, false);

    internal override async ValueTask FillAsync(BlockBatch unit, CancellationToken stop)
    {
        if (!endIsChecked)
            await CheckEndAsync(stop).ConfigureAwait(false);
        if (next < ranges.Count)
            await FillAsync(unit, ranges[next], stop).ConfigureAwait(false);
        unit.IsLast = next == ranges.Count;
    }

    async ValueTask FillAsync(BlockBatch unit, VirtualRange range, CancellationToken stop)
    {
        if (!inside)
        {
            await BeginAsync(range.Begin, stop).ConfigureAwait(false);
            (inside, unit.BeginsRange, unit.From) = (true, true, range.Begin.Within);
        }
        while (inside && unit.BlockCount < FewBlocks)
        {
            if (input.Offset > range.End.Block)
                throw new RefusedException("index-mismatch", input.Here with { Offset = range.End.Block },
                    range.End.Within);
            var isLast = input.Offset == range.End.Block;
            if (isLast && range.End.Within > 0)
                unit.To = range.End.Within;
            if (isLast && range.End.Within == 0)
                Leave();
            else if (await blocks.NextAsync(unit, stop).ConfigureAwait(false) ? isLast : IsAtEnd(range))
                Leave();
        }
    }

    void Leave() => (inside, next) = (false, next + 1);

    bool IsAtEnd(VirtualRange range) =>
        range.Begin == VirtualRange.Everything.Begin && range.End == VirtualRange.Everything.End ? true
        : throw new RefusedException("index-mismatch", input.Here, 0);

    async ValueTask BeginAsync(VirtualOffset begin, CancellationToken stop)
    {
        if (begin.Block < input.Length)
            input.GoTo(begin.Block);
        if (begin.Block >= input.Length
            || !await input.HasAsync(GzipFormat.Magic.Length, stop).ConfigureAwait(false)
            || !GzipFormat.BeginsMember(input.Waiting))
            throw new RefusedException("index-mismatch", input.Here with { Offset = begin.Block }, begin.Within);
    }

    async ValueTask CheckEndAsync(CancellationToken stop)
    {
        var length = GzipFormat.EndBlock.Length;
        input.GoTo(Math.Max(0, input.Length - length));
        if (!await input.HasAsync(length, stop).ConfigureAwait(false)
            || !input.Waiting[..length].SequenceEqual(GzipFormat.EndBlock))
            throw new RefusedException("bgzf-no-end", input.Here with { Offset = input.Length });
        endIsChecked = true;
    }
}
