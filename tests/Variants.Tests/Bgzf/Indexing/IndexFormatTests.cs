using System.Text;
using Thrombophilia.Given;
using Thrombophilia.Given.Fuzzing;
using Thrombophilia.Variants.Bgzf;
using Thrombophilia.Variants.Bgzf.Indexing;
using Thrombophilia.Variants.Problems;
using Xunit;

namespace Thrombophilia.Variants.Tests.Bgzf.Indexing;

/// <summary>Indexes that other programs made, some of them years ago.</summary>
public class IndexFormatTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_contigs_of_an_index_together_give_all_records_or_a_refusal()
    {
        var first = Material.File("vcf/suites/htsjdk/tribble/vcfexample.vcf.gz.tbi");
        var read = 0;
        foreach (var index in Directory.EnumerateFiles(Material.Folder!, "*.tbi", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal))
        {
            var file = index[..^4];
            if (!file.Contains(".vcf", StringComparison.Ordinal) || !File.Exists(file)
                || new FileInfo(file).Length > 1_000_000)
                continue;
            try
            {
                Assert.Equal(await ScannedAsync(file), await IndexedAsync(file, index));
                read++;
            }
            catch (RefusedException e)
            {
                Assert.True(
                    e.Problem.Code is "bgzf-no-end" or "bgzf-truncated" or "bgzf-data" or "empty-file" or "not-text",
                        $"{index}: {e.Message}");
            }
        }
        Assert.True(read >= 5, $"{read} indexes, {first} among them");
    }

    /// <summary>What each change breaks, and where nothing is left that contradicts it.</summary>
    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task An_index_of_which_a_part_is_lost_or_lies_elsewhere_is_refused(bool csi)
    {
        var bases = await FuzzBases.AllAsync(Stop);
        var index = bases[0].Index;
        using var folder = new TempFolder();
        async Task<string?> Refusal(Action<FuzzIndex>? change)
        {
            var copy = index.Copy();
            change?.Invoke(copy);
            await File.WriteAllBytesAsync(folder["i"], copy.Packed(csi), Stop);
            try
            {
                await RegionIndex.OpenAsync(folder["i"], "i", Stop);
                return null;
            }
            catch (RefusedException e)
            {
                Assert.Equal("index-damaged", e.Problem.Code);
                return (string)e.Problem.Facts[0];
            }
        }
        static FuzzIndex.Bin Bin(FuzzIndex i, int n) =>
            i.Contigs[0].Bins.Where(b => b.Number != FuzzIndex.Metadata).OrderBy(b => b.Chunks[0].Begin).ElementAt(n);
        Assert.Null(await Refusal(null));
        Assert.Equal("chunks without a gap between them", await Refusal(i => Bin(i, 1).Chunks.Clear()));
        Assert.Equal("chunks from the contig's first line to its last",
            await Refusal(i => i.Contigs[0].Bins.Remove(Bin(i, 0))));
        Assert.Equal("contigs without a gap between them", await Refusal(i => i.Contigs.RemoveAt(1)));
        Assert.Equal("the lines of a bin after those of the bins before it", await Refusal(i =>
        {
            var (one, two) = (Bin(i, 1), Bin(i, 3));
            i.Contigs[0].Bins.Remove(one);
            i.Contigs[0].Bins.Remove(two);
            i.Contigs[0].Bins.Add(one with { Number = two.Number });
            i.Contigs[0].Bins.Add(two with { Number = one.Number });
        }));
        Assert.Equal("no line before the first one of its window", await Refusal(i =>
        {
            for (var w = 0; w < i.Contigs[0].Windows.Count; w++) i.Contigs[0].Windows[w] = Bin(i, 3).Chunks[0].End;
        }));
        if (csi) return;
        Assert.Equal("windows in the order of their lines", await Refusal(i => i.Contigs[0].Windows[1] = 1));
        Assert.Equal("a window for each bin",
            await Refusal(i => i.Contigs[0].Windows.RemoveRange(1, i.Contigs[0].Windows.Count - 1)));
    }

    static async Task<List<string>> ScannedAsync(string file)
    {
        var text = await Sources.ReadAllAsync(TextSource.Open(file, file), Stop);
        return Records(Encoding.Latin1.GetString(text));
    }

    static async Task<List<string>> IndexedAsync(string file, string path)
    {
        var index = await RegionIndex.OpenAsync(path, path, Stop);
        var source = TextSource.OpenIndexed(file, file);
        source.GoTo(RegionIndex.Merge(index.Contigs.SelectMany(contig => index.Find(contig, 0, 1L << 29))));
        return Records(Encoding.Latin1.GetString(await Sources.ReadAllAsync(source, Stop)));
    }

    static List<string> Records(string text) =>
        [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#')];
}
