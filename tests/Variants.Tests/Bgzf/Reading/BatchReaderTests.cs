using Thrombophilia.Variants.Bgzf.Format;
using Thrombophilia.Variants.Problems;
using Xunit;
using static Thrombophilia.Variants.Tests.Bgzf.Sources;

namespace Thrombophilia.Variants.Tests.Bgzf.Reading;

/// <summary>
/// Whatever happens to a file's bytes: refused, or the same text. Never another text, a crash or a hang.
/// </summary>
public class BatchReaderTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static readonly byte[] Text = Lines(60);

    public static TheoryData<string> Files => new(Whole.Keys);

    static readonly Dictionary<string, byte[]> Whole = new()
    {
        ["bgzf"] = Sources.Bgzf(Text, 700),
        ["bgzf of two files"] = [.. Sources.Bgzf(Text.AsSpan(0, 900), 500), .. Sources.Bgzf(Text.AsSpan(900), 700)],
        ["gzip"] = Gzip(Text),
        ["gzip with all fields"] = GzipWithAllFields(Text),
        ["gzip of two members"] = [.. Gzip(Text.AsSpan(0, 900)), .. Gzip(Text.AsSpan(900))],
        ["gzip with an empty member"] = [.. Gzip(Text), .. Gzip([])],
        ["gzip then bgzf"] = [.. Gzip(Text.AsSpan(0, 900)), .. Sources.Bgzf(Text.AsSpan(900), 700)],
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task The_whole_file_gives_the_text(string file)
    {
        foreach (var way in Ways)
            Assert.Equal(Text, await ReadAllAsync(Whole[file], way, Stop));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task No_cut_passes_as_complete(string file)
    {
        var whole = Whole[file];
        // A concatenation cut between its parts is a whole file: nothing in it can tell.
        var parts = whole.Length - file switch
        {
            "gzip of two members" => Gzip(Text.AsSpan(900)).Length,
            "gzip with an empty member" => Gzip([]).Length,
            "gzip then bgzf" => Sources.Bgzf(Text.AsSpan(900), 700).Length,
            "bgzf of two files" => Sources.Bgzf(Text.AsSpan(900), 700).Length,
            _ => 0,
        };
        for (var length = 0; length < whole.Length; length++)
            foreach (var way in Ways)
            {
                var (why, text) = await TryAsync(whole[..length], way, Stop);
                Assert.True(Text.AsSpan().StartsWith(text), $"{length} bytes");
                Assert.True(why is not null || length == parts, $"{length} bytes of {whole.Length} passed");
            }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Each_damaged_byte_is_refused_or_does_not_matter(string file)
    {
        var whole = Whole[file];
        for (var at = 0; at < whole.Length; at++)
            foreach (var flip in (byte[])[0x01, 0x80, 0xFF])
                foreach (var way in Ways)
                {
                    var damaged = whole.ToArray();
                    damaged[at] ^= flip;
                    var (why, text) = await TryAsync(damaged, way, Stop);
                    Assert.True(why is not null || text.AsSpan().SequenceEqual(Text),
                        $"byte {at} ^ {flip} gave another text");
                }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Bytes_after_the_end_are_refused(string file)
    {
        foreach (var way in Ways)
            foreach (var count in (int[])[1, 2, 7, 8, 28, 512, 70_000])
            {
                var padded = (await TryAsync([.. Whole[file], .. new byte[count]], way, Stop)).Why!.Code;
                Assert.True(padded is "bgzf-padding" or "gzip-padding", padded);
                var more = (await TryAsync([.. Whole[file], .. new byte[count], (byte)'x'], way, Stop)).Why!.Code;
                Assert.True(more is "bgzf-garbage" or "gzip-garbage" or "bgzf-padding" or "gzip-padding", more);
            }
    }

    [Fact]
    public async Task A_gzip_member_inside_bgzf_is_refused()
    {
        byte[] file = [.. Sources.Bgzf(Text), .. Gzip(Text)];
        foreach (var way in Ways)
        {
            var (why, text) = await TryAsync(file, way, Stop);
            Assert.Equal(("bgzf-mixed", (long)Sources.Bgzf(Text).Length), (why!.Code, why.Place.Offset));
            Assert.Equal(Text, text);
        }
    }

    [Fact]
    public async Task A_wrong_end_of_gzip_is_named()
    {
        var file = Gzip(Text);
        file[^8] ^= 1;
        Assert.Equal("gzip-checksum", (await TryAsync(file, new(), Stop)).Why!.Code);
        file[^8] ^= 1;
        file[^1] ^= 1;
        Assert.Equal("gzip-length", (await TryAsync(file, new(), Stop)).Why!.Code);
        Assert.Equal("gzip-truncated", (await TryAsync(Gzip(Text)[..^1], new(), Stop)).Why!.Code);
        Assert.Equal("gzip-truncated", (await TryAsync(Gzip(Text)[..100], new(), Stop)).Why!.Code);
    }

    [Fact]
    public async Task A_block_that_claims_more_text_than_65536_bytes_is_refused()
    {
        var file = Sources.Bgzf(Text, 700);
        var size = file[16] + (file[17] << 8) + 1;
        file[size - 2] = 1;
        file[size - 1] = 0;
        (file[size - 4], file[size - 3]) = (1, 0);
        foreach (var way in Ways)
            Assert.Equal(new FileLocation("t", Offset: 0),
                (await TryAsync(file, way, Stop)).Why is { Code: "bgzf-isize" } why ? why.Place : default);
    }

    [Fact]
    public async Task The_size_of_a_block_is_found_among_other_subfields()
    {
        var plain = Sources.Bgzf(Text);
        var length = plain.Length - GzipFormat.EndBlock.Length;
        byte[] block = [.. plain.AsSpan(0, 12), (byte)'X', (byte)'Y', 3, 0, 1, 2, 3, .. plain.AsSpan(12, length - 12)];
        block[10] = 13;
        block[12 + 7 + 4] = (byte)(length + 7 - 1);
        block[12 + 7 + 5] = (byte)(length + 7 - 1 >> 8);
        foreach (var way in Ways)
            Assert.Equal(Text, await ReadAllAsync([.. block, .. GzipFormat.EndBlock], way, Stop));
    }
}
