using System.Text.Json;
using Thrombophilia.Given;
using Thrombophilia.Variants.Panels;
using Xunit;

namespace Thrombophilia.Worker.Tests.Verbs;

public sealed class CallVerbTests : IDisposable
{
    const string Header =
        "file\tsample\tbuild\tgene\ttranscript\tchrom\tpos\tref\talt\trsid\thgvs_c\thgvs_p\tconsequence\tgenotype\t"
        + "copies\tstatus\tdepth\tgq\tallele_balance\tfilter\tclass\tcriteria\tnote";
    static readonly PlacedHotSpot Spot =
        GivenVcf.Panel.Builds.Last().Contigs.SelectMany(c => c.HotSpots)
        .First(h => h.Place.Ref.Length == 1 && h.HotSpot.HgvsP is not null);
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("call-");

    public void Dispose() => folder.Delete(recursive: true);

    static async Task<(int Code, string Output, string Error)> Run(params string[] args)
    {
        using StringWriter output = new(), error = new();
        var code = await Program.RunAsync(["call", .. args], output, error);
        return (code, output.ToString(), error.ToString());
    }

    string Vcf(string name, string cells = "0/1:11,22:33:99", string? text = null)
    {
        var path = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var samples = cells.Split(' ').Select((_, i) => $"S{i + 1}").ToArray();
        File.WriteAllText(path, text ?? new GivenVcf(GivenVcf.Panel.Builds.Last(), samples)
            .Record(Spot.Place.Chrom, Spot.Place.Pos, Spot.Place.Ref, Spot.Place.Counted, "GT:AD:DP:GQ",
            cells.Split(' ')).Text());
        return path;
    }

    [Fact]
    public async Task TSV_has_the_columns_of_the_contract_and_empty_where_nothing_applies()
    {
        var file = Vcf("a.vcf");
        var (code, output, error) = await Run(file, "--format", "tsv");
        Assert.Equal(0, code);
        Assert.DoesNotContain("refused", error, StringComparison.Ordinal);
        var lines = output.TrimEnd('\n').Split('\n');
        Assert.Equal(Header, lines[0]);
        Assert.Equal(1 + GivenVcf.Panel.HotSpots.Count, lines.Length);
        var place = Spot.Place;
        Assert.Contains(
            $"{file}\tS1\t{place.Build}\t{Spot.HotSpot.Gene}\t{Spot.HotSpot.HgvsC!.Split(':')[0]}\t{place.Chrom}\t"
            + $"{place.Pos}\t{place.Ref}\t{place.Counted}\t"
            + $"{Spot.HotSpot.Rsid}\t{Spot.HotSpot.HgvsC}\t{Spot.HotSpot.HgvsP}\tmissense_variant\t0/1\t1\tcalled\t"
            + $"33\t99\t0.667\tPASS\t{Spot.HotSpot.Class}\t\tlegacy-R506Q", lines);
    }

    [Fact]
    public async Task JSONL_has_the_same_keys_with_numbers_and_nulls()
    {
        var (_, output, _) = await Run(Vcf("a.vcf"), "--format", "jsonl");
        var rows = output.TrimEnd('\n').Split('\n').Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        Assert.All(rows, r => Assert.Equal(Header.Split('\t'), r.EnumerateObject().Select(p => p.Name)));
        var called = Assert.Single(rows, r => r.GetProperty("status").GetString() == "called");
        Assert.Equal((1, 33, 0.667),
            (called.GetProperty("copies").GetInt32(), called.GetProperty("depth").GetInt32(),
                called.GetProperty("allele_balance").GetDouble()));
        Assert.Equal(JsonValueKind.Null, called.GetProperty("criteria").ValueKind);
        Assert.All(rows.Where(r => r.GetProperty("status").GetString() == "not-covered"),
            r => Assert.Equal(JsonValueKind.Null, r.GetProperty("copies").ValueKind));
    }

    [Fact]
    public async Task A_refused_file_prints_no_row_costs_only_itself_and_ends_with_1()
    {
        string good = Vcf("a.vcf"), bad = Vcf("b.vcf", text: "not a vcf\n"), other = Vcf("c.vcf");
        var (code, output, error) = await Run(good, bad, other, "--format", "tsv");
        Assert.Equal(1, code);
        Assert.Contains($"{bad}, line 1", error, StringComparison.Ordinal);
        Assert.Equal([good, other],
            output.Split('\n').Skip(1).Where(l => l.Length > 0).Select(l => l.Split('\t')[0]).Distinct());
        Assert.Equal(1, (await Run(Path.Combine(folder.FullName, "absent.vcf"))).Code);
    }

    [Fact]
    public async Task A_directory_is_read_in_ordinal_order_below_its_folders_and_a_link_does_not_lead_round()
    {
        string[] files = [Vcf("B.vcf"), Vcf("a.vcf"), Vcf("sub/c.gvcf"), Vcf("z.vcf")];
        Vcf("notes.txt", text: "no");
        Directory.CreateSymbolicLink(Path.Combine(folder.FullName, "loop"), folder.FullName);
        var (code, output, _) = await Run(folder.FullName, "--format", "tsv");
        Assert.Equal(0, code);
        Assert.Equal(files,
            output.Split('\n').Skip(1).Where(l => l.Length > 0).Select(l => l.Split('\t')[0]).Distinct());
    }

    [Fact]
    public async Task Samples_come_in_the_order_asked_for()
    {
        var (_, output, _) =
            await Run(Vcf("a.vcf", "0/1:15,15:30:99 0/0:30,0:30:99 1/1:0,30:30:99"), "--samples", "S3,S1", "--format",
            "tsv", "--hotspots-only");
        Assert.Equal(["S3 1/1 2", "S1 0/1 1"],
            output.Split('\n').Select(l => l.Split('\t')).Where(f => f.Length > 9 && f[9] == Spot.HotSpot.Rsid)
                .Select(f => $"{f[1]} {f[13]} {f[14]}"));
    }

    [Fact]
    public async Task Every_file_says_whether_its_copies_were_counted_and_the_run_once_which_gene_has_a_pseudogene()
    {
        string small = Vcf("a.vcf"), other = Vcf("b.vcf"),
            structural =
            Vcf("c.vcf",
            text: new GivenVcf(GivenVcf.Panel.Builds.Last(), "S1").Meta("##ALT=<ID=DEL,Description=\"x\">").Text());
        var (_, output, error) = await Run(small, other, structural);
        foreach (var file in (string[])[small, other])
            Assert.Contains($"{file}: copy number was not assessed", error, StringComparison.Ordinal);
        Assert.Contains($"{structural}: copy number was assessed", error, StringComparison.Ordinal);
        var pseudogene = GivenVcf.Panel.Limits.Pseudogenes[0];
        Assert.Equal(2, error.Split($"{pseudogene.Gene} has a pseudogene, {pseudogene.Name}").Length);
        Assert.Equal(
            ["  copy number: not assessed", "  copy number: not assessed",
                "  copy number: assessed, the file itself speaks of deletions or duplications"],
            output.Split('\n').Select(l => l.TrimEnd('\r'))
                .Where(l => l.StartsWith("  copy number", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_table_is_for_a_person()
    {
        var (code, output, _) = await Run(Vcf("a.vcf"));
        Assert.Equal(0, code);
        Assert.Contains("samples: 1  records: 1, in the panel: 1", output, StringComparison.Ordinal);
        Assert.Contains(Spot.HotSpot.HgvsC!.Split(':')[1], output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_alone_says_how_much_of_each_gene_is_proven_and_that_nothing_found_in_the_rest_is_not_negative()
    {
        var file = Vcf("a.vcf");
        var lines = (await Run(file)).Output.Split('\n')
            .Where(l => l.Contains("hot spots proven", StringComparison.Ordinal)).ToArray();
        Assert.Equal(
            GivenVcf.Panel.Genes.Select(g => g.Symbol).Concat(GivenVcf.Panel.HotSpots.Select(h => h.Gene)).Distinct()
                .Count(), lines.Length);
        Assert.All(lines, l => Assert.Contains("nothing found here is not negative", l, StringComparison.Ordinal));
        Assert.Contains(lines,
            l => l.Contains("bases not proven: exon ",
                StringComparison.Ordinal)); // Where something is proven, what is not.
        Assert.Contains(lines, l => !l.Contains("bases not proven", StringComparison.Ordinal));
        Assert.DoesNotContain("hot spots proven", (await Run(file, "--format", "tsv")).Output,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("FILE", "--bogus")]
    [InlineData("FILE", "--threads", "x")]
    [InlineData("FILE", "--threads", "-1")]
    [InlineData("FILE", "--regions", "7")]
    [InlineData("FILE", "--format", "xml")]
    [InlineData("FILE", "--build", "hg18")]
    [InlineData("FILE", "--panel", "nothing")]
    [InlineData("FILE", "--samples", "")]
    [InlineData("FILE", "--samples", "S1,,S2")]
    [InlineData("FILE", "--callable", "absent.bed")]
    [InlineData("-", "--regions", "index")]
    [InlineData("")]
    public async Task Wrong_usage_ends_with_2_and_prints_no_result(params string[] args)
    {
        var file = Vcf("a.vcf");
        var (code, output, error) = await Run([.. args.Select(a => a == "FILE" ? file : a)]);
        Assert.Equal((2, ""), (code, output));
        Assert.NotEmpty(error);
    }
}
