using System.Text;
using Thrombophilia.Given;
using Thrombophilia.Given.Fuzzing;
using Thrombophilia.Variants.Calling.Rows;
using Thrombophilia.Variants.Problems;
using Xunit;

namespace Thrombophilia.Variants.Tests;

/// <summary>The whole way of the data, on real files where the material is at hand, beside bcftools.</summary>
public sealed class PanelAnalysisTests
{
    const string Leiden37 = "vcf/perf/real.1kgp3.2504x59genes.b37.vcf.gz",
        Leiden38 = "vcf/real/grch38/1kgp-nygc.3202.F5.hg38.vcf.gz";

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The one hot spot whose counted base is the reference of a build.</summary>
    static string Reversed =>
        GivenVcf.Panel.Builds.SelectMany(b => b.Contigs).SelectMany(c => c.HotSpots)
        .Single(h => h.ReferenceIsCounted).HotSpot.Id;

    static async Task<FileCalls> Call(string path, CallOptions? options = null) =>
        await new PanelAnalysis(GivenVcf.Panel).CallAsync(path, options ?? new CallOptions(), Stop);

    static async Task<Dictionary<string, PanelCall>> At(string hotSpot, string path)
    {
        using var calls = await Call(path, new CallOptions { HotspotsOnly = true });
        return calls.Calls().Where(c => c.Call.HotSpot == hotSpot).ToDictionary(c => c.Sample, c => c.Call);
    }

    [Fact]
    public async Task Leiden_copies_of_the_same_people_are_equal_on_both_builds()
    {
        var truth = File.ReadLines(Material.File("vcf/real/fvl_truth.dev.tsv")).Skip(1)
            .Select(l => l.Split('\t')).ToArray();
        var on37 = await At(Reversed, Material.File(Leiden37));
        var on38 = await At(Reversed, Material.File(Leiden38));
        Assert.Equal(1214, truth.Length);
        Assert.All(truth, row =>
        {
            Assert.Equal((row[1], row[2]), ($"{on37[row[0]].Copies}", on37[row[0]].Genotype));
            Assert.Equal((row[3], row[4]), ($"{on38[row[0]].Copies}", on38[row[0]].Genotype));
        });
        Assert.All(on37.Values, c => Assert.Equal("GRCh37", c.Build));
        Assert.All(on38.Values, c => Assert.Equal("GRCh38", c.Build));
    }

    [Theory]
    [InlineData(Leiden37)]
    [InlineData(Leiden38)]
    [InlineData("vcf/real/grch37/NA12878_38.wes.freebayes.hg19.vcf.gz")]
    [InlineData("vcf/real/grch37/bcftools-roh.1sample.chr1.b37.vcf.gz")]
    [InlineData("vcf/real/grch38/NA12878-NA12891-NA12892.wes.deepvariant-glnexus.hg38.vcf.gz")]
    public async Task Carried_alleles_and_their_copies_are_those_of_bcftools_norm(string file)
    {
        var path = Material.File(file);
        using var calls = await Call(path, new CallOptions { Regions = Regions.Scan });
        var build = GivenVcf.Panel.On(calls.Build)!;
        // Ours: every allele row of a gene, and the hot spots inside genes as alleles; only plain substitutions, whose
        // form needs no reference.
        var ours = calls.Calls()
            .Where(c => c.Call.Copies > 0 && c.Call.Ref.Length == 1 && c.Call.Alt.Length == 1
            && c.Call.Alt is "A" or "C" or "G" or "T")
            .Where(c => c.Call.HotSpot is null && c.Call.Status == CallStatus.Called)
            .Select(c => $"{c.Call.Chrom} {c.Call.Pos} {c.Call.Ref} {c.Call.Alt} {c.Sample} {c.Call.Copies}")
            .ToHashSet();
        Assert.NotEmpty(ours);
        var bed = Path.GetTempFileName();
        try
        {
            await File.WriteAllLinesAsync(bed,
                from contig in build.Contigs
                from gene in contig.Genes
                from prefix in new[] { "", "chr" }
                select $"{prefix}{contig.Name}\t{gene.Start - 1}\t{gene.End}", Stop);
            var norm =
                await Tool.RunAsync("bcftools", ["norm", "-m-any", "-T", bed, "-Ou", "-o", bed + ".bcf", path], Stop);
            Assert.Empty(norm);
            var text =
                Encoding.UTF8.GetString(
                await Tool.RunAsync("bcftools",
                    ["query", "-f", "[%CHROM\t%POS\t%REF\t%ALT\t%SAMPLE\t%GT\t%FILTER\n]", bed + ".bcf"], Stop));
            var theirs = new HashSet<string>();
            foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                var f = line.Split('\t');
                var chrom = f[0].Replace("chr", "", StringComparison.Ordinal);
                if (f[2].Length != 1 || f[3] is not ("A" or "C" or "G" or "T") || f[6] is not ("PASS" or ".")
                    || f[5].Contains('.', StringComparison.Ordinal)) continue;
                var copies = f[5].Split('/', '|').Count(a => a == "1");
                var contig = build.On(chrom)!;
                if (copies > 0
                    && !contig.HotSpots.Any(
                    h => $"{h.Place.Pos}" == f[1] && (h.Place.Counted == f[3] || h.Place.Normal == f[3])))
                    theirs.Add($"{chrom} {f[1]} {f[2]} {f[3]} {f[4]} {copies}");
            }
            // bcftools judges neither depth nor quality: what we call it has too; what it has more we list with another
            // status.
            Assert.Subset(theirs, ours);
            var listed = calls.Calls().Where(c => c.Call.HotSpot is null)
                .Select(c => $"{c.Call.Chrom} {c.Call.Pos} {c.Call.Ref} {c.Call.Alt} {c.Sample}").ToHashSet();
            Assert.All(theirs, t => Assert.Contains(t[..t.LastIndexOf(' ')], listed));
        }
        finally
        {
            File.Delete(bed);
            File.Delete(bed + ".bcf");
        }
    }

    [Theory]
    [InlineData(Leiden37, "GRCh37")]
    [InlineData(Leiden38, "GRCh38")]
    [InlineData("vcf/real/grch37/1kgp3.1126.sparse.chr11.b37.vcf.gz", "GRCh37")]
    [InlineData("vcf/real/grch37/1kgp3.1126.sparse.chr2.b37.vcf.gz", "GRCh37")]
    [InlineData("vcf/real/grch37/1kgp3.1126.sparse.chr3.b37.vcf.gz", "GRCh37")]
    [InlineData("vcf/real/grch37/NA12878_38.wes.freebayes.hg19.vcf.gz", "GRCh37")]
    [InlineData("vcf/real/grch37/NA12878_45.wgs-prs-sites.freebayes.hg19.vcf.gz", "GRCh37")]
    [InlineData("vcf/real/grch37/bcftools-roh.1sample.chr1.b37.vcf.gz", "GRCh37")]
    [InlineData("vcf/real/grch38/NA12878-NA12891-NA12892.wes.deepvariant-glnexus.hg38.vcf.gz", "GRCh38")]
    [InlineData("vcf/real/other/VcfMerge_SR_DV.NA1289x.hg38.chr22XY.vcf.gz", "GRCh38")]
    [InlineData("vcf/real/other/VcfMerge_SR_FB.NA1289x.hg38.chr22XY.vcf.gz", "GRCh38")]
    [InlineData("vcf/real/other/scout-643594.trio.clinical.SV.b37.vcf.gz", "GRCh37")]
    [InlineData("vcf/real/other/scout-643594.trio.clinical.snv.vep.b37.vcf.gz", "GRCh37")]
    public async Task The_records_of_the_panel_are_those_that_bcftools_finds_in_its_regions(string file,
    string expectedBuild)
    {
        var path = Material.File(file);
        using var calls = await Call(path, new CallOptions { HotspotsOnly = true, Regions = Regions.Scan });
        Assert.Equal(expectedBuild, calls.Build);
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            string bed = Path.Combine(folder.FullName, "panel.bed"),
                copy = Path.Combine(folder.FullName, "copy.vcf.gz");
            await File.WriteAllLinesAsync(bed, from contig in GivenVcf.Panel.On(calls.Build)!.Contigs
                                               from interval in contig.Intervals()
                                               from prefix in new[] { "", "chr" }
                                               select $"{prefix}{contig.Name}\t{interval.Start - 1}\t{interval.End}",
                                                   Stop);
            await Tool.RunAsync("bcftools", ["view", "-Oz", "-o", copy, path], Stop);
            await Tool.RunAsync("bcftools", ["index", "-t", copy], Stop);
            var theirs = (await Tool.RunAsync("bcftools", ["query", "-f", "%POS\n", "-R", bed, copy], Stop))
                .Count(b => b == '\n');
            Assert.Equal(theirs, calls.PanelRecords);
        }
        finally { folder.Delete(recursive: true); }
    }

    [Theory, InlineData(Leiden37), InlineData(Leiden38)]
    public async Task An_index_leads_to_the_same_rows_as_reading_the_whole_file(string file)
    {
        var path = Material.File(file);
        // A copy whose index is surely not older than the file.
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var copy = Path.Combine(folder.FullName, "copy.vcf.gz");
            File.Copy(path, copy);
            File.Copy(path + ".tbi", copy + ".tbi");
            File.SetLastWriteTimeUtc(copy, File.GetLastWriteTimeUtc(copy + ".tbi"));
            using var whole = await Call(copy, new CallOptions { Regions = Regions.Scan });
            using var indexed = await Call(copy, new CallOptions { Regions = Regions.Index });
            Assert.True(whole.ReadWhole);
            Assert.False(indexed.ReadWhole);
            Assert.Contains(indexed.Warnings, w => w.Code == "not-read-whole");
            Assert.Equal(whole.Calls().Select(Line), indexed.Calls().Select(Line));
            Assert.True(indexed.Records <= whole.Records);

            File.SetLastWriteTimeUtc(copy + ".tbi", File.GetLastWriteTimeUtc(copy).AddMinutes(-1));
            using var auto = await Call(copy, new CallOptions { HotspotsOnly = true });
            Assert.True(auto.ReadWhole);
            Assert.Contains(auto.Warnings, w => w.Code == "index-older-ignored");
            var refused =
                await Assert.ThrowsAsync<RefusedException>(
                () => Call(copy, new CallOptions { Regions = Regions.Index }));
            Assert.Equal("index-older", refused.Problem.Code);
        }
        finally { folder.Delete(recursive: true); }
    }

    [Fact]
    public async Task A_damaged_index_costs_only_itself_unless_it_was_asked_for()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var copy = Path.Combine(folder.FullName, "copy.vcf.gz");
            File.Copy(Material.File("vcf/suites/bgzf-odd/ok.vcf.gz"), copy);
            await File.WriteAllTextAsync(copy + ".tbi", "not an index", Stop);
            using var auto = await Call(copy);
            Assert.True(auto.ReadWhole);
            Assert.Contains(auto.Warnings, w => w.Place.File == copy + ".tbi");
            await Assert.ThrowsAsync<RefusedException>(() => Call(copy, new CallOptions { Regions = Regions.Index }));
        }
        finally { folder.Delete(recursive: true); }
    }

    static string Line(SampleCall row) =>
        $"{row.Sample} {row.Call.Gene} {row.Call.Chrom} {row.Call.Pos} {row.Call.Ref} {row.Call.Alt} "
        + $"{row.Call.Genotype} {row.Call.Copies} {row.Call.Status} {row.Call.Filter} "
        + $"{string.Join(';', row.Call.Notes)}";

    [Fact]
    public async Task Every_file_of_the_odd_container_suite_ends_as_its_index_says()
    {
        var index = Material.File("vcf/suites/bgzf-odd/index.tsv");
        async Task<string> Result(string file)
        {
            try
            {
                using var calls =
                    await Call(Path.Combine(Path.GetDirectoryName(index)!, file),
                    new CallOptions { Regions = Regions.Scan });
                return string.Join('\n', calls.Calls().Select(Line));
            }
            catch (RefusedException e) { return "refused " + e.Problem.Code; }
        }
        var plain = await Result("plain.vcf");
        Assert.DoesNotContain("refused", plain, StringComparison.Ordinal);
        foreach (var row in File.ReadLines(index).Skip(1).Select(l => l.Split('\t')))
        {
            var result = await Result(row[0]);
            if (row[1] == "valid")
                Assert.True(result == plain,
                    $"{row[0]} differs from plain.vcf: {result[..Math.Min(80, result.Length)]}");
            else if (row[1] == "invalid") Assert.StartsWith("refused", result, StringComparison.Ordinal);
            else Assert.True(result == plain || result.StartsWith("refused", StringComparison.Ordinal),
                $"{row[0]} is neither refused nor read as it is");
        }
    }

    [Fact]
    public async Task A_file_of_another_build_is_refused_even_when_it_says_otherwise()
    {
        var (from, to) = (GivenVcf.Panel.Builds.First(), GivenVcf.Panel.Builds.Last());
        // Records of one build under the contig lengths of the other: bases of one gene's first coding exon.
        var contig = from.Contigs.First(c => c.Genes.Count > 0);
        var exon = contig.Genes[0].Gene.Exons(to.Id).First(e => e.CodingStart is not null);
        var vcf = new GivenVcf(from, "S1");
        for (var i = 0; i < 30; i++)
        {
            var pos = exon.CodingStart!.Value + i;
            vcf.Record(contig.Name, pos, $"{(char)to.On(contig.Name)!.BaseAt(pos)}", "<*>", "GT:DP", "0/0:30");
        }
        // On the stated build these positions lie outside coding exons or disagree; stated as the other, the header
        // contradicts.
        var refused =
            await Assert.ThrowsAsync<RefusedException>(() => vcf.CallAsync(new CallOptions { Build = to.Id }, Stop));
        Assert.Equal("build-contradiction", refused.Problem.Code);
    }

    [Fact]
    public async Task REF_bases_that_contradict_the_build_refuse_the_file()
    {
        foreach (var build in GivenVcf.Panel.Builds)
        {
            var contig = build.Contigs.First(c => c.Genes.Count > 0);
            var exon = contig.Genes[0].Gene.Exons(build.Id).First(e => e.CodingStart is not null);
            GivenVcf With(int wrong)
            {
                var vcf = new GivenVcf(build, "S1");
                for (var i = 0; i < 20; i++)
                {
                    var known = (char)contig.BaseAt(exon.CodingStart!.Value + i);
                    vcf.Record(contig.Name, exon.CodingStart!.Value + i,
                        i < wrong ? (known == 'A' ? "C" : "A") : $"{known}", "<*>", "GT:DP", "0/0:30");
                }
                return vcf;
            }
            (await With(2).CallAsync(stop: Stop)).Dispose();
            var refused = await Assert.ThrowsAsync<RefusedException>(() => With(3).CallAsync(stop: Stop));
            Assert.Equal("wrong-build", refused.Problem.Code);
        }
    }

    [Fact]
    public async Task Without_a_word_in_the_header_the_REF_bases_decide_and_too_few_refuse()
    {
        foreach (var build in GivenVcf.Panel.Builds)
        {
            var contig = build.Contigs.First(c => c.Genes.Count > 0);
            var exon = contig.Genes[0].Gene.Exons(build.Id).First(e => e.CodingStart is not null);
            GivenVcf With(int positions)
            {
                var vcf = new GivenVcf(build, "S1").WithoutContigLengths();
                for (var i = 0; i < positions; i++)
                    vcf.Record(contig.Name, exon.CodingStart!.Value + i,
                        $"{(char)contig.BaseAt(exon.CodingStart!.Value + i)}", "<*>", "GT:DP", "0/0:30");
                return vcf;
            }
            using var calls = await With(8).CallAsync(stop: Stop);
            Assert.Equal(build.Id, calls.Build);
            var refused = await Assert.ThrowsAsync<RefusedException>(() => With(7).CallAsync(stop: Stop));
            Assert.Equal("build-unknown", refused.Problem.Code);
            using var stated = await With(0).CallAsync(new CallOptions { Build = build.Id }, Stop);
            Assert.Equal(build.Id, stated.Build);
            using var accession =
                await With(0).ChromPrefix("").Meta($"##contig=<ID={GivenVcf.Panel.Contigs.On(build.Id)[0].Accession}>")
                .CallAsync(stop: Stop);
            Assert.Equal(build.Id, accession.Build);
        }
    }

    [Fact]
    public async Task Lengths_of_another_assembly_refuse_the_file()
    {
        var refused =
            await Assert.ThrowsAsync<RefusedException>(
            () => new GivenVcf(GivenVcf.Panel.Builds.First(), "S1").WithoutContigLengths()
            .Meta("##contig=<ID=20,length=62435964>").CallAsync(stop: Stop));
        Assert.Equal("other-assembly", refused.Problem.Code);
    }

    [Fact]
    public async Task All_names_of_a_chromosome_are_the_same_chromosome()
    {
        var spot = GivenVcf.Place(Reversed, GivenVcf.Panel.Builds.Last().Id);
        var build = GivenVcf.Panel.Builds.Last();
        var accession = GivenVcf.Panel.Contigs.On(build.Id).Single(c => c.Name == spot.Place.Chrom).Accession;
        foreach (var name in (string[])[spot.Place.Chrom, "chr" + spot.Place.Chrom, accession])
        {
            var call =
                await new GivenVcf(build, "S1").Record(name, spot.Place.Pos, spot.Place.Ref, spot.Place.Counted, "GT",
                "0/1").AtAsync(Reversed, stop: Stop);
            Assert.Equal((1, spot.Place.Chrom), (call.Copies ?? -1, call.Chrom));
        }
    }

    [Fact]
    public async Task Samples_come_in_the_order_asked_for_and_an_unknown_name_refuses()
    {
        var spot = GivenVcf.Place(Reversed, GivenVcf.Panel.Builds.Last().Id);
        var vcf = new GivenVcf(GivenVcf.Panel.Builds.Last(), "A", "B", "C").Record(spot.Place.Chrom, spot.Place.Pos,
            spot.Place.Ref, spot.Place.Counted, "GT", "0/0", "0/1", "1/1");
        using var calls = await vcf.CallAsync(new CallOptions { Samples = ["C", "A"] }, Stop);
        Assert.Equal([("C", (int?)2), ("A", 0)],
            calls.Calls().Where(c => c.Call.HotSpot == Reversed).Select(c => (c.Sample, c.Call.Copies)));
        var refused =
            await Assert.ThrowsAsync<RefusedException>(() => vcf.CallAsync(new CallOptions { Samples = ["X"] }, Stop));
        Assert.Equal("unknown-sample", refused.Problem.Code);
    }

    [Fact]
    public async Task Every_hot_spot_has_exactly_one_row_per_sample()
    {
        using var calls = await new GivenVcf(GivenVcf.Panel.Builds.First(), "A", "B").CallAsync(stop: Stop);
        Assert.Equal(GivenVcf.Panel.HotSpots.Count * 2, calls.Calls().Count());
        Assert.All(calls.Calls().GroupBy(c => (c.Sample, c.Call.HotSpot)), g => Assert.Single(g));
    }

    [Fact]
    public async Task An_index_with_wrong_names_or_an_end_of_another_file_is_refused_and_one_without_a_chromosome_says_so()
    {
        var file = (await FuzzBases.AllAsync(Stop))[0];
        using var folder = new TempFolder();
        var path = folder["v.vcf.gz"];
        async Task<FileCalls> Indexed(byte[] packed, FuzzIndex index)
        {
            await File.WriteAllBytesAsync(path, packed, Stop);
            await File.WriteAllBytesAsync(path + ".tbi", index.Packed(csi: false), Stop);
            return await Call(path, new CallOptions { Regions = Regions.Index });
        }
        using var whole = await Indexed(file.Packed, file.Index);
        Assert.Equal("not-read-whole", Assert.Single(whole.Warnings).Code);
        Assert.Equal(file.Rows.Values.Select(r => r.Value).Order(),
            FuzzRow.Of(whole).Values.Select(r => r.Value).Order());

        var exchanged = file.Index.Copy();
        (exchanged.Contigs[0], exchanged.Contigs[1]) = (exchanged.Contigs[1] with { Name = exchanged.Contigs[0].Name },
            exchanged.Contigs[0] with { Name = exchanged.Contigs[1].Name });
        Assert.Equal("index-names",
            (await Assert.ThrowsAsync<RefusedException>(() => Indexed(file.Packed, exchanged))).Problem.Code);

        var text = file.Text.Copy();
        text.Records.Add([.. text.Records[^1]]);
        var (longer, _) = FuzzIndex.Write(text, Math.Max(1, file.Text.Records.Count / 12));
        Assert.Equal("index-of-another",
            (await Assert.ThrowsAsync<RefusedException>(() => Indexed(longer, file.Index))).Problem.Code);

        var fewer = file.Index.Copy();
        fewer.Contigs.RemoveAt(0);
        using var without = await Indexed(file.Packed, fewer);
        Assert.Equal(["not-read-whole", "index-without-chromosome"], without.Warnings.Select(w => w.Code));
        using var auto = await Call(path, new CallOptions());
        Assert.Contains(auto.Warnings, w => w.Code == "index-without-chromosome");
    }
}
