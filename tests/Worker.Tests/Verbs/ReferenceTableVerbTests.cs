using System.Security.Cryptography;
using System.Text;
using Thrombophilia.Given;
using Thrombophilia.Variants.Panels;
using Xunit;

namespace Thrombophilia.Worker.Tests.Verbs;

public sealed class ReferenceTableVerbTests : IDisposable
{
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    static async Task<(int Code, string Output, string Error)> Run(params string[] args)
    {
        using StringWriter output = new(), error = new();
        var code = await Program.RunAsync(["tables", "reference", .. args], output, error);
        return (code, output.ToString(), error.ToString());
    }

    [Fact]
    public async Task The_regions_are_written_into_a_file_and_its_checksum_is_printed()
    {
        var genome = new OracleReference(GivenVcf.Panel.On("GRCh38")!, folder.Path, new Random(7), pad: 3000).Fasta;
        var (code, output, error) = await Run(genome, "--build", "GRCh38", "--out", folder["own.fa"]);
        Assert.Equal((0, ""), (code, error));
        var written = await File.ReadAllBytesAsync(folder["own.fa"], TestContext.Current.CancellationToken);
        Assert.Equal(ReferenceFasta.Table(GivenVcf.Panel, "GRCh38", genome), Encoding.UTF8.GetString(written));
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData(written)), output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_genome_that_does_not_serve_is_refused_with_what_was_expected()
    {
        var genome = new OracleReference(GivenVcf.Panel.On("GRCh38")!, folder.Path, new Random(7), pad: 3000).Fasta;
        var (code, output, error) = await Run(genome, "--build", "GRCh37", "--out", folder["own.fa"]);
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("of GRCh37", error, StringComparison.Ordinal);
        Assert.Equal(2, (await Run(genome)).Code);
    }
}
