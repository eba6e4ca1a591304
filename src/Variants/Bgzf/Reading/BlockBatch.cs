using System.Buffers;
using System.Threading.Tasks.Sources;
using Thrombophilia.Variants.Bgzf.Codecs;
using Thrombophilia.Variants.Problems;

namespace Thrombophilia.Variants.Bgzf.Reading;

/// <summary>
/// What travels through the stages: some blocks, first packed, then as text. Its buffers are used again and again.
/// A failure travels at its own place: the text before it is delivered first.
/// </summary>
sealed class BlockBatch : IValueTaskSource, IDisposable
{
    /// <summary>
    /// Blocks in a unit: enough to make the hand-over cheap, few enough to stay in the processor's cache.
    /// </summary>
    internal const int Blocks = 16;

    Block[] blocks = new Block[Blocks];
    ManualResetValueTaskSourceCore<bool> ready = new() { RunContinuationsAsynchronously = true };
    byte[] packed = [], text = [];
    int packedLength, textLength, blockCount;

    /// <summary>No text comes after this unit's, and the file's end has been proven.</summary>
    internal bool IsLast { get; set; }

    /// <summary>The text begins a new range of an indexed read.</summary>
    internal bool BeginsRange { get; set; }

    /// <summary>Text to leave out before the range's first line; it lies in the first block.</summary>
    internal int From { get; set; }

    /// <summary>Text of the last block that still belongs to the range; -1 where all of it does.</summary>
    internal int To { get; set; }

    /// <summary>What stopped a stage after this unit's text.</summary>
    internal Exception? Failure { get; private set; }

    internal int BlockCount => blockCount;

    internal ReadOnlyMemory<byte> Text { get; private set; }

    /// <summary>Room for text that needs no inflating here.</summary>
    internal Memory<byte> Room => text.AsMemory(textLength);

    /// <summary>Completes when the text is ready to be read.</summary>
    internal ValueTask WhenReady => new(this, ready.Version);

    internal void Clear()
    {
        ready.Reset();
        (packedLength, textLength, blockCount, Text, From, To) = (0, 0, 0, default, 0, -1);
        (IsLast, BeginsRange, Failure) = (false, false, null);
    }

    /// <summary>Lets <paramref name="reader"/> fill this unit; whatever goes wrong travels in it.</summary>
    internal async ValueTask FillAsync(BatchReader reader, CancellationToken stop)
    {
        Clear();
        try
        {
            await reader.FillAsync(this, stop).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Nothing is swallowed: the failure is thrown to the consumer after the good text before it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Failure = e;
        }
    }

    /// <summary>Adds a packed block that begins at <paramref name="offset"/> in the file.</summary>
    internal void Add(long offset, ReadOnlySpan<byte> data, int isize, uint crc)
    {
        Grow(ref packed, packedLength, data.Length);
        data.CopyTo(packed.AsSpan(packedLength));
        Add(new Block(offset, packedLength, data.Length, textLength, isize, crc));
        packedLength += data.Length;
        textLength += isize;
    }

    /// <summary>
    /// Makes room for at least <paramref name="count"/> bytes of text that come without a packed form.
    /// </summary>
    internal void MakeRoom(int count) => Grow(ref text, textLength, count);

    /// <summary>
    /// Notes that the text from here on belongs to what begins at <paramref name="offset"/> in the file.
    /// </summary>
    internal void Mark(long offset) => Add(new Block(offset, 0, 0, textLength, 0, 0));

    void Add(Block block)
    {
        if (blockCount == blocks.Length)
            Array.Resize(ref blocks, 2 * blockCount);
        blocks[blockCount++] = block;
    }

    /// <summary>Counts <paramref name="count"/> bytes that were written into <see cref="Room"/>.</summary>
    internal void Advance(int count) => Text = text.AsMemory(0, textLength += count);

    /// <summary>
    /// Inflates the blocks and checks length and checksum of each. Whatever goes wrong travels in this unit.
    /// </summary>
    internal void Inflate(Inflater inflater, string name, CancellationToken stop)
    {
        try
        {
            stop.ThrowIfCancellationRequested();
            Inflate(inflater, name);
        }
#pragma warning disable CA1031 // Nothing is swallowed: see FillAsync.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Fail(e);
        }
    }

    void Inflate(Inflater inflater, string name)
    {
        Grow(ref text, 0, textLength);
        var good = 0;
        for (var i = 0; i < blockCount; i++)
        {
            ref readonly var block = ref blocks[i];
            var output = text.AsSpan(block.TextAt, block.TextLength);
            var result = inflater.Inflate(packed, block.PackedAt, block.PackedLength, output);
            var crc = result == Inflated.Good ? inflater.Crc(0, output) : 0;
            if (result == Inflated.Good && crc == block.Crc)
            {
                good = block.TextAt + block.TextLength;
                continue;
            }
            var place = new FileLocation(name, Offset: block.Offset);
            Fail(result switch
            {
                Inflated.Damaged => new RefusedException("bgzf-data", place),
                Inflated.WrongLength => new RefusedException("bgzf-length", place, block.TextLength),
                _ => new RefusedException("bgzf-checksum", place, block.Crc.ToString("x8", null),
                    crc.ToString("x8", null)),
            });
            break;
        }
        Text = text.AsMemory(0, good);
        if (blockCount > 0 && (From > 0 || To >= 0))
            Trim(name);
    }

    /// <summary>The text is ready, or what there is of it.</summary>
    internal void SetReady() => ready.SetResult(true);

    /// <summary>Replaces a failure further on by one that comes earlier in the text.</summary>
    internal void Fail(Exception failure) => (Failure, IsLast) = (failure, false);

    /// <summary>The offset in the file of the block that holds a byte of <see cref="Text"/>.</summary>
    internal long OffsetOf(int index)
    {
        index += From;
        var (low, high) = (0, blockCount - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (blocks[middle].TextAt <= index)
                low = middle;
            else
                high = middle - 1;
        }
        return blocks[low].Offset;
    }

    /// <summary>
    /// Cuts the text to its range. An index that belongs to this file begins and ends ranges where lines do.
    /// </summary>
    void Trim(string name)
    {
        var (first, last) = (blocks[0], blocks[blockCount - 1]);
        var cutsEnd = To >= 0 && Failure is null;
        var end = cutsEnd ? last.TextAt + To : Text.Length;
        // Damage in the first block is no fault of the index.
        if (Failure is not null && end < first.TextLength)
            Text = default;
        else if (From > first.TextLength || From > end || From > 0 && text[From - 1] != '\n')
            Mismatch(name, first.Offset, From);
        else if (cutsEnd && (To > last.TextLength || To > 0 && To < last.TextLength && text[end - 1] != '\n'))
            Mismatch(name, last.Offset, To);
        else
            Text = text.AsMemory(From, end - From);
    }

    void Mismatch(string name, long block, int within)
    {
        Text = default;
        Fail(new RefusedException("index-mismatch", new FileLocation(name, Offset: block), within));
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(packed);
        ArrayPool<byte>.Shared.Return(text);
        (packed, text, Text) = ([], [], default);
    }

    void IValueTaskSource.GetResult(short token) => ready.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => ready.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token,
        ValueTaskSourceOnCompletedFlags flags) =>
        ready.OnCompleted(continuation, state, token, flags);

    static void Grow(ref byte[] buffer, int used, int more)
    {
        if (used + more <= buffer.Length)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(used + more, 2 * used));
        buffer.AsSpan(0, used).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }

    readonly record struct Block(long Offset, int PackedAt, int PackedLength, int TextAt, int TextLength, uint Crc);
}
