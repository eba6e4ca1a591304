using Thrombophilia.Variants.Bgzf;
using Thrombophilia.Variants.Bgzf.Reading;
using Xunit;
using static Thrombophilia.Variants.Tests.Bgzf.Sources;

namespace Thrombophilia.Variants.Tests.Bgzf.Reading;

/// <summary>
/// Nothing that goes wrong in one stage may leave another one waiting: each test would hang, and has a limit.
/// </summary>
public class ReadAheadTests
{
    static readonly SourceSettings Piped = new(2, InlineLength: 0);

    static readonly byte[] Text = Lines(60_000);

    static readonly byte[] Packed = Sources.Bgzf(Text, 4000);

    readonly CancellationTokenSource limit =
        CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);

    CancellationToken Limit
    {
        get
        {
            limit.CancelAfter(TimeSpan.FromSeconds(60));
            return limit.Token;
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(400)]
    public async Task A_corrupt_block_is_refused_in_its_place(int number)
    {
        var starts = await BlockStartsAsync();
        var damaged = Packed.ToArray();
        damaged[starts[number] + 40] ^= 0x55;
        foreach (var builtIn in (bool[])[false, true])
        {
            var (why, text) = await TryAsync(damaged, Piped with { BuiltIn = builtIn }, Limit);
            Assert.Equal(starts[number], why!.Place.Offset);
            Assert.Equal(4000 * number, text.Length);
            Assert.True(Text.AsSpan().StartsWith(text));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(20)]
    public async Task A_consumer_may_leave_at_any_time(int chunks)
    {
        foreach (var file in (byte[][])[Packed, Gzip(Text), Text])
        {
            var source = TextSource.Open(new MemoryStream(file), "t", Piped);
            for (var i = 0; i < chunks; i++)
                if (!await source.ReadAsync(Limit))
                    break;
            await source.DisposeAsync().AsTask().WaitAsync(Limit);
            await Assert.ThrowsAsync<ObjectDisposedException>(async () => await source.ReadAsync(Limit));
        }
    }

    [Fact]
    public async Task A_cancelled_read_ends_all_stages_and_is_never_an_end()
    {
        foreach (var file in (byte[][])[Packed, Gzip(Text)])
        {
            using var cancel = new CancellationTokenSource();
            await using var source = TextSource.Open(new MemoryStream(file), "t", Piped);
            Assert.True(await source.ReadAsync(cancel.Token));
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await source.ReadAsync(cancel.Token));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await source.ReadAsync(Limit));
        }
    }

    [Fact]
    public async Task A_pipe_that_never_answers_can_be_cancelled()
    {
        foreach (var start in (byte[][])[[], Packed[..5000], Gzip(Text)[..5000], Text[..10]])
        {
            using var cancel = new CancellationTokenSource();
            await using var source = TextSource.Open(new Pipe(start), "-", Piped);
            var reading = Task.Run(async () =>
            {
                while (await source.ReadAsync(cancel.Token)) { }
            }, Limit);
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(Limit));
        }
    }

    [Fact]
    public async Task A_pipe_that_never_answers_can_be_left()
    {
        var source = TextSource.Open(new Pipe(Packed[..50_000]), "-", Piped);
        Assert.True(await source.ReadAsync(Limit));
        await source.DisposeAsync().AsTask().WaitAsync(Limit);
    }

    [Fact]
    public async Task A_failing_stream_fails_the_reader_after_the_text_before()
    {
        foreach (var file in (byte[][])[Packed, Gzip(Text), Text])
            foreach (var length in (int[])[0, 1, 20, 50_000, 200_000])
            {
                var start = file[..Math.Min(length, file.Length)];
                await using var source = TextSource.Open(new Pipe(start, new IOException("gone")), "-", Piped);
                var read = 0;
                var failure = await Assert.ThrowsAsync<IOException>(async () =>
                {
                    while (await source.ReadAsync(Limit))
                        read += source.Chunk.Length;
                });
                Assert.Equal("gone", failure.Message);
                Assert.True(length < 50_000 || read > 0);
                await Assert.ThrowsAsync<IOException>(async () => await source.ReadAsync(Limit));
            }
    }

    [Fact]
    public async Task A_pipe_gives_its_text_in_whatever_pieces_it_comes()
    {
        foreach (var file in (byte[][])[Packed, Gzip(Text), Text])
            foreach (var piece in (int[])[1000, 4097, 1 << 20])
                Assert.Equal(Text, await ReadAllAsync(TextSource.Open(new Pipe(file, null, piece), "-", Piped), Limit));
    }

    async Task<List<int>> BlockStartsAsync()
    {
        await using var source = TextSource.Open(new MemoryStream(Packed), "t");
        var starts = new List<int>();
        while (await source.ReadAsync(Limit))
            for (var i = 0; i < source.Chunk.Length; i += 4000)
                starts.Add((int)source.OffsetOf(i));
        return starts;
    }

    /// <summary>
    /// Gives its bytes, then fails, ends, or waits for ever and does not even listen to cancellation.
    /// </summary>
    sealed class Pipe(byte[] bytes, Exception? failure = null, int piece = 0) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer,
            CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            var count =
                await base.ReadAsync(piece > 0 && buffer.Length > piece ? buffer[..piece] : buffer,
                CancellationToken.None);
            if (count > 0 || piece > 0)
                return count;
            if (failure is not null)
                throw failure;
            // A writer that never comes back: only giving up ends such a read, and that is what is tested.
            await Task.Delay(Timeout.Infinite, CancellationToken.None);
            return 0;
        }
    }
}
