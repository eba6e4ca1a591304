using Thrombophilia.Lims.Clinic.Cases;
using Xunit;

namespace Thrombophilia.Lims.Tests.Clinic.Cases;

public sealed class GeneReadingTests
{
    const string Unknown = "?";
    static readonly ClinicalCase One = GivenCases.Woman;

    static string Code(ClinicalCase @case, string analyte = "PC") => @case.Analyte(analyte).Genotype;

    [Fact]
    public void A_gene_without_any_row_was_not_tested() => Assert.Equal("not-tested", Code(One));

    [Fact]
    public void Hot_spots_alone_leave_a_gene_incomplete()
    {
        Assert.Equal("incomplete", Code(One.AllNormal(covered: false)));
        Assert.Equal("negative", Code(One.AllNormal()));
    }

    [Fact]
    public void A_share_below_one_leaves_a_gene_incomplete() =>
        Assert.Equal("incomplete", Code(One.AllNormal() with { Coverage = new Dictionary<string, double> { ["PROC"] = 0.999 } }));

    [Fact]
    public void A_covered_gene_with_a_hot_spot_that_was_not_proven_is_incomplete()
    {
        var read = One.AllNormal().Spot("PROC-R189W", null).Reading();
        Assert.Equal("incomplete", read.Analytes.Single(a => a.Values.Gene.Analyte == "PC").Genotype);
        Assert.Contains(read.Genes["PROC"].NotProven, name => name.StartsWith("PROC-R189W", StringComparison.Ordinal));
        Assert.Equal(Unknown, read.Facts.Text("proc_r189w_copies"));
    }

    [Fact]
    public void A_hot_spot_that_the_file_does_not_name_is_not_proven() =>
        Assert.Contains(One.Spot("PROC-R189W", 0).Reading().Genes["PROC"].NotProven,
            name => name.StartsWith("PROC-K193del", StringComparison.Ordinal));

    [Theory]
    [InlineData(1, "risk-one")]
    [InlineData(2, "risk-several")]
    public void Copies_of_a_risk_allele_are_counted(int copies, string code) =>
        Assert.Equal(code, Code(One.Spot("PROC-R189W", copies)));

    [Fact]
    public void Two_risk_alleles_of_one_gene_are_several() =>
        Assert.Equal("risk-several", Code(One.Spot("PROC-R189W", 1).Spot("PROC-K193del", 1)));

    [Fact]
    public void A_pathogenic_hot_spot_goes_before_risk_alleles()
    {
        Assert.Equal("plp-one", Code(One.Spot("SERPINC1-L131F", 1), "AT"));
        Assert.Equal("plp-two", Code(One.Spot("SERPINC1-L131F", 2), "AT"));
        Assert.Equal("plp-one", Code(One.Spot("PROC-R189W", 2).Variant("PROC", "c.1A>G", "pathogenic")));
    }

    [Theory]
    [InlineData(CasePhase.Unknown, "plp-one", Unknown)]
    [InlineData(CasePhase.Cis, "plp-one", Unknown)]
    [InlineData(CasePhase.Trans, "plp-two", "2")]
    public void Two_pathogenic_variants_are_two_alleles_only_where_they_lie_in_trans(CasePhase phase, string code, string alleles)
    {
        var told = One.Variant("PROC", "c.1A>G", "pathogenic", 1, phase).Variant("PROC", "c.2T>C", "likely-pathogenic");
        Assert.Equal((code, alleles), (Code(told), told.Fact("proc_plp_alleles")));
    }

    [Theory]
    [InlineData(CasePhase.First, CasePhase.Second, "trans")]
    [InlineData(CasePhase.Second, CasePhase.Second, "cis")]
    [InlineData(CasePhase.First, CasePhase.Unknown, "unknown")]
    public void A_phased_genotype_tells_how_two_variants_lie(CasePhase one, CasePhase other, string phase) =>
        Assert.Equal(phase, One.Spot("PROC-R189W", 1, one).Spot("PROC-K193del", 1, other).Fact("proc_phase"));

    [Fact]
    public void Somebody_may_tell_the_phase_where_the_file_does_not()
    {
        var told = One.Spot("PROC-R189W", 1).Spot("PROC-K193del", 1).Facts("proc_phase=trans");
        Assert.Equal("true", told.Fact("proc_two_in_trans"));
    }

    [Fact]
    public void A_phase_against_that_of_the_file_is_refused() => Assert.Contains("proc_phase", Assert.Throws<InvalidDataException>(() =>
        One.Spot("PROC-R189W", 1, CasePhase.First).Spot("PROC-K193del", 1, CasePhase.Second).Facts("proc_phase=cis").Concluded())
            .Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("uncertain", "vus")]
    [InlineData(null, "vus")]
    [InlineData("benign", "negative")]
    [InlineData("likely-benign", "negative")]
    [InlineData("likely-pathogenic", "plp-one")]
    public void The_class_of_another_variant_decides(string? found, string code) =>
        Assert.Equal(code, Code(One.AllNormal().Variant("PROC", "c.1A>G", found)));

    [Fact]
    public void A_variant_of_uncertain_meaning_hides_no_risk_allele() =>
        Assert.Equal("risk-one", Code(One.Spot("PROC-R189W", 1).Variant("PROC", "c.1A>G", "uncertain")));

    [Fact]
    public void Copies_that_nobody_told_are_at_least_one()
    {
        var told = One.AllNormal().Variant("SERPINC1", "c.89T>A", "pathogenic", copies: null);
        Assert.Equal(("plp-one", Unknown), (Code(told, "AT"), told.Fact("serpinc1_plp_alleles")));
    }

    [Fact]
    public void Alleles_that_were_not_looked_for_are_no_absent_ones()
    {
        Assert.Equal(Unknown, One.Fact("proc_plp_alleles"));
        Assert.Equal(Unknown, One.AllNormal(covered: false).Fact("proc_plp_alleles"));
        Assert.Equal("0", One.AllNormal().Fact("proc_plp_alleles"));
        Assert.Equal("false", One.AllNormal(covered: false).Fact("genes_covered"));
        Assert.Equal(Unknown, One.AllNormal(covered: false).Fact("n_loci_at_risk"));
    }

    [Fact]
    public void Variants_at_one_codon_are_counted_together()
    {
        Assert.Equal("1", One.AllNormal().Variant("SERPINC1", "NM_000488.4:c.881G>T", "provisional-risk-allele")
            .Fact("serpinc1_294_295_copies"));
        Assert.Equal("0", One.AllNormal().Fact("serpinc1_294_295_copies"));
        Assert.Equal(Unknown, One.AllNormal(covered: false).Fact("serpinc1_294_295_copies"));
    }

    [Fact]
    public void A_modifier_is_harmless() => Assert.Empty(One.Spot("ABO-rs8176719", 1).Reading().Genes["ABO"].Mattering);
}
