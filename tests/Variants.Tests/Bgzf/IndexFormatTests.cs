using System.Text;
using Thrombophilia.Given;
using Thrombophilia.Variants.Bgzf;
using Xunit;

namespace Thrombophilia.Variants.Tests.Bgzf;

/// <summary>Indexes that other programs made, some of them years ago.</summary>
public class IndexFormatTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_contigs_of_an_index_together_give_all_records_or_a_refusal()
    {
        var first = Material.File("vcf/suites/htsjdk/tribble/vcfexample.vcf.gz.tbi");
        var read = 0;
        foreach (var index in Directory.EnumerateFiles(Material.Folder!, "*.tbi", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var file = index[..^4];
            if (!file.Contains(".vcf", StringComparison.Ordinal) || !File.Exists(file) || new FileInfo(file).Length > 1_000_000)
                continue;
            try
            {
                Assert.Equal(await ScannedAsync(file), await IndexedAsync(file, index));
                read++;
            }
            catch (RefusedException e)
            {
                Assert.True(e.Problem.Code is "bgzf-no-end" or "bgzf-truncated" or "bgzf-data" or "empty-file" or "not-text", $"{index}: {e.Message}");
            }
        }
        Assert.True(read >= 5, $"{read} indexes, {first} among them");
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
