using Thrombophilia.Variants.Calling.Rows;
using Xunit;

namespace Thrombophilia.Lims.Tests.Clinic.Reports;

public sealed class ReportWriterTests : IDisposable
{
    readonly GivenReports given = new();

    public void Dispose() => given.Dispose();

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public async Task A_carrier_with_low_values_reads_as_a_person_has_read_it(string language)
    {
        await given.RegisteredAsync();
        await given.ReadAsync(new Dictionary<string, int> { ["PROC-K193del"] = 1 });
        await given.MeasureAsync("A1,PC,clotting,41,U/dL,2026-01-02T08:00Z,none", "A2,PC,clotting,43,U/dL,2026-03-02T08:00Z,none",
            "A3,AT,chromogenic-xa,98,U/dL,2026-03-02T08:00Z,lmwh");
        Golden.Same($"carrier.{language}.txt", given.TextOf(await given.SignAsync(), language));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public async Task A_person_without_a_file_reads_as_not_examined_and_not_as_negative(string language)
    {
        await given.RegisteredAsync();
        await given.MeasureAsync("A1,PC,chromogenic,3,U/dL,2026-01-02T08:00Z,");
        Golden.Same($"assay-alone.{language}.txt", given.TextOf(await given.SignAsync(), language));
    }

    [Fact]
    public async Task A_symbolic_allele_is_a_deletion_in_words_and_never_a_base()
    {
        await given.RegisteredAsync();
        await given.ReadAsync(new Dictionary<string, int>(), Lost("transcript_ablation", "copy-number-1"));
        var content = (await given.SignAsync()).Read();
        var variant = Assert.Single(content.Genetics.Variants);
        Assert.Equal(("whole-gene deletion", "全基因缺失"), (variant.Change.English, variant.Change.Chinese));
        Assert.Equal("heterozygous", variant.Zygosity.English);
        foreach (var language in new[] { "en", "zh-CN" })
            Assert.DoesNotContain("N><DEL>", GivenReports.TextOf(content, null, null, language), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_of_a_gene_is_told_by_its_exons()
    {
        await given.RegisteredAsync();
        await given.ReadAsync(new Dictionary<string, int>(), Lost("feature_truncation", "exons-2-3"));
        var variant = Assert.Single((await given.SignAsync()).Read().Genetics.Variants);
        Assert.Equal(("deletion of exons 2 to 3", "第2至3外显子缺失"), (variant.Change.English, variant.Change.Chinese));
    }

    [Fact]
    public async Task What_a_file_does_not_prove_is_not_proven_and_never_normal()
    {
        await given.RegisteredAsync();
        await given.ReadAsync(new Dictionary<string, int> { ["F5-Leiden"] = -1 });
        var content = (await given.SignAsync()).Read();
        var spot = content.Genetics.HotSpots.Single(h => h.HotSpot == "F5-Leiden");
        Assert.Equal(("no-call", "not proven", (int?)null), (spot.StatusCode, spot.Zygosity.English, spot.Copies));
        Assert.Contains(content.Genetics.NotProven, n => n.StartsWith("F5-Leiden", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_value_brings_the_interval_that_was_stored_with_it_and_its_code()
    {
        await given.RegisteredAsync();
        await given.MeasureAsync("A1,PC,chromogenic,0.41,IU/mL,2026-01-02T08:00Z,none");
        var value = Assert.Single((await given.SignAsync()).Read().Assays);
        Assert.Equal((0.41m, "IU/mL", "low", true), (value.Value, value.Unit, value.Beside, value.IsRead));
        Assert.Equal((69m, 151m, "U/dL"), value.Interval is { } i ? (i.Low, i.High, i.Unit) : default);
        Assert.NotNull(value.Loinc);
    }

    [Fact]
    public async Task Who_signed_is_called_by_name_with_account_meaning_and_time()
    {
        await given.RegisteredAsync();
        await given.MeasureAsync("A1,PC,chromogenic,41,U/dL,2026-01-02T08:00Z,none");
        var signers = (await given.SignAsync()).Read().Signers;
        Assert.Equal([("mei", "Mei", 1), ("bo", "Bo", 2)], signers.Select(s => (s.Account, s.Name, s.Turn)));
        Assert.All(signers, s => Assert.Equal("2026-06-01T12:00+00:00", s.At));
        Assert.Contains("authorise the report", signers[1].Meaning.English, StringComparison.Ordinal);
    }

    static PanelCall Lost(string consequence, string note) => new()
    {
        Build = "GRCh38",
        Gene = "PROS1",
        Transcript = "NM_000313.4",
        Chrom = "3",
        Pos = 93870000,
        Ref = "N",
        Alt = "<DEL>",
        Genotype = "0/1",
        Copies = 1,
        Status = CallStatus.Called,
        Consequence = consequence,
        Class = "pathogenic",
        Criteria = "PVS1;@pros1-laboratory@1.1.0",
        Notes = [note],
    };
}
