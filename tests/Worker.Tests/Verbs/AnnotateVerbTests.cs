using System.Text.Json;
using Thrombophilia.Given;
using Xunit;

namespace Thrombophilia.Worker.Tests.Verbs;

public sealed class AnnotateVerbTests : IDisposable
{
    const string Header = "file\tchrom\tpos\tref\talt\tgene\ttranscript\thgvs_c\thgvs_p\tconsequence\tclass\tcriteria\tnote"
        + "\tid\tinput";
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    static async Task<(int Code, string[] Output, string Error)> Run(params string[] args)
    {
        using StringWriter output = new(), error = new();
        var code = await Program.RunAsync(["annotate", .. args], output, error);
        return (code, output.ToString().TrimEnd('\n').Split('\n'), error.ToString());
    }

    string Sites(string records)
    {
        File.WriteAllText(folder["sites.vcf"],
            $"##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n{records}");
        return folder["sites.vcf"];
    }

    [Fact]
    public async Task TSV_has_the_columns_of_the_contract_and_is_the_default()
    {
        var (code, output, error) = await Run(Sites("chr2\t127426122\trs121918474\tGAAG\tG\t.\t.\t.\n"), "--build",
            "GRCh38");
        Assert.Equal(0, code);
        Assert.DoesNotContain("refused", error, StringComparison.Ordinal);
        Assert.Equal(
            [Header, folder["sites.vcf"] + "\t2\t127426120\tGAGA\tG\tPROC\tNM_000312.4\tNM_000312.4:c.577_579del\tp.(Lys193del)\t"
                + "inframe_deletion\testablished-risk-allele\t\tlegacy-K151del\trs121918474\tchr2:127426122:GAAG:G"], output);
    }

    [Fact]
    public async Task What_the_rows_cannot_tell_is_told_on_standard_error()
    {
        var (_, _, error) = await Run(Sites("2\t127420200\t.\tG\tA\t.\t.\t.\n"), "--build", "GRCh38");
        Assert.Contains("copy number was not assessed", error, StringComparison.Ordinal);
        Assert.Contains("PROC, PROS1", error, StringComparison.Ordinal);
        Assert.Contains("PROS2P", error, StringComparison.Ordinal);
        Assert.Contains("copy number was assessed",
            (await Run(Sites("2\t127421032\t.\tN\t<DEL>\t.\t.\tEND=127421859\n"), "--build", "GRCh38")).Error,
                StringComparison.Ordinal);
    }

    [Fact]
    public async Task JSONL_has_the_same_keys_with_numbers_as_numbers_and_null_for_nothing()
    {
        var (_, output, _) =
            await Run(Sites("2\t127420200\t.\tG\tA\t.\t.\t.\n"), "--build", "GRCh38", "--format", "jsonl");
        using var row = JsonDocument.Parse(Assert.Single(output));
        Assert.Equal(Header.Split('\t'), row.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal(127420200, row.RootElement.GetProperty("pos").GetInt32());
        Assert.Equal(JsonValueKind.Null, row.RootElement.GetProperty("hgvs_p").ValueKind);
    }

    [Fact]
    public async Task A_file_that_cannot_be_trusted_gives_no_row_and_its_reason()
    {
        var (code, output, error) = await Run(Sites("2\t12x\t.\tG\tA\t.\t.\t.\n"), "--build", "GRCh38");
        Assert.Equal((1, ""), (code, Assert.Single(output)));
        Assert.Contains("12x", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_build_is_wrong_usage() =>
    Assert.Equal(2, (await Run(Sites(""), "--build", "hg18")).Code);

    [Fact]
    public async Task A_build_may_be_called_as_other_programs_call_it() =>
        Assert.Equal((await Run(Sites("2\t127420200\t.\tG\tA\t.\t.\t.\n"), "--build", "GRCh38")).Output,
            (await Run(Sites("2\t127420200\t.\tG\tA\t.\t.\t.\n"), "--build", "hg38")).Output);

    [Fact]
    public async Task Several_files_and_folders_have_one_header_and_a_refused_one_costs_only_itself()
    {
        var sites = Sites("2\t127420200\t.\tG\tA\t.\t.\t.\n");
        File.WriteAllText(folder["other.vcf"], "not a vcf\n");
        var (code, output, _) = await Run(folder["other.vcf"], sites, folder.Path, "--build", "GRCh38");
        Assert.Equal(1, code);
        Assert.Equal(["file", sites, sites], output.Select(l => l.Split('\t')[0]));
    }

    [Fact]
    public async Task The_table_names_the_record_and_what_it_means()
    {
        var (code, output, _) = await Run(Sites("2\t127426114\t.\tC\tT\t.\t.\t.\n"), "--build", "GRCh38", "--format",
            "table");
        Assert.Equal(0, code);
        Assert.Contains(output, l => l.StartsWith("2:127426114:C:T", StringComparison.Ordinal)
            && l.Contains("c.565C>T", StringComparison.Ordinal));
    }
}
