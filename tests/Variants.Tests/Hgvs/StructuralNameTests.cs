using System.Text;
using Thrombophilia.Given;
using Thrombophilia.Variants.Bgzf;
using Thrombophilia.Variants.Calling.Evidence;
using Thrombophilia.Variants.Hgvs;
using Thrombophilia.Variants.Vcf;
using Xunit;

namespace Thrombophilia.Variants.Tests.Hgvs;

/// <summary>
/// Transcripts on GRCh38. PROC reads forward: exon 3 is 127421283 to 127421449, c.71 to c.237. PROS1 reads backward:
/// exons 4 to 9 are 93896576 to 93910705, c.260 to c.965.
/// </summary>
public sealed class StructuralNameTests
{
    const string Exon3 = "2 127421032 <DEL> END=127421859";

    static async Task<StructuralName> Named(string record, double? copies = null, string version = "4.2")
    {
        var fields = record.Split(' ');
        var text =
            $"##fileformat=VCFv{version}\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n"
            + $"{fields[0]}\t{fields[1]}\t.\tN\t{fields[2]}\t.\t.\t{fields[3]}\n";
        var source = TextSource.Open(new MemoryStream(Encoding.ASCII.GetBytes(text)), "a.vcf");
        await using var closing = source.ConfigureAwait(false);
        var reader = new VcfReader(source, "a.vcf");
        await reader.ReadHeaderAsync(TestContext.Current.CancellationToken);
        await reader.FillAsync(TestContext.Current.CancellationToken);
        Assert.True(reader.Next());
        var build = GivenVcf.Panel.On("GRCh38")!;
        var contig = build.On(fields[0])!;
        var allele = new RecordEvidence(reader.Header, GivenVcf.Panel.Thresholds).Begin(reader.Record, contig)
            .Structural(1)!;
        var name = new VariantNamer(build).Name(contig.Genes[0].Gene.Symbol, allele, copies)!;
        return name with { Notes = [.. name.Notes.Order(StringComparer.Ordinal)] };
    }

    static async Task<string> Words(string record, double? copies = null, string version = "4.2")
    {
        var name = await Named(record, copies, version);
        return $"{name.HgvsC?.Split(':')[1]} | {name.Consequence} | {string.Join(';', name.Notes)}";
    }

    [Theory]
    [InlineData(Exon3,
        "c.71-250_237+410del | "
        + "splice_acceptor_variant&splice_donor_variant&feature_truncation&coding_sequence_variant | "
        + "exons-3;not-3-prime-aligned")]
    [InlineData("2 127421032 <DEL> SVLEN=-827",
        "c.71-250_237+410del | "
        + "splice_acceptor_variant&splice_donor_variant&feature_truncation&coding_sequence_variant | "
        + "exons-3;not-3-prime-aligned")]
    [InlineData("3 93896000 <DEL> END=93912000",
        "c.260-1295_965+575del | "
        + "splice_acceptor_variant&splice_donor_variant&feature_truncation&coding_sequence_variant | "
        + "exons-4-9;not-3-prime-aligned")]
    [InlineData("2 127420200 <DEL> END=127420300",
        "c.70+189_70+288del | intron_variant | intron-2;not-3-prime-aligned")]
    [InlineData("2 127421300 <DEL> END=127421859",
        "c.89_237+410del | splice_donor_variant&feature_truncation&coding_sequence_variant | exons-3;not-3-prime-aligned;part-of-exon-3")]
    [InlineData("2 127421232 <DEL> END=127421282",
        "c.71-50_71-1del | splice_acceptor_variant | intron-2;not-3-prime-aligned")]
    [InlineData("2 127421300 <DEL> END=127422930",
        "c.89_251del | splice_acceptor_variant&splice_donor_variant&feature_truncation&coding_sequence_variant | "
        + "exons-3-4;not-3-prime-aligned;part-of-exon-3;part-of-exon-4")]
    public async Task Exact_breakpoints_give_an_exact_name(string record, string expected) =>
    Assert.Equal(expected, await Words(record));

    [Theory]
    [InlineData(";IMPRECISE")]
    [InlineData(";CIPOS=-100,100;CIEND=-50,50")]
    [InlineData(";CIPOS=-10,10")]
    [InlineData(";CIPOS=x")]
    [InlineData(";SVCLAIM=D")]
    public async Task Uncertain_breakpoints_between_exons_give_the_introns_in_which_they_lie(string info) =>
        Assert.Equal(
        "c.(70+1_71-1)_(237+1_238-1)del | feature_truncation&coding_sequence_variant&intron_variant | "
        + "exons-3;imprecise", await Words(Exon3 + info));

    [Fact]
    public async Task An_exon_and_no_more_is_what_a_depth_of_targets_tells_and_its_breakpoints_lie_beside_it() =>
        Assert.Equal("c.(70+1_71-1)_(237+1_238-1)del | feature_truncation&coding_sequence_variant | exons-3;imprecise",
        await Words("2 127421282 <DEL> END=127421449;IMPRECISE"));

    [Fact]
    public async Task Uncertain_breakpoints_on_the_reverse_strand_are_told_in_the_direction_of_the_transcript() =>
        Assert.Equal(
        "c.(259+1_260-1)_(965+1_966-1)del | feature_truncation&coding_sequence_variant&intron_variant | "
        + "exons-4-9;imprecise", await Words("3 93896000 <DEL> END=93912000;CIPOS=-200,200;CIEND=-50,50"));

    [Fact]
    public async Task An_interval_that_reaches_over_an_exon_says_which_exons_are_sure_and_which_are_not()
    {
        Assert.Equal(
            "c.(70+1_71-1)_(238-117_263-34)del | feature_truncation&coding_sequence_variant&intron_variant | "
            + "exons-3;imprecise;perhaps-exons-3-4",
            await Words("2 127421032 <DEL> END=127422900;CIEND=-100,100"));
        Assert.Equal(
            "c.(71-550_121)_(237+1_238-1)del | feature_truncation&coding_sequence_variant&intron_variant | "
            + "exons-3;imprecise", await Words(Exon3 + ";CIPOS=-300,300"));
        // On the reverse strand an interval at POS is one at the 3' end.
        Assert.Equal(
            "c.(259+1_260-1)_(727+1_728-1)del | feature_truncation&coding_sequence_variant&intron_variant | "
            + "exons-4-7;imprecise", await Words("3 93900000 <DEL> END=93912000;CIPOS=-5,5"));
    }

    [Fact]
    public async Task Where_nothing_is_sure_no_consequence_is_told() =>
        Assert.Equal(" |  | imprecise;perhaps-exons-3",
        await Words("2 127421365 <DEL> END=127421367;CIPOS=-633,634;CIEND=-634,633"));

    [Theory]
    [InlineData("<DEL>", "c.(?_-87)_(*296_?)del | transcript_ablation | exons-1-9")]
    [InlineData("<CN0>", "c.(?_-87)_(*296_?)del | transcript_ablation | allele-copy-number-0;exons-1-9")]
    [InlineData("<DUP>", "c.(?_-87)_(*296_?)dup | transcript_amplification | exons-1-9;tandem-not-shown")]
    [InlineData("<DUP:TANDEM>", "c.(?_-87)_(*296_?)dup | transcript_amplification | exons-1-9")]
    [InlineData("<CN3>",
        "c.(?_-87)_(*296_?)dup | transcript_amplification | allele-copy-number-3;exons-1-9;imprecise;tandem-not-shown")]
    [InlineData("<CN1>", " |  | allele-copy-number-1;exons-1-9;imprecise")]
    [InlineData("<CNV>", " |  | copy-number-unknown;exons-1-9;imprecise")]
    [InlineData("<INV>", "c.(?_-87)_(*296_?)inv |  | exons-1-9;rearrangement-review")]
    [InlineData("<CPX>", " |  | exons-1-9;symbolic-allele")]
    public async Task A_whole_gene_is_told_as_such(string alt, string expected) =>
    Assert.Equal(expected, await Words($"2 127410000 {alt} END=127440000"));

    [Theory]
    [InlineData(1.0,
        "c.(70+1_71-1)_(237+1_238-1)del | feature_truncation&coding_sequence_variant&intron_variant | copy-number-1;exons-3;imprecise")]
    [InlineData(3.0,
        "c.(70+1_71-1)_(237+1_238-1)dup | feature_elongation&coding_sequence_variant&intron_variant | "
        + "copy-number-3;exons-3;imprecise;tandem-not-shown")]
    [InlineData(2.0, " |  | copy-number-2;exons-3;imprecise")]
    [InlineData(1.04,
        "c.(70+1_71-1)_(237+1_238-1)del | feature_truncation&coding_sequence_variant&intron_variant | copy-number-1.04;exons-3;imprecise")]
    public async Task The_number_of_copies_says_what_a_CNV_is(double copies, string expected) =>
    Assert.Equal(expected, await Words("2 127421032 <CNV> END=127421859", copies));

    [Fact]
    public async Task INFO_CN_counts_a_sample_s_copies_before_VCF_4_4_and_an_allele_s_from_there_on()
    {
        Assert.Contains("(237+1_238-1)del", await Words("2 127421032 <CNV> END=127421859;CN=1"),
            StringComparison.Ordinal);
        Assert.Equal(" |  | allele-copy-number-1;exons-3;imprecise",
            await Words("2 127421032 <CNV> END=127421859;CN=1", version: "4.4"));
        Assert.Contains("(237+1_238-1)dup", await Words("2 127421032 <CNV> END=127421859;CN=2", version: "4.4"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2 127422000 <DUP:TANDEM> END=127440000;IMPRECISE",
        "c.(237+1_238-1)_(*296_?)dup | "
        + "feature_elongation&coding_sequence_variant&3_prime_UTR_variant&intron_variant | exons-4-9;imprecise")]
    [InlineData("2 127421300 <INS> SVLEN=300",
        "c.88_89insN[300] | feature_elongation&coding_sequence_variant | exons-3;not-3-prime-aligned")]
    [InlineData("2 127421300 <INS> .",
        "c.88_89insN[?] | feature_elongation&coding_sequence_variant | exons-3;not-3-prime-aligned")]
    [InlineData("2 127420200 <INS:ME> SVLEN=300;IMPRECISE", " | intron_variant | imprecise;intron-2")]
    [InlineData("2 127421032 <INV> END=127421859",
        "c.71-250_237+410inv | coding_sequence_variant&intron_variant | exons-3;rearrangement-review")]
    [InlineData("2 127421300 N[3:5[ .", " |  | exons-3;rearrangement-review")]
    [InlineData("2 127421300 <BND> .", " |  | exons-3;rearrangement-review")]
    public async Task Gains_insertions_and_rearrangements_are_told_apart(string record, string expected) =>
    Assert.Equal(expected, await Words(record));

    [Theory]
    [InlineData("2 127421032 <DEL> .", " |  | end-unknown")]
    [InlineData("2 127421300 <DEL> END=127421859;IMPRECISE",
        " | feature_truncation&coding_sequence_variant&intron_variant | breakpoint-in-exon;exons-3;imprecise")]
    [InlineData("2 127420200 <DEL> END=127420300;IMPRECISE", " | intron_variant | imprecise;intron-2")]
    public async Task Where_no_name_can_be_given_a_note_says_why(string record, string expected) =>
    Assert.Equal(expected, await Words(record));

    [Fact]
    public async Task Lengths_that_contradict_each_other_are_told_and_the_longer_one_stands() =>
        Assert.Equal(
        "c.71-250_237+410del | "
        + "splice_acceptor_variant&splice_donor_variant&feature_truncation&coding_sequence_variant | "
        + "exons-3;length-conflict;not-3-prime-aligned", await Words(Exon3 + ";SVLEN=-100"));

    [Fact]
    public async Task A_lost_start_or_stop_codon_is_told() =>
        Assert.StartsWith("start_lost&feature_truncation",
        (await Named("2 127419000 <DEL> END=127420500;IMPRECISE")).Consequence, StringComparison.Ordinal);

    [Fact]
    public async Task The_protein_is_left_open_where_coding_bases_or_splice_sites_are_touched()
    {
        Assert.Equal("p.?", (await Named(Exon3)).HgvsP);
        Assert.Equal("p.?", (await Named("2 127421232 <DEL> END=127421282")).HgvsP);
        Assert.Null((await Named("2 127420200 <DEL> END=127420300")).HgvsP);
    }
}
