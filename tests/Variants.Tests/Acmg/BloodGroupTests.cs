using Thrombophilia.Given;
using Thrombophilia.Variants.Acmg;
using Thrombophilia.Variants.Calling.Rows;
using Xunit;

namespace Thrombophilia.Variants.Tests.Acmg;

public sealed class BloodGroupTests
{
    static readonly BloodGroupRules Rules = BloodGroupRules.Load(GivenVcf.Panel);
    static readonly string[] Sites = ["ABO-rs8176719", "ABO-rs8176746", "ABO-rs8176747"];

    static PanelCall Call(string site, CallStatus status, int? copies)
    {
        var spot = GivenVcf.Place(site, "GRCh38");
        return new PanelCall
        {
            Build = "GRCh38",
            HotSpot = site,
            Gene = spot.HotSpot.Gene,
            Chrom = spot.Place.Chrom,
            Pos = spot.Place.Pos,
            Ref = spot.Place.Ref,
            Alt = spot.Place.Counted,
            Status = status,
            Copies = copies
        };
    }

    static PanelCall Proven(string site, int copies) =>
        Call(site, copies == 0 ? CallStatus.Reference : CallStatus.Called, copies);

    [Theory]
    [InlineData(0, 0, 0, "o")]
    [InlineData(1, 0, 0, "non-o")]
    [InlineData(2, 0, 0, "non-o")]
    [InlineData(1, 1, 1, "non-o")]
    [InlineData(2, 1, 1, "non-o")]
    [InlineData(2, 2, 2, "non-o")]
    [InlineData(0, 1, 1, "unresolved")] // A B allele on two deletions.
    [InlineData(1, 2, 2, "unresolved")]
    [InlineData(0, 0, 1, "unresolved")]
    public void Three_sites_tell_O_from_the_rest_or_contradict_each_other(int others, int first, int second,
    string expected)
    {
        var group = Rules.Of([Proven(Sites[0], others), Proven(Sites[1], first), Proven(Sites[2], second)]);
        Assert.Equal((expected, expected == "unresolved" ? "sites-contradict" : null), (group.Code, group.Reason));
        Assert.Equal(expected == "non-o" ? ["o02-not-looked-at"] : [], group.Notes);
        Assert.Equal("blood-group@1.0.0", group.Rules);
    }

    [Theory]
    [InlineData(CallStatus.NotCovered, null)]
    [InlineData(CallStatus.NoCall, null)]
    [InlineData(CallStatus.Filtered, null)]
    [InlineData(CallStatus.AssumedReference, 0)]
    [InlineData(CallStatus.Called, 0)] // Some third allele.
    public void What_is_not_called_at_the_deciding_site_is_never_O(CallStatus status, int? copies)
    {
        var group = Rules.Of([Call(Sites[0], status, copies), Proven(Sites[1], 0), Proven(Sites[2], 0)]);
        Assert.Equal((BloodGroupAnswer.Unresolved, "site-not-called"), (group.Answer, group.Reason));
    }

    [Fact]
    public void The_other_sites_may_be_silent_and_the_deciding_one_may_not()
    {
        Assert.Equal("o", Rules.Of([Proven(Sites[0], 0), Call(Sites[1], CallStatus.NotCovered, null)]).Code);
        Assert.Equal("not-one-row-a-site", Rules.Of([Proven(Sites[1], 0), Proven(Sites[2], 0)]).Reason);
        Assert.Equal("not-one-row-a-site", Rules.Of([Proven(Sites[0], 0), Proven(Sites[0], 1)]).Reason);
    }

    [Fact]
    public async Task A_file_without_the_site_is_no_O_and_a_covered_reference_is()
    {
        foreach (var build in GivenVcf.Panel.Builds)
        {
            var site = GivenVcf.Place(Sites[0], build.Id).Place;
            using var silent = await new GivenVcf(build, "S1").CallAsync(stop: TestContext.Current.CancellationToken);
            Assert.Equal("unresolved", Rules.Of(silent.Calls().Select(c => c.Call)).Code);
            using var proven =
                await new GivenVcf(build, "S1").Record(site.Chrom, site.Pos, site.Ref, site.Counted, "GT:DP:GQ",
                "0/0:40:99").CallAsync(stop: TestContext.Current.CancellationToken);
            Assert.Equal("o", Rules.Of(proven.Calls().Select(c => c.Call)).Code);
            using var carried =
                await new GivenVcf(build, "S1").Record(site.Chrom, site.Pos, site.Ref, site.Counted, "GT:DP:GQ",
                "0/1:40:99").CallAsync(stop: TestContext.Current.CancellationToken);
            Assert.Equal("non-o", Rules.Of(carried.Calls().Select(c => c.Call)).Code);
        }
    }
}
