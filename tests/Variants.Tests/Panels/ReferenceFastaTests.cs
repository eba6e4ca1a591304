using System.Globalization;
using System.Text;
using Thrombophilia.Given;
using Thrombophilia.Variants.Acmg;
using Thrombophilia.Variants.Panels;
using Xunit;

namespace Thrombophilia.Variants.Tests.Panels;

/// <summary>A laboratory's own reference: taken from its genome, and read beside the panel.</summary>
public sealed class ReferenceFastaTests : IDisposable
{
    readonly TempFolder folder = new();
    readonly GivenKnowledge knowledge = new();

    public void Dispose()
    {
        folder.Dispose();
        knowledge.Dispose();
    }

    /// <summary>A genome as long as the build's with the panel's genes in it, in lines of <paramref name="width"/>.</summary>
    string Genome(string build, Func<string, string> name, int width = 50)
    {
        var panel = GivenVcf.Panel;
        var invented = new OracleReference(panel.On(build)!, folder.Path, new Random(7), pad: 3000);
        var path = folder["Own-1.fa"];
        using var file = File.Create(path);
        using var index = new StreamWriter(path + ".fai");
        foreach (var contig in panel.Contigs.On(build).Where(c => panel.Genes.Any(g => g.Chrom == c.Name)))
        {
            file.Write(Encoding.ASCII.GetBytes($">{name(contig.Name)} as published\n"));
            var first = file.Position;
            long At(int pos) => first + (pos - 1L) / width * (width + 1) + (pos - 1) % width;
            foreach (var locus in invented.Loci.Where(l => l.Gene.Chrom == contig.Name))
                for (var pos = locus.Start; pos <= locus.End; pos++)
                {
                    file.Position = At(pos);
                    file.WriteByte((byte)char.ToLowerInvariant(locus.At(pos)[0]));
                    if (pos % width == 0) file.WriteByte((byte)'\n');
                }
            file.Position = At(contig.Length) + 1;
            file.WriteByte((byte)'\n');
            index.Write(string.Create(CultureInfo.InvariantCulture,
                $"{name(contig.Name)}\t{contig.Length}\t{first}\t{width}\t{width + 1}\n"));
        }
        return path;
    }

    static string Accession(string build, string chrom) =>
        GivenVcf.Panel.Contigs.On(build).Single(c => c.Name == chrom).Accession;

    Panel With(string table)
    {
        Directory.CreateDirectory(knowledge[$"{GivenVcf.Panel.Id}/reference"]);
        File.WriteAllText(knowledge[$"{GivenVcf.Panel.Id}/reference/own.fa"], table);
        return Panel.Load(GivenVcf.Panel.Id, knowledge.Path);
    }

    [Theory, InlineData("GRCh37", "plain"), InlineData("GRCh38", "chr"), InlineData("GRCh38", "NC"),
        InlineData("GRCh37", "CM"), InlineData("GRCh38", "CM")]
    public void Its_regions_are_taken_by_any_name_and_confirm_every_base_of_the_genes(string build, string names)
    {
        var genome = Genome(build, chrom => names switch
        {
            "chr" => "chr" + chrom,
            "NC" => Accession(build, chrom),
            "CM" => string.Create(CultureInfo.InvariantCulture,
                $"CM{662 + int.Parse(chrom, CultureInfo.InvariantCulture):D6}.{(build == "GRCh37" ? 1 : 2)}"),
            _ => chrom,
        });
        var panel = With(ReferenceFasta.Table(GivenVcf.Panel, build, genome));
        foreach (var gene in panel.Genes)
            for (var (pos, end) = gene.Bounds(build); pos <= end; pos++)
            {
                var known = GivenVcf.Panel.On(build)!.On(gene.Chrom)!.BaseAt(pos);
                var own = panel.On(build)!.On(gene.Chrom)!.ConfirmedBaseAt(pos);
                Assert.True(known == 0 ? own != 0 : own == known, $"{gene.Symbol} {pos}");
            }
        Assert.StartsWith("reference:Own-1:", panel.On(build)!.Own!.Text, StringComparison.Ordinal);
        Assert.Null(GivenVcf.Panel.On(build)!.Own);
    }

    [Fact]
    public void A_result_names_version_and_checksum_of_the_reference_that_it_rests_on()
    {
        var panel = With(ReferenceFasta.Table(GivenVcf.Panel, "GRCh38", Genome("GRCh38", c => c)));
        var classifier = new Classifier(panel, knowledge.Path);
        Assert.EndsWith("@" + panel.On("GRCh38")!.Own!.Text,
            classifier.Classify("GRCh38", "PROC", 127420013, "G", "A")!.Text, StringComparison.Ordinal);
        Assert.NotEqual(GivenVcf.Panel.Sha256, panel.Sha256);
    }

    [Fact]
    public void Another_genome_is_refused_by_length_or_by_the_first_base_that_differs()
    {
        var genome = Genome("GRCh37", c => c);
        Assert.Contains("chromosome 2 of GRCh38", Refusal("GRCh38", genome), StringComparison.Ordinal);
        var index = File.ReadLines(genome + ".fai").First().Split('\t');
        var coding = GivenVcf.Panel.Genes.First(g => g.Chrom == index[0]).CodingSegments("GRCh37").First().Start;
        using (var file = File.OpenWrite(genome))
        {
            file.Position = long.Parse(index[2], CultureInfo.InvariantCulture) + (coding - 1L) / 50 * 51
                + (coding - 1) % 50;
            file.WriteByte((byte)'N');
        }
        Assert.Contains($"at {index[0]}:{coding} of GRCh37, found 'N'", Refusal("GRCh37", genome),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_genome_without_an_index_is_refused() =>
        Assert.Contains("expected an index", Refusal("GRCh38", folder["none.fa"]), StringComparison.Ordinal);

    static string Refusal(string build, string genome) =>
        Assert.Throws<InvalidDataException>(() => ReferenceFasta.Table(GivenVcf.Panel, build, genome)).Message;

    [Theory]
    [InlineData(">2:1-4 build=GRCh38\nACGT\n", "line 1: expected '>CHROM")]
    [InlineData(">2:1-4 build=GRCh38 version=a\nACG\n", "line 1: expected 4 bases")]
    [InlineData(">2:1-4 build=GRCh38 version=a\nACGN\n", "line 1: expected 4 bases")]
    [InlineData(">2:1-4 build=GRCh38 version=a\nACGT\n>2:9-9 build=GRCh38 version=b\nA\n", "line 3: expected '>CHROM")]
    [InlineData(">2:1-4 build=GRCh36 version=a\nACGT\n", "expected a build of the panel")]
    [InlineData(">chrU:1-4 build=GRCh38 version=a\nACGT\n", "expected a chromosome")]
    [InlineData(">2:1-4 build=GRCh38 version=a\nACGT\n", "in one region")]
    [InlineData("", "expected a region")]
    public void A_table_that_cannot_be_read_stops_the_program(string table, string expected) =>
        Assert.Contains(expected, Assert.Throws<InvalidDataException>(() => With(table)).Message, StringComparison.Ordinal);
}
