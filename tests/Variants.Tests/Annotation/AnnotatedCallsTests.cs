using Thrombophilia.Given;
using Thrombophilia.Variants.Calling.Rows;
using Thrombophilia.Variants.Panels;
using Xunit;

namespace Thrombophilia.Variants.Tests.Annotation;

public sealed class AnnotatedCallsTests
{
    static readonly PanelBuild Build = GivenVcf.Panel.On("GRCh38")!;

    static async Task<PanelCall[]> Calls(GivenVcf vcf)
    {
        using var calls = await vcf.CallAsync(stop: TestContext.Current.CancellationToken);
        return [.. calls.Calls().Select(c => c.Call)];
    }

    [Fact]
    public async Task A_carried_variant_has_a_class_and_says_what_is_missing()
    {
        var row = (await Calls(new GivenVcf(Build, "S1").Record("2", 127426114, "C", "A", "GT:DP:GQ", "0/1:40:99")))
            .Single(c => c.HotSpot is null);
        Assert.Equal("uncertain", row.Class);
        Assert.Contains("PM2,BA1,BS1?frequency-table", row.Criteria, StringComparison.Ordinal);
        Assert.EndsWith("@proc-laboratory@1.1.0;@for:protein-c-deficiency", row.Criteria, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hot_spot_keeps_the_class_that_the_panel_states_and_one_without_gets_its_own()
    {
        var rows = (await Calls(new GivenVcf(Build, "S1"))).Where(c => c.HotSpot is not null).ToArray();
        Assert.Equal(GivenVcf.Panel.HotSpots.Count, rows.Length);
        Assert.All(rows, row =>
        {
            var stated = GivenVcf.Panel.HotSpots.Single(h => h.Id == row.HotSpot).Class;
            if (stated is not null) Assert.Equal((stated, null), (row.Class, row.Criteria));
            // By its own list, by what patients showed, or nothing decides.
            else
                Assert.Equal(row.HotSpot switch
                {
                    "SERPINC1-A416S" or "PROS1-K196E" => "established-risk-allele",
                    "SERPINC1-L131F" => "pathogenic",
                    "PROS1-S501P" => "provisional-risk-allele",
                    _ => "uncertain"
                }, row.Class);
        });
    }

    [Fact]
    public async Task A_row_that_contradicts_the_build_and_a_symbolic_one_have_no_class()
    {
        var rows =
            await Calls(
            new GivenVcf(Build, "S1").Record("2", 127426200, "C", "<DEL>", "GT:DP:GQ", "0/1:40:99")
                .Record("2", 127426114, "G", "A", "GT:DP:GQ", "0/1:40:99"));
        Assert.All(rows.Where(c => c.HotSpot is null), row => Assert.Null(row.Class));
        Assert.Contains(rows, c => c.HotSpot is null);
    }

    [Fact]
    public async Task A_null_variant_tells_that_the_two_ways_to_combine_disagree()
    {
        var row =
            (await Calls(
            new GivenVcf(Build, "S1").Record("2", 127420013, "G", "A", "GT:DP:GQ", "0/1:40:99")
                .Record("2", 127422917, "C", "CA", "GT:DP:GQ", "0/1:40:99")))
                .Single(c => c.HotSpot is null && c.Pos == 127422917);
        Assert.StartsWith("PVS1;", row.Criteria, StringComparison.Ordinal);
        Assert.Contains("combinations-disagree", row.Notes);
    }

    [Fact]
    public async Task Samples_of_which_a_file_says_the_same_share_one_row()
    {
        var rows =
            (await Calls(
            new GivenVcf(Build, "S1", "S2").Record("2", 127426114, "C", "A", "GT:DP:GQ", "0/1:40:99", "0/1:40:99")))
                .Where(c => c.HotSpot is null).ToArray();
        Assert.Equal(2, rows.Length);
        Assert.Same(rows[0], rows[1]);
    }

    [Theory, InlineData("GRCh37"), InlineData("GRCh38")]
    public async Task A_hot_spot_has_its_older_name_whatever_is_known_of_the_sample(string build)
    {
        var rows = (await Calls(new GivenVcf(GivenVcf.Panel.On(build)!, "S1")))
            .ToDictionary(c => c.HotSpot!,
            c => c.Notes.Where(n => n.StartsWith("legacy-", StringComparison.Ordinal)).ToArray());
        Assert.Equal(["legacy-R506Q"], rows["F5-Leiden"]);
        Assert.Equal(["legacy-R147W"], rows["PROC-R189W"]);
        Assert.Equal(["legacy-K151del"], rows["PROC-K193del"]);
        Assert.Equal(["legacy-20210G>A"], rows["F2-20210"]);
        Assert.Empty(rows["THBD-151"]);
        // 261delG is the build's own allele, not the counted one.
        Assert.All(rows.Where(r => r.Key.StartsWith("ABO", StringComparison.Ordinal)), r => Assert.Empty(r.Value));
    }

    [Fact]
    public async Task A_carried_variant_has_its_older_name_among_its_notes_in_order()
    {
        var row = (await Calls(new GivenVcf(Build, "S1").Record("2", 127426115, "G", "A", "GT", "0/1")))
            .Single(c => c.HotSpot is null);
        Assert.Equal(["legacy-R147Q", "no-balance", "no-depth", "no-gq", "no-qual"], row.Notes);
    }
}
