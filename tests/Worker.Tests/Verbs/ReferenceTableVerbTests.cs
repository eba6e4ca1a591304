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
    public async Task The_regions_are_printed_or_written_into_a_file()
    {
        var genome = new OracleReference(GivenVcf.Panel.On("GRCh38")!, folder.Path, new Random(7), pad: 3000).Fasta;
        var (code, output, _) = await Run(genome, "--build", "GRCh38");
        Assert.Equal(0, code);
        Assert.Equal(ReferenceFasta.Table(GivenVcf.Panel, "GRCh38", genome), output);
        Assert.Equal((0, "", ""), await Run(genome, "--build", "GRCh38", "--out", folder["own.fa"]));
        Assert.Equal(output, await File.ReadAllTextAsync(folder["own.fa"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_genome_that_does_not_serve_is_refused_with_what_was_expected()
    {
        var genome = new OracleReference(GivenVcf.Panel.On("GRCh38")!, folder.Path, new Random(7), pad: 3000).Fasta;
        var (code, output, error) = await Run(genome, "--build", "GRCh37");
        Assert.Equal((1, ""), (code, output));
        Assert.Contains("of GRCh37", error, StringComparison.Ordinal);
        Assert.Equal(2, (await Run(genome)).Code);
    }
}
