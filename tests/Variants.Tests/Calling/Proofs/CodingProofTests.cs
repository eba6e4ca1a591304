using Thrombophilia.Given;
using Thrombophilia.Variants.Calling.Proofs;
using Thrombophilia.Variants.Panels;
using Xunit;

namespace Thrombophilia.Variants.Tests.Calling.Proofs;

public sealed class CodingProofTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;
    static readonly PanelBuild Build = GivenVcf.Panel.Builds.Last();
    static readonly PanelContig Contig = Build.Contigs.First(c => c.Genes.Count > 0);
    static readonly PlacedGene Gene = Contig.Genes[0];
    /// <summary>A coding exon without a hot spot in it.</summary>
    static readonly Exon Exon =
        Gene.Gene.Exons(Build.Id)
        .First(e => e.CodingEnd - e.CodingStart > 50
        && !Contig.HotSpots.Any(h => h.Start <= e.End && h.End >= e.Start));
    static readonly int Within = Exon.CodingStart!.Value + 10;

    static GivenVcf Vcf() => new(Build, "S1");

    static GivenVcf Block(GivenVcf vcf, string cell = "0/0:30:40:25", int from = 0, int to = 0, string filter = ".") =>
        vcf.RecordWith(Contig.Name, from == 0 ? Gene.Start : from, "A", "<NON_REF>", filter,
        $"END={(to == 0 ? Gene.End : to)}", "GT:DP:GQ:MIN_DP", cell);

    static string Base(int pos) => $"{(char)Contig.BaseAt(pos)}";

    static string Other(int pos) => Base(pos) == "A" ? "C" : "A";

    static async Task<Coverage> Of(GivenVcf vcf, CallOptions? options = null)
    {
        using var calls = await vcf.CallAsync((options ?? new CallOptions()) with { Coverage = true }, Stop);
        return calls.Coverage().Single(c => c.Gene == Gene.Gene.Symbol);
    }

    static int Open(Coverage coverage) => coverage.Gaps.Sum(g => g.End - g.Start + 1);

    [Fact]
    public async Task A_block_that_passes_proves_every_coding_base_it_reaches()
    {
        var whole = await Of(Block(Vcf()));
        Assert.Equal((Gene.Gene.Coding.Length, Gene.Gene.Coding.Length), (whole.CodingBases, whole.Proven));
        Assert.Empty(whole.Gaps);
        var part = await Of(Block(Vcf(), to: Within));
        Assert.Equal(part.CodingBases - part.Proven, Open(part));
        Assert.Contains(new CodingGap(Exon.Number, Within + 1, Exon.CodingEnd!.Value), part.Gaps);
    }

    [Theory]
    [InlineData("0/0:30:40:5", ".")] // MIN_DP decides.
    [InlineData("0/0:30:10:25", ".")]
    [InlineData("0/0:.:.:.", ".")]
    [InlineData("./.:30:40:25", ".")]
    [InlineData("0/0:30:40:25", "LowQual")]
    public async Task A_block_that_would_not_prove_a_hot_spot_proves_no_coding_base(string cell, string filter) =>
        Assert.Equal(0, (await Of(Block(Vcf(), cell, filter: filter))).Proven);

    [Fact]
    public async Task Silence_proves_nothing_and_every_exon_is_a_gap()
    {
        var silent = await Of(Vcf(), new CallOptions { AssumeReference = true });
        Assert.Equal((0, 0), (silent.Proven, silent.ProvenHotSpots));
        Assert.Equal(
            Gene.Gene.Exons(Build.Id).Where(e => e.CodingStart is not null)
                .Select(e => (e.Number, e.CodingStart!.Value)).Order(),
                silent.Gaps.Select(g => (g.Exon, g.Start)).Order());
        Assert.False(silent.IsWhole);
    }

    [Theory]
    [InlineData("0/0:30:99", 1)]
    [InlineData("0/1:30:99", 1)] // What stands there is known.
    [InlineData("0/1:3:99", 0)]
    [InlineData("./.:30:99", 0)]
    public async Task A_record_proves_the_bases_of_its_REF_when_its_genotype_passes(string cell, int expected) =>
        Assert.Equal(expected,
        (await Of(Vcf().Record(Contig.Name, Within, Base(Within), Other(Within), "GT:DP:GQ", cell))).Proven);

    [Fact]
    public async Task A_record_that_fails_inside_a_block_takes_its_bases_back()
    {
        var coverage =
            await Of(Block(Vcf()).Record(Contig.Name, Within, Base(Within), Other(Within), "GT:DP:GQ", "0/1:3:99"));
        Assert.Equal(new CodingGap(Exon.Number, Within, Within), Assert.Single(coverage.Gaps));
    }

    [Fact]
    public async Task A_rearrangement_that_is_not_carried_proves_no_base() =>
        Assert.Equal(0,
        (await Of(
            Vcf().RecordWith(Contig.Name, Gene.Start, "A", "<DEL>", "PASS", $"END={Gene.End}", "GT:DP:GQ",
                "0/0:30:99"))).Proven);

    [Fact]
    public async Task Callable_regions_prove_what_no_record_denies()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["a.bed"], $"{Contig.Name}\t{Exon.CodingStart - 1}\t{Exon.CodingEnd}\n");
        var options = new CallOptions { CallableBed = folder["a.bed"] };
        var length = Exon.CodingEnd!.Value - Exon.CodingStart!.Value + 1;
        Assert.Equal(length, (await Of(Vcf(), options)).Proven);
        Assert.Equal(length - 1,
            (await Of(Vcf().Record(Contig.Name, Within, Base(Within), Other(Within), "GT:DP:GQ", "0/0:3:99"),
                options)).Proven);
    }

    [Fact]
    public async Task Hot_spots_count_where_their_state_is_known_and_a_gene_of_hot_spots_alone_has_no_coding_bases()
    {
        var spots = Contig.HotSpots.Where(h => h.HotSpot.Gene == Gene.Gene.Symbol).ToArray();
        Assert.NotEmpty(spots);
        var whole = await Of(Block(Vcf(), from: Gene.Start - 1000, to: Gene.End + 1000));
        Assert.Equal((spots.Length, spots.Length, true), (whole.HotSpots, whole.ProvenHotSpots, whole.IsWhole));
        using var calls = await Vcf().CallAsync(new CallOptions { Coverage = true }, Stop);
        var all = calls.Coverage().ToArray();
        Assert.Equal(GivenVcf.Panel.HotSpots.Count(h => !h.IsProvisional), all.Sum(c => c.HotSpots));
        Assert.Contains(all, c => c is { CodingBases: 0, HotSpots: > 0, IsWhole: false });
    }

    [Fact]
    public async Task Nobody_pays_for_what_was_not_asked_for()
    {
        using var calls = await Block(Vcf()).CallAsync(stop: Stop);
        Assert.Empty(calls.Coverage());
    }
}
