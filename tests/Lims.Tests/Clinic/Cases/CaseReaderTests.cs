using Thrombophilia.Lims.Clinic.Cases;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Lims.Tests.Decisions;
using Xunit;

namespace Thrombophilia.Lims.Tests.Clinic.Cases;

public sealed class CaseReaderTests
{
    const string Unknown = "?";
    static readonly ClinicalCase One = GivenCases.Woman;

    static ClinicalCase Born(Sex sex, string day) =>
        One with { Subject = new(sex, DateOnly.Parse(day, null), null, null) };

    static string Differs(ClinicalCase @case) => Assert.Throws<InvalidDataException>(@case.Concluded).Message;

    [Fact]
    public void Sex_and_age_come_from_the_person()
    {
        Assert.Equal(("F", "46"), (One.Fact("sex"), One.Fact("age_years")));
        var year = One with { Subject = new(Sex.Unknown, null, 1980, null) };
        Assert.Equal((Unknown, Unknown), (year.Fact("sex"), year.Fact("age_years")));
    }

    [Fact]
    public void An_age_within_the_bounds_of_the_year_may_be_told_and_no_other()
    {
        var year = One with { Subject = new(Sex.F, null, 1980, null) };
        Assert.Equal("45", year.Facts("age_years=45").Fact("age_years"));
        Assert.Contains("'age_years'", Differs(year.Facts("age_years=44")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sex=M", "'sex': expected F")]
    [InlineData("age_years=20", "'age_years': expected 46")]
    [InlineData("f5_leiden_copies=1", "'f5_leiden_copies': expected 0")]
    [InlineData("pc_defect=none", "'pc_defect': expected confirmed")]
    [InlineData("pc_chr_class=normal", "'pc_chr_class': expected deficient")]
    [InlineData("pc_lowest=60", "'pc_lowest': expected 49")]
    public void A_fact_that_differs_from_what_the_case_tells_is_refused_by_its_name(string fact, string expected)
    {
        var told = Differs(One.AllNormal().Assays("PC chromogenic 49 2026-03-02 none", "PC chromogenic 52 2026-05-11 none").Facts(fact));
        Assert.Contains("case 'one', fact ", told, StringComparison.Ordinal);
        Assert.Contains(expected, told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pheno=normal")]
    [InlineData("geno=negative")]
    public void What_is_derived_for_each_analyte_is_no_fact(string fact) =>
        Assert.Contains($"fact '{fact.Split('=')[0]}': expected assays and genotypes", Differs(One.Facts(fact)), StringComparison.Ordinal);

    [Fact]
    public void A_fact_stands_as_told_where_nothing_derives_it() =>
        Assert.Equal(("1", "confirmed", "49"), (One.Facts("f5_leiden_copies=1").Fact("f5_leiden_copies"),
            One.Facts("pc_defect=confirmed").Fact("pc_defect"), One.Facts("pc_lowest=49").Fact("pc_lowest")));

    [Theory]
    [InlineData(Sex.M, "1980-01-05", "no", "false")]
    [InlineData(Sex.F, "1980-01-05", "not-excluded", Unknown)]
    [InlineData(Sex.F, "2016-01-05", "no", "false")]
    [InlineData(Sex.F, "1960-01-05", "no", "false")]
    [InlineData(Sex.Unknown, "1980-01-05", Unknown, Unknown)]
    public void Pregnancy_and_breast_feeding_that_nobody_told_follow_from_sex_and_age(Sex sex, string born, string pregnancy,
        string feeding)
    {
        var read = Born(sex, born);
        Assert.Equal((pregnancy, feeding), (read.Fact("pregnancy"), read.Fact("breastfeeding")));
    }

    [Fact]
    public void A_default_never_goes_before_what_was_told() =>
        Assert.Equal("pregnant", One.Facts("pregnancy=pregnant").Fact("pregnancy"));

    [Fact]
    public void Only_the_facts_of_the_table_of_defaults_have_one()
    {
        var known = One.Reading().Facts.Known.Select(f => f.Id);
        string[] derived = [.. GivenClinical.Rules.Cases.Derived.Select(d => d.Fact.Id), .. GivenClinical.Rules.Cases.Genes
            .Select(g => g.Defect.Id), "sex", "age_years", "age_days", .. GivenClinical.Rules.Cases.Defaults.Select(d => d.Fact.Id)];
        Assert.Subset(derived.ToHashSet(), known.ToHashSet());
    }

    [Fact]
    public void Dialysis_is_a_no_only_where_the_kidneys_were_measured() =>
        Assert.Equal((Unknown, "false"), (One.Fact("dialysis"), One.Facts("crcl_ml_min=90").Fact("dialysis")));

    [Theory]
    [InlineData("none", Unknown)]
    [InlineData("dic", Unknown)]
    public void Purpura_is_asked_of_an_infant_and_in_consumption(string states, string fact) => Assert.Equal(fact,
        (states == "none" ? Born(Sex.F, "2026-03-01") : One).Assay($"PC chromogenic 40 2026-05-11 {states}")
            .Facts("vka_skin_necrosis=false").Fact("purpura_fulminans"));

    [Fact]
    public void Factor_V_Leiden_implies_the_state_that_disturbs_clotting_assays()
    {
        var carrier = One.Spot("F5-Leiden", 1).Assay("PC clotting 55 2026-03-02 none");
        Assert.Contains("leiden-or-apc-resistance", carrier.Reading().States);
        Assert.Equal(Unread.State, carrier.Judged().Why);
    }

    [Fact]
    public void A_confirmed_lack_of_protein_C_implies_its_state()
    {
        var read = One.Assays("PC chromogenic 49 2026-03-02 none", "PC chromogenic 52 2026-05-11 none", "PS clotting 40 2026-03-02 none");
        Assert.Contains("protein-c-deficiency", read.Reading().States);
    }

    [Fact]
    public void An_infant_implies_its_state() =>
        Assert.Contains("neonate-infant", Born(Sex.F, "2026-03-01").Assay("PC chromogenic 40 2026-05-11 none").Reading().States);

    [Fact]
    public void After_stem_cell_transplantation_the_genotype_is_the_donors()
    {
        var read = One.AllNormal().Spot("PROC-R189W", 1).Assays("PC chromogenic 46 2026-03-02 hsct", "PC chromogenic 48 2026-05-11 none")
            .Reading();
        Assert.True(read.DonorDna);
        Assert.All(read.Analytes, a => Assert.Equal("donor-dna", a.Genotype));
        Assert.Equal((Unknown, Unknown), (read.Facts.Text("proc_r189w_copies"), read.Facts.Text("genes_covered")));
    }

    [Theory]
    [InlineData("PC chromogenic 104 2026-03-02 liver-transplant", "")]
    [InlineData("PC chromogenic 104 2026-03-02 none", "liver_transplant=true")]
    public void After_liver_transplantation_copies_are_unknown_to_the_rules(string assay, string facts)
    {
        var told = One.AllNormal().Spot("PROC-R189W", 1).Assay(assay);
        if (facts.Length > 0) told = told.Facts(facts);
        Assert.Equal((Unknown, "true"), (told.Fact("proc_r189w_copies"), told.Fact("liver_transplant")));
        Assert.Contains("JX18", told.Concluded().Fired);
    }

    [Fact]
    public void A_value_below_what_can_be_measured_sets_bounds()
    {
        var facts = One.Assay("PC chromogenic <10 2026-03-02 none").Reading().Facts;
        Assert.Equal((0, 9.9999), facts.Bounds(GivenClinical.Rules.Facts["pc_lowest"].Index));
        Assert.False(facts.IsKnown("pc_lowest"));
    }

    [Fact]
    public void A_value_above_what_can_be_measured_sets_bounds() => Assert.Equal((200.0001, 400),
        One.Assay("PC chromogenic >200 2026-03-02 none").Reading().Facts.Bounds(GivenClinical.Rules.Facts["pc_lowest"].Index));

    [Fact]
    public void The_lowest_value_counts_in_whatever_state_it_was_drawn() =>
        Assert.Equal(("22", Unknown), (One.Assay("PC chromogenic 22 2026-03-02 vka").Fact("pc_lowest"),
            One.Assay("PC chromogenic 22 2026-03-02 vka").Fact("pc_chr_activity")));

    [Fact]
    public void A_ratio_is_of_one_sample() => Assert.Equal(("0.5", Unknown), (
        One.Assays("PC chromogenic 40 2026-03-02 none", "PC antigen 80 2026-03-02 none").Fact("pc_ratio"),
        One.Assays("PC chromogenic 40 2026-03-02 none", "PC antigen 80 2026-05-11 none").Fact("pc_ratio")));

    [Theory]
    [InlineData("AT chromogenic-xa 100", "true")]
    [InlineData("AT chromogenic-xa <100", Unknown)]
    public void Normal_values_of_all_three_are_known_only_when_all_are_read(string at, string normal) => Assert.Equal(normal,
        One.Assays($"{at} 2026-03-02 none", "AT chromogenic-iia 100 2026-03-02 none", "PC chromogenic 100 2026-03-02 none",
            "PC clotting 100 2026-03-02 none", "PS free-antigen 90 2026-03-02 none", "PS clotting 90 2026-03-02 none")
            .Fact("assays_normal"));

    [Fact]
    public void A_score_has_bounds_while_answers_are_missing()
    {
        var facts = One.Facts("active_bleeding=false").Reading().Facts;
        Assert.False(facts.IsKnown("has_bled_score"));
        Assert.NotNull(facts.Bounds(GivenClinical.Rules.Facts["has_bled_score"].Index));
    }
}
