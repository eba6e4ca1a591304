using Thrombophilia.Given;
using Thrombophilia.Variants.Calling.Rows;
using Xunit;

namespace Thrombophilia.Variants.Tests.Calling.HotSpots;

/// <summary>What several records prove together at one hot spot: records beside it, lost stretches, split records.</summary>
public sealed class SiteStateTests
{
    const string Full = "GT:DP:GQ:AD";

    public static IEnumerable<object[]> Snvs => GivenVcf.HotSpots().Where(h =>
        GivenVcf.Place((string)h[0], (string)h[1]) is { Place: { Ref.Length: 1, Counted.Length: 1 } });

    public static IEnumerable<object[]> SnvsAndUnread =>
        from row in Snvs
        from alt in new[] { "<*>", "<NON_REF>" }
        from beyond in new[] { 1, 5, 30, 64 }
        select new[] { row[0], row[1], alt, beyond };

    static GivenVcf Vcf(string build) => new(GivenVcf.Panel.On(build)!, "S1");

    static async Task<PanelCall> Row(GivenVcf vcf, string hotSpot) =>
        await vcf.AtAsync(hotSpot, stop: TestContext.Current.CancellationToken);

    static string Told(PanelCall row) => string.Join(' ', new[]
    {
        row.Genotype, row.Status.Code(), $"{row.Copies}",
        string.Join(';', row.Notes.Where(n => n is "spanning-deletion" or "hemizygous" or "conflicting-records"
            or "copy-number-conflict" or "other-allele" || n.StartsWith("at-least", StringComparison.Ordinal))),
    }.Where(t => !string.IsNullOrEmpty(t)));

    [Theory, MemberData(nameof(SnvsAndUnread))]
    public async Task An_unread_block_beside_a_hot_spot_says_nothing_of_it(string hotSpot, string build, string alt,
        int beyond)
    {
        var place = GivenVcf.Place(hotSpot, build).Place;
        var behind = place.Pos + beyond;
        GivenVcf WithBlocks(GivenVcf vcf) => vcf
            .RecordWith(place.Chrom, place.Pos - 200, "N", alt, ".", $"END={place.Pos - 1}", "GT:GQ:MIN_DP", "./.:0:0")
            .RecordWith(place.Chrom, behind, "N", alt, ".", $"END={behind + 300}", "GT:GQ:MIN_DP", "./.:0:0");
        var counted = GivenVcf.Place(hotSpot, build).ReferenceIsCounted;
        var own = counted ? place.Normal : place.Counted;
        foreach (var cell in new[] { "0/1:30:99:15,15", "1/1:30:99:0,30", "0/0:30:99:30,0" })
        {
            GivenVcf Alone() => Vcf(build).Record(place.Chrom, place.Pos, place.Ref, own, Full, cell);
            Assert.Equal(Told(await Row(Alone(), hotSpot)), Told(await Row(WithBlocks(Alone()), hotSpot)));
        }
        // Where no record covers the site the row shows none.
        var row = await Row(WithBlocks(Vcf(build)), hotSpot);
        Assert.Equal((CallStatus.NotCovered, null, null, null, null),
            (row.Status, row.Genotype, row.Depth, row.GenotypeQuality, row.Filter));
    }

    [Theory, MemberData(nameof(Snvs))]
    public async Task A_half_read_or_failing_variant_beside_a_hot_spot_shows_nothing_there(string hotSpot, string build)
    {
        var place = GivenVcf.Place(hotSpot, build).Place;
        foreach (var (cell, filter) in new[] { ("./1:30:99:15,15,0", "PASS"), ("0/1:30:99:15,15,0", "q10") })
        {
            var row = await Row(Vcf(build)
                .RecordWith(place.Chrom, place.Pos + 10, "N", "A,<*>", filter, ".", Full, cell), hotSpot);
            Assert.Equal((CallStatus.NotCovered, null, null), (row.Status, row.Genotype, row.Filter));
        }
    }

    [Theory, MemberData(nameof(Snvs))]
    public async Task A_site_in_a_loss_of_one_copy_is_hemizygous_in_either_spelling(string hotSpot, string build)
    {
        var spot = GivenVcf.Place(hotSpot, build);
        var place = spot.Place;
        var own = spot.ReferenceIsCounted ? place.Normal : place.Counted;
        var (ofAlt, ofRef) = spot.ReferenceIsCounted ? (0, 1) : (1, 0);
        foreach (var (alt, format, loss) in new[]
        {
            ("<DEL>", "GT", "0/1"), ("<DEL>", "GT:CN", "0/1:1"), ("<DEL>,<DUP>", "GT:CN", "1:1"),
            ("<CNV>", "GT:CN", "./.:1"),
        })
        {
            GivenVcf Lost() => Vcf(build).RecordWith(place.Chrom, place.Pos - 900, "N", alt, "PASS",
                $"END={place.Pos + 900}", format, loss);
            async Task Is(string told, string cell) => Assert.Equal(told,
                Told(await Row(Lost().Record(place.Chrom, place.Pos, place.Ref, own, Full, cell), hotSpot)));
            await Is($"1/1 called {ofAlt} hemizygous;spanning-deletion", "1/1:30:99:0,30");
            await Is($"1 called {ofAlt} hemizygous;spanning-deletion", "1:30:99:0,30");
            await Is($"0/0 called {ofRef} hemizygous;spanning-deletion", "0/0:30:99:30,0");
            await Is("0/1 no-call conflicting-records;spanning-deletion", "0/1:30:99:15,15");
            Assert.Equal("not-covered spanning-deletion", Told(await Row(Lost(), hotSpot)));
        }
    }

    [Theory, MemberData(nameof(Snvs))]
    public async Task A_site_that_both_chromosomes_lost_carries_nothing(string hotSpot, string build)
    {
        var place = GivenVcf.Place(hotSpot, build).Place;
        GivenVcf Lost(string format, string cell) => Vcf(build).RecordWith(place.Chrom, place.Pos - 900, "N", "<DEL>",
            "PASS", $"END={place.Pos + 900}", format, cell);
        Assert.Equal("1/1 called 0 spanning-deletion", Told(await Row(Lost("GT", "1/1"), hotSpot)));
        Assert.Equal("1/1 called 0 spanning-deletion", Told(await Row(Lost("GT:CN", "1/1:0"), hotSpot)));
        Assert.Equal("no-call conflicting-records;spanning-deletion",
            Told(await Row(Lost("GT", "1/1").Record(place.Chrom, place.Pos, place.Ref, ".", "GT:DP:GQ", "0/0:30:99"),
            hotSpot))[4..]);
        // What genotype and number tell differently is not known.
        Assert.StartsWith("0/1 no-call copy-number-conflict",
            Told(await Row(Lost("GT:CN", "0/1:0"), hotSpot)), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Snvs))]
    public async Task The_reference_of_half_a_split_record_is_the_other_half_s_allele(string hotSpot, string build)
    {
        var spot = GivenVcf.Place(hotSpot, build);
        var place = spot.Place;
        var own = spot.ReferenceIsCounted ? place.Normal : place.Counted;
        var other = "ACGT".First(b => b != place.Ref[0] && b != own[0]).ToString();
        var copies = spot.ReferenceIsCounted ? 0 : 1;
        GivenVcf Half(GivenVcf vcf, string alt, string cell) =>
            vcf.Record(place.Chrom, place.Pos, place.Ref, alt, Full, cell);
        foreach (var (first, second) in new[] { ("0/1", "1/0"), ("./1", "1/.") })
            Assert.Equal($"called {copies} other-allele", Told(await Row(
                Half(Half(Vcf(build), own, first + ":40:99:0,21"), other, second + ":40:99:0,19"), hotSpot))[4..]);
        // Without the other half its allele is open, and REF is not it.
        Assert.Equal(copies == 1 ? "0/1 no-call at-least-1" : "0/1 no-call",
            Told(await Row(Half(Vcf(build), own, "0/1:40:99:0,21"), hotSpot)));
        // Too few other reads for another allele: no split, but no heterozygote either.
        Assert.Equal("0/1 mosaic-or-ambiguous", Told(await Row(Half(Vcf(build), own, "0/1:40:99:0,38"), hotSpot)));
    }

    [Fact]
    public async Task A_provisional_site_says_so_and_holds_back_no_proof()
    {
        var spot = GivenVcf.Panel.HotSpots.Single(h => h.IsProvisional);
        foreach (var place in spot.Places)
        {
            var row = await Row(Vcf(place.Build).Record(place.Chrom, place.Pos, place.Ref, place.Counted, Full,
                "0/1:30:99:15,15"), spot.Id);
            Assert.Equal((CallStatus.Called, 1, spot.HgvsC), (row.Status, row.Copies, row.HgvsC));
            Assert.Contains("provisional-site", row.Notes);
        }
    }
}
