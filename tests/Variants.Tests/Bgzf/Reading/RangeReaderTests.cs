using System.Text;
using Thrombophilia.Variants.Bgzf;
using Thrombophilia.Variants.Bgzf.Format;
using Thrombophilia.Variants.Problems;
using Xunit;

namespace Thrombophilia.Variants.Tests.Bgzf.Reading;

public sealed class RangeReaderTests : IDisposable
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Fact]
    public async Task Without_ranges_it_reads_the_whole_file()
    {
        var text = Sources.Lines(5000);
        await File.WriteAllBytesAsync(path, Sources.Bgzf(text, 1000), Stop);
        Assert.Equal(text, await Sources.ReadAllAsync(TextSource.OpenIndexed(path, "t"), Stop));
    }

    [Fact]
    public async Task It_goes_from_place_to_place_even_after_the_end()
    {
        await File.WriteAllBytesAsync(path, Sources.Bgzf("one\ntwo\nthree\n"u8), Stop);
        await using var source = TextSource.OpenIndexed(path, "t");
        while (await source.ReadAsync(Stop)) { }
        source.GoTo([Within(8, 14), Within(0, 4)]);
        Assert.Equal("three\n|one\n|", await RestAsync(source));
        source.GoTo([]);
        Assert.False(await source.ReadAsync(Stop));
        source.GoTo([Within(4, 8)]);
        Assert.Equal("two\n|", await RestAsync(source));
    }

    [Theory]
    [InlineData(1, 8)]
    [InlineData(0, 3)]
    [InlineData(0, 15)]
    [InlineData(15, 16)]
    public async Task A_range_that_does_not_fit_the_lines_is_refused(int begin, int end)
    {
        await File.WriteAllBytesAsync(path, Sources.Bgzf("one\ntwo\nthree\n"u8), Stop);
        Assert.Equal("index-mismatch", (await RefusedAsync(Within(begin, end))).Code);
    }

    [Fact]
    public async Task A_range_that_does_not_fit_the_blocks_is_refused()
    {
        var file = Sources.Bgzf(Sources.Lines(100), 1000);
        await File.WriteAllBytesAsync(path, file, Stop);
        foreach (var (begin, end) in (ValueTuple<long, long>[])[(5, 200), (0, 5), (0, file.Length + 1),
            (file.Length, file.Length + 9), (1 << 20, 1 << 21)])
            Assert.Equal("index-mismatch", (await RefusedAsync(new(new(begin, 0), new(end, 0)))).Code);
    }

    [Fact]
    public async Task The_end_block_is_checked_before_any_text()
    {
        var file = Sources.Bgzf(Sources.Lines(100), 1000);
        foreach (var bad in (byte[][])[file[..^28], file[..^1], [.. file, 0]])
        {
            await File.WriteAllBytesAsync(path, bad, Stop);
            Assert.Equal("bgzf-no-end", (await RefusedAsync(VirtualRange.Everything)).Code);
        }
    }

    [Fact]
    public async Task A_touched_block_that_is_damaged_is_refused_and_an_untouched_one_is_not()
    {
        var text = Sources.Lines(100);
        var file = Sources.Bgzf(text, text.Length / 2);
        file[40] ^= 0xFF;
        var second = file.AsSpan(1).IndexOf([.. GzipFormat.Magic, (byte)4]) + 1;
        await File.WriteAllBytesAsync(path, file, Stop);
        var end = new VirtualOffset(file.Length - GzipFormat.EndBlock.Length, 0);
        foreach (var begin in (int[])[0, 40])
        {
            var refused = await RefusedAsync(new(new(0, begin), end));
            Assert.StartsWith("bgzf-", refused.Code, StringComparison.Ordinal);
            Assert.Equal(new FileLocation("t", Offset: 0), refused.Place);
        }
        await using var source = TextSource.OpenIndexed(path, "t");
        source.GoTo([new(new(second, 0), end)]);
        Assert.Equal(Encoding.ASCII.GetString(text[(text.Length / 2)..]) + "|", await RestAsync(source));
    }

    [Fact]
    public async Task Only_bgzf_can_be_read_by_an_index()
    {
        foreach (var file in (byte[][])[Sources.Lines(3), Sources.Gzip(Sources.Lines(3))])
        {
            await File.WriteAllBytesAsync(path, file, Stop);
            Assert.Equal("index-needs-bgzf", (await RefusedAsync(VirtualRange.Everything)).Code);
        }
        await using var plain = TextSource.Open(path, "t");
        Assert.Throws<InvalidOperationException>(() => plain.GoTo([]));
    }

    static VirtualRange Within(int begin, int end) => new(new(0, begin), new(0, end));

    async Task<Problem> RefusedAsync(VirtualRange range)
    {
        await using var source = TextSource.OpenIndexed(path, "t");
        source.GoTo([range]);
        return (await Assert.ThrowsAsync<RefusedException>(async () => await RestAsync(source))).Problem;
    }

    static async Task<string> RestAsync(TextSource source)
    {
        var text = new StringBuilder();
        while (await source.ReadAsync(Stop))
        {
            Assert.True(source.BeginsRange || text.Length > 0);
            text.Append(Encoding.ASCII.GetString(source.Chunk.Span)).Append('|');
        }
        return text.ToString();
    }
}
