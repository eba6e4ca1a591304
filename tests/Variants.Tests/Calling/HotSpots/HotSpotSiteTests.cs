using Thrombophilia.Given;
using Xunit;

namespace Thrombophilia.Variants.Tests.Calling.HotSpots;

/// <summary>
/// Every line of the contract's table of <c>copies</c> and <c>status</c>, for every hot spot on both builds.
/// </summary>
public sealed class HotSpotSiteTests
{
    const string Full = "GT:AD:DP:GQ";
    public static IEnumerable<object[]> HotSpots => GivenVcf.HotSpots();
    public static IEnumerable<object[]> Snvs =>
        HotSpots.Where(h => Spot(h) is { Place: { Ref.Length: 1, Counted.Length: 1 } });
    public static IEnumerable<object[]> Indels =>
        HotSpots.Where(h => Spot(h) is { Place: { Ref.Length: > 1 } or { Counted.Length: > 1 } });

    static Variants.Panels.PlacedHotSpot Spot(object[] row) => GivenVcf.Place((string)row[0], (string)row[1]);

    /// <summary>
    /// One sample and one record at the hot spot, whose ALT is the counted allele, or the normal one where the build
    /// carries the counted.
    /// </summary>
    static (GivenVcf Vcf, Variants.Panels.PlacedHotSpot Spot) At(string hotSpot, string build, string cell,
        string format = Full, string filter = "PASS", string? alt = null, string? refBases = null)
    {
        var spot = GivenVcf.Place(hotSpot, build);
        var place = spot.Place;
        return (new GivenVcf(GivenVcf.Panel.On(build)!, "S1")
            .RecordWith(place.Chrom, place.Pos, refBases ?? place.Ref,
            alt ?? (spot.ReferenceIsCounted ? place.Normal : place.Counted), filter, ".", format, cell), spot);
    }

    /// <summary>
    /// What the site says of itself: how else it is called, and what it says of other variants of the sample, is
    /// another matter.
    /// </summary>
    static async Task<string> Row(GivenVcf vcf, Variants.Panels.PlacedHotSpot spot, CallOptions? options = null)
    {
        using var calls = await vcf.CallAsync(options, TestContext.Current.CancellationToken);
        var row = Assert.Single(calls.Calls().Select(c => c.Call), c => c.HotSpot == spot.HotSpot.Id);
        Assert.Equal((spot.Place.Chrom, spot.Place.Pos, spot.Place.Ref, spot.Place.Counted),
            (row.Chrom, row.Pos, row.Ref, row.Alt));
        var notes =
            row.Notes.Where(
            n => !n.StartsWith("legacy-", StringComparison.Ordinal) && !n.Contains("-with-", StringComparison.Ordinal)
                && n != "provisional-site" && !n.Contains('='));
        return string.Join(' ',
            ((string[])[Variants.Calling.Rows.CallStatusCodes.Code(row.Status), $"{row.Copies}",
                string.Join(';', notes)]).Where(t => t.Length > 0));
    }

    static Task<string> Row((GivenVcf Vcf, Variants.Panels.PlacedHotSpot Spot) at, CallOptions? options = null) =>
        Row(at.Vcf, at.Spot, options);

    static string Swap(bool counted, string ifCounted, string otherwise) => counted ? ifCounted : otherwise;

    [Theory, MemberData(nameof(HotSpots))]
    public async Task Copies_count_the_counted_base_whatever_its_ALT_index(string hotSpot, string build)
    {
        var reversed = GivenVcf.Place(hotSpot, build).ReferenceIsCounted;
        Assert.Equal(Swap(reversed, "called 2", "reference 0"), await Row(At(hotSpot, build, "0/0:30,0:30:99")));
        Assert.Equal("called 1", await Row(At(hotSpot, build, "0/1:15,15:30:99")));
        Assert.Equal("called 1", await Row(At(hotSpot, build, "1|0:15,15:30:99")));
        Assert.Equal(Swap(reversed, "reference 0", "called 2"), await Row(At(hotSpot, build, "1/1:0,30:30:99")));
    }

    [Theory, MemberData(nameof(HotSpots))]
    public async Task A_proven_block_is_the_build_s_own_bases_and_homozygous_Leiden_is_confirmed(string hotSpot,
    string build)
    {
        var spot = GivenVcf.Place(hotSpot, build);
        GivenVcf Block(string firstBase) => new GivenVcf(GivenVcf.Panel.On(build)!, "S1")
            .RecordWith(spot.Place.Chrom, spot.Place.Pos - 11000, firstBase, "<NON_REF>", ".",
            $"END={spot.Place.Pos + 40}", "GT:DP:GQ:MIN_DP", "0/0:30:90:25");
        Assert.Equal(Swap(spot.ReferenceIsCounted, "called 2 from-absence-confirm", "reference 0"),
            await Row(Block("A"), spot));
        // A block that begins in a gap of the assembly is no statement about bases.
        Assert.StartsWith("not-covered", await Row(Block("N"), spot), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(HotSpots))]
    public async Task A_block_with_too_little_depth_or_quality_or_neither_proves_nothing(string hotSpot, string build)
    {
        var spot = GivenVcf.Place(hotSpot, build);
        GivenVcf Block(string format, string cell) => new GivenVcf(GivenVcf.Panel.On(build)!, "S1")
            .RecordWith(spot.Place.Chrom, spot.Place.Pos, spot.Place.Ref[..1], "<*>", ".", $"END={spot.Place.Pos + 40}",
            format, cell);
        var absent = Swap(spot.ReferenceIsCounted, "not-covered absent-means-homozygous-or-uncovered", "not-covered");
        Assert.Equal(absent.Replace(" absent-means-homozygous-or-uncovered", "", StringComparison.Ordinal),
            await Row(Block("GT:DP:GQ", "0/0:0:0"), spot));
        Assert.Equal("low-quality", await Row(Block("GT:DP:GQ", "0/0:3:90"), spot));
        Assert.Equal("low-quality", await Row(Block("GT:MIN_DP:DP:GQ", "0/0:3:40:90"), spot));
        Assert.Equal("low-quality", await Row(Block("GT:DP:RGQ", "0/0:30:5"), spot));
        Assert.Equal(absent, await Row(Block("GT", "0/0"), spot));
        Assert.Equal(Swap(spot.ReferenceIsCounted, "called 2 from-absence-confirm;no-gq;no-qual",
            "reference 0 no-gq;no-qual"),
            await Row(Block("GT:DP", "0/0:30"), spot));
    }

    [Theory, MemberData(nameof(Snvs))]
    public async Task Another_ALT_counts_nothing_and_gets_a_row_of_its_own_inside_a_gene(string hotSpot, string build)
    {
        var spot = GivenVcf.Place(hotSpot, build);
        var other =
            "ACGT".First(
            b => !$"{spot.Place.Ref}{spot.Place.Normal}{spot.Place.Counted}".Contains(b, StringComparison.Ordinal));
        var (vcf, _) = At(hotSpot, build, "0/1:15,15:30:99", alt: $"{other}");
        Assert.Equal(Swap(spot.ReferenceIsCounted, "called 1 other-allele", "called 0 other-allele"),
            await Row(vcf, spot));
        using var calls = await vcf.CallAsync(stop: TestContext.Current.CancellationToken);
        var rows = calls.Calls().Select(c => c.Call).Where(c => c.HotSpot is null).ToArray();
        if (GivenVcf.Panel.Genes.Any(g => g.Symbol == spot.HotSpot.Gene))
            Assert.Equal((spot.Place.Pos, $"{other}", 1),
                Assert.Single(rows) is var r ? (r.Pos, r.Alt, r.Copies ?? -1) : default);
        else Assert.Empty(rows);
    }

    [Theory, MemberData(nameof(Snvs))]
    public async Task One_counted_ALT_of_two_is_one_copy(string hotSpot, string build)
    {
        var spot = GivenVcf.Place(hotSpot, build);
        var first = spot.ReferenceIsCounted ? spot.Place.Normal : spot.Place.Counted;
        var other =
            "ACGT".First(
            b => !$"{spot.Place.Ref}{spot.Place.Normal}{spot.Place.Counted}".Contains(b, StringComparison.Ordinal));
        Assert.Equal(Swap(spot.ReferenceIsCounted, "called 0 other-allele", "called 1 other-allele"),
            await Row(At(hotSpot, build, "1/2:0,15,15:30:99", alt: $"{first},{other}")));
        Assert.Equal(Swap(spot.ReferenceIsCounted, "called 0 other-allele", "called 1 other-allele"),
            await Row(At(hotSpot, build, "1/2:0,15,15:30:99", alt: $"{other},{first}")));
    }

    [Theory, MemberData(nameof(HotSpots))]
    public async Task A_missing_allele_is_no_call_and_says_what_is_certain(string hotSpot, string build)
    {
        var reversed = GivenVcf.Place(hotSpot, build).ReferenceIsCounted;
        Assert.Equal("no-call", await Row(At(hotSpot, build, "./.:.:.:.")));
        Assert.Equal("no-call", await Row(At(hotSpot, build, ".")));
        Assert.Equal(Swap(reversed, "no-call at-least-1", "no-call"), await Row(At(hotSpot, build, "0/.:15,15:30:99")));
        Assert.Equal(Swap(reversed, "no-call", "no-call at-least-1"), await Row(At(hotSpot, build, "1/.:15,15:30:99")));
        Assert.Equal("no-call", await Row(At(hotSpot, build, "30:99", format: "DP:GQ")));
    }

    [Theory, MemberData(nameof(Snvs))]
    public async Task A_star_or_a_spanning_deletion_leaves_the_other_allele_to_count(string hotSpot, string build)
    {
        var spot = GivenVcf.Place(hotSpot, build);
        var alt = spot.ReferenceIsCounted ? spot.Place.Normal : spot.Place.Counted;
        Assert.Equal(Swap(spot.ReferenceIsCounted, "called 1 spanning-deletion", "called 0 spanning-deletion"),
            await Row(At(hotSpot, build, "0/2:15,0,15:30:99", alt: $"{alt},*")));
        Assert.Equal(Swap(spot.ReferenceIsCounted, "called 0 spanning-deletion", "called 1 spanning-deletion"),
            await Row(At(hotSpot, build, "1/2:0,15,15:30:99", alt: $"{alt},*")));
        var bases = Bases(spot, spot.Start - 2, 5);
        if (bases is null) return;
        var vcf = new GivenVcf(GivenVcf.Panel.On(build)!, "S1").Record(spot.Place.Chrom, spot.Start - 2, bases,
            bases[..1], Full, "0/1:15,15:30:99");
        Assert.Equal(Swap(spot.ReferenceIsCounted, "called 1 spanning-deletion", "called 0 spanning-deletion"),
            await Row(vcf, spot));
        // The deletion's record and the star of the site's own record are one deletion.
        vcf.Record(spot.Place.Chrom, spot.Start, spot.Place.Ref, $"{alt},*", Full, "1/2:0,15,15:30:99");
        Assert.Equal(Swap(spot.ReferenceIsCounted, "called 0 spanning-deletion", "called 1 spanning-deletion"),
            await Row(vcf, spot));
    }

    [Theory, MemberData(nameof(Snvs))]
    public async Task Two_different_deletions_over_the_site_leave_nothing(string hotSpot, string build)
    {
        var spot = GivenVcf.Place(hotSpot, build);
        if (Bases(spot, spot.Start - 2, 5) is not { } five || Bases(spot, spot.Start - 1, 4) is not { } four) return;
        var vcf = new GivenVcf(GivenVcf.Panel.On(build)!, "S1")
            .Record(spot.Place.Chrom, spot.Start - 2, five, five[..1], Full, "0/1:15,15:30:99")
            .Record(spot.Place.Chrom, spot.Start - 1, four, four[..1], Full, "0/1:15,15:30:99");
        Assert.Equal("called 0 spanning-deletion", await Row(vcf, spot));
    }

    [Theory, MemberData(nameof(Snvs))]
    public async Task A_multi_base_REF_with_0_0_proves_every_base_it_spells(string hotSpot, string build)
    {
        var spot = GivenVcf.Place(hotSpot, build);
        if (Bases(spot, spot.Start - 1, 3) is not { } bases) return;
        var vcf = new GivenVcf(GivenVcf.Panel.On(build)!, "S1").Record(spot.Place.Chrom, spot.Start - 1, bases,
            bases[..1], Full, "0/0:30,0:30:99");
        Assert.Equal(Swap(spot.ReferenceIsCounted, "called 2", "reference 0"), await Row(vcf, spot));
        vcf = new GivenVcf(GivenVcf.Panel.On(build)!, "S1").RecordWith(spot.Place.Chrom, spot.Start - 1, bases[..1],
            "<DEL>", "PASS", $"END={spot.Start + 100}", Full, "0/0:30,0:30:99");
        Assert.StartsWith("not-covered", await Row(vcf, spot), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(HotSpots))]
    public async Task An_unspecified_allele_is_no_call(string hotSpot, string build)
    {
        var alt = GivenVcf.Place(hotSpot, build) is { ReferenceIsCounted: true } reversed ? reversed.Place.Normal
            : GivenVcf.Place(hotSpot, build).Place.Counted;
        Assert.Equal("no-call", await Row(At(hotSpot, build, "0/2:15,0,15:30:99", alt: $"{alt},<NON_REF>")));
        Assert.Equal("no-call", await Row(At(hotSpot, build, "0/2:15,0,15:30:99", alt: $"{alt},<*>")));
    }

    [Theory, MemberData(nameof(HotSpots))]
    public async Task Haploid_and_polyploid_genotypes_are_ambiguous(string hotSpot, string build)
    {
        Assert.Equal("mosaic-or-ambiguous ploidy-1", await Row(At(hotSpot, build, "1:0,30:30:99")));
        Assert.Equal("mosaic-or-ambiguous ploidy-1", await Row(At(hotSpot, build, "0:30,0:30:99")));
        Assert.Equal("mosaic-or-ambiguous ploidy-3", await Row(At(hotSpot, build, "0/0/1:20,10:30:99")));
    }

    [Theory, MemberData(nameof(Snvs))]
    public async Task Records_at_one_position_are_combined_and_contradiction_is_no_call(string hotSpot, string build)
    {
        var spot = GivenVcf.Place(hotSpot, build);
        var place = spot.Place;
        var alt = spot.ReferenceIsCounted ? place.Normal : place.Counted;
        var other =
            "ACGT".First(b => !$"{place.Ref}{place.Normal}{place.Counted}".Contains(b, StringComparison.Ordinal));
        GivenVcf Two(string first, string second, string? secondAlt = null) =>
            new GivenVcf(GivenVcf.Panel.On(build)!, "S1")
            .Record(place.Chrom, place.Pos, place.Ref, alt, Full, first)
            .Record(place.Chrom, place.Pos, place.Ref, secondAlt ?? $"{other}", Full, second);
        // 1/2 written as two records, where 0 means "the other ALT".
        Assert.Equal(Swap(spot.ReferenceIsCounted, "called 0 other-allele", "called 1 other-allele"),
            await Row(Two("1/0:15,15:30:99", "0/1:15,15:30:99"), spot));
        Assert.Equal(Swap(spot.ReferenceIsCounted, "called 0 other-allele", "called 1 other-allele"),
            await Row(Two("1/.:15,15:30:99", "./1:15,15:30:99"), spot));
        Assert.Equal("no-call conflicting-records", await Row(Two("1/1:0,30:30:99", "0/1:15,15:30:99"), spot));
        // The same record twice says the same thing once.
        Assert.Equal("called 1", await Row(Two("0/1:15,15:30:99", "0/1:15,15:30:99", alt), spot));
        Assert.Equal("no-call conflicting-records", await Row(Two("0/1:15,15:30:99", "1/1:0,30:30:99", alt), spot));
    }

    [Theory, MemberData(nameof(HotSpots))]
    public async Task A_filtered_record_is_not_a_genotype(string hotSpot, string build)
    {
        foreach (var cell in (string[])["0/0:30,0:30:99", "0/1:15,15:30:99", "1/1:0,30:30:99", "./.:.:.:."])
            Assert.Equal("filtered", await Row(At(hotSpot, build, cell, filter: "LowQual")));
        Assert.Equal("filtered", await Row(At(hotSpot, build, "0/1:15,15:30:99:q10", format: "GT:AD:DP:GQ:FT")));
        Assert.Equal("called 1",
            await Row(At(hotSpot, build, "0/1:15,15:30:99:PASS", format: "GT:AD:DP:GQ:FT", filter: ".")));
    }

    [Theory, MemberData(nameof(HotSpots))]
    public async Task Depth_quality_and_balance_below_their_threshold_are_named(string hotSpot, string build)
    {
        Assert.Equal("not-covered", await Row(At(hotSpot, build, "0/0:0,0:0:1")));
        Assert.Equal("low-quality", await Row(At(hotSpot, build, "0/1:3,3:6:99")));
        Assert.Equal("low-quality", await Row(At(hotSpot, build, "0/1:15,15:30:5")));
        Assert.Equal("mosaic-or-ambiguous", await Row(At(hotSpot, build, "0/1:95,5:100:99")));
        Assert.Equal("mosaic-or-ambiguous", await Row(At(hotSpot, build, "1/1:40,60:100:99")));
        Assert.Equal("mosaic-or-ambiguous", await Row(At(hotSpot, build, "0/0:60,40:100:99")));
    }

    [Theory, MemberData(nameof(HotSpots))]
    public async Task Absent_fields_are_not_applied_and_said_so(string hotSpot, string build)
    {
        var reversed = GivenVcf.Place(hotSpot, build).ReferenceIsCounted;
        Assert.Equal(Swap(reversed, "called 2", "reference 0") + " no-depth;no-gq;no-qual",
            await Row(At(hotSpot, build, "0/0", format: "GT")));
        Assert.Equal("called 1 no-balance;no-depth;no-gq;no-qual", await Row(At(hotSpot, build, "0/1:.:.:.")));
        Assert.Equal("called 1 no-gq;no-qual", await Row(At(hotSpot, build, "0/1:15,15:30")));
    }

    [Theory, MemberData(nameof(HotSpots))]
    public async Task Silence_is_not_the_reference(string hotSpot, string build)
    {
        var spot = GivenVcf.Place(hotSpot, build);
        var empty = new GivenVcf(GivenVcf.Panel.On(build)!, "S1");
        Assert.Equal(Swap(spot.ReferenceIsCounted, "not-covered absent-means-homozygous-or-uncovered", "not-covered"),
            await Row(empty, spot));
        Assert.Equal(
            Swap(spot.ReferenceIsCounted, "not-covered absent-means-homozygous-or-uncovered", "assumed-reference"),
            await Row(empty, spot, new CallOptions { AssumeReference = true }));
    }

    [Theory, MemberData(nameof(HotSpots))]
    public async Task A_callable_BED_proves_what_it_covers(string hotSpot, string build)
    {
        var spot = GivenVcf.Place(hotSpot, build);
        var empty = new GivenVcf(GivenVcf.Panel.On(build)!, "S1");
        var bed = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(bed, $"chr{spot.Place.Chrom}\t{spot.Start - 1}\t{spot.End}\n",
                TestContext.Current.CancellationToken);
            Assert.Equal(Swap(spot.ReferenceIsCounted, "called 2 from-absence-confirm", "reference 0 callable-bed"),
                await Row(empty, spot, new CallOptions { CallableBed = bed }));
            // One base short is not proof, and a record that says otherwise stands.
            await File.WriteAllTextAsync(bed, $"chr{spot.Place.Chrom}\t{spot.Start}\t{spot.End + 5}\n",
                TestContext.Current.CancellationToken);
            Assert.StartsWith("not-covered", await Row(empty, spot, new CallOptions { CallableBed = bed }),
                StringComparison.Ordinal);
            await File.WriteAllTextAsync(bed, $"{spot.Place.Chrom}\t0\t{spot.End + 500}\n",
                TestContext.Current.CancellationToken);
            Assert.Equal("no-call", await Row(At(hotSpot, build, "./."), new CallOptions { CallableBed = bed }));
        }
        finally { File.Delete(bed); }
    }

    [Theory, MemberData(nameof(HotSpots))]
    public async Task A_REF_that_is_not_the_panel_s_is_a_mismatch_before_anything_else(string hotSpot, string build)
    {
        var spot = GivenVcf.Place(hotSpot, build);
        var wrong = "ACGT".First(b => b != spot.Place.Ref[0]) + spot.Place.Ref[1..];
        Assert.Equal("reference-mismatch",
            await Row(At(hotSpot, build, "0/1:15,15:30:99", filter: "LowQual", refBases: wrong, alt: "<NON_REF>")));
        Assert.Equal("reference-mismatch", await Row(At(hotSpot, build, "./.", refBases: wrong, alt: wrong + "A")));
    }

    [Theory, MemberData(nameof(Indels))]
    public async Task An_indel_matches_in_every_spelling(string hotSpot, string build)
    {
        var spot = GivenVcf.Place(hotSpot, build);
        var contig = GivenVcf.Panel.On(build)!.On(spot.Place.Chrom)!;
        // Longer REF and ALT with shared flanks, and (for the deletion in a repeat) further to the right.
        for (var left = 0; left < 3; left++)
            for (var right = 0; right < 3; right++)
                for (var shift = 0; shift < 6; shift++)
                {
                    var deleted = spot.Place.Ref.Length - 1;
                    if (shift > 0
                        && (deleted == 0
                        || Text(contig, spot.Start + 1, shift) != Text(contig, spot.Start + 1 + deleted, shift)))
                        continue;
                    string before = Text(contig, spot.Start - left + shift, left + 1),
                        after = Text(contig, spot.End + 1 + shift, right);
                    var refBases = before + Text(contig, spot.Start + 1 + shift, deleted) + after;
                    var alt = before + spot.Place.Counted[1..] + after;
                    var vcf = new GivenVcf(GivenVcf.Panel.On(build)!, "S1").Record(spot.Place.Chrom,
                        spot.Start - left + shift, refBases, alt, Full, "0/1:15,15:30:99");
                    Assert.Equal("called 1", await Row(vcf, spot));
                    using var calls = await vcf.CallAsync(stop: TestContext.Current.CancellationToken);
                    Assert.DoesNotContain(calls.Calls().Select(c => c.Call), c => c.HotSpot is null);
                }
    }

    /// <summary>Each of these was once read wrongly.</summary>
    [Theory, MemberData(nameof(Snvs))]
    public async Task Records_that_contradict_or_repeat_each_other_are_never_counted_twice_nor_passed_over(
    string hotSpot, string build)
    {
        var spot = GivenVcf.Place(hotSpot, build);
        var place = spot.Place;
        var own = spot.ReferenceIsCounted ? place.Normal : place.Counted;
        var other =
            "ACGT".First(b => !$"{place.Ref}{place.Normal}{place.Counted}".Contains(b, StringComparison.Ordinal));
        GivenVcf Vcf() => new(GivenVcf.Panel.On(build)!, "S1");
        async Task<string> Two(string firstAlt, string first, string secondAlt, string second, string format = Full,
            string filter = "PASS") =>
            await Row(Vcf().RecordWith(place.Chrom, place.Pos, place.Ref, firstAlt, "PASS", ".", Full, first)
                .RecordWith(place.Chrom, place.Pos, place.Ref, secondAlt, filter, ".", format, second), spot);
        Assert.Equal("no-call conflicting-records", await Two(own, "1/1:0,30:30:99", own, "0/0:30,0:30:99"));
        Assert.Equal("no-call conflicting-records", await Two(own, "0/1:15,15:30:99", own, "0/0:30,0:30:99"));
        // A 0/0 of the site's own allele that fails is not mended by another allele's 0/0.
        Assert.Equal("mosaic-or-ambiguous", await Two($"{other}", "0/0:30,0:30:99", own, "0/0:15,15:30:99"));
        Assert.Equal("low-quality", await Two($"{other}", "0/0:30,0:30:99", own, "0/0:3,0:3:99"));
        Assert.Equal("filtered", await Two($"{other}", "0/0:30,0:30:99", own, "0/0:30,0:30:99", filter: "LowQual"));
        Assert.Equal("filtered", await Two($"{other}", "0/0:30,0:30:99", own, "./.:.:.:.", filter: "LowQual"));
        // 2/2 and 0/2 split with dots.
        Assert.Equal(Swap(spot.ReferenceIsCounted, "reference 0", "called 2"),
            await Two($"{other}", "./.:.:.:.", own, "1/1:0,30:30:99"));
        Assert.Equal("called 1", await Two($"{other}", "0/.:30,0:30:99", own, "0/1:15,15:30:99"));
        Assert.StartsWith("no-call", await Two($"{other}", "./.:.:.:.", own, "0/1:15,15:30:99"),
            StringComparison.Ordinal);
        // An unspecified allele outranks a low depth; a base that was not read is no other allele.
        Assert.Equal("no-call", await Row(At(hotSpot, build, "2/1:1,1,1:3:99", alt: $"<NON_REF>,{own}")));
        Assert.Equal("no-call unknown-base", await Row(At(hotSpot, build, "1/1:0,30:30:99", alt: "N")));
        if (Bases(spot, spot.Start, 2) is not { } two) return;
        var next = "ACGT".First(b => b != two[1]);
        Assert.Equal("no-call conflicting-records",
            await Row(
                Vcf().Record(place.Chrom, place.Pos, two, $"{own}{next}", "GT", "0|1")
                    .Record(place.Chrom, place.Pos, place.Ref, own, "GT", "0|1"), spot));
        // REF wrong beside the site: the record lies wrong, where the base beside it is confirmed.
        if (GivenVcf.Panel.On(build)!.On(place.Chrom)!.ConfirmedBaseAt(place.Pos + 1) == 0) return;
        Assert.Equal("reference-mismatch",
            await Row(Vcf().Record(place.Chrom, place.Pos, $"{two[0]}{next}", $"{two[0]}", "GT", "0/0"), spot));
    }

    [Theory, MemberData(nameof(Indels))]
    public async Task A_missing_genotype_is_not_explained_by_changes_elsewhere_in_the_site(string hotSpot, string build)
    {
        var spot = GivenVcf.Place(hotSpot, build);
        if (spot.Place.Ref.Length < 3) return;
        var contig = GivenVcf.Panel.On(build)!.On(spot.Place.Chrom)!;
        string Other(string b) => "ACGT".First(c => c != b[0]).ToString();
        string first = Text(contig, spot.Start + 1, 1), second = Text(contig, spot.Start + 2, 1);
        GivenVcf With(string own) =>
            new GivenVcf(GivenVcf.Panel.On(build)!, "S1").Record(spot.Place.Chrom, spot.Start, spot.Place.Ref,
            spot.Place.Counted, "GT", own)
            .Record(spot.Place.Chrom, spot.Start + 1, first, Other(first), "GT", "0/1")
            .Record(spot.Place.Chrom, spot.Start + 2, second, Other(second), "GT", "0/1");
        Assert.StartsWith("no-call", await Row(With("./."), spot), StringComparison.Ordinal);
        Assert.StartsWith("no-call", await Row(With("0/."), spot), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Indels))]
    public async Task A_base_that_was_seen_beside_an_indel_does_not_contradict_it(string hotSpot, string build)
    {
        var spot = GivenVcf.Place(hotSpot, build);
        var contig = GivenVcf.Panel.On(build)!.On(spot.Place.Chrom)!;
        GivenVcf Vcf() => new(GivenVcf.Panel.On(build)!, "S1");
        GivenVcf Het(GivenVcf vcf) =>
            vcf.Record(spot.Place.Chrom, spot.Start, spot.Place.Ref, spot.Place.Counted, Full, "0/1:15,15:30:99");
        Assert.Equal("called 1",
            await Row(
                Het(Vcf().Record(spot.Place.Chrom, spot.Start, spot.Place.Ref[..1], ".", "GT:DP:GQ", "0/0:30:99")),
                    spot));
        if (spot.Place.Ref.Length == 1) return;
        Assert.Equal("called 1",
            await Row(
                Het(Vcf()
                    .RecordWith(spot.Place.Chrom, spot.Start - 99, "A", "<*>", ".", $"END={spot.Start}", "GT:DP:GQ",
                    "0/0:30:99")), spot));
        // A block over the deleted bases themselves does contradict it.
        Assert.Equal("no-call conflicting-records",
            await Row(
                Het(Vcf()
                    .RecordWith(spot.Place.Chrom, spot.Start - 99, "A", "<*>", ".", $"END={spot.Start + 1}", "GT:DP:GQ",
                    "0/0:30:99")), spot));
        // A substitution inside the site between two blocks, as gVCF writers have it.
        var inside = Text(contig, spot.Start + 2, 1);
        var alt = "ACGT".First(c => c != inside[0]);
        Assert.Equal("called 0 no-balance;other-allele",
            await Row(
                Vcf().RecordWith(spot.Place.Chrom, spot.Start - 99, "A", "<NON_REF>", ".", $"END={spot.Start + 1}",
                    "GT:DP:GQ", "0/0:30:99")
            .Record(spot.Place.Chrom, spot.Start + 2, inside, $"{alt},<NON_REF>", "GT:DP:GQ", "0/1:30:99")
            .RecordWith(spot.Place.Chrom, spot.Start + 3, Text(contig, spot.Start + 3, 1), "<NON_REF>", ".",
            $"END={spot.End + 99}", "GT:DP:GQ", "0/0:30:99"), spot));
    }

    [Theory, MemberData(nameof(HotSpots))]
    public async Task The_length_of_a_block_in_FORMAT_stands_over_END(string hotSpot, string build)
    {
        var spot = GivenVcf.Place(hotSpot, build);
        using var calls =
            await new GivenVcf(GivenVcf.Panel.On(build)!, "A", "B").Version("4.5")
            .Meta("##FORMAT=<ID=LEN,Number=1,Type=Integer,Description=\"x\">")
            .RecordWith(spot.Place.Chrom, spot.Start - 500, "A", "<*>", ".", $"END={spot.Start + 500}", "GT:DP:GQ:LEN",
            "0/0:30:99:5", "0/0:30:99:1001").CallAsync(stop: TestContext.Current.CancellationToken);
        var rows = calls.Calls().Select(c => c.Call).Where(c => c.HotSpot == hotSpot).Select(c => c.Status).ToArray();
        Assert.Equal(
            [Variants.Calling.Rows.CallStatus.NotCovered,
                spot.ReferenceIsCounted ? Variants.Calling.Rows.CallStatus.Called
                    : Variants.Calling.Rows.CallStatus.Reference], rows);
    }

    [Theory, MemberData(nameof(Indels))]
    public async Task An_indel_beside_its_star_in_the_next_record_is_one_event_and_one_anchored_behind_is_the_same_allele(
        string hotSpot, string build)
    {
        var spot = GivenVcf.Place(hotSpot, build);
        var contig = GivenVcf.Panel.On(build)!.On(spot.Place.Chrom)!;
        if (spot.Place.Ref.Length > 1)
        {
            var inside = Text(contig, spot.Start + 1, 1);
            var alt = "ACGT".First(b => b != inside[0]);
            Assert.Equal("called 2",
                await Row(
                    new GivenVcf(GivenVcf.Panel.On(build)!, "S1").Record(spot.Place.Chrom, spot.Start, spot.Place.Ref,
                        spot.Place.Counted, Full, "1/1:0,30:30:99")
                .Record(spot.Place.Chrom, spot.Start + 1, inside, $"{alt},*", Full, "2/2:0,0,30:30:99"), spot));
        }
        else
        {
            var behind = Text(contig, spot.End + 1, 1);
            Assert.Equal("called 1",
                await Row(
                    new GivenVcf(GivenVcf.Panel.On(build)!, "S1").Record(spot.Place.Chrom, spot.End + 1, behind,
                        spot.Place.Counted[1..] + behind, Full, "0/1:15,15:30:99"), spot));
        }
    }

    [Theory, MemberData(nameof(Snvs))]
    public async Task A_deletion_written_right_of_the_site_that_may_as_well_lie_over_it_is_asked(string hotSpot,
    string build)
    {
        var spot = GivenVcf.Place(hotSpot, build);
        var contig = GivenVcf.Panel.On(build)!.On(spot.Place.Chrom)!;
        // Every deletion just right of the site that rolls left over it.
        for (var length = 1; length < 9; length++)
            for (var shift = 1; shift < 9; shift++)
            {
                var at = spot.Start - 1 - (length - 1); // Anchor of the left form, whose last deleted base is the site.
                if (Text(contig, at - 1, length + shift + 3).Contains('\0', StringComparison.Ordinal)
                    || Text(contig, at + 1, shift) != Text(contig, at + 1 + length, shift)) continue;
                var right = Text(contig, at + shift, length + 1);
                var state =
                    await Row(
                    new GivenVcf(GivenVcf.Panel.On(build)!, "S1").Record(spot.Place.Chrom, at + shift, right,
                        right[..1], "GT", "1/1"), spot);
                var left = Text(contig, at, length + 1);
                Assert.Equal(
                    await Row(
                        new GivenVcf(GivenVcf.Panel.On(build)!, "S1").Record(spot.Place.Chrom, at, left, left[..1],
                            "GT", "1/1"), spot), state);
            }
    }

    [Fact]
    public async Task A_deletion_over_the_site_that_only_SVLEN_measures_is_seen()
    {
        var spot =
            GivenVcf.Place(GivenVcf.Panel.HotSpots.First(h => h.Places[0].Ref.Length == 1).Id,
            GivenVcf.Panel.Builds.Last().Id);
        GivenVcf With(string alt, string info, string gt = "0/1") =>
            new GivenVcf(GivenVcf.Panel.Builds.Last(), "S1").Version("4.4")
            .RecordWith(spot.Place.Chrom, spot.Start - 1000, "A", alt, "PASS", info, "GT", gt)
            .Record(spot.Place.Chrom, spot.Start, spot.Place.Ref, spot.Place.Counted, "GT", "0/0");
        foreach (var (alt, info) in ((string, string)[])[("<DEL>", "SVLEN=-5000"), ("<DEL>", $"END={spot.Start + 9}"),
            ("<CN0>", $"END={spot.Start + 9}")])
            Assert.Equal("called 0 hemizygous;no-depth;no-gq;no-qual;spanning-deletion", await Row(With(alt, info), spot));
        Assert.Equal("reference 0 no-depth;no-gq;no-qual", await Row(With("<DEL>", "SVLEN=-50"), spot));
        Assert.Equal("reference 0 no-depth;no-gq;no-qual",
            await Row(With("<DEL>", $"XEND=9;SVLEN=-50;CIEND={spot.Start + 9}"), spot));
        // Of several ALTs each has a length of its own; the sample carries the first, or the second.
        Assert.Equal("reference 0 no-depth;no-gq;no-qual",
            await Row(With("<DEL>,<DUP>", $"END={spot.Start + 4000};SVLEN=50,5000"), spot));
        Assert.Equal("called 0 hemizygous;no-depth;no-gq;no-qual;spanning-deletion",
            await Row(With("<DEL>,<DUP>", "SVLEN=5000,50"), spot));
        Assert.Equal("called 0 hemizygous;no-depth;no-gq;no-qual;spanning-deletion",
            await Row(With("<INS>,<DEL>", "SVLEN=50,5000", "0/2"), spot));
        Assert.Equal("called 0 no-depth;no-gq;no-qual;spanning-deletion",
            await Row(With("C,<DEL>", "SVLEN=.,5000", "0/2"), spot));
    }

    [Fact]
    public async Task A_complex_allele_over_a_hot_spot_is_never_read_as_normal()
    {
        var spot =
            GivenVcf.Place(GivenVcf.Panel.HotSpots.First(h => h.Places[0].Ref.Length == 1).Id,
            GivenVcf.Panel.Builds.Last().Id);
        var bases = Bases(spot, spot.Start, 4)!;
        var vcf = new GivenVcf(GivenVcf.Panel.Builds.Last(), "S1").Record(spot.Place.Chrom, spot.Start, bases,
            spot.Place.Counted + "GG", Full, "0/1:15,15:30:99");
        Assert.Equal("no-call complex-allele", await Row(vcf, spot));
    }

    static string? Bases(Variants.Panels.PlacedHotSpot spot, int start, int length)
    {
        var build = GivenVcf.Panel.Builds.Single(b => spot.Place.Build == b.Id);
        var text = Text(build.On(spot.Place.Chrom)!, start, length);
        return text.Contains('\0', StringComparison.Ordinal) ? null : text;
    }

    static string Text(Variants.Panels.PanelContig contig, int start, int length) =>
        string.Concat(Enumerable.Range(start, length).Select(p => (char)contig.BaseAt(p)));
}
