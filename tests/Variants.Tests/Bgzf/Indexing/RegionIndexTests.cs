using System.Buffers.Binary;
using System.Text;
using Thrombophilia.Given;
using Thrombophilia.Variants.Bgzf;
using Thrombophilia.Variants.Bgzf.Indexing;
using Thrombophilia.Variants.Problems;
using Xunit;

namespace Thrombophilia.Variants.Tests.Bgzf.Indexing;

public sealed class RegionIndexTests : IDisposable
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    readonly string folder = Directory.CreateTempSubdirectory("index").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData(1, 3000, false)]
    [InlineData(2, 40, false)]
    [InlineData(3, 3000, true)]
    public async Task Each_region_gives_its_lines_by_our_own_index(int seed, int count, bool builtIn)
    {
        var file = new Variation(seed, count, builtIn);
        await CheckAsync(file, await file.WriteAsync(folder, Stop), ".tbi");
    }

    [Theory]
    [InlineData("tabix", "-f", "-p", "vcf", ".tbi")]
    [InlineData("tabix", "-f", "-C", "-p", "vcf", ".csi")]
    [InlineData("bcftools", "index", "-f", "-c", ".csi")]
    [InlineData("bcftools", "index", "-f", "-m", "9", ".csi")]
    [InlineData("bcftools", "index", "-f", "-t", ".tbi")]
    public async Task Each_region_gives_its_lines_by_the_peers_indexes(string tool, params string[] arguments)
    {
        var file = new Variation(4, 3000);
        var path = await file.WriteAsync(folder, Stop);
        File.Delete(path + ".tbi");
        await Tool.RunAsync(tool, [.. arguments[..^1], path], Stop);
        await CheckAsync(file, path, arguments[^1]);
    }

    [Fact]
    public async Task The_peers_find_the_same_lines_by_our_index()
    {
        var file = new Variation(5, 2000);
        var path = await file.WriteAsync(folder, Stop);
        Assert.Equal(Variation.Contigs,
            Encoding.ASCII.GetString(await Tool.RunAsync("tabix", ["-l", path], Stop)).Split('\n')[..^1]);
        // The third contig's name holds a colon, which the peers take for the begin of a region.
        foreach (var (contig, begin, end) in Variation.Regions(6, 60).Where(region => !region.Contig.Contains(':')))
        {
            var region = FormattableString.Invariant($"{contig}:{begin + 1}-{end}");
            var byTargets =
                await Tool.RunAsync("bcftools", ["view", "-H", "--targets-overlap", "1", "-t", region, path], Stop);
            Assert.Equal(file.Lines(contig, begin, end), Encoding.ASCII.GetString(byTargets));
            Assert.Equal(byTargets, await Tool.RunAsync("bcftools", ["view", "-H", "-r", region, path], Stop));
            Assert.Equal(byTargets, await Tool.RunAsync("tabix", [path, region], Stop));
        }
        Assert.Equal("6000\n", Encoding.ASCII.GetString(await Tool.RunAsync("bcftools", ["index", "-n", path], Stop)));
    }

    [Fact]
    public async Task A_small_region_is_a_small_part_of_the_file()
    {
        var file = new Variation(7, 20_000);
        var index = await OpenAsync(file.Tbi);
        var found = index.Find("chr1", 100_000_000, 100_000_100);
        Assert.InRange(found.Sum(range => range.End.Block - range.Begin.Block), 0, file.Vcf.Length / 20);
    }

    [Fact]
    public async Task An_unknown_contig_is_an_error_and_not_an_empty_region()
    {
        var index = await OpenAsync(new Variation(8, 10).Tbi);
        Assert.Throws<ArgumentException>(() => index.Find("1", 0, 10));
        Assert.Empty(index.Find("chr1", 1L << 40, (1L << 40) + 1));
    }

    [Fact]
    public async Task An_index_that_is_cut_or_damaged_is_refused_with_its_address()
    {
        var index = await Sources.ReadAllAsync(new Variation(9, 200).Tbi, new(), Stop);
        // The linear index is long and dull.
        var places = Enumerable.Range(1, index.Length - 9).Where(at => at < 1000 || at % 1009 == 0).ToList();
        foreach (var length in places)
            Assert.StartsWith("index-", (await RefusedAsync(index[..length])).Code, StringComparison.Ordinal);
        Assert.Equal("index-damaged", (await RefusedAsync([.. index, 0])).Code);
        foreach (var (at, value) in (ValueTuple<int, int>[])[(0, 0x02494254), (4, 2), (4, -1), (8, 1), (12, 2),
            (32, 1 << 30), (32, -1)])
        {
            var damaged = index.ToArray();
            BinaryPrimitives.WriteInt32LittleEndian(damaged.AsSpan(at), value);
            Assert.NotEmpty((await RefusedAsync(damaged)).Text());
        }
        // Whatever else a wrong byte may mean: no crash.
        foreach (var at in places)
        {
            var damaged = index.ToArray();
            damaged[at] ^= 0xFF;
            try
            {
                foreach (var contig in (await OpenAsync(Sources.Bgzf(damaged))).Contigs.Take(1))
                    Assert.NotNull(contig);
            }
            catch (RefusedException e)
            {
                Assert.Equal("i", e.Problem.Place.File);
            }
        }
        var cut = new Variation(9, 200).Tbi[..^1];
        Assert.Equal("bgzf-truncated", (await Assert.ThrowsAsync<RefusedException>(() => OpenAsync(cut))).Problem.Code);
    }

    [Fact]
    public async Task The_index_of_another_format_is_refused()
    {
        var path = Path.Combine(folder, "a.bed");
        await File.WriteAllTextAsync(path, "chr1\t10\t20\n", Stop);
        await File.WriteAllBytesAsync(path + ".gz", await Tool.RunAsync("bgzip", ["-c", path], Stop), Stop);
        await Tool.RunAsync("tabix", ["-p", "bed", path + ".gz"], Stop);
        var refused =
            await Assert.ThrowsAsync<RefusedException>(() => RegionIndex.OpenAsync(path + ".gz.tbi", "i", Stop));
        Assert.Equal("index-format", refused.Problem.Code);
    }

    static async Task CheckAsync(Variation file, string path, string extension)
    {
        var index = await RegionIndex.OpenAsync(path + extension, "i", Stop);
        Assert.Equal(Variation.Contigs, index.Contigs);
        foreach (var (contig, begin, end) in Variation.Regions(10, 150))
        {
            await using var source = TextSource.OpenIndexed(path, "v");
            Assert.True(await source.ReadAsync(Stop));
            Assert.True(source.Chunk.Span.StartsWith(Encoding.ASCII.GetBytes(Variation.Header)));
            source.GoTo(index.Find(contig, begin, end));
            var text = new StringBuilder();
            var begins = 0;
            while (await source.ReadAsync(Stop))
            {
                Assert.True(text.Length > 0 || source.BeginsRange);
                Assert.True(!source.BeginsRange || text.Length == 0 || text[^1] == '\n');
                begins += source.BeginsRange ? 1 : 0;
                text.Append(Encoding.ASCII.GetString(source.Chunk.Span));
            }
            Assert.True(begins <= index.Find(contig, begin, end).Count);
            Assert.Equal(file.Lines(contig, begin, end), Overlapping(text.ToString(), contig, begin, end));
        }
    }

    static string Overlapping(string text, string contig, long begin, long end) =>
        string.Concat(text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line.Split('\t') is [var name, var pos, .., var info] && name == contig
                && long.Parse(pos, null) <= end && long.Parse(info[4..], null) > begin)
            .Select(line => line + "\n"));

    async Task<RegionIndex> OpenAsync(byte[] index)
    {
        var path = Path.Combine(folder, "i.tbi");
        await File.WriteAllBytesAsync(path, index, Stop);
        return await RegionIndex.OpenAsync(path, "i", Stop);
    }

    async Task<Problem> RefusedAsync(byte[] index) =>
        (await Assert.ThrowsAsync<RefusedException>(() => OpenAsync(Sources.Bgzf(index)))).Problem;
}
