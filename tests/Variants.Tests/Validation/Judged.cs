using System.Text;
using Thrombophilia.Variants.Validation;
using Thrombophilia.Variants.Validation.Findings;
using Xunit;

namespace Thrombophilia.Variants.Tests.Validation;

/// <summary>Small files and what is found in them. In a line, <c>~</c> stands for a tab.</summary>
static class Judged
{
    public const string Columns = "#CHROM~POS~ID~REF~ALT~QUAL~FILTER~INFO";

    /// <summary>Definitions which the records of most tests need, in words of every version.</summary>
    public static readonly string[] Meta =
    [
        "##contig=<ID=1,length=1000000>", "##contig=<ID=2,length=1000000>",
            "##FILTER=<ID=q10,Description=\"Quality below 10\">",
        "##INFO=<ID=AC,Number=A,Type=Integer,Description=\"Allele count\">",
            "##INFO=<ID=AF,Number=A,Type=Float,Description=\"Allele frequency\">",
        "##INFO=<ID=DP,Number=1,Type=Integer,Description=\"Depth\">",
            "##INFO=<ID=DB,Number=0,Type=Flag,Description=\"dbSNP\">",
        "##INFO=<ID=XS,Number=1,Type=String,Description=\"A text\">",
            "##INFO=<ID=XC,Number=1,Type=Character,Description=\"A character\">",
        "##FORMAT=<ID=GT,Number=1,Type=String,Description=\"Genotype\">",
            "##FORMAT=<ID=DP,Number=1,Type=Integer,Description=\"Depth\">",
        "##FORMAT=<ID=PL,Number=G,Type=Integer,Description=\"Likelihoods\">",
            "##FORMAT=<ID=XF,Number=2,Type=Float,Description=\"Two numbers\">",
        "##FORMAT=<ID=XP,Number=2,Type=Character,Description=\"Two characters\">",
    ];

    public static string Text(int minor, IEnumerable<string> meta, int samples, params IEnumerable<string> records)
    {
        var columns = Columns
            + (samples > 0 ? "~FORMAT" + string.Concat(Enumerable.Range(1, samples).Select(s => $"~S{s}")) : "");
        return string.Concat(
            new[] { $"##fileformat=VCFv4.{minor}" }.Concat(meta).Append(columns).Concat(records)
                .Select(line => line.Replace('~', '\t') + '\n'));
    }

    public static Task<(List<Finding> Findings, Verdict Verdict)> OfAsync(string text) =>
        OfAsync(Encoding.UTF8.GetBytes(text));

    public static async Task<(List<Finding> Findings, Verdict Verdict)> OfAsync(byte[] bytes)
    {
        var findings = new List<Finding>();
        using var stream = new MemoryStream(bytes);
        var verdict =
            await VcfValidator.ValidateAsync(stream, "given.vcf", findings.Add, null,
            TestContext.Current.CancellationToken);
        return (findings, verdict);
    }

    public static string Told(Finding finding) =>
        $"{finding.Place.Line} {finding.Severity} {finding.Code} {finding.Column} expected {finding.Expected} found {finding.Found}";
}
