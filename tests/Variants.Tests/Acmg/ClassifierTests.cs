using Thrombophilia.Given;
using Thrombophilia.Variants.Acmg;
using Xunit;

namespace Thrombophilia.Variants.Tests.Acmg;

public sealed class ClassifierTests : IDisposable
{
    const string Gene = "SERPINC1";
    readonly Rulebook book = new();

    public void Dispose() => book.Dispose();

    static string Met(Classification found) =>
        string.Join(';', found.Criteria.Where(c => c.State == CriterionState.Met).Select(c => c.Text));

    // The panel's own verdicts (ClinGen Evidence Repository). Scores and frequencies are invented on the side that the
    // verdict says, but for the one
    // that the verdict itself tells.

    [Fact]
    public void The_panel_s_verdict_on_c_1240GtoA_is_likely_pathogenic()
    {
        book.Table("frequency", "GRCh38", "faf_popmax")
            .Table("score", "GRCh38", "revel\tspliceai", "SERPINC1:c.1240G>A 0.9 0.0");
        var found =
            book.Classify(Gene, "c.1240G>A", new() { ProbandPoints = 2, Phenotype = true, Segregation = new(2, 1) })!;
        Assert.Equal((VariantClass.LikelyPathogenic, "PS4_Moderate;PM1;PM2_Supporting;PP1;PP3;PP4"),
            (found.Class, Met(found)));
        Assert.Equal((8, false), (found.Combination!.Points, found.Combination.Disagrees));
    }

    [Fact]
    public void The_panel_s_verdict_on_c_391CtoT_is_pathogenic_although_a_founder_variant_is_not_rare()
    {
        book.Table("frequency", "GRCh38", "faf_popmax", "SERPINC1:c.391C>T 0.0005")
            .Table("score", "GRCh38", "revel\tspliceai", "SERPINC1:c.391C>T 0.9 0.0");
        var found = book.Classify(Gene, "c.391C>T", new() { ProbandPoints = 8, Segregation = new(7, 2) })!;
        Assert.Equal((VariantClass.Pathogenic, "PS4_VeryStrong;PP1_Strong;PP3"), (found.Class, Met(found)));
        Assert.Equal("-", book.Criterion("BS1", Gene, "c.391C>T"));
    }

    [Fact]
    public void The_panel_s_verdict_on_c_89TtoA_is_pathogenic_under_the_first_version_of_its_rules()
    {
        book.Table("frequency", "GRCh38", "faf_popmax", "SERPINC1:c.89T>A 0.001705");
        var found =
            book.Classify(Gene, "c.89T>A",
            new() { ProbandPoints = 21, Functional = new(true, Strength.Strong), Segregation = new(4, 1) },
                "serpinc1-clingen@1.0.0")!;
        Assert.Equal((VariantClass.Pathogenic, "PS3;PS4_VeryStrong;PP1_Moderate;BS1"), (found.Class, Met(found)));
        Assert.Equal(10, found.Combination!.Points);
        Assert.Equal("serpinc1-clingen@1.0.0", found.Rules);
    }

    [Fact]
    public void A_partial_rule_set_is_never_used_unasked()
    {
        Assert.True(book.Classifier.RulesOf(Gene, "serpinc1-clingen@1.0.0")!.IsPartial);
        Assert.Equal(("1.1.0", false),
            (book.Classifier.RulesOf(Gene)!.Version, book.Classifier.RulesOf(Gene)!.IsPartial));
        book.Withdraw("serpinc1-clingen-1.1.0.json");
        Assert.Null(new Classifier(GivenVcf.Panel, book.Folder).RulesOf(Gene));
    }

    [Fact]
    public void Without_tables_and_evidence_a_variant_is_uncertain_and_says_what_is_missing()
    {
        var found = book.Classify(Gene, "c.1240G>A")!;
        Assert.Equal(VariantClass.Uncertain, found.Class);
        Assert.Equal(
            "PM1;PS1,PM5?known-variant-table;PS2?de-novo-points;PS3?functional-assay;PS4?proband-points;PM2,BA1,"
            + "BS1?frequency-table;PP1?segregation;PP3,BP4?score-table;"
            + "PP4?phenotype;BS2?normal-carriers;BS4?non-segregation;BP2?phase;@serpinc1-clingen@1.1.0;@for:MONDO:0013144",
            found.Text);
    }

    [Theory]
    [InlineData("PROC", nameof(Authority.Laboratory))]
    [InlineData("PROS1", nameof(Authority.Laboratory))]
    [InlineData("THBD", nameof(Authority.Laboratory))]
    [InlineData("F2", nameof(Authority.Laboratory))]
    [InlineData("F5", nameof(Authority.Laboratory))]
    [InlineData("SERPINC1", nameof(Authority.ExpertPanel))]
    public void Every_gene_of_the_panel_has_rules_that_say_whose_they_are(string gene, string authority)
    {
        Assert.Equal(authority, $"{book.Classifier.RulesOf(gene)!.Authority}");
        Assert.Equal(GivenVcf.Panel.Genes.Count,
            GivenVcf.Panel.Genes.Count(g => book.Classifier.RulesOf(g.Symbol) is not null));
        // Every criterion of ACMG/AMP has its line, if only to say that nobody has decided.
        Assert.Equal(28, book.Classifier.RulesOf(gene)!.Codes.Count());
    }

    [Fact]
    public void A_hot_spot_with_a_class_of_its_own_bypasses_the_sum_on_both_builds() => Assert.All(
        from build in GivenVcf.Panel.Builds
        from spot in build.Contigs.SelectMany(c => c.HotSpots)
        where spot.HotSpot.Class is not null && spot.HotSpot.HgvsC is not null && !spot.ReferenceIsCounted
        select (build, spot),
        x =>
        {
            var found =
                book.Classifier.Classify(x.build.Id, x.spot.HotSpot.Gene, x.spot.Place.Pos, x.spot.Place.Ref,
                x.spot.Place.Counted)!;
            Assert.Equal((x.spot.HotSpot.Class, null, 0, $"thrombophilia-core@{GivenVcf.Panel.Version}"),
                (found.Class.Code(), found.Combination, found.Criteria.Count, found.Rules));
        });

    [Fact]
    public void A_risk_allele_has_its_class_however_the_deletion_is_written()
    {
        foreach (var (pos, from, to) in new[] { (127426120, "GAGA", "G"), (127426122, "GAAG", "G"),
            (127426119, "GGAGAA", "GGA") })
            Assert.Equal(VariantClass.EstablishedRiskAllele,
                book.Classifier.Classify("GRCh38", "PROC", pos, from, to)!.Class);
    }

    [Theory]
    [InlineData("c.883G>A", VariantClass.ProvisionalRiskAllele)]
    [InlineData("c.881G>T", VariantClass.ProvisionalRiskAllele)]
    [InlineData("c.880C>T", VariantClass.ProvisionalRiskAllele)]
    [InlineData("c.881G>A", VariantClass.Uncertain)] // The same rs number, seen in a control.
    public void Provisional_risk_alleles_are_matched_by_allele(string change, VariantClass expected)
    {
        foreach (var build in new[] { "GRCh37", "GRCh38" })
            Assert.Equal(expected, book.Classify(Gene, change, build: build)!.Class);
    }

    [Fact]
    public void The_transcript_s_own_base_a_symbolic_allele_and_a_gene_without_a_transcript_have_no_class()
    {
        Assert.Null(book.Classifier.Classify("GRCh37", "F5", 169519049, "T", "C"));
        Assert.Null(book.Classifier.Classify("GRCh38", "PROC", 127426114, "C", "<DEL>"));
        Assert.Null(book.Classifier.Classify("GRCh38", "ABO", 133257521, "T", "TC"));
    }

    [Fact]
    public void A_name_without_an_identity_is_unresolved() =>
        Assert.All(GivenVcf.Panel.Unresolved,
        name => Assert.Equal(VariantClass.Unresolved, Classifier.Classify(name, GivenVcf.Panel).Class));

    [Fact]
    public void A_null_variant_alone_is_what_its_points_say_and_the_disagreement_is_told()
    {
        var found = book.Classify(Gene, "c.235C>T")!; // p.(Arg79Cys) is no null variant: a stop beside it is.
        Assert.Equal(VariantClass.Uncertain, found.Class);
        var stop = book.Classify(Gene, "c.250_252delinsTAA")!;
        Assert.Equal("PVS1", Met(stop));
        Assert.Equal((VariantClass.LikelyPathogenic, AcmgClass.Uncertain, 8),
            (stop.Class, stop.Combination!.ByTable, stop.Combination.Points));
        Assert.Equal(["combinations-disagree"], stop.Notes);
        Assert.Equal(VariantClass.LikelyPathogenic, book.Classify("PROC", "c.271C>T")!.Class);
    }

    [Theory]
    [InlineData("F5", "c.1012A>T")]
    [InlineData("F2", "c.1814_1815del")]
    [InlineData("THBD", "c.100G>T")]
    public void A_null_variant_of_a_gene_whose_loss_is_not_known_to_cause_thrombosis_stays_uncertain(string gene,
        string change)
    {
        var found = book.Classify(gene, change)!;
        Assert.Equal((VariantClass.Uncertain, "thrombophilia"), (found.Class, found.Condition));
    }

    [Fact]
    public void Points_that_go_further_than_either_side_alone_are_held_and_told()
    {
        book.Table("frequency", "GRCh38", "faf_popmax", "SERPINC1:c.1240G>A 0.001");
        var found = book.Classify(Gene, "c.1240G>A")!; // BS1 and PM1: the points alone say likely benign.
        Assert.Equal((VariantClass.Uncertain, "PM1;BS1"), (found.Class, Met(found)));
        Assert.Equal(["combinations-disagree", "points-held"], found.Notes);
    }

    [Fact]
    public void A_stand_alone_frequency_is_benign_without_a_sum_but_not_for_an_exception()
    {
        book.Table("frequency", "GRCh38", "faf_popmax", "SERPINC1:c.1240G>A 0.002", "SERPINC1:c.89T>A 0.002");
        Assert.Equal(VariantClass.Benign, book.Classify(Gene, "c.1240G>A", new() { ProbandPoints = 8 })!.Class);
        Assert.Equal(VariantClass.Uncertain, book.Classify(Gene, "c.89T>A")!.Class);
    }

    [Fact]
    public void Every_table_that_was_at_hand_is_named_with_version_and_checksum()
    {
        book.Table("frequency", "GRCh38", "faf_popmax").Table("score", "GRCh37", "revel");
        var sha256 =
            Convert.ToHexStringLower(
            System.Security.Cryptography.SHA256.HashData(
                File.ReadAllBytes(Path.Combine(book.Folder, "acmg", "tables", "frequency-GRCh38.tsv"))));
        Assert.EndsWith($";@serpinc1-clingen@1.1.0;@for:MONDO:0013144;@frequency:test-1:{sha256[..12]}",
            book.Classify(Gene, "c.1240G>A")!.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("frequency faf_popmax SERPINC1:c.1240G>A 0.001")]
    [InlineData("score revel SERPINC1:c.1240G>A 0.9")]
    [InlineData("known-variant class\trules SERPINC1:c.1240G>A pathogenic serpinc1-clingen@1.1.0")]
    public void A_class_that_variants_of_a_kind_share_is_the_one_that_each_gets_when_every_criterion_is_asked(
    string table)
    {
        if (table.Split(' ', 3) is [var kind, var columns, var row]) book.Table(kind, "GRCh38", columns, row);
        var judged = 0;
        foreach (var gene in GivenVcf.Panel.Genes)
            foreach (var border in gene.Exons("GRCh38").SelectMany(e => new[] { e.Start, e.End }))
                for (var pos = border - 12; pos <= border + 12; pos++)
                    foreach (var (refBases, altBases) in Changes)
                    {
                        if (book.Classifier.Classify("GRCh38", gene.Symbol, pos, refBases,
                            altBases) is not { Combination: not null } found) continue;
                        Assert.Equal(
                            book.Classifier.Classify("GRCh38", gene.Symbol, pos, refBases, altBases,
                                new CallerEvidence())!.Text, found.Text);
                        judged++;
                    }
        Assert.InRange(judged, 5_000, int.MaxValue);
    }

    // Their bases matter little: what stands there is the transcript's, where it has some.
    static readonly (string Ref, string Alt)[] Changes = [("A", "G"), ("C", "T"), ("C", "CAG"), ("CA", "C"),
        ("CAGT", "C"), ("C" + new string('A', 200), "C")];

    [Fact]
    public void What_a_criterion_rests_on_stays_with_it()
    {
        var found =
            book.Classify(Gene, "c.1240G>A",
            new()
            {
                Phenotype = true,
                RestsOn = new Dictionary<string, IReadOnlyList<string>> { ["PP4"] = ["A1", "A2"] }
            })!;
        Assert.Equal(["A1", "A2"], found.Criteria.Single(c => c.Code == "PP4").RestsOn);
    }
}
