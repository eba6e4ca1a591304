using System.IO.Compression;
using System.Text;
using Thrombophilia.Given;
using Thrombophilia.Variants.Problems;
using Thrombophilia.Variants.Validation;
using Xunit;

namespace Thrombophilia.Variants.Tests.Vcf;

public sealed class OtherFormatsTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> Files => new()
    {
        { "@r1\nACGT\n+\nFFFF\n", "reads-file", "FASTQ" },
        { "@HD\tVN:1.6\n", "reads-file", "SAM" },
        { "BAM\u0001\0\0\0\0\0\0\0\0\0\0\0\0", "reads-file", "BAM" },
        { "CRAM\u0003\0\0\0\0\0\0\0\0\0\0\0", "reads-file", "CRAM" },
        { ">chr1 a sequence\nACGT\n", "sequence-file", "FASTA" },
        { "chr1\t100\t200\n", "regions-file", "BED" },
        { "1\t100\t200\tgene\t0\t+\n", "regions-file", "BED" },
        { "track name=x\nchr1\t1\t2\n", "regions-file", "BED" },
        { "1\t100\t200\tA\tG\t.\t.\t.\n", "not-a-vcf", "1 100 200 A G . . ." },
        { "chrom,pos\n", "not-a-vcf", "chrom,pos" },
    };

    [Theory, MemberData(nameof(Files))]
    public async Task A_file_of_another_kind_is_called_by_its_name_packed_or_not(string text, string code, string named)
    {
        foreach (var bytes in (byte[][])[Encoding.Latin1.GetBytes(text), Packed(text)])
        {
            // CRAM is never packed.
            if (named == "CRAM" && bytes[0] == 0x1F) continue;
            var refused = await Assert.ThrowsAsync<RefusedException>(
                () => new PanelAnalysis(GivenVcf.Panel).CallAsync(new MemoryStream(bytes), "x", new CallOptions(), Stop));
            Assert.Equal((code, named), (refused.Problem.Code, refused.Problem.Facts[0].ToString()));
        }
    }

    [Theory, MemberData(nameof(Files))]
    public async Task It_is_told_by_validate_too(string text, string code, string named)
    {
        var found = new List<string>();
        var verdict = await VcfValidator.ValidateAsync(new MemoryStream(Encoding.Latin1.GetBytes(text)), "x",
            finding => found.Add($"{finding.Code} {finding.Text()}"), stop: Stop);
        Assert.False(verdict.Accepted);
        Assert.StartsWith(code, Assert.Single(found), StringComparison.Ordinal);
        if (code != "not-a-vcf") Assert.Contains(named, found[0], StringComparison.Ordinal);
    }

    static byte[] Packed(string text)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest)) gzip.Write(Encoding.Latin1.GetBytes(text));
        return bytes.ToArray();
    }
}
