using FsCheck;
using FsCheck.Fluent;
using Thrombophilia.Given;
using Thrombophilia.Variants.Calling.Rows;
using Thrombophilia.Variants.Panels;
using Xunit;

namespace Thrombophilia.Variants.Tests;

/// <summary>
/// A file may be written in many ways that say the same or less. None of them makes a genotype surer, and none changes
/// a proven one: it is the same, or it has a status that says why not.
/// </summary>
public sealed class CertaintyTests
{
    const string Format = "GT:DP:GQ:AD";
    static readonly PanelBuild Build = GivenVcf.Panel.On("GRCh38")!;

    sealed record Given(string HotSpot, string Cell, string Qual, string Filter, int BlockQuality, int Cut)
    {
        public PlacedHotSpot Spot => GivenVcf.Place(HotSpot, Build.Id);

        public int[] Reads => [.. Cell.Split(':')[3].Split(',').Select(int.Parse)];
    }

    static Gen<Given> Cases { get; } =
        from spot in Gen.Elements(GivenVcf.Panel.HotSpots.Where(h => h.Class is not "modifier").Select(h => h.Id).ToArray())
        from gt in Gen.Elements("0/0", "0/1", "1/1", "0|1", "./.", "./1", "1", "0/0", "0/1")
        from reads in Gen.Elements((30, 0), (15, 15), (0, 30), (3, 3), (27, 3), (0, 0))
        from quality in Gen.Elements(99, 99, 25, 12)
        from qual in Gen.Elements(".", "200", "3")
        from filter in Gen.Elements("PASS", "PASS", ".", "q10")
        from block in Gen.Elements(60, 60, 5)
        from cut in Gen.Choose(-40, 40)
        select new Given(spot, $"{gt}:{reads.Item1 + reads.Item2}:{quality}:{reads.Item1},{reads.Item2}", qual, filter,
            block, cut);

    static GivenVcf Vcf(params string[] samples) => new(Build, samples);

    static GivenVcf Record(GivenVcf vcf, Given given) => vcf.RecordWith(given.Spot.Place.Chrom, given.Spot.Place.Pos,
        given.Spot.Place.Ref, given.Spot.Place.Counted, given.Filter, ".", Format, given.Cell).Qual(given.Qual);

    static (CallStatus Status, int? Copies, string Notes) Read(GivenVcf vcf, string hotSpot)
    {
        var row = vcf.AtAsync(hotSpot).GetAwaiter().GetResult();
        return (row.Status, row.Copies, string.Join(';', row.Notes));
    }

    static bool IsProven(CallStatus status) => status is CallStatus.Reference or CallStatus.Called;

    /// <summary>What is proven of the file written anew was proven before, and is the same.</summary>
    static void NeverSurer(Given given, GivenVcf before, GivenVcf after)
    {
        var (was, @is) = (Read(before, given.HotSpot), Read(after, given.HotSpot));
        if (IsProven(@is.Status)) Assert.Equal((was.Status, was.Copies), (@is.Status, @is.Copies));
    }

    static void ForAll(Action<Given> property) => Prop.ForAll(Arb.From(Cases), given =>
    {
        property(given);
        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Other_names_of_the_chromosomes_say_the_same() => ForAll(given =>
    {
        var plain = Read(Record(Vcf("S1"), given), given.HotSpot);
        Assert.Equal(plain, Read(Record(Vcf("S1").ChromPrefix("chr"), given), given.HotSpot));
    });

    [Fact]
    public void An_allele_written_longer_or_further_right_is_the_same() => ForAll(given =>
    {
        var place = given.Spot.Place;
        var contig = Build.On(place.Chrom)!;
        var before = Record(Vcf("S1"), given);
        // One more base on either side where the panel knows it.
        foreach (var at in new[] { place.Pos - 1, place.Pos + place.Ref.Length })
        {
            if (contig.BaseAt(at) is not (not 0 and var letter)) continue;
            var known = (char)letter;
            var (pos, refBases, alt) = at < place.Pos ? (at, known + place.Ref, known + place.Counted)
                : (place.Pos, place.Ref + known, place.Counted + known);
            NeverSurer(given, before, Vcf("S1").RecordWith(place.Chrom, pos, refBases, alt, given.Filter, ".", Format,
                given.Cell).Qual(given.Qual));
        }
    });

    [Fact]
    public void A_record_with_an_allele_that_nobody_carries_more_is_no_surer() => ForAll(given =>
    {
        var place = given.Spot.Place;
        var cell = given.Cell.Split(':');
        NeverSurer(given, Record(Vcf("S1"), given), Vcf("S1").RecordWith(place.Chrom, place.Pos, place.Ref,
            place.Counted + ",<NON_REF>", given.Filter, ".", Format,
            $"{cell[0]}:{cell[1]}:{cell[2]}:{cell[3]},0").Qual(given.Qual));
    });

    [Fact]
    public void Two_alleles_in_one_record_and_in_two_say_the_same_or_less() => ForAll(given =>
    {
        var place = given.Spot.Place;
        if (place.Ref.Length > 1 || place.Counted.Length > 1) return;
        var other = "ACGT".First(b => b != place.Ref[0] && b != place.Counted[0]).ToString();
        var (first, second) = (given.Reads[0], given.Reads[1]);
        var joined = Vcf("S1").RecordWith(place.Chrom, place.Pos, place.Ref, $"{place.Counted},{other}", given.Filter,
            ".", Format, $"1/2:{first + second}:99:0,{first},{second}").Qual(given.Qual);
        foreach (var (one, two) in new[] { ("0/1", "0/1"), ("1/0", "0/1"), ("./1", "1/."), ("./1", "./1") })
            NeverSurer(given, joined, Vcf("S1")
                .RecordWith(place.Chrom, place.Pos, place.Ref, place.Counted, given.Filter, ".", Format,
                $"{one}:{first + second}:99:0,{first}").Qual(given.Qual)
                .RecordWith(place.Chrom, place.Pos, place.Ref, other, given.Filter, ".", Format,
                $"{two}:{first + second}:99:0,{second}").Qual(given.Qual));
    });

    [Fact]
    public void A_block_cut_in_two_proves_no_more_than_the_whole() => ForAll(given =>
    {
        var (chrom, pos) = (given.Spot.Place.Chrom, given.Spot.Place.Pos);
        GivenVcf Block(GivenVcf vcf, int from, int to, int quality) => from > to ? vcf
            : vcf.RecordWith(chrom, from, First(from), "<NON_REF>", ".", $"END={to}", "GT:GQ:MIN_DP",
            $"0/0:{quality}:30");
        string First(int at) => Build.On(chrom)!.BaseAt(at) is not 0 and var known ? ((char)known).ToString() : "A";
        var whole = Block(Vcf("S1"), pos - 100, pos + 100, given.BlockQuality);
        var cut = pos + given.Cut;
        NeverSurer(given, whole, Block(Block(Vcf("S1"), pos - 100, cut, given.BlockQuality), cut + 1, pos + 100,
            given.BlockQuality));
        // Where one half is worse, it is no surer; and an unread half takes nothing from the other.
        NeverSurer(given, whole, Block(Block(Vcf("S1"), pos - 100, cut, given.BlockQuality), cut + 1, pos + 100, 3));
    });

    [Fact]
    public void Another_sample_in_the_file_makes_none_surer() => ForAll(given =>
    {
        var place = given.Spot.Place;
        var before = Record(Vcf("S1"), given);
        foreach (var beside in new[] { "0/1:30:99:15,15", "./.:.:.:.", "0/0:30:99:30,0" })
        {
            GivenVcf Merged(string cell) => Vcf("S1", "S2").RecordWith(place.Chrom, place.Pos, place.Ref, place.Counted,
                given.Filter, ".", Format, cell, beside).Qual(given.Qual);
            Assert.Equal(Read(before, given.HotSpot), Read(Merged(given.Cell), given.HotSpot));
            // A sample that had no record there is filled in, or left open: neither proves anything.
            Assert.False(IsProven(Read(Merged("0/0:.:.:."), given.HotSpot).Status));
            Assert.False(IsProven(Read(Merged("./.:.:.:."), given.HotSpot).Status));
        }
    });

    [Fact]
    public void Whatever_stands_beside_the_site_changes_nothing() => ForAll(given =>
    {
        var place = given.Spot.Place;
        var end = given.Spot.End + 70 + Math.Abs(given.Cut);
        var alone = Read(Record(Vcf("S1"), given), given.HotSpot);
        Assert.Equal(alone, Read(Record(Vcf("S1"), given)
            .RecordWith(place.Chrom, end, "N", "<NON_REF>", ".", $"END={end + 50}", "GT:DP:GQ", "./.:0:0")
            .RecordWith(place.Chrom, end + 60, "N", "A,<*>", "q10", ".", "GT:DP:GQ", "0/1:3:1"), given.HotSpot));
    });
}
