using System.Text;
using Thrombophilia.Given;
using Thrombophilia.Variants.Problems;
using Xunit;

namespace Thrombophilia.Variants.Tests;

public sealed class SiteAnalysisTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static async Task<SiteAnnotation[]> Annotate(string build, params string[] records)
    {
        using var sites = await Read(build, records);
        return [.. sites.Sites()];
    }

    static Task<FileSites> Read(string build, params string[] records)
    {
        var header =
            string.Concat(GivenVcf.Panel.Contigs.On(build).Select(c => $"##contig=<ID={c.Name},length={c.Length}>\n"));
        var rows = records.Select(r => r.Replace(' ', '\t') + (r.Count(' ') > 4 ? "\n" : "\t.\t.\t.\n"));
        var text = $"##fileformat=VCFv4.2\n{header}#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n{string.Concat(rows)}";
        return new SiteAnalysis(GivenVcf.Panel).AnnotateAsync(new MemoryStream(Encoding.ASCII.GetBytes(text)),
            "sites.vcf", stop: Stop);
    }

    static async Task<string[]> Rows(string build, params string[] records) =>
        [.. (await Annotate(build, records))
        .Select(s =>
        ($"{s.Chrom}:{s.Pos} {s.Ref}>{s.Alt} {s.HgvsC?.Split(':')[1]} {s.HgvsP} {s.Consequence} {s.Class} "
        + $"{string.Join(';', s.Notes)}").TrimEnd())];

    [Fact]
    public async Task A_list_of_sites_without_samples_is_named_allele_by_allele_in_the_order_of_the_file() =>
    Assert.Equal(
    [
        "2:127426114 C>T c.565C>T p.(Arg189Trp) missense_variant established-risk-allele legacy-R147W",
        "2:127426114 C>A c.565C>A p.(Arg189=) synonymous_variant uncertain",
        "1:173904038 C>A c.1246G>T p.(Ala416Ser) missense_variant established-risk-allele "
        + "legacy-A384S;uniprot=disease@2020-02",
    ], await Rows("GRCh38", "2 127426114 . C T,A", "1 173904038 . C A", "7 1000 . A G"));

    [Fact]
    public async Task A_row_leads_back_to_its_record()
    {
        var sites = await Annotate("GRCh38", "2 127426114 rs1;COSV7 C T,A", "2 127426122 . GAAG G",
            "2 127421032 . N <DEL> . . END=127421859");
        Assert.Equal(
        [
            "rs1;COSV7 2:127426114:C:T", "rs1;COSV7 2:127426114:C:A", " 2:127426122:GAAG:G", " 2:127421032:N:<DEL>",
        ], sites.Select(s => $"{s.Id} {s.Input}"));
    }

    [Fact]
    public async Task Rows_past_the_first_batch_lead_back_to_their_own_records()
    {
        var records = Enumerable.Range(127420000, 2500).Select(pos => $"2 {pos} id{pos} N <DEL> . . END={pos + 9}");
        var sites = await Annotate("GRCh38", [.. records]);
        Assert.True(sites.Length > 2048);
        Assert.All(sites, s => Assert.Equal(($"id{s.Pos}", $"2:{s.Pos}:N:<DEL>"), (s.Id, s.Input)));
    }

    [Fact]
    public async Task A_long_file_says_what_its_pieces_say_each_alone()
    {
        var bases = GivenVcf.Panel.On("GRCh38")!.On("2")!;
        string[] records = [.. Enumerable.Range(0, 9000).Select(i =>
        {
            var pos = 127418600 + i;
            var here = (char)bases.BaseAt(pos);
            return (i % 7) switch
            {
                0 => $"2 {pos} rs{i} {here} {(here == 'A' ? 'C' : 'A')},{(here == 'T' ? 'G' : 'T')}",
                1 => $"2 {pos} . {here} {here}{here}",
                2 => $"2 {pos} . {here} <DUP> . . END={pos + 40}",
                3 => $"2 {pos} . {here} {here}[1:{173904000 + i}[ . . SVTYPE=BND",
                4 => $"7 {pos} . A G",
                _ => $"2 {pos} . {here} {(here == 'G' ? 'C' : 'G')} 50 PASS NS=3",
            };
        })];
        static string Row(SiteAnnotation s) => $"{s.Id} {s.Input} {s.Gene} {s.HgvsC} {s.HgvsP} {s.Class} {string.Join(';', s.Notes)}";
        List<string> pieces = [];
        foreach (var piece in records.Chunk(300)) pieces.AddRange((await Annotate("GRCh38", piece)).Select(Row));
        Assert.Equal(pieces, (await Annotate("GRCh38", records)).Select(Row));
    }

    [Fact]
    public async Task A_field_that_cannot_be_read_is_told_with_its_own_line_however_far_down_it_stands()
    {
        string[] records = [.. Enumerable.Range(0, 9000).Select(i =>
            i is 5000 or 8000 ? $"2 {127418600 + i} . N C5" : $"2 {127418600 + i} . N G")];
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => Annotate("GRCh38", records));
        var header = 2 + GivenVcf.Panel.Contigs.On("GRCh38").Count;
        Assert.Equal(("bad-alt", (long)header + 5001), (refusal.Problem.Code, refusal.Problem.Place.Line));
    }

    [Fact]
    public async Task One_deletion_has_one_name_however_it_is_written()
    {
        const string Expected =
            "2:127426120 GAGA>G c.577_579del p.(Lys193del) inframe_deletion established-risk-allele legacy-K151del";
        Assert.Equal([Expected, Expected, Expected],
            await Rows("GRCh38", "2 127426120 . GAGA G", "2 127426122 . GAAG G", "2 127426119 . GGAGAA GGA"));
    }

    [Fact]
    public async Task The_normal_base_of_GRCh37_at_factor_V_Leiden_is_the_transcript_s_own() =>
        Assert.Equal(["1:169519049 T>C c.1601= p.(Arg534=)   reference-is-risk-allele"],
        await Rows("GRCh37", "1 169519049 . T C"));

    [Fact]
    public async Task A_splice_site_leaves_the_protein_open_and_an_intron_has_none() => Assert.Equal(
    [
        "2:127420013 G>A c.70+1G>A p.? splice_donor_variant uncertain",
        "2:127420200 G>A c.70+188G>A  intron_variant uncertain",
    ], await Rows("GRCh38", "2 127420013 . G A", "2 127420200 . G A"));

    [Fact]
    public async Task A_class_stands_beside_its_criteria_and_one_that_the_panel_states_beside_none()
    {
        var sites = await Annotate("GRCh38", "2 127426114 . C T,A", "1 173914570 . G T");
        Assert.Equal(("established-risk-allele", null), (sites[0].Class, sites[0].Criteria));
        Assert.All(sites.Skip(1), site => Assert.Equal("uncertain", site.Class));
        Assert.EndsWith(";@proc-laboratory@1.1.0;@for:protein-c-deficiency", sites[1].Criteria, StringComparison.Ordinal);
        Assert.EndsWith(";@serpinc1-clingen@1.1.0;@for:MONDO:0013144", sites[2].Criteria, StringComparison.Ordinal);
    }

    [Theory, InlineData("GRCh37"), InlineData("GRCh38")]
    public async Task A_hot_spot_has_its_older_name_and_so_has_a_change_of_a_residue_elsewhere(string build)
    {
        var spots = GivenVcf.Panel.On(build)!.Contigs.SelectMany(c => c.HotSpots)
            .Where(s => !s.ReferenceIsCounted && s.HotSpot is { HgvsC: not null, IsProvisional: false }).ToArray();
        var sites =
            await Annotate(build,
            [.. spots.Select(s => $"{s.Place.Chrom} {s.Place.Pos} . {s.Place.Ref} {s.Place.Counted}")]);
        Assert.Equal(spots.Length, sites.Length);
        Assert.All(spots.Zip(sites), x => Assert.Equal(
            x.First.HotSpot.AlsoKnownAs.Count > 0,
            x.Second.Notes.Any(
                n => n.StartsWith("legacy-", StringComparison.Ordinal)
                    && x.First.HotSpot.AlsoKnownAs.Contains(n["legacy-".Length..]))));
        Assert.Contains("legacy-20210G>A", sites.SelectMany(s => s.Notes));
    }

    [Fact]
    public async Task An_older_name_stands_in_order_with_the_other_notes()
    {
        var sites =
            await Annotate("GRCh38", "2 127426115 . G A", "2 127426126 . A T", "2 127420013 . G A",
            "2 127426115 . C A");
        Assert.Equal(["legacy-R147Q", "combinations-disagree;legacy-K151*", "", "reference-mismatch"],
            sites.Select(s => string.Join(';', s.Notes)));
    }

    [Fact]
    public async Task A_REF_that_is_not_the_build_s_is_named_nothing() =>
        Assert.Equal(["2:127426114 G>T     reference-mismatch"], await Rows("GRCh38", "2 127426114 . G T"));

    [Fact]
    public async Task Symbolic_alleles_are_listed_and_unspecified_ones_are_not() =>
        Assert.Equal(["2:127426114 C><DEL>     end-unknown"],
        await Rows("GRCh38", "2 127426114 . C <DEL>,<NON_REF>,*"));

    [Fact]
    public async Task A_symbolic_allele_says_which_exons_it_takes_and_what_becomes_of_the_transcript() => Assert.Equal(
    [
        "2:127421032 N><DEL> c.71-250_237+410del p.? "
        + "splice_acceptor_variant&splice_donor_variant&feature_truncation&coding_sequence_variant likely-pathogenic "
        + "combinations-disagree;exons-3;not-3-prime-aligned",
        "2:127410000 N><DUP> c.(?_-87)_(*296_?)dup p.? transcript_amplification  exons-1-9;tandem-not-shown",
        "3:93896000 N><DEL> c.(259+1_260-1)_(965+1_966-1)del p.? "
        + "feature_truncation&coding_sequence_variant&intron_variant likely-pathogenic "
        + "combinations-disagree;exons-4-9;imprecise",
        "2:127421032 N>N[5:93896000[     intron-2;rearrangement-review",
    ], await Rows("GRCh38", "2 127421032 . N <DEL> . . SVTYPE=DEL;END=127421859",
    "2 127410000 . N <DUP> . . END=127440000",
        "3 93896000 . N <DEL> . . END=93912000;IMPRECISE;SVTYPE=DEL", "2 127421032 . N N[5:93896000[ . . SVTYPE=BND"));

    [Theory]
    [InlineData(2, 2)]
    [InlineData(4, 4)]
    [InlineData(3, 6)]
    [InlineData(0, 8)]
    [InlineData(8, 8)]
    public async Task A_symbolic_loss_of_exons_has_the_class_and_criteria_of_the_same_loss_written_in_bases(
    int first, int last)
    {
        var exons = GivenVcf.Panel.Genes.Single(g => g.Symbol == "PROC").Exons("GRCh38");
        var (start, end) = (exons[first].Start - 20, exons[last].End + 20);
        var sites =
            await Annotate("GRCh38", $"2 {start - 1} . N <DEL> . . END={end};SVTYPE=DEL",
            $"2 {start - 1} . {new string('N', end - start + 2)} N");
        Assert.Equal(2, sites.Length);
        Assert.NotNull(sites[0].Class);
        Assert.StartsWith("PVS1", sites[0].Criteria, StringComparison.Ordinal);
        Assert.Equal((sites[1].Class, sites[1].Criteria), (sites[0].Class, sites[0].Criteria));
    }

    [Fact]
    public async Task A_symbolic_allele_that_surely_takes_no_exon_away_has_no_class() => Assert.Equal(
        ["", "", "", ""],
            (await Annotate("GRCh38", "2 127421032 . N <DUP> . . END=127421859",
                "2 127421032 . N <INV> . . END=127421859", "2 127421500 . N <DEL> . . END=127421600",
            "2 127421032 . N <DEL> . . END=127421859;CIPOS=-10,900;CIEND=-900,10;IMPRECISE"))
                .Select(s => s.Class ?? ""));

    [Fact]
    public async Task A_deletion_behind_the_last_base_of_a_gene_is_no_row_of_it()
    {
        var gene = GivenVcf.Panel.On("GRCh38")!.Contigs.First(c => c.Genes.Count > 0).Genes[0];
        var chrom = gene.Gene.Chrom;
        Assert.Empty(await Rows("GRCh38", $"{chrom} {gene.End} . N <DEL> . . END={gene.End + 500}"));
        Assert.Single(await Rows("GRCh38", $"{chrom} {gene.End - 1} . N <DEL> . . END={gene.End + 500}"));
    }

    [Theory]
    [InlineData(false, "2 127426114 . C T")]
    [InlineData(false, "2 127426114 . N N[3:5[ . . SVTYPE=BND")]
    [InlineData(true, "2 127421032 . N <DEL> . . END=127421859")]
    [InlineData(true, "2 127421032 . N <CN2> . . END=127421859")]
    [InlineData(true, "2 127421032 . NA N . . SVTYPE=DEL")]
    public async Task Whether_copies_were_counted_is_told_by_what_the_file_shows(bool assessed, string record)
    {
        using var sites = await Read("GRCh38", record);
        Assert.Equal(assessed, sites.CopyNumberAssessed);
    }

    [Fact]
    public async Task A_field_that_decides_an_allele_and_cannot_be_read_refuses_the_file()
    {
        var refused =
            await Assert.ThrowsAsync<RefusedException>(
            () => Annotate("GRCh38", "2 127426114 . C T", "2 127426115 . C X"));
        Assert.Equal("bad-alt", refused.Problem.Code);
    }

    [Fact]
    public async Task The_build_comes_from_the_header_or_from_the_bases_or_the_file_is_refused()
    {
        var text =
            "##fileformat=VCFv4.2\n#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO\n2\t127426114\t.\tC\tT\t.\t.\t.\n";
        var refused =
            await Assert.ThrowsAsync<RefusedException>(
            () => new SiteAnalysis(GivenVcf.Panel).AnnotateAsync(new MemoryStream(Encoding.ASCII.GetBytes(text)),
                "sites.vcf", stop: Stop));
        Assert.Equal("build-unknown", refused.Problem.Code);
        using var stated =
            await new SiteAnalysis(GivenVcf.Panel).AnnotateAsync(new MemoryStream(Encoding.ASCII.GetBytes(text)),
            "sites.vcf", "GRCh38", Stop);
        Assert.Single(stated.Sites());
    }

    [Fact]
    public async Task Genotypes_may_be_there_and_are_not_looked_at()
    {
        using var file = new GivenVcf(GivenVcf.Panel.On("GRCh38")!, "S1").Record("2", 127426114, "C", "T", "GT:AD",
            "7/9:x").Stream();
        using var sites = await new SiteAnalysis(GivenVcf.Panel).AnnotateAsync(file, "given.vcf", stop: Stop);
        Assert.Equal("NM_000312.4:c.565C>T", Assert.Single(sites.Sites()).HgvsC);
    }
}
