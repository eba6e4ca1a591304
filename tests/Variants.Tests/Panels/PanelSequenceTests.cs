using System.Globalization;
using Thrombophilia.Given;
using Thrombophilia.Variants.Panels;
using Xunit;

namespace Thrombophilia.Variants.Tests.Panels;

public sealed class PanelSequenceTests
{
    static readonly string[] Builds = ["GRCh37", "GRCh38"];

    static PanelContig On(Gene gene, string build) => GivenVcf.Panel.On(build)!.On(gene.Chrom)!;

    static string Read(PanelContig contig, int start, int end) =>
        string.Concat(Enumerable.Range(start, end - start + 1).Select(p => (char)contig.BaseAt(p)));

    static string Transcribed(Gene gene, string bases) =>
        gene.Forward ? bases : Variants.Hgvs.Bases.ReverseComplement(bases);

    [Fact]
    public void Every_coding_base_and_every_hot_spot_reads_in_the_copy_as_the_panel_states_it_and_is_confirmed()
    {
        var looked = 0;
        foreach (var build in Builds)
            foreach (var gene in GivenVcf.Panel.Genes)
                foreach (var segment in gene.CodingSegments(build))
                    for (var pos = segment.Start; pos <= segment.End; pos++, looked++)
                    {
                        var contig = On(gene, build);
                        Assert.Equal(contig.StatedBaseAt(pos), contig.BaseAt(pos));
                        Assert.Equal(contig.StatedBaseAt(pos), contig.ConfirmedBaseAt(pos));
                    }
        Assert.Equal(30_168, looked);
        Assert.All(
            from build in GivenVcf.Panel.Builds
            from contig in build.Contigs
            from spot in contig.HotSpots
            select (contig, spot.Place),
            x => Assert.Equal(x.Place.Ref, Read(x.contig, x.Place.Pos, x.Place.Pos + x.Place.Ref.Length - 1)));
    }

    [Fact]
    public void Introns_begin_with_GT_or_GC_and_end_with_AG_and_these_bases_are_confirmed()
    {
        var introns = 0;
        foreach (var build in Builds)
            foreach (var gene in GivenVcf.Panel.Genes)
            {
                var contig = On(gene, build);
                var exons = gene.Exons(build).OrderBy(e => e.Start).ToArray();
                foreach (var (before, after) in exons.Zip(exons.Skip(1)))
                {
                    var ends = Read(contig, before.End + 1, before.End + 2) + Read(contig, after.Start - 2, after.Start - 1);
                    Assert.Contains(Transcribed(gene, ends), (string[])["GTAG", "GCAG"]);
                    foreach (var pos in (int[])[before.End + 1, before.End + 2, after.Start - 2, after.Start - 1])
                        Assert.NotEqual(0, contig.ConfirmedBaseAt(pos));
                    introns++;
                }
            }
        Assert.Equal(2 * 65, introns);
    }

    [Fact]
    public void Both_builds_read_alike_but_where_the_transcripts_state_a_difference()
    {
        var (same, other) = (0, 0);
        foreach (var gene in GivenVcf.Panel.Genes)
        {
            var (one, two) = (gene.Exons("GRCh37"), gene.Exons("GRCh38"));
            for (var i = 0; i < one.Count; i++)
                for (var at = -200; at <= one[i].End - one[i].Start + 200; at++)
                    if (On(gene, "GRCh37").BaseAt(one[i].Start + at) == On(gene, "GRCh38").BaseAt(two[i].Start + at))
                        same++;
                    else other++;
        }
        Assert.True(same > 40_000);
        Assert.Equal(1, other);
    }

    [Fact]
    public void Most_bases_of_introns_are_not_confirmed_and_those_of_a_gap_are_not_known()
    {
        var (known, confirmed, unknown) = (0, 0, 0);
        foreach (var gene in GivenVcf.Panel.Genes)
            for (var (pos, end) = gene.Bounds("GRCh38"); pos <= end; pos++)
                if (On(gene, "GRCh38").BaseAt(pos) == 0) unknown++;
                else if (On(gene, "GRCh38").ConfirmedBaseAt(pos) == 0) known++;
                else confirmed++;
        Assert.Equal(45_141, unknown);
        Assert.InRange(confirmed, 15_084 + 1_500, 15_084 + 3_000);
        Assert.True(known > 140_000, known.ToString(CultureInfo.InvariantCulture));
    }

    [Theory, InlineData("GRCh37"), InlineData("GRCh38")]
    public void The_copy_is_that_of_the_material(string build)
    {
        var compared = 0;
        string[] head = [];
        var at = 0;
        foreach (var line in File.ReadLines(Material.File($"reference/genomic_regions.{build}.fa")))
            if (line.StartsWith('>'))
                (head, at) = (line.Split('|')[2].Split(':', '-'), 0);
            else
                foreach (var b in line)
                {
                    var pos = int.Parse(head[1], CultureInfo.InvariantCulture) + at++;
                    Assert.Equal(b, (char)GivenVcf.Panel.On(build)!.On(head[0])!.BaseAt(pos));
                    compared++;
                }
        Assert.Equal(183_644, compared);
    }

    [Fact]
    public void Every_transcript_is_that_of_the_material_with_its_untranslated_parts()
    {
        foreach (var (head, bases) in Fasta(Material.File("reference/transcripts_mrna.fa")))
        {
            var gene = GivenVcf.Panel.Genes.Single(g => g.Symbol == head.Split('|')[0]);
            Assert.Equal(bases, string.Concat(gene.Exons("GRCh38")
                .Select(e => Transcribed(gene, Read(On(gene, "GRCh38"), e.Start, e.End)))));
        }
    }

    static IEnumerable<(string Head, string Bases)> Fasta(string file) =>
        File.ReadAllText(file).Split('>', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('\n', 2)).Select(p => (p[0], p[1].Replace("\n", "", StringComparison.Ordinal)));

    [Fact]
    public void A_panel_without_the_copy_knows_its_coding_bases_only()
    {
        using var knowledge = new GivenKnowledge();
        var panel = PanelFolder.With(knowledge, "sequence", null);
        var gene = panel.Genes[0];
        var contig = panel.On("GRCh38")!.On(gene.Chrom)!;
        var coding = gene.CodingSegments("GRCh38").First();
        Assert.NotEqual(0, contig.BaseAt(coding.Start));
        Assert.Equal(0, contig.BaseAt(coding.Start - 100));
    }

    [Fact]
    public void A_copy_of_another_length_than_it_says_is_refused()
    {
        using var knowledge = new GivenKnowledge();
        var text = knowledge.Text($"{GivenVcf.Panel.Id}/{GivenVcf.Panel.Id}-sequence-1.0.0.json");
        var refused = Assert.Throws<InvalidDataException>(() => PanelFolder.With(knowledge, "sequence",
            text.Replace("\"length\": 11536", "\"length\": 1153", StringComparison.Ordinal)));
        Assert.Contains("expected 289 bytes in Base64", refused.Message, StringComparison.Ordinal);
    }
}
