using System.Globalization;
using System.Text;
using Thrombophilia.Given;
using Thrombophilia.Variants.Calling.Rows;
using Thrombophilia.Variants.Hgvs;
using Xunit;

namespace Thrombophilia.Variants.Tests.Annotation;

public sealed class HaplotypeEffectsTests(ITestOutputHelper output)
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>
    /// Rows of PROC and F5 that are carried: coding name, protein, and the notes that speak of other variants.
    /// </summary>
    static async Task<string[]> Rows(string build, string format, params string[] records)
    {
        var vcf = new GivenVcf(GivenVcf.Panel.On(build)!, "S1");
        foreach (var record in records.Select(r => r.Split(' ')))
            vcf.Record(record[0], int.Parse(record[1], CultureInfo.InvariantCulture), record[2], record[3], format,
                record[4]);
        using var calls = await vcf.CallAsync(stop: Stop);
        return [.. calls.Calls().Select(c => c.Call)
            .Where(c => c.Copies > 0 || (c.HotSpot is null && c.HgvsC is not null)).Select(Shown)];
    }

    static string Shown(PanelCall call)
    {
        var notes = call.Notes.Where(n =>
            n.Contains("with", StringComparison.Ordinal) || n.StartsWith("codon", StringComparison.Ordinal));
        return $"{call.HgvsC!.Split(':')[1]} {call.HgvsP} {string.Join(';', notes)}".TrimEnd();
    }

    // The codon of the arginine 189 of protein C.
    const string First = "2 127426114 C T", Second = "2 127426115 G A", Del193 = "2 127426120 GAGA G";

    [Fact]
    public async Task Two_changes_of_one_codon_on_one_haplotype_are_read_as_one() => Assert.Equal(
        ["c.565C>T p.(Arg189Ter) read-with-c.566G>A", "c.566G>A p.(Arg189Ter) read-with-c.565C>T"],
            await Rows("GRCh38", "GT", First + " 0|1", Second + " 0|1"));

    [Fact]
    public async Task On_two_haplotypes_each_is_read_alone_and_says_where_the_other_lies() => Assert.Equal(
        ["c.565C>T p.(Arg189Trp) trans-with-c.566G>A", "c.566G>A p.(Arg189Gln) trans-with-c.565C>T"],
            await Rows("GRCh38", "GT", First + " 0|1", Second + " 1|0"));

    [Fact]
    public async Task Without_phase_each_is_read_alone_and_says_that_nobody_knows() => Assert.Equal(
        ["c.565C>T p.(Arg189Trp) phase-unknown-with-c.566G>A", "c.566G>A p.(Arg189Gln) phase-unknown-with-c.565C>T"],
            await Rows("GRCh38", "GT", First + " 0/1", Second + " 0/1"));

    [Fact]
    public async Task Genotypes_of_two_phase_sets_say_nothing_of_each_other()
    {
        Assert.Equal(
            ["c.565C>T p.(Arg189Trp) phase-unknown-with-c.566G>A",
                "c.566G>A p.(Arg189Gln) phase-unknown-with-c.565C>T"],
                    await Rows("GRCh38", "GT:PS", First + " 0|1:7", Second + " 0|1:8"));
        Assert.Equal(["c.565C>T p.(Arg189Ter) read-with-c.566G>A", "c.566G>A p.(Arg189Ter) read-with-c.565C>T"],
            await Rows("GRCh38", "GT:PS", First + " 0|1:7", Second + " 0|1:7"));
    }

    [Fact]
    public async Task Local_phasing_beside_an_unphased_genotype_counts() => Assert.Equal(
        ["c.565C>T p.(Arg189Ter) read-with-c.566G>A", "c.566G>A p.(Arg189Ter) read-with-c.565C>T"],
        await Rows("GRCh38", "GT:PGT:PID", First + " 0/1:0|1:127426114_C_T", Second + " 0/1:0|1:127426114_C_T"));

    [Theory]
    [InlineData("0/1")]
    [InlineData("0|1")]
    [InlineData("1/1")]
    public async Task A_change_of_several_bases_over_a_hot_spot_is_one_event(string gt)
    {
        Assert.Equal(["c.565C>T p.(Arg189Ter) within-c.565_566delinsTA", "c.565_566delinsTA p.(Arg189Ter)"],
            await Rows("GRCh38", "GT", "2 127426114 CG TA " + gt));
        // Also where the other bases lie in the codon before.
        Assert.Equal(["c.564_565delinsAT p.(Arg189Trp)", "c.565C>T p.(Arg189Trp) within-c.564_565delinsAT"],
            await Rows("GRCh38", "GT", "2 127426113 GC AT " + gt));
        Assert.Equal(["c.1601G>A p.(Arg534Ter) within-c.1600_1601delinsTA", "c.1600_1601delinsTA p.(Arg534Ter)"],
            await Rows("GRCh38", "GT", "1 169549811 CG TA " + gt));
    }

    [Fact]
    public async Task A_hot_spot_inside_a_longer_change_says_what_lies_beside_the_whole() => Assert.Equal(
        ["c.565C>T p.(Arg189Ter) trans-with-c.577_579del;within-c.565_566delinsTA",
            "c.565_566delinsTA p.(Arg189Ter) trans-with-c.577_579del",
            "c.577_579del p.(Lys193del) trans-with-c.565_566delinsTA"],
        await Rows("GRCh38", "GT", "2 127426114 CG TA 0|1", Del193 + " 1|0"));

    [Fact]
    public async Task A_split_change_of_several_bases_beside_records_that_deny_its_parts_is_that_change() => Assert.Equal(
        ["c.565C>T p.(Arg189Ter) within-c.565_566delinsTA", "c.565_566delinsTA p.(Arg189Ter)"],
        await Rows("GRCh38", "GT", "2 127426114 CG TA 0/1", First + " 0/0", Second + " 0/0"));

    [Fact]
    public async Task One_event_that_two_callers_tell_is_never_two_in_trans()
    {
        string[] parts = ["2 127428500 A G", "2 127428501 C T"];
        Assert.Equal(
            ["c.940A>G p.(Thr314Ala) phase-unknown-with-c.940_941inv,c.941C>T",
                "c.940_941inv p.(Thr314Val) phase-unknown-with-c.940A>G,c.941C>T",
                "c.941C>T p.(Thr314Ile) phase-unknown-with-c.940A>G,c.940_941inv"],
            await Rows("GRCh38", "GT", "2 127428500 AC GT 0/1", parts[0] + " 0/1", parts[1] + " 0/1"));
        // On one haplotype they are one, and each tells the protein of the whole.
        foreach (var gt in new[] { " 0|1", " 1/1" })
            Assert.Equal(
                ["c.940A>G p.(Thr314Val) within-c.940_941inv", "c.940_941inv p.(Thr314Val)",
                    "c.941C>T p.(Thr314Val) within-c.940_941inv"],
                (await Rows("GRCh38", "GT", "2 127428500 AC GT" + gt, parts[0] + gt, parts[1] + gt))
                    .Select(r => string.Join(' ', r.Split(' ')[..2])
                    + (r.Contains("within", StringComparison.Ordinal) ? " within-c.940_941inv" : "")));
        // Another base at one place is another event.
        Assert.Equal(
            ["c.940_941inv p.(Thr314Val) trans-with-c.941C>A", "c.941C>A p.(Thr314Asn) trans-with-c.940_941inv"],
            await Rows("GRCh38", "GT", "2 127428500 AC GT 0/1", "2 127428501 C A 0/1"));
    }

    [Theory]
    [InlineData("0|1:hapB,hapA", "1|0:hapA,hapB", "read-with-")] // The order of alleles means nothing.
    [InlineData("0|1:hapA,hapB", "0|1:hapA,hapB", "read-with-")]
    [InlineData("0|1:hapA,hapB", "0|1:hapB,hapA", "trans-with-")]
    [InlineData("0|1:setA1,setA2", "0|1:setB1,setB2", "phase-unknown-with-")]
    [InlineData("0|1:.", "0|1:.", "phase-unknown-with-")]
    [InlineData("0|1:hapA,hapB", "0|1:.", "phase-unknown-with-")]
    [InlineData("0|1:hapA,hapA", "0|1:hapA,hapA", "phase-unknown-with-")]
    [InlineData("0|1:hapA", "0|1:hapA", "phase-unknown-with-")]
    [InlineData("0/1:hapA,hapB", "0/1:hapA,hapB", "phase-unknown-with-")]
    public async Task Phase_set_lists_name_the_haplotype_of_each_allele(string first, string second, string note) =>
        Assert.All(await Rows("GRCh38", "GT:PSL", $"{First} {first}", $"{Second} {second}"),
            row => Assert.Contains(note, row, StringComparison.Ordinal));

    [Theory]
    [InlineData("GT:PS:PSL", "0|1:7:a,b")]
    [InlineData("GT:PSO", "0|1:1,2")]
    [InlineData("GT", "/0|1")] // The mark in front is that of the first allele.
    [InlineData("GT", "|0/1")]
    public async Task What_is_not_understood_of_a_phase_is_not_phased(string format, string cell) =>
        Assert.All(await Rows("GRCh38", format, $"{First} {cell}", $"{Second} {cell}"),
            row => Assert.Contains("phase-unknown-with-", row, StringComparison.Ordinal));

    [Fact]
    public async Task A_mark_before_each_allele_is_a_phased_genotype() =>
        Assert.All(await Rows("GRCh38", "GT", First + " |0|1", Second + " |0|1"),
            row => Assert.Contains("read-with-", row, StringComparison.Ordinal));

    [Fact]
    public async Task What_both_chromosomes_carry_lies_beside_everything() => Assert.Equal(
        ["c.565C>T p.(Arg189Trp) cis-with-c.566G>A", "c.566G>A p.(Arg189Ter) read-with-c.565C>T"],
            await Rows("GRCh38", "GT", First + " 1/1", Second + " 0/1"));

    [Fact]
    public async Task Two_alleles_of_one_genotype_lie_on_two_chromosomes() => Assert.Equal(
        ["c.565C>A p.(Arg189=) ", "c.565C>T p.(Arg189Trp)"],
            (await Rows("GRCh38", "GT", "2 127426114 C A,T 1/2"))
                .Select(r => r.Replace("=)", "=) ", StringComparison.Ordinal)).ToArray());

    [Fact]
    public async Task Deficiency_variants_of_one_gene_say_whether_one_chromosome_is_left()
    {
        Assert.Equal(
            ["c.565C>T p.(Arg189Trp) trans-with-c.577_579del", "c.577_579del p.(Lys193del) trans-with-c.565C>T"],
                await Rows("GRCh38", "GT", First + " 0|1", Del193 + " 1|0"));
        Assert.Equal(["c.565C>T p.(Arg189Trp) cis-with-c.577_579del", "c.577_579del p.(Lys193del) cis-with-c.565C>T"],
            await Rows("GRCh38", "GT", First + " 0|1", Del193 + " 0|1"));
        Assert.Equal(
            ["c.565C>T p.(Arg189Trp) phase-unknown-with-c.577_579del",
                "c.577_579del p.(Lys193del) phase-unknown-with-c.565C>T"],
                    await Rows("GRCh38", "GT", First + " 0/1", Del193 + " 0/1"));
    }

    [Fact]
    public async Task A_second_shift_behind_a_first_one_gives_the_frame_back() => Assert.Equal(
        ["c.567del p.(Met190_Glu191delinsTrpSer) read-with-c.573_574insT",
            "c.573_574insT p.(Met190_Glu191delinsTrpSer) read-with-c.567del"],
        await Rows("GRCh38", "GT", "2 127426114 CG C 0|1", "2 127426122 G GT 0|1"));

    [Fact]
    public async Task A_call_that_is_not_trusted_has_no_say()
    {
        var vcf = new GivenVcf(GivenVcf.Panel.On("GRCh38")!, "S1").Record("2", 127426114, "C", "T", "GT", "0|1")
            .RecordWith("2", 127426115, "G", "A", "q10", ".", "GT", "0|1");
        using var calls = await vcf.CallAsync(stop: Stop);
        Assert.DoesNotContain(calls.Calls(), c => c.Call.Notes.Any(n => n.Contains("with-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_codon_of_factor_V_Leiden_is_read_with_the_sample_s_own_base()
    {
        const string Beside = "1 169519048 T C", Normal = "1 169519049 T C";
        // The build carries Leiden: a sample whose base there is the normal one has a record of it.
        Assert.Equal(["c.1602A>G p.(Arg534=)"], await Rows("GRCh37", "GT", Beside + " 0|1", Normal + " 1|1"));
        Assert.Equal(["c.1602A>G p.(Arg534Gln) read-with-c.1601G>A", "c.1601G>A p.(Arg534Gln) read-with-c.1602A>G"],
            await Rows("GRCh37", "GT", Beside + " 0|1", Normal + " 1|0"));
        Assert.Equal(["c.1602A>G p.(Arg534=)", "c.1601G>A p.(Arg534Gln)"],
            await Rows("GRCh37", "GT", Beside + " 0|1", Normal + " 0|1"));
        Assert.Equal(["c.1602A>G p.? codon-not-known"], await Rows("GRCh37", "GT", Beside + " 0|1"));
        Assert.Equal(["c.1602A>G p.(Arg534Gln) read-with-c.1601G>A", "c.1601G>A p.(Arg534Gln) read-with-c.1602A>G"],
            await Rows("GRCh38", "GT", "1 169549810 T C 0|1", "1 169549811 C T 0|1"));
    }

    [Fact]
    public async Task The_rows_of_one_sample_are_the_same_whether_others_are_wanted_or_not()
    {
        var vcf = new GivenVcf(GivenVcf.Panel.On("GRCh38")!, "A", "B", "C");
        vcf.Record("2", 127426114, "C", "T", "GT", "0|1", "0|1", "1|1")
            .Record("2", 127426115, "G", "A", "GT", "1|0", "0|1", "0|0");
        using var calls = await vcf.CallAsync(stop: Stop);
        foreach (var name in new[] { "A", "B", "C" })
        {
            var rows = calls.Calls(new HashSet<string> { name }).Select(Row).ToList();
            Assert.NotEmpty(rows);
            Assert.Equal(calls.Calls().Where(c => c.Sample == name).Select(Row), rows);
        }
        Assert.Empty(calls.Calls(new HashSet<string>()));
        Assert.Empty(calls.Calls(new HashSet<string> { "X" }));

        static string Row(SampleCall row) =>
            $"{row.Sample} {row.Call with { Notes = [] }} {string.Join(';', row.Call.Notes)}";
    }

    /// <summary>
    /// Notes on other variants of the rows of PROC and F5 that are carried; a record is CHROM POS REF ALT INFO and the
    /// sample's cell.
    /// </summary>
    static async Task<string[]> Notes(string format, params string[] records)
    {
        var vcf = new GivenVcf(GivenVcf.Panel.On("GRCh38")!, "S1");
        foreach (var record in records.Select(r => r.Split(' ')))
            vcf.RecordWith(record[0], int.Parse(record[1], CultureInfo.InvariantCulture), record[2], record[3], "PASS",
                record[4], format, record[5]);
        using var calls = await vcf.CallAsync(stop: Stop);
        return [.. calls.Calls().Select(c => c.Call).Where(c => c.HotSpot is null || c.Copies > 0)
            .Select(c =>
            $"{c.HgvsC?.Split(':')[1]} {string.Join(';', c.Notes.Where(n => n.Contains("with", StringComparison.Ordinal)))}".TrimEnd())];
    }

    // Exon 3 of PROC, and the exon of the arginine 189.
    const string Exon3 = "2 127421032 N <DEL> END=127421859", Exon7 = "2 127426000 N <DEL> END=127426400",
        Missense = "2 127426114 C T .", InExon7 = "2 127426115 G A .";
    const string NameOf3 = "c.71-250_237+410del", NameOf7 = "c.536-84_678+173del";

    [Fact]
    public async Task A_lost_exon_says_where_a_variant_elsewhere_in_the_gene_lies_and_the_variant_says_where_the_exon_is_lost()
    {
        Assert.Equal([NameOf3 + " phase-unknown-with-c.565C>T", "c.565C>T phase-unknown-with-" + NameOf3],
            await Notes("GT", Exon3 + " 0/1", Missense + " 0/1"));
        Assert.Equal([NameOf3 + " trans-with-c.565C>T", "c.565C>T trans-with-" + NameOf3],
            await Notes("GT", Exon3 + " 0|1", Missense + " 1|0"));
        Assert.Equal([NameOf3 + " cis-with-c.565C>T", "c.565C>T cis-with-" + NameOf3],
            await Notes("GT", Exon3 + " 0|1", Missense + " 0|1"));
        Assert.Equal([NameOf3 + " phase-unknown-with-c.565C>T", "c.565C>T phase-unknown-with-" + NameOf3],
            await Notes("GT", Exon3 + " 0/1", Missense + " 1/1"));
    }

    [Theory]
    [InlineData("0/1", "1/1"), InlineData("0/1", "0/1"), InlineData("0|1", "1|0"), InlineData("0|1", "0|1"),
        InlineData("1/1", "0/1"), InlineData("1|1", "1|1")]
    public async Task Of_a_variant_inside_a_loss_nobody_knows_more_than_that_both_were_called(string lost,
    string genotype) =>
        Assert.Equal([NameOf7 + " phase-unknown-with-c.566G>A", "c.566G>A phase-unknown-with-" + NameOf7],
        await Notes("GT", Exon7 + " " + lost, InExon7 + " " + genotype));

    [Fact]
    public async Task A_loss_whose_breakpoints_may_spare_the_variant_says_nothing_of_its_copies() => Assert.Equal(
        ["c.(536-134_602)_(678+1_679-1)del phase-unknown-with-c.566G>A",
            "c.566G>A phase-unknown-with-c.(536-134_602)_(678+1_679-1)del"],
        await Notes("GT", Exon7 + ";CIPOS=-50,150;CIEND=-50,50 0/1", InExon7 + " 0/1"));

    [Fact]
    public async Task A_loss_without_a_name_is_told_by_its_positions() => Assert.Equal(
        [" phase-unknown-with-c.566G>A", "c.566G>A phase-unknown-with-127421366-127421859"],
            await Notes("GT", "2 127421365 N <DEL> END=127421859;IMPRECISE 0/1", InExon7 + " 0/1"));

    [Fact]
    public async Task Two_losses_that_overlap_may_be_one_that_two_callers_tell_and_make_no_compound_heterozygote()
    {
        Assert.Equal(
            ["c.71-250_494del phase-unknown-with-c.71-50_237+410del",
                "c.71-50_237+410del phase-unknown-with-c.71-250_494del"],
            await Notes("GT", "2 127421032 N <DEL> END=127423367 0/1", "2 127421232 N <DEL> END=127421859 0/1"));
        Assert.All(await Notes("GT", "2 127421032 N <DEL> END=127423367 1|1", "2 127421232 N <DEL> END=127421859 0|1"),
            row => Assert.Contains("phase-unknown-with", row, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_number_of_copies_beside_the_genotype_makes_a_loss_or_a_gain_of_it()
    {
        Assert.Equal(
            ["c.(70+1_71-1)_(237+1_238-1)del phase-unknown-with-c.565C>T",
                "c.565C>T phase-unknown-with-c.(70+1_71-1)_(237+1_238-1)del"],
            await Notes("GT:CN", "2 127421032 N <CNV> END=127421859 0/1:1", Missense + " 0/1:2"));
        Assert.Equal(
            ["c.(70+1_71-1)_(237+1_238-1)dup phase-unknown-with-c.565C>T",
                "c.565C>T phase-unknown-with-c.(70+1_71-1)_(237+1_238-1)dup"],
            await Notes("GT:CN", "2 127421032 N <CNV> END=127421859 0/1:3", Missense + " 0/1:2"));
    }

    [Fact]
    public async Task A_gene_that_is_there_a_third_time_as_a_whole_and_exons_of_factor_V_are_beside_nothing() =>
    Assert.Equal(
        ["c.1512_(*2362_?)dup", "c.1601G>A", "c.(?_-87)_(*296_?)dup", "c.565C>T"],
        (await Notes("GT", "1 169500000 N <DUP> END=169549900 0/1", "1 169549811 C T . 0/1",
            "2 127400000 N <DUP> END=127440000 0/1", Missense + " 0/1")));

    [Theory, InlineData("GRCh37"), InlineData("GRCh38")]
    public async Task Pairs_on_one_haplotype_read_as_bcftools_reads_them(string build)
    {
        using var folder = new TempFolder();
        var reference = new OracleReference(GivenVcf.Panel.On(build)!, folder.Path, new Random(20261125));
        var pairs = Pairs(reference, new Random(7)).ToArray();
        var path = folder["pairs.vcf"];
        await File.WriteAllTextAsync(path, Vcf(reference, pairs), Stop);
        await Tool.RunAsync("bcftools",
            ["csq", "-p", "a", "-f", reference.Fasta, "-g", reference.Gff, "-o", folder["judged.vcf"], path], Stop);
        var judged =
            Encoding.ASCII.GetString(
            await Tool.RunAsync("bcftools",
                ["query", "-f", "%CHROM %POS %REF %ALT\t%BCSQ\n", folder["judged.vcf"]], Stop))
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split('\t'))
            .ToDictionary(l => l[0], l => l[1]);
        using var calls =
            await new PanelAnalysis(GivenVcf.Panel).CallAsync(path, new CallOptions { Build = build }, Stop);
        var ours = calls.Calls().Where(c => c.Call.Copies > 0 && c.Call.HotSpot is null)
            .ToLookup(c => c.Sample, c => c.Call);
        var (read, apart) = (0, 0);
        var differences = new List<string>();
        foreach (var pair in pairs)
        {
            var rows = ours[pair.Sample].ToArray();
            // One of the two says it for both, the other points to it. Where our transcript reads otherwise than the
            // assembly is another question.
            var said = judged[judged[pair.First][0] == '@' ? pair.Second : pair.First];
            if (Read(said) is not { } theirs || rows.Length != 2
                || rows.Any(r => r.Notes.Contains("codon-not-known"))) { apart++; continue; }
            read++;
            if (rows.Any(r => r.HgvsP != theirs))
                differences.Add(
                    $"{pair} ours {rows[0].HgvsC} {rows[0].HgvsP}, {rows[1].HgvsC} {rows[1].HgvsP} theirs {theirs} {said}");
        }
        output.WriteLine($"{build}: {read} pairs compared, {apart} not");
        Assert.True(differences.Count == 0, string.Join('\n', differences.Take(30)));
        Assert.True(read > 0.8 * pairs.Length, $"{read} of {pairs.Length}");
    }

    sealed record Pair(string Sample, string First, string Second);

    /// <summary>
    /// In each gene: two SNVs of one codon, and a deletion with an insertion behind it that gives the frame back. No
    /// position is used twice.
    /// </summary>
    static IEnumerable<Pair> Pairs(OracleReference reference, Random random)
    {
        var number = 0;
        foreach (var locus in reference.Loci)
        {
            var transcript = new VariantNamer(reference.Build).On(locus.Gene.Symbol);
            foreach (var (start, end) in locus.Coding)
                for (var pos = start + 3; pos < end - 40; pos += 45)
                {
                    // A codon that lies in the part whole, then the pair of indels behind it.
                    var low = pos
                        + Enumerable.Range(0, 3)
                        .First(i =>
                        transcript.CodingIndex(transcript.Span(pos + i, pos + i).First) % 3 == (locus.Gene.Forward ? 0
                        : 2));
                    if (transcript.CodingIndex(transcript.Span(low, low).First) is var index
                        && (index < 6 || index > locus.Gene.Coding.Length - 60)) continue;
                    var (one, other) = random.Next(3) switch { 0 => (0, 1), 1 => (0, 2), _ => (1, 2) };
                    yield return new Pair($"S{number++}", Snv(low + one), Snv(low + other));
                    // On a haplotype bcftools 1.16 takes out a wrong base where a deletion repeats its anchor
                    // (docs/decisions/0020).
                    var deleted = low + 6
                        + Enumerable.Range(random.Next(4), 8)
                        .First(i => locus.At(low + 6 + i) != locus.At(low + 7 + i));
                    var inserted = deleted + 3 + random.Next(8);
                    yield return new Pair($"S{number++}",
                        $"{locus.Gene.Chrom} {deleted} {locus.At(deleted, 2)} {locus.At(deleted)}",
                            $"{locus.Gene.Chrom} {inserted} {locus.At(inserted)} {locus.At(inserted)}{Words.Make(random, 1)}");
                }

            string Snv(int pos) =>
                $"{locus.Gene.Chrom} {pos} {locus.At(pos)} {"ACGT".Where(b => b != locus.At(pos)[0]).ElementAt(random.Next(3))}";
        }
    }

    static string Vcf(OracleReference reference, Pair[] pairs)
    {
        var text = new StringBuilder(reference.VcfHeader().TrimEnd()).Replace("#CHROM",
            "##FORMAT=<ID=GT,Number=1,Type=String,Description=\"Genotype\">\n#CHROM").Append("\tFORMAT");
        foreach (var pair in pairs) text.Append('\t').Append(pair.Sample);
        text.Append('\n');
        foreach (var (change, i) in pairs.SelectMany((p, i) => new[] { (p.First, i), (p.Second, i) })
            .OrderBy(c => c.Item1.Split(' ')[0], StringComparer.Ordinal)
            .ThenBy(c => int.Parse(c.Item1.Split(' ')[1], CultureInfo.InvariantCulture)))
        {
            var cells = change.Split(' ');
            text.Append(CultureInfo.InvariantCulture,
                $"{cells[0]}\t{cells[1]}\t.\t{cells[2]}\t{cells[3]}\t.\t.\t.\tGT");
            for (var sample = 0; sample < pairs.Length; sample++) text.Append(sample == i ? "\t0|1" : "\t0|0");
            text.Append('\n');
        }
        return text.ToString();
    }

    /// <summary>
    /// The protein's name by what bcftools says of its residues; null where it says none, or a stop that ends it early
    /// is among them.
    /// </summary>
    static string? Read(string consequence)
    {
        var cells = consequence.Split(',')[0].Split('|');
        if (cells.Length < 7 || !cells[6].Contains('+', StringComparison.Ordinal)) return null;
        var sides = cells[5].Split('>');
        var digits = sides[0].TakeWhile(char.IsAsciiDigit).Count();
        var residue = int.Parse(sides[0][..digits], CultureInfo.InvariantCulture);
        var (was, @is) = (sides[0][digits..], sides.Length > 1 ? sides[1][digits..] : sides[0][digits..]);
        if (@is.IndexOf('*', StringComparison.Ordinal) is >= 0 and var stop)
        {
            if (was.Length > 1) return null;
            return $"p.({Protein.Name(was[0])}{residue}Ter)";
        }
        if (was == @is) return was.Length == 1 ? $"p.({Protein.Name(was[0])}{residue}=)" : null;
        while (was.Length > 0 && @is.Length > 0 && was[0] == @is[0])
            (residue, was, @is) = (residue + 1, was[1..], @is[1..]);
        while (was.Length > 0 && @is.Length > 0 && was[^1] == @is[^1]) (was, @is) = (was[..^1], @is[..^1]);
        if (was.Length == 0 || @is.Length == 0) return null;
        var last = residue + was.Length - 1;
        return was.Length == 1 && @is.Length == 1 ? $"p.({Protein.Name(was[0])}{residue}{Protein.Name(@is[0])})"
            : $"p.({Protein.Name(was[0])}{residue}{(was.Length > 1 ? $"_{Protein.Name(was[^1])}{last}" : "")}delins{Protein.Names(@is)})";
    }
}
