using Thrombophilia.Given;
using Xunit;

namespace Thrombophilia.Worker.Tests.Verbs;

public sealed class ValidateVerbTests : IDisposable
{
    const string Header = "file\tline\toffset\tseverity\tcode\tcolumn\texpected\tfound";
    const string Start =
        "##fileformat=VCFv4.2\n##INFO=<ID=AC,Number=A,Type=Integer,Description=\"x\">\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n";
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    static async Task<(int Code, string[] Output, string Error)> Run(params string[] args)
    {
        using StringWriter output = new(), error = new();
        var code = await Program.RunAsync(["validate", .. args], output, error);
        return (code, output.ToString().TrimEnd('\n').Split('\n'), error.ToString());
    }

    string Vcf(string name, string records)
    {
        File.WriteAllText(folder[name], Start + records);
        return folder[name];
    }

    [Fact]
    public async Task A_good_file_is_accepted_and_has_one_row()
    {
        var file = Vcf("good.vcf", "1\t5\t.\tA\tG\t.\tPASS\tAC=1\n");
        var (code, output, error) = await Run(file, "--format", "tsv");
        Assert.Equal(
            [Header, $"{file}\t\t\tverdict\taccepted\t\t\tversion=VCFv4.2 samples=0 records=1 errors=0 warnings=0"],
                output);
        Assert.Equal((0, ""), (code, error));
    }

    [Fact]
    public async Task A_warning_is_told_and_the_file_accepted()
    {
        var (code, output, _) = await Run(Vcf("warned.vcf", "1\t5\t.\tA\tG\t.\tq9\tAC=1\n"), "--format", "tsv");
        Assert.Equal(0, code);
        Assert.EndsWith($"\t4\t{Start.Length}\twarning\tfilter-undeclared\tFILTER/q9\t##FILTER\tq9", output[1],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_in_one_file_refuses_it_and_costs_no_other()
    {
        string bad = Vcf("bad.vcf", "1\t5x\t.\tA\tG\t.\tPASS\tAC=1\n"), good = Vcf("good.vcf", "");
        var (code, output, _) = await Run(bad, good, "--format", "tsv");
        Assert.Equal(1, code);
        Assert.Equal($"{bad}\t4\t{Start.Length}\terror\tbad-pos\tPOS\t0..2147483647\t5x", output[1]);
        Assert.StartsWith($"{bad}\t\t\tverdict\trefused", output[2], StringComparison.Ordinal);
        Assert.StartsWith($"{good}\t\t\tverdict\taccepted", output[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_told_on_both_streams()
    {
        var (code, output, error) = await Run(folder["absent.vcf"], "--format", "tsv");
        Assert.Equal(1, code);
        Assert.Contains("absent.vcf", error, StringComparison.Ordinal);
        Assert.Equal(
            ["error\tunreadable\t\t\t", "verdict\trefused\t\t\tversion= samples=0 records=0 errors=1 warnings=0"],
                output[1..].Select(row => row.Split('\t', 4)[3]));
    }

    [Fact]
    public async Task The_table_has_a_sentence_for_each_finding_and_a_verdict()
    {
        var (code, output, _) = await Run(Vcf("bad.vcf", "1\t5x\t.\tA\tG\t.\tPASS\tAC=1\n"));
        Assert.Equal(1, code);
        Assert.Contains(output,
            line => line.StartsWith("4 ", StringComparison.Ordinal)
                && line.Contains("bad-pos", StringComparison.Ordinal)
                && line.Contains("whole number", StringComparison.Ordinal));
        Assert.Contains("refused", output[^1], StringComparison.Ordinal);
    }

    [Theory, InlineData("--format", "json"), InlineData("--quick")]
    public async Task Wrong_usage_is_2(params string[] args) =>
    Assert.Equal(2, (await Run([Vcf("a.vcf", ""), .. args])).Code);

    [Fact]
    public async Task Without_a_file_it_is_wrong_usage() => Assert.Equal(2, (await Run()).Code);
}
