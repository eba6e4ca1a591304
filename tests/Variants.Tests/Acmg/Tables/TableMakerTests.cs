using System.Globalization;
using Thrombophilia.Given;
using Thrombophilia.Variants.Acmg.Tables;
using Thrombophilia.Variants.Problems;
using Xunit;

namespace Thrombophilia.Variants.Tests.Acmg.Tables;

public sealed class TableMakerTests : IDisposable
{
    const string Build = "GRCh38";
    readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    string File(string name, string text)
    {
        System.IO.File.WriteAllText(folder[name], text.Replace(' ', '\t').Replace('~', ' '));
        return folder[name];
    }

    string Vcf(string name, string info, params string[] records) =>
        File(name, "##fileformat=VCFv4.2\n##fileDate=2026-01-05\n"
            + string.Concat(info.Split(' ').Select(f => $"##INFO=<ID={f},Number=.,Type=String,Description=\"x\">\n"))
            + "##contig=<ID=chr2,length=242193529>\n#CHROM POS ID REF ALT QUAL FILTER INFO\n"
            + string.Concat(records.Select(r => r + "\n")));

    static Task<MadeTable> Make(TableSubject subject, params string[] sources) => Make(subject, null, sources);

    static Task<MadeTable> Make(TableSubject subject, string? covered, string[] sources, string build = Build) =>
        new TableMaker(GivenVcf.Panel).MakeAsync(
            new TableRequest(subject, sources, build) { Covered = covered, Release = "test" },
            TestContext.Current.CancellationToken);

    static string[] Rows(MadeTable made) =>
        [.. made.Text.Split('\n').Where(l => l.Length > 0 && !l.StartsWith('#')).Skip(1)
        .Select(l => l.Replace('\t', ' '))];

    static string[] Head(MadeTable made) =>
        [.. made.Text.Split('\n').Where(l => l.StartsWith("##", StringComparison.Ordinal)).Select(l => l[2..])];

    [Theory]
    [InlineData("AF_grpmax fafmax_faf95_max", "fafmax_faf95_max=0.0001;AF_grpmax=0.5", "0.0001")]
    [InlineData("fafmax_faf95_max_joint fafmax_faf95_max", "fafmax_faf95_max=0.1;fafmax_faf95_max_joint=0.2", "0.2")]
    [InlineData("AF_popmax faf95_popmax", "faf95_popmax=2e-05", "2E-05")]
    [InlineData("faf95_afr faf95_eas faf95_nfe", "faf95_afr=0;faf95_eas=0.003;faf95_nfe=0.001", "0.003")]
    public async Task The_source_s_own_highest_filtering_frequency_is_taken(string fields, string info, string expected)
    {
        var made = await Make(TableSubject.Frequency,
            Vcf("g.vcf", fields, $"chr2 127426115 . G A . PASS {info}", $"chr2 127426116 . G A . AC0 {info}",
                $"chr2 1 . G A . PASS {info}"));
        // What the source filtered has no frequency, and what lies on no gene no row.
        Assert.Equal([$"2 127426115 G A {expected}", "2 127426116 G A ."], Rows(made));
        Assert.Equal(["table=frequency", "version=test", "build=GRCh38", "source=g.vcf"], Head(made));
    }

    [Fact]
    public async Task Counts_of_populations_give_the_bound_and_the_floor_below_which_they_are_too_few()
    {
        var made = await Make(TableSubject.Frequency,
            Vcf("k.vcf", "AC_EAS AN_EAS AC_AMR AN_AMR",
                "chr2 127426115 . G A,T . PASS AC_EAS=40,1;AN_EAS=1008;AC_AMR=0,0;AN_AMR=694"));
        Assert.Contains("floor=0.00432277", Head(made));
        Assert.Equal(["2 127426115 G A", "2 127426115 G T 0"], [Rows(made)[0][..15], Rows(made)[1]]);
        Assert.Equal(0.0299, double.Parse(Rows(made)[0][16..], CultureInfo.InvariantCulture), 3);
    }

    [Fact]
    public async Task A_table_made_from_the_published_genotype_file_is_the_one_that_the_program_brings()
    {
        var made = await Make(TableSubject.Frequency, Material.File("vcf/real/grch38/1kgp-nygc.3202.F5.hg38.vcf.gz"));
        var brought = System.IO.File.ReadAllLines(
            Path.Combine(AppContext.BaseDirectory, "panels/acmg/tables/frequency-grch38-1000g-f5-1.0.0.tsv"));
        var ours = Rows(made).ToDictionary(r => r[..r.LastIndexOf(' ')], r => r[(r.LastIndexOf(' ') + 1)..]);
        var compared = 0;
        foreach (var row in brought.SkipWhile(l => l.StartsWith('#')).Skip(1))
            if (row.Split('\t') is [var chrom, var pos, var from, var to, var share]
                && ours.TryGetValue($"{chrom} {pos} {from} {to}", out var other))
            {
                Assert.Equal(double.Parse(share, CultureInfo.InvariantCulture),
                    double.Parse(other, CultureInfo.InvariantCulture), 0.0001);
                compared++;
            }
        Assert.InRange(compared, 1700, int.MaxValue);
    }

    [Fact]
    public async Task Covered_places_are_those_of_the_panel_alone()
    {
        var bed = folder["covered.bed"];
        await System.IO.File.WriteAllTextAsync(bed, "chr2\t127426000\t127426200\nchr2\t5\t9\n",
            TestContext.Current.CancellationToken);
        var made = await Make(TableSubject.Frequency, bed,
            [Vcf("g.vcf", "faf95_popmax", "chr2 127426115 . G A . PASS faf95_popmax=0.1")]);
        Assert.Equal(["covered=2:127426001-127426200"],
            Head(made).Where(h => h.StartsWith("covered", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task ClinVar_s_words_become_classes_with_the_month_of_the_file_and_the_disease()
    {
        var made = await Make(TableSubject.KnownVariants,
            Vcf("clinvar.vcf", "CLNSIG CLNREVSTAT CLNDN",
                "2 127426115 1 G A . . CLNSIG=Pathogenic/Likely_pathogenic;CLNREVSTAT=criteria_provided;"
                + "CLNDN=not_provided|Thrombophilia_due_to_protein_C_deficiency",
                "2 127426116 2 G C . . CLNSIG=Benign;CLNREVSTAT=no_assertion;CLNDN=Hemolytic_uremic_syndrome",
                "2 127426117 3 A C . . CLNSIG=not_provided;CLNREVSTAT=x;CLNDN=not_provided",
                "2 127426118 4 A C . . CLNSIG=Conflicting_classifications_of_pathogenicity|risk_factor;"
                + "CLNREVSTAT=x;CLNDN=not_provided"));
        Assert.Equal(["likely-pathogenic 2026-01 thrombophilia", "benign 2026-01 other",
            "conflicting 2026-01 unstated"], Rows(made).Select(r => string.Join(' ', r.Split(' ')[4..7])));
        Assert.Equal(["table=assertion", "by=clinvar"], [Head(made)[0], Head(made)[^1]]);
    }

    [Fact]
    public async Task ClinGen_s_export_is_placed_by_the_transcript_and_names_the_rules_that_are_known_here()
    {
        const string Header = "#Variation\tHGVS Expressions\tHGNC Gene Symbol\tDisease\tAssertion\tSummary\t"
            + "Approval Date\tGuideline\tRetracted\n";
        var path = folder["erepo.tsv"];
        await System.IO.File.WriteAllTextAsync(path, Header
            + "x\tNM_000488.4:c.1240G>A, NC_000001.11:g.173904044C>T\tSERPINC1\thereditary antithrombin deficiency\t"
            + "Likely Pathogenic\t\"two\nlines\"\t2024-12-20\thttps://x/GN084?version=1.1.0\tfalse\n"
            + "x\tNM_1.1:c.1A>G\tSERPINC1\tantithrombin\tBenign\tx\t2024-12-20\tx\tfalse\n"
            + "x\tNM_000488.4:c.391C>T\tSERPINC1\tantithrombin\tBenign\tx\t2024-12-20\tx\ttrue\n"
            + "x\tNM_2.1:c.1A>G\tBRCA9\tother\tBenign\tx\t2024-12-20\tx\tfalse\n", TestContext.Current.CancellationToken);
        var made = await Make(TableSubject.KnownVariants, path);
        Assert.Equal(["1 173904044 C T likely-pathogenic 2024-12 thrombophilia hereditary antithrombin deficiency "
            + "reviewed by expert panel serpinc1-clingen@1.1.0"], Rows(made));
        Assert.Equal((1, "by=clingen"), (made.LeftOut, Head(made)[^1]));
    }

    [Fact]
    public async Task REVEL_and_SpliceAI_join_and_only_the_panel_s_own_change_counts()
    {
        var revel = folder["revel.csv"];
        await System.IO.File.WriteAllTextAsync(revel,
            "chr,hg19_pos,grch38_pos,ref,alt,aaref,aaalt,REVEL,Ensembl_transcriptid\n1,1,1,A,C,K,Q,0.1,E\n"
            + "2,128183691,127426115,G,A,R,Q,0.7,E1\n2,128183691,127426115,G,A,G,S,0.2,E2\n2,5,.,G,A,R,Q,0.9,E\n",
            TestContext.Current.CancellationToken);
        var made = await Make(TableSubject.Scores, revel, Vcf("s.vcf", "SpliceAI",
            "2 127426115 . G A . . SpliceAI=A|PROC|0.01|0.42|0.00|0.10|1|2|3|4,A|XYZ|0.9|0|0|0|1|1|1|1",
            "2 127420013 . G A . . SpliceAI=A|PROC|0.01|0.02|0.99|0.10|1|2|3|4"));
        Assert.Equal(["2 127420013 G A . 0.99", "2 127426115 G A 0.7 0.42"], Rows(made));
        var other = await Make(TableSubject.Scores, null, [revel], "GRCh37");
        Assert.Equal(["2 128183691 G A 0.7 ."], Rows(other));
    }

    [Fact]
    public async Task Every_table_that_is_made_can_be_read()
    {
        using var book = new Rulebook().Text("own.tsv", (await Make(TableSubject.Frequency,
            Vcf("g.vcf", "faf95_popmax", "chr2 127426115 . G A . PASS faf95_popmax=0.1"))).Text);
        Assert.Equal("BA1", book.Criterion("BA1", "PROC", "c.566G>A"));
    }

    [Theory]
    [InlineData("AF", "AF=0.1", "fafmax_faf95_max")]
    [InlineData("AC", "AC=1", "AC+AN")]
    public async Task A_source_that_lacks_what_the_table_needs_is_refused_with_what_was_found(string fields,
        string info, string expected)
    {
        var refused = await Assert.ThrowsAsync<RefusedException>(() => Make(TableSubject.Frequency,
            Vcf("g.vcf", fields, $"chr2 127426115 . G A . PASS {info}")));
        Assert.Equal("table-source", refused.Problem.Code);
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        Assert.Contains("g.vcf", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_of_another_build_or_subject_or_place_is_refused()
    {
        var vcf = Vcf("g.vcf", "faf95_popmax", "chr2 127426115 . G A . PASS faf95_popmax=0.1");
        async Task<string> Code(Task<MadeTable> made) =>
            (await Assert.ThrowsAsync<RefusedException>(() => made)).Problem.Code;
        Assert.Equal("build-contradiction", await Code(Make(TableSubject.Frequency, null, [vcf], "GRCh37")));
        Assert.Equal("table-source", await Code(Make(TableSubject.KnownVariants, vcf)));
        Assert.Equal("table-source", await Code(Make(TableSubject.Scores, vcf)));
        Assert.Equal("table-empty", await Code(Make(TableSubject.Frequency, Vcf("e.vcf", "faf95_popmax",
            "chr2 5 . G A . PASS faf95_popmax=0.1"))));
        var csv = folder["bad.csv"];
        await System.IO.File.WriteAllTextAsync(csv, "chr,hg19_pos,grch38_pos,ref,alt,aaref,aaalt,REVEL\n2,1,x,A\n",
            TestContext.Current.CancellationToken);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => Make(TableSubject.Scores, csv));
        Assert.Equal(("column-count", 2L), (refused.Problem.Code, refused.Problem.Place.Line));
    }
}
