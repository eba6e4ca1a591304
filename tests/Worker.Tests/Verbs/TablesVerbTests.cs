using System.Security.Cryptography;
using Thrombophilia.Given;
using Xunit;

namespace Thrombophilia.Worker.Tests.Verbs;

public sealed class TablesVerbTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    static async Task<(int Code, string Output, string Error)> Run(params string[] args)
    {
        using StringWriter output = new(), error = new();
        var code = await Program.RunAsync(["tables", .. args, "--lang", "en"], output, error);
        return (code, output.ToString(), error.ToString());
    }

    string Vcf(string info)
    {
        File.WriteAllText(folder["gnomad.v9.vcf"], $"##fileformat=VCFv4.2\n##INFO=<ID={info},Number=A,Type=Float,"
            + "Description=\"x\">\n##contig=<ID=chr2,length=242193529>\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n"
            + $"chr2\t127426115\t.\tG\tA\t.\tPASS\t{info}=0.1\n");
        return folder["gnomad.v9.vcf"];
    }

    [Fact]
    public async Task A_table_is_written_and_its_checksum_printed()
    {
        var (code, output, error) =
            await Run("frequency", Vcf("faf95_popmax"), "--build", "GRCh38", "--out", folder["f.tsv"]);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(
            await File.ReadAllBytesAsync(folder["f.tsv"], TestContext.Current.CancellationToken)));
        Assert.Equal((0, $"{folder["f.tsv"]}: 1 rows (frequency:gnomad.v9), SHA-256 {sha256}\n"), (code, output));
        Assert.Contains("--covered", error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["f.tsv.part"]));
    }

    [Fact]
    public async Task What_cannot_be_used_is_refused_and_an_older_table_stays()
    {
        await File.WriteAllTextAsync(folder["f.tsv"], "older", TestContext.Current.CancellationToken);
        var (code, output, error) = await Run("frequency", Vcf("AF"), "--build", "GRCh38", "--out", folder["f.tsv"]);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("faf95_popmax", error, StringComparison.Ordinal);
        Assert.Equal("older",
            await File.ReadAllTextAsync(folder["f.tsv"], TestContext.Current.CancellationToken));
        Assert.Equal(1, (await Run("scores", folder["none.csv"], "--build", "GRCh38", "--out", folder["s.tsv"])).Code);
    }

    [Fact]
    public async Task The_build_and_the_file_to_write_have_to_be_stated()
    {
        Assert.Equal(2, (await Run("frequency", Vcf("faf95_popmax"), "--out", folder["f.tsv"])).Code);
        Assert.Equal(2, (await Run("frequency", Vcf("faf95_popmax"), "--build", "GRCh38")).Code);
        Assert.Equal(2, (await Run("frequency", "x.vcf", "--build", "GRCh36", "--out", folder["f.tsv"])).Code);
        Assert.Equal(2, (await Run("gossip")).Code);
    }
}
