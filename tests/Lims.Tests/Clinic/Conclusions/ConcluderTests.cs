using System.Globalization;
using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Variants.Calling.Rows;
using Xunit;
using static Thrombophilia.Lims.Clinic.Conclusions.StatementCodes;

namespace Thrombophilia.Lims.Tests.Clinic.Conclusions;

public sealed class ConcluderTests
{
    const string R189W = "PROC-R189W", K193del = "PROC-K193del", L131F = "SERPINC1-L131F";

    static Statement Headline(Case person) => person.Statements[0];

    [Theory]
    [InlineData(R189W, "PC", "chromogenic", 52, "risk-allele-with-deficiency")]
    [InlineData(K193del, "PC", "clotting", 60, "risk-allele-with-deficiency")]
    [InlineData(L131F, "AT", "chromogenic-xa", 60, "hereditary-confirmed")]
    [InlineData("SERPINC1-A416S", "AT", "chromogenic-iia", 60, "risk-allele-with-deficiency")]
    public void A_carried_variant_and_two_clean_low_draws_are_the_headline_with_what_they_rest_on(string hotSpot,
        string analyte, string method, int value, string code)
    {
        var statement = Headline(new Case().Carrying(hotSpot, 1, "no-depth").Assay(analyte, method, value)
            .Assay(analyte, method, value, 28));
        Assert.Equal(code, statement.Code);
        Assert.Equal(["A1", "A2"], statement.Assays);
        Assert.StartsWith($"S1/{hotSpot}/", Assert.Single(statement.Findings), StringComparison.Ordinal);
    }

    [Fact]
    public void An_allele_of_provisional_risk_is_told_apart_from_a_deficiency()
    {
        var told = Headline(new Case().Carrying("PROS1-S501P").Assay("PS", "free-antigen", 44).Assay("PS", "free-antigen", 42, 70));
        Assert.Contains("its risk is provisional", told.Sentence(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_variants_of_one_gene_are_told_to_lie_in_trans_or_in_cis_where_the_files_tell_it_and_agree()
    {
        Case Both(string first, string second) => new Case().Carrying(R189W, 1, first).Carrying(K193del, 1, second);
        Assert.Contains("compound heterozygous", Both("trans-with-c.577_579del", "trans-with-c.565C>T").Only("phase").Sentence(),
            StringComparison.Ordinal);
        Assert.Contains("on one chromosome", Both("cis-with-c.566G>A,c.577_579del", "cis-with-c.565C>T").Only("phase").Sentence(),
            StringComparison.Ordinal);
        foreach (var open in (Case[])[Both("phase-unknown-with-c.577_579del", "phase-unknown-with-c.565C>T"),
            Both("trans-with-c.577_579del", "cis-with-c.565C>T"), Both("trans-with-c.1000A>G", "no-depth")])
        {
            Assert.DoesNotContain("phase", open.Codes);
            Assert.Contains("JX7", open.Codes);
        }
    }

    [Fact]
    public void Two_results_of_one_sample_are_not_independent_whatever_times_were_typed() =>
        Assert.Equal("to-be-repeated", Headline(new Case().Assay("PC", "chromogenic", 40, 0, sample: "S1")
            .Assay("PC", "chromogenic", 38, 120, sample: "S1")).Code);

    [Fact]
    public void What_is_urgent_stands_before_everything_else()
    {
        var newborn = new Case { Subject = new(SubjectGroup.Case, Sex.M, 2026) }.Carrying(R189W, 2)
            .Assay("PC", "chromogenic", 3, states: ["neonate-infant"]);
        Assert.Equal("critical-open", Headline(newborn).Code);
        Assert.Equal(["A1"], Headline(newborn).Assays);
        Assert.Contains("call at once", Headline(newborn).Sentence(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Contains("risk-allele-several", newborn.Codes);
    }

    [Fact]
    public void Files_that_exclude_each_other_are_told_first_and_nothing_of_the_gene_counts()
    {
        var person = new Case().Carrying(R189W).Also("S2", Case.Call(R189W, CallStatus.Reference, 0))
            .Assay("PC", "chromogenic", 52).Assay("PC", "chromogenic", 50, 40);
        Assert.Equal(IdentityCheck, Headline(person).Code);
        Assert.Equal(2, Headline(person).Findings.Count);
        Assert.Contains("J07", person.Codes);
        Assert.DoesNotContain("carried", person.Codes);
    }

    [Fact]
    public void After_a_transplant_of_stem_cells_nothing_is_said_of_the_patient_s_genotype()
    {
        var person = new Case { Subject = new(SubjectGroup.Case, Sex.M, 1979, Transplant.StemCells) }.Carrying(R189W)
            .Assay("PC", "chromogenic", 46).Assay("PC", "chromogenic", 48, 70);
        Assert.Contains("J00a", person.Codes);
        Assert.Contains("donor", person.Codes);
        Assert.DoesNotContain("carried", person.Codes);
        Assert.DoesNotContain(person.Statements,
            s => s.Sentence(CultureInfo.InvariantCulture).Contains("Arg189", StringComparison.Ordinal));
    }

    [Fact]
    public void After_a_transplant_of_the_liver_gene_and_plasma_explain_each_other_no_more()
    {
        var person = new Case { Subject = new(SubjectGroup.Case, Sex.M, 1970, Transplant.Liver) }.Carrying(R189W)
            .Assay("PC", "chromogenic", 104).Assay("PC", "chromogenic", 107, 70);
        Assert.Contains("JX18", person.Codes);
        Assert.DoesNotContain("JX14", person.Codes);
    }

    [Theory]
    [InlineData("pathogenic", PathogenicVariant), InlineData("uncertain", UnclassifiedVariant), InlineData(null, UnclassifiedVariant)]
    public void A_variant_that_nobody_has_judged_is_for_review_and_forbids_a_negative(string? @class, string code)
    {
        var person = new Case().Variant("PROC", @class).AllNormal();
        Assert.Contains(code, person.Codes);
        Assert.Contains("PROC NM_0:c.1G>A", person.Only(code).Sentence(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.DoesNotContain("no-cause-found", person.Codes);
    }

    [Fact]
    public void A_variant_for_review_is_told_once_and_is_no_risk_allele_of_the_headline()
    {
        var person = new Case().Carrying("PROS1-K196E").Variant("PROS1", "uncertain").AllNormal();
        Assert.Equal("risk-allele-single", Headline(person).Code);
        Assert.DoesNotContain("c.1G>A", Headline(person).Sentence(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        Assert.Single(person.Statements, s => s.Sentence(CultureInfo.InvariantCulture).Contains("c.1G>A", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("benign"), InlineData("likely-benign")]
    public void A_harmless_variant_needs_no_review(string @class) =>
        Assert.DoesNotContain(new Case().Variant("PROC", @class).AllNormal().Codes,
            code => code is UnclassifiedVariant or PathogenicVariant);

    [Fact]
    public void A_variant_that_others_call_pathogenic_is_for_review_with_their_verdict()
    {
        var call = Case.Call(R189W, CallStatus.Called, 1) with
        {
            HotSpot = null,
            Pos = 9,
            HgvsC = "NM_0:c.9G>A",
            Class = "likely-benign",
            Notes = ["clinvar=pathogenic@2017-04"]
        };
        Assert.Contains("ClinVar", new Case().Also("S1", call).Only(VariantCalledPathogenic).Sentence(CultureInfo.InvariantCulture),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_null_variant_beside_a_low_value_is_never_a_bare_uncertain()
    {
        var call = Case.Call(R189W, CallStatus.Called, 1) with
        {
            HotSpot = null,
            Pos = 9,
            HgvsC = "NM_0:c.9G>A",
            Class = "uncertain",
            Criteria = "PVS1"
        };
        var person = new Case().Also("S1", call).Assay("PC", "chromogenic", 50);
        Assert.Contains("50 U/dL", person.Only(NullVariantWithLowActivity).Sentence(CultureInfo.InvariantCulture),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CallStatus.NotCovered), InlineData(CallStatus.NoCall), InlineData(CallStatus.Filtered)]
    public void A_position_that_was_not_proven_is_named_as_neither_present_nor_absent(CallStatus status)
    {
        var told = new Case().With(R189W, status).AllNormal().Only("not-proven").Sentence(CultureInfo.InvariantCulture);
        Assert.Contains("neither present nor absent: PROC-R189W", told, StringComparison.Ordinal);
    }

    [Fact]
    public void One_copy_seen_of_two_is_told_and_proves_no_number()
    {
        var person = new Case().With(R189W, CallStatus.NoCall, null, "at-least-1");
        person.Only(HotSpotAtLeastOne);
        Assert.DoesNotContain("carried", person.Codes);
    }

    [Fact]
    public void Another_allele_at_a_hot_spot_is_told()
    {
        new Case().With(R189W, CallStatus.Called, 0).Only(HotSpotOtherAllele);
        new Case().Carrying("F5-Leiden", 2, "from-absence-confirm").Only(ConfirmFromAbsence);
        new Case().Carrying("F2-500insT").Only(ProvisionalSiteCarried);
    }

    [Fact]
    public void A_draw_before_eight_in_the_morning_in_China_keeps_its_day()
    {
        var zone = TimeZoneInfo.CreateCustomTimeZone("+8", TimeSpan.FromHours(8), "+8", "+8");
        var person = new Case { Zone = zone }.Assay("PC", "chromogenic", 100);
        Assert.Contains("2026-03-01 16:00", person.Only("value").Sentence(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var late = person with { Assays = [person.Assays[0] with { Drawn = Moment.Of(new(2026, 10, 2, 23, 30, 0, TimeSpan.Zero)) }] };
        Assert.Contains("2026-10-03 07:30", late.Only("value").Sentence(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_whose_states_were_not_recorded_is_neither_low_nor_normal()
    {
        var told = new Case().Assay("PC", "chromogenic", 40, asked: false).Only("value").Sentence(CultureInfo.InvariantCulture);
        Assert.Contains("neither low nor normal (the state at the draw was not recorded)", told, StringComparison.Ordinal);
    }
}
