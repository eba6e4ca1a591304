using System.Text;
using System.Text.RegularExpressions;
using Thrombophilia.Given;
using Thrombophilia.Variants.Acmg;
using Thrombophilia.Variants.Hgvs;
using Thrombophilia.Variants.Panels;
using Xunit;

namespace Thrombophilia.Variants.Tests.Hgvs;

public sealed class VariantNamerTests
{
    static readonly string[] Builds = ["GRCh37", "GRCh38"];

    static VariantNamer On(string build) => new(GivenVcf.Panel.On(build)!);

    static string[][] Table(string file) =>
        [.. File.ReadLines(Material.File($"reference/{file}")).Skip(1).Select(line => line.Split('\t'))];

    /// <summary>Genes of the panel that have a transcript.</summary>
    static bool HasTranscript(string gene) => GivenVcf.Panel.Genes.Any(g => g.Symbol == gene);

    [Fact]
    public void Every_row_of_ClinVar_has_its_names_on_both_builds()
    {
        var rows = Table("clinvar_2017-04-04.tsv").Where(r => HasTranscript(r[0])).ToArray();
        Assert.Equal(281, rows.Length);
        foreach (var build in Builds)
        {
            var (pos, refBases) = build == "GRCh37" ? (2, 3) : (5, 6);
            Assert.Empty(from r in rows
                         let name = On(build).Name(r[0], int.Parse(r[pos]), r[refBases], r[4])!
                         where name.HgvsC.Split(':')[1] != r[11]
                             || (name.HgvsP is null or "p.?" ? ""
                             : name.HgvsP) != Predicted(r[12]) // The table leaves open what splicing does.
                         select $"{build} {string.Join(' ', r)}: {name}");
        }
    }

    [Fact]
    public void Every_missense_of_the_InterVar_list_has_its_names_on_both_builds()
    {
        var rows = Table("clinvar_pathogenic_missense_intervar.tsv");
        Assert.Equal(78, rows.Length);
        foreach (var build in Builds)
            Assert.Empty(from r in rows
                         where r[build == "GRCh37" ? 2 : 3].Length > 0 // The list of the other build has a few more.
                         let name = On(build).Name(r[0], int.Parse(r[build == "GRCh37" ? 2 : 3]), r[4], r[5])!
                         where name.HgvsC.Split(':')[1] != r[7] || name.HgvsP != Predicted(r[8])
                         select $"{build} {string.Join(' ', r)}: {name}");
    }

    [Fact]
    public void Genomic_names_of_biocommons_become_its_coding_names_on_both_builds()
    {
        var checkedNames = 0;
        foreach (var r in Table("clinvar_hgvs_biocommons.tsv"))
        {
            var names = r[2].Split(' ');
            var gene = GivenVcf.Panel.Genes.Single(g => g.Symbol == r[0]);
            var coding = names.Where(n => n.StartsWith(gene.Transcript.Split('.')[0], StringComparison.Ordinal))
                .Select(n => Spelled(n.Split(':')[1])).Distinct().Single();
            foreach (var build in Builds)
            {
                var chromosome = GivenVcf.Panel.Contigs.On(build).Single(c => c.Name == gene.Chrom).Accession;
                if (names.Single(n => n.StartsWith(chromosome + ":", StringComparison.Ordinal))
                    .Split(":g.")[1] is var genomic && genomic.EndsWith('=')) continue; // The reference itself.
                var (pos, refBases, altBases) = Allele(GivenVcf.Panel.On(build)!.On(gene.Chrom)!, genomic);
                Assert.Equal(coding, On(build).Name(gene.Symbol, pos, refBases, altBases)!.HgvsC.Split(':')[1]);
                checkedNames++;
            }
        }
        Assert.Equal(25, checkedNames);
    }

    /// <summary>
    /// Rows of which the list itself says why the published name is another have a remark; a published number behind the
    /// coding sequence stands where its bases are confirmed.
    /// </summary>
    [Fact]
    public void Published_variants_have_their_published_names_on_both_builds()
    {
        var (same, wrong) = (0, new List<string>());
        foreach (var r in Table("published_variants.tsv").Where(r => HasTranscript(r[0])))
            foreach (var build in Builds)
            {
                var place = r[build == "GRCh37" ? 5 : 6].Split('-');
                if (place.Length != 4) continue;
                var name = On(build).Name(r[0], int.Parse(place[1]), place[2], place[3])!;
                var (coding, protein) = (name.HgvsC.Split(':')[1], name.HgvsP ?? "");
                var listed = Predicted(r[2]);
                if (protein.EndsWith("Ter?)", StringComparison.Ordinal))
                    listed = Regex.Replace(listed, @"Ter\d+\)$", "Ter?)");
                if (coding == Spelled(r[1]) && (listed.Length == 0 || listed == protein)) same++;
                // A name made at random: the T behind which it lies is repeated.
                else if ((r[1], coding) == ("c.1218+332_1218+333insT", "c.1218+332dup")) continue;
                else if (r.Length < 8 || r[7].Length == 0) wrong.Add($"{build} {string.Join(' ', r)}: {coding} {protein}");
            }
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(same > 200, $"{same}");
    }

    [Fact]
    public void A_hot_spot_s_counted_allele_has_the_panel_s_own_name() => Assert.All(
        from build in GivenVcf.Panel.Builds
        from spot in build.Contigs.SelectMany(c => c.HotSpots)
        where spot.HotSpot.HgvsC is not null
        select (build, spot),
        x =>
        {
            var name = new VariantNamer(x.build).Name(x.spot.HotSpot.Gene, x.spot.Place.Pos, x.spot.Place.Ref,
                x.spot.Place.Counted)!;
            Assert.Equal((x.spot.HotSpot.HgvsC, x.spot.HotSpot.HgvsP), (name.HgvsC, name.HgvsP));
        });

    [Fact]
    public void Where_the_assembly_carries_the_risk_allele_the_normal_one_is_named_as_the_transcript_s_own()
    {
        var place = GivenVcf.Panel.HotSpots.SelectMany(h => h.Places.Select(p => (h, p)))
            .Single(x => x.p.Ref == x.p.Counted && x.h.HgvsC is not null);
        var name = On(place.p.Build).Name(place.h.Gene, place.p.Pos, place.p.Ref, place.p.Normal)!;
        Assert.Equal(("NM_000130.5:c.1601=", "p.(Arg534=)", null, "reference-is-risk-allele"),
            (name.HgvsC, name.HgvsP, name.Consequence, name.Notes.SingleOrDefault()));
    }

    [Theory, InlineData("GRCh37"), InlineData("GRCh38")]
    public void A_coding_name_reads_back_as_the_same_allele(string build)
    {
        using var changes = new CodingChanges(build);
        var namer = new VariantNamer(changes.Panel.On(build)!);
        CodingChange[] all = [.. changes.Snvs(), .. changes.Indels(100_000), .. changes.Mnvs(20_000)];
        Assert.Empty(all.Where(c =>
        {
            var change = TranscriptChange.Of(namer.On(c.Gene), c.Pos, c.Ref, c.Alt);
            var back = TranscriptChange.Read(namer.On(c.Gene), change.Name());
            return back is null
                || (back.First, back.Last, back.Deleted, back.Inserted, back.Kind) != (change.First, change.Last,
                change.Deleted, change.Inserted, change.Kind);
        }).Take(20));
    }

    [Theory]
    [InlineData("c.577_579delAAG", "c.577_579del")]
    [InlineData("c.574_576del", "c.577_579del")]
    [InlineData("c.565C>T", "c.565C>T")]
    [InlineData("c.565G>T", null)]
    [InlineData("c.70+1G>A", "c.70+1G>A")]
    [InlineData("c.70+4000000G>A", null)]
    [InlineData("c.-21-5C>T", "c.-21-5C>T")]
    [InlineData("c.5ins", null)]
    [InlineData("c.5_6insACGTX", null)]
    [InlineData("p.Lys193del", null)]
    public void Other_spellings_are_read_and_what_is_no_name_is_not(string name, string? expected) =>
        Assert.Equal(expected, TranscriptChange.Read(On("GRCh38").On("PROC"), name)?.Name());

    // Rows of which the author had to invent the bases outside the coding sequence, and what the real ones make of them.
    static readonly Dictionary<string, string> OnRealBases = new(StringComparer.Ordinal)
    {
        ["HG-H23"] = "c.1867_*2del p.(Ter623GlyextTer?) stop_lost&3_prime_UTR_variant", // GAG TAG GGG.
        ["HG-K06"] = "c.*4del  3_prime_UTR_variant", // TAG GGGG: a G less, and the stop is whole.
        ["HG-K09"] = "c.*1_*2del  3_prime_UTR_variant", // TAA AAT.
        ["HG-K11"] = "c.1dup p.(Met1?) frameshift_variant&start_lost", // A ATG.
        ["HG-K12"] = "c.-86del  5_prime_UTR_variant", // The transcript begins AAC.
        ["HG-K15"] = "c.-21del  splice_region_variant&5_prime_UTR_variant", // Intron, then ACA.
        ["HG-K19"] = "c.237+2dup  splice_region_variant&intron_variant", // gt a: gtt a has its donor.
        ["HG-K29"] = "c.1865_*1del p.? stop_lost&3_prime_UTR_variant", // The G behind the stop is the codon's.
    };

    [Theory, InlineData("GRCh37"), InlineData("GRCh38")]
    public void Every_row_of_the_hand_made_list_of_names_is_right(string build)
    {
        var contigs = GivenVcf.Panel.On(build)!;
        var wrong = new List<string>();
        var rows = File.ReadLines(Material.File("field/vcf/hgvs.tsv")).Skip(1).Select(line => line.Split('\t')).ToArray();
        foreach (var row in rows)
        {
            var (gene, given) = row[2].Split(' ') is [var g, var c, ..] ? (g, c) : throw new InvalidDataException(row[0]);
            var read = TranscriptChange.Read(On(build).On(gene), given)!;
            var forward = read.Transcript.Gene.Forward;
            var contig = contigs.On(read.Transcript.Gene.Chrom)!;
            var allele = Variants.Alleles.Allele.Normalise(contig, forward ? read.First : -read.Last,
                Encoding.ASCII.GetBytes(forward ? read.Deleted : Bases.ReverseComplement(read.Deleted)),
                Encoding.ASCII.GetBytes(forward ? read.Inserted : Bases.ReverseComplement(read.Inserted)));
            var name = On(build).Name(gene, allele.Pos, allele.Ref, allele.Alt)!;
            var said = $"{name.HgvsC.Split(':')[1]} {name.HgvsP} {name.Consequence} {string.Join(';', name.Notes)}";
            var isRight = OnRealBases.TryGetValue(row[0], out var real) ? said.TrimEnd() == real
                : row[3].StartsWith("stop_lost;", StringComparison.Ordinal)
                ? name.Consequence!.Contains("stop_lost", StringComparison.Ordinal)
                    && Regex.IsMatch(name.HgvsP!, @"^p\.(\?|\(Ter\d+\w{3}extTer(\?|\d+)\))$")
                    && NullEffect.Of(name.Effect, 50) is null
                : row[3].Split("  ") is [var coding, var protein]
                    && name.HgvsC.Split(':')[1] == coding
                    && Fits(protein, name);
            if (!isRight || name.Notes.Contains("not-3-prime-aligned") || !allele.LeftAligned)
                wrong.Add($"{row[0]} {row[2]}: {row[3]}, ours {said}");
        }
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {rows.Length}:\n{string.Join('\n', wrong)}");
    }

    /// <summary>
    /// The protein name is the list's. Left open there is what lies outside the coding sequence (<c>p.?</c>); behind
    /// the stop its bases were invented, so only what stands before is compared.
    /// </summary>
    static bool Fits(string listed, VariantName name)
    {
        var ours = name.HgvsP ?? "p.?";
        if (listed == "p.?") return ours == "p.?";
        if (listed == "p.(=)" && name.HgvsP is null) return true;
        if (listed == "p.Met1?") return ours == "p.(Met1?)";
        if (Regex.IsMatch(listed, @"^p\.\((Ter\d+)Ter\)$")) return ours == listed.Replace("Ter)", "=)", StringComparison.Ordinal);
        if (name.Consequence!.Contains("stop_lost", StringComparison.Ordinal))
            return ours == "p.?" || Regex.Replace(ours, @"\w{3}ext.*", "") == Regex.Replace(listed, @"\w{3}ext.*", "");
        if (ours.EndsWith("Ter?)", StringComparison.Ordinal)) return Regex.Replace(listed, @"Ter[\d?]+\)$", "Ter?)") == ours;
        return ours == Regex.Replace(listed, @"_\w+delins(\w*Ter)\)", "delins$1)") || ours == listed;
    }

    static string Predicted(string name) => name.Length == 0 ? "" : name.Contains('(') ? name : $"p.({name[2..]})";

    /// <summary>Without bases that HGVS no longer spells out.</summary>
    static string Spelled(string name) => Regex.Replace(name, "(del|dup)[ACGT]+", "$1");

    /// <summary>The VCF form of a genomic name: bases it does not tell come from the panel.</summary>
    static (int Pos, string Ref, string Alt) Allele(PanelContig contig, string name)
    {
        var parts = Regex.Match(name, @"^(\d+)(?:_(\d+))?(?:([ACGT])>([ACGT])|(del[ACGT]*)?(ins|dup)?([ACGT]*))$");
        Assert.True(parts.Success, name);
        var first = int.Parse(parts.Groups[1].Value);
        var last = parts.Groups[2].Success ? int.Parse(parts.Groups[2].Value) : first;
        if (parts.Groups[3].Success) return (first, parts.Groups[3].Value, parts.Groups[4].Value);
        string Between(int from, int to) =>
            string.Concat(Enumerable.Range(from, to - from + 1).Select(p => (char)contig.BaseAt(p)));
        var added = parts.Groups[7].Value;
        if (parts.Groups[5].Success)
            return (first - 1, Between(first - 1, last), Between(first - 1, first - 1) + added);
        var before = parts.Groups[6].Value == "dup" ? last : first;
        if (parts.Groups[6].Value == "dup" && added.Length == 0) added = Between(first, last);
        return (before, Between(before, before), Between(before, before) + added);
    }
}
