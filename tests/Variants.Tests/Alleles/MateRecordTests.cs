using System.Globalization;
using Thrombophilia.Given;
using Thrombophilia.Variants.Calling.Rows;
using Xunit;

namespace Thrombophilia.Variants.Tests.Alleles;

/// <summary>
/// On GRCh38: PROC lies at 2:127418427 to 127429242, PROS1 at 3:93873051 to 93973896, and F5 and SERPINC1 both on
/// chromosome 1.
/// </summary>
public sealed class MateRecordTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static GivenVcf Given(params string[] records)
    {
        var vcf = new GivenVcf(GivenVcf.Panel.On("GRCh38")!, "S1", "S2");
        foreach (var record in records.Select(r => r.Split(' ')))
            vcf.RecordWith(record[0], int.Parse(record[1], CultureInfo.InvariantCulture), record[2], record[3],
                record[4], record[5], "GT", record[6], record[7]);
        return vcf;
    }

    /// <summary>Rows that are no hot spots.</summary>
    static async Task<string[]> Rows(params string[] records)
    {
        using var calls = await Given(records).CallAsync(stop: Stop);
        return [.. calls.Calls().Where(c => c.Call.HotSpot is null)
            .Select(c =>
            $"{c.Sample} {c.Call.Gene} {c.Call.Chrom} {c.Call.Pos} {c.Call.Ref} {c.Call.Alt} {c.Call.Status} "
            + $"{c.Call.Copies} {string.Join(';', c.Call.Notes)}")];
    }

    static async Task<string[]> Sites(params string[] records)
    {
        using var sites =
            await new SiteAnalysis(GivenVcf.Panel).AnnotateAsync(Given(records).Stream(), "given.vcf", stop: Stop);
        return [.. sites.Sites()
            .Select(s => $"{s.Gene} {s.Chrom} {s.Pos} {s.Ref} {s.Alt} {string.Join(';', s.Notes)}")];
    }

    [Fact]
    public async Task A_breakend_elsewhere_that_joins_a_gene_is_a_row_of_the_gene()
    {
        Assert.Equal(
            ["S1 PROC 2 127421300 N ]5:1000]N Called 1 exons-3;no-depth;no-gq;no-qual;rearrangement-review;written-at-5:1000"],
                await Rows("5 1000 T T[2:127421300[ PASS SVTYPE=BND 0/1 0/0"));
        Assert.Equal(["PROC 2 127421300 N ]5:1000]N exons-3;rearrangement-review;written-at-5:1000"],
            await Sites("5 1000 T T[2:127421300[ PASS SVTYPE=BND 0/1 0/0"));
    }

    [Fact]
    public async Task A_filter_and_an_uncertain_breakpoint_count_at_both_places() => Assert.Equal(
        ["S2 PROC 2 127421300 N ]5:1000]N Filtered  exons-3;imprecise;rearrangement-review;written-at-5:1000"],
            await Rows("5 1000 T T[2:127421300[ MinQUAL CIPOS=-3,3 0/0 1/1"));

    [Fact]
    public async Task One_between_two_genes_is_a_row_of_each()
    {
        const string Record = "2 127421032 N N[3:93896000[ PASS SVTYPE=BND 0/0 0/1";
        Assert.Equal([
            "S2 PROC 2 127421032 N N[3:93896000[ Called 1 intron-2;no-depth;no-gq;no-qual;rearrangement-review",
            "S2 PROS1 3 93896000 N ]2:127421032]N Called 1 intron-9;no-depth;no-gq;no-qual;rearrangement-review;"
            + "written-at-2:127421032"], await Rows(Record));
        Assert.Equal(2, (await Sites(Record)).Length);
    }

    [Fact]
    public async Task Where_the_file_has_both_records_each_is_a_row_once()
    {
        // Of two places in the panel, and of one: the mate may stand before and behind.
        string[] within = ["2 127421032 N N[3:93896000[ PASS SVTYPE=BND 0/0 0/1",
            "3 93896000 A ]2:127421032]A PASS SVTYPE=BND 0/0 0/1"];
        string[] apart = ["2 127421300 N ]5:1000]N PASS SVTYPE=BND 0/1 0/0",
            "5 1000 T T[2:127421300[ PASS SVTYPE=BND 0/1 0/0"];
        foreach (var records in (string[][])[within, [.. within.Reverse()], apart, [.. apart.Reverse()]])
        {
            Assert.DoesNotContain(await Rows(records), row => row.Contains("written-at", StringComparison.Ordinal));
            Assert.DoesNotContain(await Sites(records), row => row.Contains("written-at", StringComparison.Ordinal));
            Assert.Equal(records == within || records.SequenceEqual(within.Reverse()) ? 2 : 1,
                (await Rows(records)).Length);
        }
    }

    [Theory, InlineData("./."), InlineData("0/0")]
    public async Task A_record_that_nobody_carries_hides_none_of_what_the_other_place_tells(string genotype) =>
    Assert.Equal(
        ["S1 PROC 2 127421300 N ]5:1000]N Called 1 exons-3;no-depth;no-gq;no-qual;rearrangement-review;written-at-5:1000"],
        await Rows($"2 127421300 N ]5:1000]N PASS SVTYPE=BND {genotype} 0/0",
            "5 1000 T T[2:127421300[ PASS SVTYPE=BND 0/1 0/0"));

    [Fact]
    public async Task A_comma_in_a_contig_s_name_makes_no_record_and_refuses_nothing() =>
        Assert.Empty(await Rows("5,x 1000 T T[2:127421300[ PASS SVTYPE=BND 0/1 0/0"));

    [Fact]
    public async Task Two_places_of_one_gene_are_one_row_and_places_outside_of_the_genes_are_none()
    {
        Assert.Equal(["S1 PROC 2 127421032 N N]2:127423000] Called 1 intron-2;no-depth;no-gq;no-qual;rearrangement-review"],
            await Rows("2 127421032 N N]2:127423000] PASS SVTYPE=BND 0/1 0/0"));
        Assert.Empty(
            await Rows("5 1000 T T[2:1[ PASS SVTYPE=BND 0/1 0/0", "5 2000 T T[7:127421300[ PASS SVTYPE=BND 0/1 0/0",
                "5 3000 T T[<ctg1>:127421300[ PASS SVTYPE=BND 0/1 0/0"));
    }

    [Theory, InlineData("]2:127421300]T,G"), InlineData("T[2:127421300[,T[3:93896000[")]
    public async Task One_of_several_ALTs_is_left_alone_and_refuses_nothing(string alts)
    {
        Assert.Empty(await Rows($"5 1000 T {alts} PASS SVTYPE=BND 0/2 0/1"));
        Assert.Empty(await Sites($"5 1000 T {alts} PASS SVTYPE=BND 0/2 0/1"));
    }

    [Fact]
    public async Task Nothing_of_the_build_is_read_from_a_record_that_the_file_does_not_have()
    {
        using var calls =
            await new GivenVcf(GivenVcf.Panel.On("GRCh38")!, "S1").RecordWith("5", 1000, "T", "T[2:127426114[", "PASS",
            "SVTYPE=BND", "GT", "0/1").CallAsync(stop: Stop);
        Assert.DoesNotContain(calls.Calls(), c => c.Call.Status == CallStatus.ReferenceMismatch);
        // The hot spot at that very base is as unknown as before.
        Assert.Equal(CallStatus.NotCovered,
            calls.Calls().Single(c => c.Call.HotSpot is not null && c.Call.Pos == 127426114).Call.Status);
    }

    [Fact]
    public async Task A_scan_for_hot_spots_has_no_such_row()
    {
        using var calls =
            await Given("5 1000 T T[2:127421300[ PASS SVTYPE=BND 0/1 0/0")
            .CallAsync(new CallOptions { HotspotsOnly = true }, Stop);
        Assert.DoesNotContain(calls.Calls(), c => c.Call.HotSpot is null);
    }
}
