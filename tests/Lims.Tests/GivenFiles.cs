using System.Security.Cryptography;
using System.Text;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.BulkImport;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Variants;
using Thrombophilia.Variants.Panels;
using Xunit;

namespace Thrombophilia.Lims.Tests;

/// <summary>Persons and VCF files in the records, each file read by the program itself and kept where the worker keeps it.</summary>
static class GivenFiles
{
    static readonly PanelAnalysis Analysis = new(Panel.Load());

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The text of a file; records have blanks for tabs.</summary>
    public static string Vcf(string build, string samples, params string[] records) => $"""
        ##fileformat=VCFv4.2
        ##contig=<ID=1,length={(build == "GRCh38" ? 248956422 : 249250621)}>
        ##contig=<ID=3,length={(build == "GRCh38" ? 198295559 : 198022430)}>
        ##FILTER=<ID=LowQual,Description="Low quality, by the caller">
        ##INFO=<ID=END,Number=1,Type=Integer,Description="End position">
        ##INFO=<ID=SVTYPE,Number=1,Type=String,Description="Type of structural variant">
        ##INFO=<ID=AC,Number=A,Type=Integer,Description="Allele count">
        ##INFO=<ID=MQ,Number=1,Type=Float,Description="Mapping quality">
        ##FORMAT=<ID=GT,Number=1,Type=String,Description="Genotype">
        ##FORMAT=<ID=AD,Number=R,Type=Integer,Description="Reads of each allele, REF first">
        ##FORMAT=<ID=DP,Number=1,Type=Integer,Description="Read depth">
        ##FORMAT=<ID=GQ,Number=1,Type=Integer,Description="Genotype quality">
        #CHROM POS ID REF ALT QUAL FILTER INFO FORMAT {samples}
        {string.Join('\n', records)}

        """.Replace("\r", "", StringComparison.Ordinal).Split('\n').Aggregate(new StringBuilder(),
            (text, line) => text.Append(line.StartsWith("##", StringComparison.Ordinal) ? line : line.Replace(' ', '\t')).Append('\n'))
        .ToString().TrimEnd('\n') + "\n";

    /// <summary>A person of a site with samples of these codes.</summary>
    public static async Task<Subject> PersonAsync(this GivenLims lab, string code, string site, params string[] samples)
    {
        var subject = await lab.Consented(code, site);
        foreach (var sample in samples)
            Assert.Equal(1, (await lab.Import(ImportKind.Samples,
                $"sample,subject,vcf_name,type,collected,received\n{sample},{code},,,,\n")).Written);
        return subject;
    }

    /// <summary>A file is read, written and kept.</summary>
    public static async Task<string> FileAsync(this GivenLims lab, string vcf, string name = "run.vcf")
    {
        var bytes = Encoding.UTF8.GetBytes(vcf);
        var sha = Convert.ToHexStringLower(SHA256.HashData(bytes));
        using var calls = await Analysis.CallAsync(new MemoryStream(bytes), name, new CallOptions(), Stop);
        await (await lab.Intake.WriteAsync([new IntakeEnd.Read(GivenLims.Key(sha), name)
        {
            Build = calls.Build,
            Names = calls.Samples,
            Wanted = lab.Intake.Wanted(calls.Samples).ToHashSet(),
            Rows = [.. calls.Calls()],
        }], Stop))[0];
        var folder = Directory.CreateDirectory(Path.Combine(lab.Folder, "kept", sha)).FullName;
        await File.WriteAllBytesAsync(Path.Combine(folder, name), bytes, Stop);
        return sha;
    }

    /// <summary>A value in U/dL.</summary>
    public static async Task ValueAsync(this GivenLims lab, string id, string sample, int value, string drawn, string states) =>
        Assert.Equal(1, (await lab.Import(ImportKind.Assays, "assay_id,sample,analyte,method,value,unit,drawn,states\n"
            + FormattableString.Invariant($"{id},{sample},AT,chromogenic-xa,{value},U/dL,{drawn},{states}\n"))).Written);
}
