using FsCheck;
using FsCheck.Fluent;
using Thrombophilia.Given;
using Thrombophilia.Variants.Bgzf;
using Thrombophilia.Variants.Bgzf.Format;
using Xunit;

namespace Thrombophilia.Variants.Tests.Bgzf;

public sealed class BgzfWriterTests : IDisposable
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    readonly string folder = Directory.CreateTempSubdirectory("bgzf").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Whatever_is_written_in_whatever_pieces_is_read_back(bool builtIn)
    {
        var cases =
            from seed in Gen.Choose(0, int.MaxValue)
            from length in Gen.OneOf(Gen.Choose(1, 300), Gen.Choose(60_000, 70_000), Gen.Choose(1, 400_000))
            from variety in Gen.Elements(1, 2, 5, 256)
            from pieces in Gen.Choose(1, 70_000).NonEmptyListOf()
            select (seed, length, variety, pieces);
        Prop.ForAll(cases.ToArbitrary(), it =>
        {
            // A text for the source: its first bytes are not the concern here.
            byte[] text = [.. "##fileformat=VCF\n"u8, .. Bytes(it.seed, it.length, it.variety)];
            var packed = Write(text, [.. it.pieces], builtIn);
            foreach (var way in Sources.Ways)
                if (!Sources.ReadAllAsync(packed, way, Stop).GetAwaiter().GetResult().AsSpan().SequenceEqual(text))
                    return false;
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));
    }

    [Fact]
    public void The_address_of_a_byte_is_known_before_it_is_written()
    {
        using var packed = new MemoryStream();
        using var writer = new BgzfWriter(packed, leaveOpen: true);
        Assert.Equal(default, writer.VirtualOffset);
        writer.Write("abc"u8);
        Assert.Equal(new VirtualOffset(0, 3), writer.VirtualOffset);
        writer.Flush();
        Assert.Equal(new VirtualOffset(packed.Length, 0), writer.VirtualOffset);
        writer.Write(new byte[0xFF00]);
        Assert.Equal(new VirtualOffset(packed.Length, 0), writer.VirtualOffset);
    }

    [Fact]
    public void Nothing_written_is_the_end_block_alone() =>
        Assert.Equal(GzipFormat.EndBlock.ToArray(), Write([], [1], builtIn: false));

    [Fact]
    public void A_file_whose_writing_failed_gets_no_end_block()
    {
        var full = new FullDisk();
        var writer = new BgzfWriter(full);
        Assert.Throws<IOException>(() => writer.Write(Bytes(1, 100_000, 256)));
        writer.Dispose();
        Assert.Empty(full.ToArray());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Bgzip_reads_what_we_write(bool builtIn)
    {
        var text = Sources.Lines(20_000);
        var path = Path.Combine(folder, "ours.vcf.gz");
        await File.WriteAllBytesAsync(path, Write(text, [70_000, 13], builtIn), Stop);
        await Tool.RunAsync("bgzip", ["--test", path], Stop);
        Assert.Equal(text, await Tool.RunAsync("bgzip", ["-dc", path], Stop));
    }

    [Fact]
    public async Task We_read_what_bgzip_writes()
    {
        var text = Sources.Lines(20_000);
        var path = Path.Combine(folder, "plain.vcf");
        await File.WriteAllBytesAsync(path, text, Stop);
        foreach (var level in (string[])["0", "1", "9"])
        {
            var packed = await Tool.RunAsync("bgzip", ["-c", "-l", level, path], Stop);
            foreach (var way in Sources.Ways)
                Assert.Equal(text, await Sources.ReadAllAsync(packed, way, Stop));
        }
    }

    static byte[] Write(byte[] text, int[] pieces, bool builtIn)
    {
        using var packed = new MemoryStream();
        using (var writer = new BgzfWriter(packed, leaveOpen: true, builtIn))
            for (var (at, i) = (0, 0); at < text.Length; i++)
            {
                var count = Math.Min(pieces[i % pieces.Length], text.Length - at);
                writer.Write(text.AsSpan(at, count));
                at += count;
                if (i % 7 == 6)
                    writer.Flush();
            }
        return packed.ToArray();
    }

    static byte[] Bytes(int seed, int length, int variety)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        for (var i = 0; i < length; i++)
            bytes[i] = (byte)(bytes[i] % variety);
        return bytes;
    }

    sealed class FullDisk : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("No space left.");

        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("No space left.");
    }
}
