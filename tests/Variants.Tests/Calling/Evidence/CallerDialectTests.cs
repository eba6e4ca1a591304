using System.Globalization;
using Thrombophilia.Given;
using Thrombophilia.Variants.Calling.Rows;
using Xunit;

namespace Thrombophilia.Variants.Tests.Calling.Evidence;

/// <summary>
/// The same evidence in the words of many callers: what each writes decides a genotype as a limit of the panel says.
/// </summary>
public sealed class CallerDialectTests
{
    const string Site = "PROC-R189W", Build = "GRCh38";

    /// <summary>Status, copies, depth, quality, balance and notes of the hot spot for the first sample.</summary>
    static async Task<string> Row(GivenVcf vcf)
    {
        var row = await vcf.AtAsync(Site, stop: TestContext.Current.CancellationToken);
        var balance = row.AlleleBalance?.ToString("0.00", CultureInfo.InvariantCulture);
        return string.Join(' ', new[]
        {
            row.Status.Code(), $"{row.Copies}", $"dp{row.Depth}", $"gq{row.GenotypeQuality}", $"ab{balance}",
            string.Join(';', row.Notes.Where(n => !n.StartsWith("legacy-", StringComparison.Ordinal))),
        }.Where(t => t.Length > 0));
    }

    static GivenVcf One(string format, string cell, string info = ".", string? alt = null, string filter = "PASS")
    {
        var place = GivenVcf.Place(Site, Build).Place;
        return new GivenVcf(GivenVcf.Panel.On(Build)!, "S1")
            .RecordWith(place.Chrom, place.Pos, place.Ref, alt ?? place.Counted, filter, info, format, cell);
    }

    [Theory]
    [InlineData("GT:GQ:DP:AD", "0/1:99:30:15,15", "called 1 dp30 gq99 ab0.50")]
    // VarScan: AD is the ALT's reads alone.
    [InlineData("GT:GQ:DP:RD:AD", "0/1:99:168:122:46", "called 1 dp168 gq99 ab0.27")]
    [InlineData("GT:GQ:DP:RD:AD", "0/1:99:168:152:16", "mosaic-or-ambiguous dp168 gq99 ab0.10")]
    // VarDict: RD is two numbers, and AD is REF's and ALT's.
    [InlineData("GT:GQ:DP:RD:AD", "0/1:99:30:8,7:15,15", "called 1 dp30 gq99 ab0.50")]
    // FreeBayes.
    [InlineData("GT:GQ:DP:RO:AO", "0/1:99:40:31:9", "called 1 dp40 gq99 ab0.23")]
    [InlineData("GT:GQ:DP:RO:AO", "0/1:99:40:37:3", "mosaic-or-ambiguous dp40 gq99 ab0.08")]
    // Torrent: the genotype rests on FAO, whatever AO says.
    [InlineData("GT:GQ:DP:FDP:RO:FRO:AO:FAO", "0/1:99:398:396:200:201:30:195", "called 1 dp398 gq99 ab0.49")]
    [InlineData("GT:GQ:DP:FDP:RO:FRO:AO:FAO", "0/1:99:398:396:200:366:198:30", "mosaic-or-ambiguous dp398 gq99 ab0.08")]
    // Platypus: NR is the depth.
    [InlineData("GT:GQ:NR:NV", "0/1:99:30:14", "called 1 dp30 gq99 ab0.47")]
    [InlineData("GT:GQ:NR:NV", "0/1:99:4:2", "low-quality dp4 gq99 ab0.50")]
    [InlineData("GT:GQ:NR:NV", "0/1:99:30:2", "mosaic-or-ambiguous dp30 gq99 ab0.07")]
    // Sniffles.
    [InlineData("GT:GQ:DR:DV", "0/1:60:12:9", "called 1 dp21 gq60 ab0.43")]
    // AD alone is a depth too.
    [InlineData("GT:GQ:AD", "0/1:99:3,3", "low-quality dp6 gq99 ab0.50")]
    [InlineData("GT:GQ:AD", "0/1:99:0,0", "not-covered dp0 gq99 ab")]
    // Counts that are not told, and none at all.
    [InlineData("GT:GQ:DP:AD", "0/1:99:30:.,15", "called 1 dp30 gq99 ab no-balance")]
    [InlineData("GT:GQ:DP", "0/1:99:30", "called 1 dp30 gq99 ab no-balance")]
    public async Task Reads_are_counted_in_the_words_of_the_caller(string format, string cell, string expected) =>
        Assert.Equal(expected, await Row(One(format, cell)));

    [Theory]
    // Strelka: the lower of the two is heard; a block has GQX alone.
    [InlineData("GT:GQ:GQX:DP:AD", "0/1:99:12:30:15,15", "low-quality dp30 gq12 ab0.50")]
    [InlineData("GT:GQ:GQX:DP:AD", "0/1:45:60:30:15,15", "called 1 dp30 gq45 ab0.50")]
    [InlineData("GT:GQX:DP:AD", "0/0:15:30:30,0", "low-quality dp30 gq15 ab0.00")]
    [InlineData("GT:GQX:DPI:AD", "0/1:30:7:3,4", "low-quality dp7 gq30 ab0.57")]
    // bcftools: PL alone; FreeBayes: GL.
    [InlineData("GT:PL:DP:AD", "0/1:200,0,180:30:15,15", "called 1 dp30 gq180 ab0.50")]
    [InlineData("GT:PL:DP:AD", "0/1:50,0,6:30:15,15", "low-quality dp30 gq6 ab0.50")]
    [InlineData("GT:PL:DP:AD", "1/1:0,3,50:30:0,30", "low-quality dp30 gq0 ab1.00")]
    [InlineData("GT:GL:DP:AD", "0/1:-20.5,0,-1.25:30:15,15", "low-quality dp30 gq12.5 ab0.50")]
    [InlineData("GT:PL:DP:AD", "0/1:200,0:30:15,15", "called 1 dp30 gq ab0.50 no-gq;no-qual")]
    // Not a number is no quality, and refuses nothing.
    [InlineData("GT:GQ:DP:AD", "0/1:nan:30:15,15", "called 1 dp30 gq ab0.50 no-gq;no-qual")]
    [InlineData("GT:GQ:DP:AD", "0/1:NaN:30:15,15", "called 1 dp30 gq ab0.50 no-gq;no-qual")]
    [InlineData("GT:GQ:DP:AD", "0/1:Inf:30:15,15", "called 1 dp30 gq ab0.50 no-gq;no-qual")]
    [InlineData("GT:GQ:DP:AD", "0/1:-3:30:15,15", "low-quality dp30 gq-3 ab0.50")]
    public async Task Quality_is_what_the_caller_calls_it(string format, string cell, string expected) =>
        Assert.Equal(expected, await Row(One(format, cell)));

    [Theory]
    [InlineData("4e-13", "0/1:30:99:15,15", "low-quality")]
    [InlineData("0", "1/1:30:99:0,30", "low-quality")]
    [InlineData("19.9", "0/1:30:99:15,15", "low-quality")]
    [InlineData("20", "0/1:30:99:15,15", "called")]
    [InlineData("inf", "0/1:30:99:15,15", "called")]
    [InlineData("nan", "0/1:30:99:15,15", "called")]
    // A low QUAL says that there is no variant: it speaks for the reference, and of no allele that is missing.
    [InlineData("0", "0/0:30:99:30,0", "reference")]
    [InlineData("0", "./.:30:99:15,15", "no-call")]
    public async Task QUAL_speaks_against_a_variant_and_not_against_the_reference(string qual, string cell,
        string status) =>
        Assert.StartsWith(status + " ", await Row(One("GT:DP:GQ:AD", cell).Qual(qual)), StringComparison.Ordinal);

    [Fact]
    public async Task INFO_counts_for_a_file_s_only_sample()
    {
        Assert.Equal("low-quality dp2 gq6 ab1.00", await Row(One("GT:PL", "1/1:50,6,0", "DP=2;DP4=0,0,1,1")));
        Assert.Equal("mosaic-or-ambiguous dp40 gq50 ab0.10",
            await Row(One("GT:PL", "0/1:50,0,90", "DP=40;DP4=20,16,2,2")));
        var place = GivenVcf.Place(Site, Build).Place;
        Assert.Equal("called 1 dp gq ab no-balance;no-depth;no-gq;no-qual", await Row(
            new GivenVcf(GivenVcf.Panel.On(Build)!, "S1", "S2")
            .RecordWith(place.Chrom, place.Pos, place.Ref, place.Counted, "PASS", "DP=2;DP4=0,0,1,1", "GT",
            "0/1", "0/0")));
    }

    [Theory]
    [InlineData("0/0:.:.:.", "not-covered no-reads")]
    [InlineData("0/0", "not-covered no-reads")]
    [InlineData("0/0:30:.:.", "reference 0")]
    [InlineData("0/0:.:99:.", "reference 0")]
    [InlineData("0/0:.:.:30,0", "reference 0")]
    [InlineData("0/1:.:.:.", "called 1")]
    public async Task A_reference_that_a_merge_put_in_proves_nothing(string cell, string expected)
    {
        var row = await One("GT:DP:GQ:AD", cell).AtAsync(Site, stop: TestContext.Current.CancellationToken);
        Assert.Equal(expected, string.Join(' ', new[]
        {
            row.Status.Code(), $"{row.Copies}", row.Notes.Contains("no-reads") ? "no-reads" : "",
        }.Where(t => t.Length > 0)));
    }

    [Theory]
    [InlineData("R2=0.03;IMPUTED", "GT:DS:GP", "0|1:0.6:0.45,0.5,0.05", "imputed")]
    [InlineData("R2=0.99;IMPUTED", "GT", "0|0", "imputed")]
    [InlineData("DR2=0.99;IMP", "GT:DS", "0|0:0", "imputed")]
    [InlineData(".", "GT:GP", "0/1:0.1,0.9,0", "imputed")]
    [InlineData(".", "GT:HDS", "0|1:0.1,0.9", "imputed")]
    // Posteriors beside reads are a sequencing caller's.
    [InlineData(".", "GT:DP:GQ:AD:GP", "0/1:30:99:15,15:0,1,0", "called")]
    [InlineData(".", "GT:DP:GQ:AD:DS", "0/0:30:99:30,0:0", "reference")]
    // The mark is of another file of a merge: this sample's cell tells of reads.
    [InlineData("R2=0.99;IMPUTED", "GT:DP:GQ:AD:DS", "0/1:30:99:15,15:.", "called")]
    public async Task An_imputed_genotype_is_a_status_of_its_own(string info, string format, string cell,
        string status) =>
        Assert.StartsWith(status, await Row(One(format, cell, info)), StringComparison.Ordinal);

    [Theory]
    [InlineData("TYPED;R2=0.99", "PASS", "called")]
    [InlineData("TYPED_ONLY", "PASS", "called")]
    [InlineData("R2=0.99", "PASS", "imputed")]
    [InlineData("R2=0.99;ER2=0.98", "GENOTYPED", "called")]
    [InlineData("R2=0.99", "GENOTYPED_ONLY", "called")]
    public async Task In_a_file_of_Minimac_the_typed_marker_counts(string info, string filter, string status) =>
        Assert.StartsWith(status, await Row(One("GT:DS:GP", "0|1:1:0,1,0", info, filter: filter)
            .Meta("##INFO=<ID=R2,Number=1,Type=Float,Description=\"r\">")
            .Meta("##INFO=<ID=TYPED,Number=0,Type=Flag,Description=\"t\">")
            .Meta("##FILTER=<ID=GENOTYPED,Description=\"t\">")
            .Meta("##FORMAT=<ID=DS,Number=1,Type=Float,Description=\"d\">")), StringComparison.Ordinal);

    [Theory]
    [InlineData("DR2=0.4;IMP", "imputed")]
    [InlineData("DR2=1", "called")]
    public async Task In_a_file_of_Beagle_a_marker_without_its_mark_was_typed(string info, string status) =>
        Assert.StartsWith(status, await Row(One("GT:DS", "0|1:1", info)
            .Meta("##source=\"beagle.28Jun21.220.jar\"")
            .Meta("##INFO=<ID=DR2,Number=A,Type=Float,Description=\"d\">")
            .Meta("##INFO=<ID=IMP,Number=0,Type=Flag,Description=\"i\">")), StringComparison.Ordinal);

    [Fact]
    public async Task A_file_that_names_an_imputation_program_is_one() =>
        Assert.StartsWith("imputed",
            await Row(One("GT", "0/0").Meta("##source=GLIMPSE_phase v1.1.1")), StringComparison.Ordinal);

    [Theory]
    [InlineData("0/0:30:99:.", "D", "I")]
    [InlineData("0/1:30:99:.", "I", "D")]
    public async Task Alleles_I_and_D_of_an_array_cost_their_own_site(string cell, string refBases, string alt)
    {
        var spot = GivenVcf.Place("PROC-K193del", Build);
        var place = GivenVcf.Place(Site, Build).Place;
        var vcf = new GivenVcf(GivenVcf.Panel.On(Build)!, "S1")
            .Record(spot.Place.Chrom, spot.Place.Pos, refBases, alt, "GT:DP:GQ:AD", cell)
            .Record(place.Chrom, place.Pos, place.Ref, place.Counted, "GT:DP:GQ:AD", "0/1:30:99:15,15");
        Assert.Equal("called 1 dp30 gq99 ab0.50", await Row(vcf));
        var row = await vcf.AtAsync("PROC-K193del", stop: TestContext.Current.CancellationToken);
        Assert.Equal(CallStatus.NoCall, row.Status);
        Assert.Contains("bases-not-told", row.Notes);
    }
}
