using Thrombophilia.Given;
using Thrombophilia.Variants.Calling.Rows;
using Thrombophilia.Variants.Panels;
using Thrombophilia.Variants.Problems;
using Xunit;

namespace Thrombophilia.Variants.Tests.Calling;

public sealed class PanelCallerTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;
    static readonly PanelBuild Build = GivenVcf.Panel.Builds.Last();
    static readonly PanelContig Contig = Build.Contigs.First(c => c.Genes.Count > 0);
    static readonly PlacedGene Gene = Contig.Genes[0];
    /// <summary>A place deep in an intron where the build reads ATC, which nothing but the panel's copy tells.</summary>
    static readonly int Intron = Enumerable.Range(Gene.Gene.Exons(Build.Id).Min(e => e.End) + 200, 1000)
        .First(p => Text(p, 3) == "ATC"
            && Enumerable.Range(p, 3).All(at => Contig.ConfirmedBaseAt(at) == 0));

    static string Text(int pos, int length) =>
        string.Concat(Enumerable.Range(pos, length).Select(p => (char)Contig.BaseAt(p)));

    static GivenVcf Vcf(params string[] samples) => new(Build, samples.Length == 0 ? ["S1"] : samples);

    static async Task<string[]> Rows(GivenVcf vcf)
    {
        using var calls = await vcf.CallAsync(stop: Stop);
        return [.. calls.Calls().Where(c => c.Call.HotSpot is null)
            .Select(r =>
            ($"{r.Sample} {r.Call.Pos - Intron} {r.Call.Ref}>{r.Call.Alt} {r.Call.Genotype} {r.Call.Status.Code()} "
            + $"{r.Call.Copies} {string.Join(';', r.Call.Notes)}").TrimEnd())];
    }

    static GivenVcf One(string refBases, string alt, string cell, string format = "GT:AD:DP:GQ", string filter = "PASS",
        string info = ".") =>
        Vcf().Meta("##FORMAT=<ID=AD,Number=R,Type=Integer,Description=\"x\">")
        .RecordWith(Contig.Name, Intron, refBases, alt, filter, info, format, cell);

    [Fact]
    public async Task A_sample_that_carries_a_variant_has_a_row_and_one_that_does_not_has_none()
    {
        var vcf = Vcf("A", "B", "C", "D").Record(Contig.Name, Intron, "A", "C,G", "GT", "0|1", "0|0", "1|2", "./.");
        Assert.Equal(
            ["A 0 A>C 0|1 called 1 no-balance;no-depth;no-gq;no-qual", "C 0 A>C 1|2 called 1 no-balance;no-depth;no-gq;no-qual",
                "C 0 A>G 1|2 called 1 no-balance;no-depth;no-gq;no-qual"], await Rows(vcf));
    }

    [Theory]
    [InlineData("1/.:10,10:20:99", "PASS", "no-call  at-least-1")]
    [InlineData("0/1:15,15:30:99", "q10", "filtered")]
    [InlineData("0/1:0,0:0:99", "PASS", "not-covered")]
    [InlineData("0/1:3,3:6:99", "PASS", "low-quality")]
    [InlineData("0/1:15,15:30:3", "PASS", "low-quality")]
    [InlineData("0/1:97,3:100:99", "PASS", "mosaic-or-ambiguous")]
    [InlineData("1:0,30:30:99", "PASS", "mosaic-or-ambiguous  ploidy-1")]
    [InlineData("1/1:0,30:30:99", ".", "called 2")]
    public async Task Its_status_is_judged_like_a_hot_spot_s(string cell, string filter, string expected) =>
        Assert.Equal($"S1 0 A>C {cell.Split(':')[0]} {expected}",
        Assert.Single(await Rows(One("A", "C", cell, filter: filter))));

    [Fact]
    public async Task Alleles_are_shown_parsimonious()
    {
        Assert.Equal("S1 1 T>G 0/1 called 1", Assert.Single(await Rows(One("ATC", "AGC", "0/1:15,15:30:99"))));
        Assert.Equal("S1 0 AT>A 0/1 called 1",
            Assert.Single(await Rows(One("ATC", "AC", "0/1:15,15:30:99"))));
        Assert.Equal("S1 0 ATC>GTG 0/1 called 1", Assert.Single(await Rows(One("ATC", "GTG", "0/1:15,15:30:99"))));
        Assert.Equal("S1 0 A>AT 0/1 called 1",
            Assert.Single(await Rows(One("a", "at", "0/1:15,15:30:99"))));
    }

    [Fact]
    public async Task Where_REF_differs_from_a_base_that_nothing_confirms_the_file_is_believed_and_a_note_says_so()
    {
        Assert.Equal("S1 0 G>C 0/1 called 1 reference-unconfirmed",
            Assert.Single(await Rows(One("G", "C", "0/1:15,15:30:99"))));
        // The panel's T is no T in the file: the deletion does not roll over it.
        Assert.Equal("S1 1 GC>G 0/1 called 1 reference-unconfirmed",
            Assert.Single(await Rows(One("AGC", "AG", "0/1:15,15:30:99"))));
    }

    [Fact]
    public async Task Where_REF_differs_from_a_confirmed_base_of_an_intron_the_record_lies_wrong()
    {
        var confirmed = Enumerable.Range(Gene.Start, Gene.End - Gene.Start)
            .First(p => Contig.ConfirmedBaseAt(p) != 0 && Contig.StatedBaseAt(p) == 0);
        var other = "ACGT".First(b => b != Contig.BaseAt(confirmed));
        var alt = "ACGT".First(b => b != Contig.BaseAt(confirmed) && b != other);
        Assert.Contains(" reference-mismatch ",
            Assert.Single(await Rows(Vcf().Record(Contig.Name, confirmed, $"{other}", $"{alt}", "GT", "0/1"))) + " ",
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_a_gap_of_the_sequence_an_indel_stays_where_the_file_has_it_and_notes_say_so()
    {
        var (contig, gap) = Build.Contigs.SelectMany(c => c.Genes.Select(g => (c, g)))
            .SelectMany(x => Enumerable.Range(x.g.Start, x.g.End - x.g.Start).Select(p => (x.c, p)))
            .First(x => x.c.BaseAt(x.p) == 0);
        using var calls = await Vcf().Record(contig.Name, gap + 500, "A", "AA", "GT", "0/1").CallAsync(stop: Stop);
        Assert.Equal("no-balance;no-depth;no-gq;no-qual;not-3-prime-aligned;not-left-aligned",
            string.Join(';', Assert.Single(calls.Calls(), c => c.Call.HotSpot is null).Call.Notes));
    }

    [Fact]
    public async Task An_indel_in_a_coding_repeat_is_left_aligned_in_every_spelling()
    {
        // The same base twice or more in a coding exon of the gene.
        var exon = Gene.Gene.Exons(Build.Id).First(e => e.CodingStart is not null && e.CodingEnd - e.CodingStart > 40);
        var at = Enumerable.Range(exon.CodingStart!.Value + 5, 30)
            .First(p => Contig.BaseAt(p) == Contig.BaseAt(p + 1) && Contig.BaseAt(p) != Contig.BaseAt(p - 1));
        string Base(int p) => $"{(char)Contig.BaseAt(p)}";
        var left = await Rows(Vcf().Record(Contig.Name, at - 1, Base(at - 1) + Base(at), Base(at - 1), "GT", "0/1"));
        var right = await Rows(Vcf().Record(Contig.Name, at, Base(at) + Base(at + 1), Base(at), "GT", "0/1"));
        Assert.Equal(left, right);
        Assert.DoesNotContain("not-left-aligned", Assert.Single(left), StringComparison.Ordinal);
    }

    [Theory, InlineData("<DEL>", true), InlineData("<DUP:TANDEM>", true), InlineData("]13:123]A", true),
        InlineData("<NON_REF>", false), InlineData("<*>", false), InlineData("*", false)]
    public async Task Rearrangements_are_listed_and_unspecified_alleles_are_not(string alt, bool listed) =>
        Assert.Equal(listed ? 1 : 0, (await Rows(One("A", alt, "0/1", "GT", info: $"END={Intron + 50}"))).Length);

    [Fact]
    public async Task A_rearrangement_that_begins_before_the_gene_and_reaches_into_it_is_listed()
    {
        Assert.Single(
            await Rows(
                Vcf().RecordWith(Contig.Name, Gene.Start - 5000, "N", "<DEL>", "PASS",
                    $"SVTYPE=DEL;END={Gene.Start + 10}", "GT", "0/1")));
        Assert.Empty(
            await Rows(
                Vcf().RecordWith(Contig.Name, Gene.Start - 5000, "N", "<DEL>", "PASS",
                    $"SVTYPE=DEL;END={Gene.Start - 10}", "GT", "0/1")));
    }

    [Fact]
    public async Task A_block_by_FORMAT_LEN_reaches_as_far_as_it_says_in_each_sample()
    {
        var spot = Contig.HotSpots.First(h => !h.ReferenceIsCounted);
        var vcf = Vcf("A", "B").Version("4.5").Meta("##FORMAT=<ID=LEN,Number=1,Type=Integer,Description=\"x\">")
            .RecordWith(Contig.Name, spot.Start - 100, "A", "<*>", ".", ".", "GT:DP:GQ:LEN", "0/0:30:50:150",
            "0/0:30:50:100");
        using var calls = await vcf.CallAsync(stop: Stop);
        Assert.Equal([CallStatus.Reference, CallStatus.NotCovered],
            calls.Calls().Where(c => c.Call.HotSpot == spot.HotSpot.Id).Select(c => c.Call.Status));
    }

    [Theory]
    [InlineData("A", "C", "GT:DP", "0/2:30", "bad-genotype")]
    [InlineData("A", "C", "GT:DP", "0/x:30", "bad-genotype")]
    [InlineData("A", "C", "GT:DP", "0|:30", "bad-genotype")]
    [InlineData("A", "C", "GT:DP", ":30", "bad-cell")]
    [InlineData("A", "C", "GT", "", "bad-genotype")]
    [InlineData("A", "C", "GT:DP", "", "bad-cell")]
    [InlineData("A", "C", "GT:DP", "0/1:", "bad-cell")]
    [InlineData("A", "C", "GT:FT:DP", "0/1::30", "bad-cell")]
    [InlineData("A", "C", "GT:DP", "0/1:3o", "bad-integer")]
    [InlineData("A", "C", "GT:DP", "0/1:-3", "bad-integer")]
    [InlineData("A", "C", "GT:DP", "0/1:30.0", "bad-integer")]
    [InlineData("A", "C", "GT:GQ", "0/1:high", "bad-number")]
    [InlineData("A", "C", "GT:AD", "0/1:15", "bad-counts")]
    [InlineData("A", "C", "GT:AD", "0/1:15,15,15", "bad-counts")]
    [InlineData("A", "C", "GT:AD", "0/1:15,x", "bad-counts")]
    [InlineData("A", "C", "GT:GT", "0/1:0/1", "format-key-twice")]
    [InlineData("A", "C", "GT:F T", "0/1:q10", "bad-format")]
    [InlineData("A", "C", "GT::DP", "0/1:q10:30", "bad-format")]
    [InlineData("A", "C", "GT:", "0/1", "bad-format")]
    [InlineData("A", "C", "GT:D*P", "0/1:3", "bad-format")]
    [InlineData("", "C", "GT", "0/1", "bad-ref")]
    [InlineData("A1", "C", "GT", "0/1", "bad-ref")]
    [InlineData("A", "", "GT", "0/1", "bad-alt")]
    [InlineData("A", "C,", "GT", "0/1", "bad-alt")]
    [InlineData("A", "Y", "GT", "0/1", "bad-alt")]
    [InlineData("A", "C1", "GT", "0/1", "bad-alt")]
    [InlineData("A", "<DEL", "GT", "0/1", "bad-alt")]
    [InlineData("A", "C,C", "GT", "1/2", "bad-alt")]
    [InlineData("A", "C,c", "GT", "1/2", "bad-alt")]
    [InlineData("A", "A", "GT", "0/1", "bad-alt")]
    [InlineData("A", "C,a", "GT", "0/1", "bad-alt")]
    [InlineData("A", "<>", "GT", "0/1", "bad-alt")]
    [InlineData("A", "<<DEL>>", "GT", "0/1", "bad-alt")]
    [InlineData("A", "<INS>X>", "GT", "0/1", "bad-alt")]
    [InlineData("A", "A[", "GT", "0/1", "bad-alt")]
    [InlineData("A", "[1:100[", "GT", "0/1", "bad-alt")]
    [InlineData("A", "A[1:x[", "GT", "0/1", "bad-alt")]
    [InlineData("A", "C]C", "GT", "0/1", "bad-alt")]
    [InlineData("A", ".1", "GT", "0/1", "bad-alt")]
    [InlineData("A", "C", "GT:DP", "0/1:30:7", "bad-cell")]
    public async Task A_deciding_field_that_cannot_be_read_refuses_the_file(string refBases, string alt, string format,
    string cell, string code)
    {
        var vcf = One(refBases, alt, cell, format);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => vcf.CallAsync(stop: Stop));
        Assert.Equal((code, vcf.Text().Split('\n').Length - 1L), (refused.Problem.Code, refused.Problem.Place.Line));
        // The same record far from the panel is the business of others.
        (await Vcf().Record("7", 100, refBases, alt, format, cell).CallAsync(stop: Stop)).Dispose();
    }

    [Theory, InlineData("q10", false), InlineData("", false), InlineData("30;1", false), InlineData(".", true),
        InlineData("99.5", true), InlineData("1e3", true)]
    public async Task A_quality_that_is_no_number_refuses_the_file_because_the_columns_may_be_shifted(string qual,
    bool isRead)
    {
        var build = GivenVcf.Panel.Builds.Last();
        var spot = build.Contigs.First(c => c.HotSpots.Count > 0).HotSpots[0];
        var text = new GivenVcf(build, "S1").Record(spot.Place.Chrom, spot.Place.Pos, spot.Place.Ref,
            spot.Place.Counted, "GT:DP", "0/0:30").Text()
            .Replace($"\t{spot.Place.Counted}\t.\tPASS\t", $"\t{spot.Place.Counted}\t{qual}\t.\t",
            StringComparison.Ordinal);
        var call = new PanelAnalysis(GivenVcf.Panel).CallAsync(
            new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), "given.vcf", new CallOptions(), Stop);
        if (isRead) (await call).Dispose();
        else Assert.Equal("bad-qual", (await Assert.ThrowsAsync<RefusedException>(() => call)).Problem.Code);
    }

    [Theory, InlineData("A[7:100["), InlineData("A]chr7:100]"), InlineData("]7:100]GA"), InlineData("[<ctg:1>:7[A"),
        InlineData(".A"), InlineData("A."), InlineData("<INS:ME>", "not-3-prime-aligned")]
    public async Task A_breakend_or_a_symbol_is_a_row_of_its_own(string alt, string note = "rearrangement-review") =>
        Assert.EndsWith($">{alt} 0/1 called 1 intron-24;no-depth;no-gq;no-qual;{note}",
        Assert.Single(await Rows(One("A", alt, "0/1", "GT"))).Replace("  ", " ", StringComparison.Ordinal),
            StringComparison.Ordinal);

    [Fact]
    public async Task Counts_of_another_length_are_absent_where_no_Number_promises_them() =>
        Assert.Equal("S1 0 A>C 0/1 called 1 no-balance;no-depth;no-gq;no-qual",
            Assert.Single(await Rows(Vcf().Record(Contig.Name, Intron, "A", "C", "GT:AD", "0/1:15"))));

    [Theory]
    [InlineData("Number=1,Type=Integer", "28,2", "mosaic-or-ambiguous")]
    [InlineData("Number=2,Type=Integer", "28,2", "mosaic-or-ambiguous")]
    [InlineData("Number=.,Type=Integer", "28,2", "mosaic-or-ambiguous")]
    [InlineData("Number=1,Type=Integer", "2", "called")]
    [InlineData("Number=1,Type=String", "28/2", "called")]
    public async Task A_header_that_declares_counts_wrongly_does_not_switch_the_balance_off(string declared,
    string counts, string status) =>
        Assert.Contains($" 0/1 {status} ",
        Assert.Single(
            await Rows(
                Vcf().Meta($"##FORMAT=<ID=AD,{declared},Description=\"x\">")
                    .Record(Contig.Name, Intron, "A", "C", "GT:AD", $"0/1:{counts}"))), StringComparison.Ordinal);

    [Theory]
    [InlineData("<NON_REF>", "END=16954x")]
    [InlineData("<NON_REF>", "END=")]
    [InlineData("<*>", "END=1.5")]
    [InlineData(".", "END=-1")]
    [InlineData("C,<NON_REF>", "DP=5; END=200000000")]
    [InlineData("<DEL>", "END=200000000;END=5000")]
    [InlineData("<DEL>", "END=7")]
    [InlineData("<DEL>", "SVLEN=-1e5")]
    [InlineData("<DEL:ME>", "SVLEN=12x,5")]
    [InlineData("<DUP>", "END=99999999999")]
    public async Task A_block_or_a_rearrangement_of_unknown_length_before_the_panel_refuses_the_file(string alt,
    string info) =>
        Assert.Equal("bad-end", (await Assert.ThrowsAsync<RefusedException>(() =>
            Vcf().RecordWith(Contig.Name, 1000, "A", alt, "PASS", info, "GT", "0/1")
            .CallAsync(stop: Stop))).Problem.Code);

    [Theory]
    [InlineData("<DEL>", "END=2000;SVLEN=-1000,.;END=2000")]
    [InlineData("<TRA>", "CHR2=3;END=5")]
    [InlineData("<INS>", "SVLEN=.;CIEND=x; END2=5;END=.")]
    [InlineData("C", "END=x")]
    public async Task A_record_of_known_length_before_the_panel_is_passed_over(string alt, string info) =>
        Assert.Empty(await Rows(Vcf().RecordWith(Contig.Name, 1000, "A", alt, "PASS", info, "GT", "0/1")));

    /// <summary>A hot spot without a gene around it has no base to spare.</summary>
    [Theory]
    [MemberData(nameof(GivenVcf.HotSpots), MemberType = typeof(GivenVcf))]
    public async Task An_empty_REF_at_a_hot_spot_refuses_the_file(string hotSpot, string build)
    {
        var place = GivenVcf.Place(hotSpot, build).Place;
        var vcf = new GivenVcf(GivenVcf.Panel.On(build)!, "S").Record(place.Chrom, place.Pos, "", "A", "GT", "0/1");
        Assert.Equal("bad-ref",
            (await Assert.ThrowsAsync<RefusedException>(() => vcf.CallAsync(stop: Stop))).Problem.Code);
    }

    [Theory]
    [MemberData(nameof(GivenVcf.HotSpots), MemberType = typeof(GivenVcf))]
    public async Task A_REF_that_contradicts_a_hot_spot_spoils_every_row_of_its_record(string hotSpot, string build)
    {
        var place = GivenVcf.Place(hotSpot, build).Place;
        var wrong = place.Ref[0] == 'A' ? "C" : "A";
        using var calls =
            await new GivenVcf(GivenVcf.Panel.On(build)!, "S").Record(place.Chrom, place.Pos, wrong, "G,T", "GT", "1/2")
            .CallAsync(stop: Stop);
        Assert.All(calls.Calls().Where(c => c.Call.Genotype is not null),
            c => Assert.Equal(CallStatus.ReferenceMismatch, c.Call.Status));
        Assert.Contains(calls.Calls(), c => c.Call.HotSpot == hotSpot && c.Call.Status == CallStatus.ReferenceMismatch);
    }

    [Theory, InlineData("x"), InlineData("1,2,x"), InlineData("-1"), InlineData("5,")]
    public async Task Counts_that_are_no_numbers_refuse_the_file_whatever_their_length(string counts) =>
        Assert.Equal("bad-counts",
        (await Assert.ThrowsAsync<RefusedException>(
            () => Vcf().Record(Contig.Name, Intron, "A", "C", "GT:AD", $"0/1:{counts}")
                .CallAsync(stop: Stop))).Problem.Code);

    [Theory]
    [InlineData("0/1", "0/0")]
    [InlineData("0/0", "0/1")]
    [InlineData("0/1", "1/1")]
    public async Task Two_records_of_one_allele_that_disagree_are_no_call(string first, string second) =>
        Assert.EndsWith("no-call  conflicting-records", Assert.Single(await Rows(Vcf()
            .Record(Contig.Name, Intron, "A", "C", "GT", first).Record(Contig.Name, Intron, "A", "C", "GT", second))),
            StringComparison.Ordinal);

    [Fact]
    public async Task A_failing_record_denies_nothing() =>
        Assert.EndsWith("called 1 no-balance", Assert.Single(await Rows(Vcf()
            .Record(Contig.Name, Intron, "A", "C", "GT:DP:GQ", "0/1:30:99")
            .Record(Contig.Name, Intron, "A", "C", "GT:DP:GQ", "0/0:0:0"))), StringComparison.Ordinal);

    [Fact]
    public async Task Half_a_split_genotype_without_its_other_half_is_no_heterozygote()
    {
        Assert.EndsWith("mosaic-or-ambiguous ", Assert.Single(await Rows(
            Vcf().Record(Contig.Name, Intron, "A", "C", "GT:AD:DP:GQ", "0/1:1,15:22:99"))) + " ",
            StringComparison.Ordinal);
        Assert.Equal(["S1 0 A>C 0/1 called 1 split-record", "S1 0 A>G 1/0 called 1 split-record"], await Rows(
            Vcf().Record(Contig.Name, Intron, "A", "C", "GT:AD:DP:GQ", "0/1:0,21:40:99")
            .Record(Contig.Name, Intron, "A", "G", "GT:AD:DP:GQ", "1/0:0,19:40:99")));
    }

    [Fact]
    public async Task An_insertion_without_its_anchor_lies_behind_its_position()
    {
        using var calls = await Vcf().RecordWith("2", 127426150, "N", "TTGACTCACAGCTGTAGG", "PASS",
            "SVTYPE=INS;SVLEN=18", "GT", "0/1").CallAsync(stop: Stop);
        var row = Assert.Single(calls.Calls().Select(c => c.Call), c => c.HotSpot is null);
        Assert.Equal("NM_000312.4:c.601_602insTTGACTCACAGCTGTAGG", row.HgvsC);
    }

    [Fact]
    public async Task The_worse_of_two_readings_of_one_allele_stands() =>
        Assert.Contains(" filtered", Assert.Single(await Rows(Vcf()
            .Record(Contig.Name, Intron, "A", "C", "GT", "0/1")
            .RecordWith(Contig.Name, Intron, "A", "C", "q10", ".", "GT", "0/1"))), StringComparison.Ordinal);

    [Fact]
    public async Task An_unspecified_allele_beside_a_listed_one_is_no_call() =>
        Assert.EndsWith("no-call  at-least-1",
        Assert.Single(await Rows(Vcf().Record(Contig.Name, Intron, "A", "C,<NON_REF>", "GT", "1/2"))),
            StringComparison.Ordinal);

    [Fact]
    public async Task A_deletion_whose_length_only_SVLEN_tells_is_listed_where_it_reaches_into_a_gene()
    {
        Assert.Single(
            await Rows(
                Vcf().Version("4.4")
                    .RecordWith(Contig.Name, Gene.Start - 5000, "N", "<DEL>", "PASS", "SVLEN=-6000", "GT", "0/1")));
        Assert.Empty(
            await Rows(
                Vcf().Version("4.4")
                    .RecordWith(Contig.Name, Gene.Start - 5000, "N", "<DEL>", "PASS", "SVLEN=-600", "GT", "0/1")));
        // Of several each has its own length, and an insertion takes no base away.
        GivenVcf With(string alts, string lengths, string gt) =>
            Vcf().Version("4.4")
            .RecordWith(Contig.Name, Gene.Start - 5000, "N", alts, "PASS", $"SVLEN={lengths}", "GT", gt);
        foreach (var gt in (string[])["0/1", "1/1", "1|0"])
            Assert.Empty(await Rows(With("<DEL>,<DUP>", "600,6000", gt)));
        Assert.Contains("<DUP>", Assert.Single(await Rows(With("<DEL>,<DUP>", "600,6000", "1/2"))),
            StringComparison.Ordinal);
        Assert.Contains("<DEL>", Assert.Single(await Rows(With("<INS>,<DEL>", "6000,6000", "1/2"))),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<CNV>", "0/1:2", "")] // Two copies are no change.
    [InlineData("<CNV>", "1/1:2", "")]
    [InlineData("<CNV>", "0/0:2", "")]
    [InlineData("<CNV>", "0/1:1", "called 1 copy-number-1;imprecise;intron-24;no-depth;no-gq;no-qual")]
    [InlineData("<CNV>", "./.:1",
        "called 1 copies-from-cn;copy-number-1;imprecise;intron-24;no-depth;no-gq;no-qual")]
    [InlineData("<CNV>", "./.:2", "")]
    [InlineData("<CNV>", "0/0:3", "no-call  copy-number-3;copy-number-conflict;imprecise;intron-24")]
    [InlineData("<CNV>", "0/1:.", "called 1 copy-number-unknown;imprecise;intron-24;no-depth;no-gq;no-qual")]
    [InlineData("<DEL>", "0/1:1", "called 1 copy-number-1;intron-24;no-depth;no-gq;no-qual;not-3-prime-aligned")]
    [InlineData("<DEL>", "0/1:2", "no-call  copy-number-2;copy-number-conflict;intron-24;not-3-prime-aligned")]
    [InlineData("<DEL>", "0/0:3", "")]
    [InlineData("<DUP:TANDEM>", "0/0:3", "no-call  copy-number-3;copy-number-conflict;intron-24;not-3-prime-aligned")]
    [InlineData("<DUP:TANDEM>", "0/1:3", "called 1 copy-number-3;intron-24;no-depth;no-gq;no-qual;not-3-prime-aligned")]
    [InlineData("<DEL>,<CN2>", "1/2:2",
        "called 1 copy-number-2;intron-24;no-depth;no-gq;no-qual;not-3-prime-aligned|called 1 allele-copy-number-2;"
        + "copy-number-2;imprecise;intron-24;no-depth;no-gq;no-qual")]
    public async Task A_sample_s_copy_number_and_genotype_have_to_say_the_same(string alt, string cell, string expected)
    {
        var rows =
            await Rows(Vcf().RecordWith(Contig.Name, Intron, "N", alt, "PASS", $"END={Intron + 50}", "GT:CN", cell));
        Assert.Equal(expected.Length == 0 ? [] : expected.Split('|'),
            rows.Select(r => string.Join(' ', r.Split(' ')[4..]))
                .OrderBy(r => r.Contains("allele-copy", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_copy_number_that_is_no_number_refuses_the_file() =>
    Assert.Equal("bad-number", (await Assert.ThrowsAsync<RefusedException>(() =>
        Vcf().RecordWith(Contig.Name, Intron, "N", "<CNV>", "PASS", $"END={Intron + 50}", "GT:CN", "0/1:x")
        .CallAsync(stop: Stop))).Problem.Code);

    [Fact]
    public async Task Two_deletions_that_begin_together_and_end_apart_are_two_variants()
    {
        var rows = await Rows(Vcf()
            .RecordWith(Contig.Name, Intron, "N", "<DEL>", "PASS", $"END={Intron + 50}", "GT", "0/1")
            .RecordWith(Contig.Name, Intron, "N", "<DEL>", "PASS", $"END={Intron + 90}", "GT", "1/1"));
        Assert.Equal(2, rows.Length);
    }

    [Fact]
    public async Task Names_of_another_assembly_are_refused_and_names_that_nobody_knows_are_named()
    {
        var other = GivenVcf.Panel.Contigs.On(Build.Id)[0].Accession.Split('.')[0] + ".1";
        var refused =
            await Assert.ThrowsAsync<RefusedException>(
            () => Vcf().Record(other, 5, "A", "C", "GT", "0/1").CallAsync(stop: Stop));
        Assert.Equal("other-assembly-name", refused.Problem.Code);
        using var calls = await Vcf().Record("scaffold_7", 5, "A", "C", "GT", "0/1").CallAsync(stop: Stop);
        Assert.Contains(calls.Warnings, w => w.Code == "no-known-chromosome");
        refused =
            await Assert.ThrowsAsync<RefusedException>(
            () => Vcf().Record("scaffold_7", 5, "A", "C", "GT", "0/1")
                .CallAsync(new CallOptions { AssumeReference = true }, Stop));
        Assert.Equal("no-known-chromosome", refused.Problem.Code);
    }

    [Fact]
    public async Task What_is_kept_of_a_file_is_bounded()
    {
        var vcf = Vcf();
        var inserted = new string('A', 1 << 20);
        for (var i = 0; i < 80; i++) vcf.Record(Contig.Name, Intron + i, Text(Intron + i, 1), "G" + inserted, "GT", "0/1");
        var refused = await Assert.ThrowsAsync<RefusedException>(() => vcf.CallAsync(stop: Stop));
        Assert.Equal("too-much-to-hold", refused.Problem.Code);
    }

    [Fact]
    public async Task A_last_genotype_that_is_cut_without_a_line_end_is_refused_wherever_it_lies()
    {
        var text = Vcf("A", "B").Record("7", 100, "A", "C", "GT", "0|1", "0|").Text().TrimEnd('\n');
        var refused = await Assert.ThrowsAsync<RefusedException>(() => new PanelAnalysis(GivenVcf.Panel)
            .CallAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), "t", new CallOptions(), Stop));
        Assert.Equal("bad-genotype", refused.Problem.Code);
    }

    [Fact]
    public async Task Rows_come_by_position_then_alleles_then_samples()
    {
        using var calls =
            await Vcf("B", "A").Record(Contig.Name, Intron + 9, "A", "T,C", "GT", "1/2", "1/2")
            .Record(Contig.Name, Intron, "A", "C", "GT", "1/1", "0/1").CallAsync(stop: Stop);
        var rows = calls.Calls().ToArray();
        var order = Build.Contigs.Select(c => c.Name).ToList();
        Assert.Equal(
            rows.OrderBy(r => order.IndexOf(r.Call.Chrom)).ThenBy(r => r.Call.Pos)
                .ThenBy(r => r.Call.Ref, StringComparer.Ordinal).ThenBy(r => r.Call.Alt, StringComparer.Ordinal)
                .ThenByDescending(r => r.Sample), rows);
        Assert.Equal("unsorted", Assert.Single(calls.Warnings).Code);
    }

    [Fact]
    public async Task Rows_past_sixteen_megabytes_wait_in_a_file_and_come_back_the_same()
    {
        var samples = Enumerable.Range(0, 2000).Select(i => $"S{i}").ToArray();
        var cells = samples.Select(_ => "0|1").ToArray();
        var vcf = Vcf(samples);
        for (var i = 0; i < 250; i++) vcf.Record(Contig.Name, Intron + i, "A", "C", "GT", cells);
        using var calls = await vcf.CallAsync(stop: Stop);
        var rows = calls.Calls().Select(c => c.Call).Where(c => c.HotSpot is null);
        Assert.Equal(500_000, rows.Count());
        Assert.All(rows.Where((_, i) => i % 9973 == 0),
            r => Assert.Equal((1, "0|1", CallStatus.Called), (r.Copies ?? 0, r.Genotype, r.Status)));
    }
}
