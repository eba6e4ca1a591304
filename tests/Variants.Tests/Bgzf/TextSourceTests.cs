using System.Text;
using Thrombophilia.Given;
using Thrombophilia.Variants.Bgzf;
using Thrombophilia.Variants.Bgzf.Format;
using Xunit;
using static Thrombophilia.Variants.Tests.Bgzf.Sources;

namespace Thrombophilia.Variants.Tests.Bgzf;

public class TextSourceTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ok.vcf.gz", SourceKind.Bgzf)]
    [InlineData("tiny_blocks.vcf.gz", SourceKind.Bgzf)]
    [InlineData("stored_level0.vcf.gz", SourceKind.Bgzf)]
    [InlineData("max_isize_65536.vcf.gz", SourceKind.Bgzf)]
    [InlineData("concatenated_bgzf.vcf.gz", SourceKind.Bgzf)]
    [InlineData("double_eof.vcf.gz", SourceKind.Bgzf)]
    [InlineData("gz_named_vcf.vcf", SourceKind.Bgzf)]
    [InlineData("plain_gzip.vcf.gz", SourceKind.Gzip)]
    [InlineData("gzip_then_bgzf.vcf.gz", SourceKind.Gzip)]
    [InlineData("plain.vcf", SourceKind.Text)]
    public async Task A_good_container_gives_the_plain_text(string file, SourceKind kind)
    {
        var plain = await File.ReadAllBytesAsync(Odd("plain.vcf"), Stop);
        foreach (var way in Ways)
        {
            var source = TextSource.Open(Odd(file), file, way);
            Assert.Equal(plain, await ReadAllAsync(source, Stop));
            Assert.Equal(kind, source.Kind);
        }
    }

    [Theory]
    [InlineData("missing_eof.vcf.gz", "bgzf-no-end")]
    [InlineData("truncated_mid_block.vcf.gz", "bgzf-truncated")]
    [InlineData("truncated_at_block_boundary.vcf.gz", "bgzf-no-end")]
    [InlineData("bad_crc.vcf.gz", "bgzf-checksum")]
    [InlineData("bit_flip_in_deflate.vcf.gz", "bgzf-data")]
    [InlineData("bad_bsize.vcf.gz", null)]
    [InlineData("trailing_garbage.vcf.gz", "bgzf-garbage")]
    [InlineData("trailing_zeros.vcf.gz", "bgzf-padding")]
    [InlineData("zero_bytes.vcf.gz", "empty-file")]
    public async Task A_bad_container_is_refused_after_the_good_text_before_the_damage(string file, string? code)
    {
        var plain = await File.ReadAllBytesAsync(Odd("plain.vcf"), Stop);
        var bytes = await File.ReadAllBytesAsync(Odd(file), Stop);
        var lengths = new HashSet<int>();
        foreach (var way in Ways)
        {
            var (why, text) = await TryAsync(bytes, way, Stop);
            Assert.NotNull(why);
            Assert.Equal(code ?? why.Code, why.Code);
            Assert.True(plain.AsSpan().StartsWith(text));
            Assert.InRange(why.Place.Offset, 0, bytes.Length);
            lengths.Add(text.Length);
        }
        Assert.Single(lengths);
    }

    [Fact]
    public async Task An_end_block_alone_is_an_empty_text()
    {
        Assert.Empty(await ReadAllAsync(TextSource.Open(Odd("only_eof.vcf.gz"), "f"), Stop));
        Assert.Empty(await ReadAllAsync(GzipFormat.EndBlock.ToArray(), new(InlineLength: 0), Stop));
    }

    [Fact]
    public async Task A_line_of_5_MB_passes()
    {
        foreach (var way in Ways)
            Assert.InRange((await ReadAllAsync(TextSource.Open(Odd("line_5MB.vcf.gz"), "f", way), Stop)).Length,
                5_000_000, 6_000_000);
    }

    public static TheoryData<string, byte[]> Unsupported => new()
    {
        { "bzip2", "BZh91AY&SY"u8.ToArray() },
        { "xz", [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, 0, 4] },
        { "zip", "PK\u0003\u0004\u0014"u8.ToArray() },
        { "zstd", [0x28, 0xB5, 0x2F, 0xFD, 4] },
        { "7-zip", [(byte)'7', (byte)'z', 0xBC, 0xAF, 0x27, 0x1C] },
        { "compress", [0x1F, 0x9D, 0x90] },
    };

    [Theory]
    [MemberData(nameof(Unsupported))]
    public async Task Another_compression_is_refused_by_name(string name, byte[] file)
    {
        var (why, text) = await TryAsync(file, new(), Stop);
        Assert.Equal("unsupported-compression", why!.Code);
        Assert.Equal(name, Assert.Single(why.Facts));
        Assert.Empty(text);
    }

    [Fact]
    public async Task Bcf_is_refused_bare_and_packed()
    {
        byte[] bcf = [.. "BCF\u0002\u0002"u8, .. new byte[100]];
        foreach (var file in (byte[][])[bcf, Sources.Bgzf(bcf), Gzip(bcf)])
            foreach (var way in Ways)
                Assert.Equal("unsupported-bcf", (await TryAsync(file, way, Stop)).Why!.Code);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1_000)]
    [InlineData(3_000_000)]
    public async Task Plain_text_passes_with_the_offset_of_each_byte(int length)
    {
        var text = Lines(length / 30 + 1)[..length];
        await using var source = TextSource.Open(new MemoryStream(text), "t");
        var at = 0;
        while (await source.ReadAsync(Stop))
        {
            Assert.True(text.AsSpan(at).StartsWith(source.Chunk.Span));
            Assert.Equal(at, source.OffsetOf(0));
            at += source.Chunk.Length;
            Assert.Equal(at - 1, source.OffsetOf(source.Chunk.Length - 1));
        }
        Assert.Equal(length, at);
        Assert.Equal(SourceKind.Text, source.Kind);
    }

    [Fact]
    public async Task Utf16_text_passes_to_the_next_stage()
    {
        var text = Encoding.Unicode.GetBytes("\uFEFF##fileformat=VCFv4.2\n");
        Assert.Equal(text, await ReadAllAsync(text, new(), Stop));
    }

    [Fact]
    public async Task A_block_of_another_file_gives_the_offset_of_its_start()
    {
        var text = Lines(500);
        var packed = Sources.Bgzf(text, 1000);
        foreach (var way in Ways)
        {
            await using var source = TextSource.Open(new MemoryStream(packed), "t", way);
            var seen = new List<long>();
            while (await source.ReadAsync(Stop))
                for (var i = 0; i < source.Chunk.Length; i++)
                    seen.Add(source.OffsetOf(i));
            Assert.Equal(text.Length, seen.Count);
            // Each offset holds for one block's 1,000 bytes, and a block begins there.
            foreach (var (offset, count) in seen.CountBy(offset => offset).SkipLast(1))
                Assert.True(count == 1000 && packed.AsSpan((int)offset).StartsWith(GzipFormat.Magic));
            Assert.Equal(seen.Order(), seen);
        }
    }

    [Fact]
    public async Task Many_blocks_keep_their_order()
    {
        var text = Lines(200_000);
        var packed = Sources.Bgzf(text, 777);
        foreach (var workers in (int[])[1, 2, 4, 9])
            Assert.Equal(text, await ReadAllAsync(packed, new(workers, InlineLength: 0), Stop));
    }

    [Fact]
    public async Task A_missing_file_is_an_io_exception_and_nothing_is_read_after_disposal()
    {
        Assert.Throws<FileNotFoundException>(() => TextSource.Open("no-such-file.vcf.gz", "f"));
        var source = TextSource.Open(new MemoryStream(Lines(3)), "t");
        await source.DisposeAsync();
        await source.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await source.ReadAsync(Stop));
    }

    static string Odd(string file) => Material.File("vcf/suites/bgzf-odd/" + file);
}
