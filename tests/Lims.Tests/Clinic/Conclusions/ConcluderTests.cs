using Thrombophilia.Lims.Clinic.Conclusions;
using Thrombophilia.Lims.Kernel;
using Thrombophilia.Variants.Calling.Rows;
using Xunit;
using static Thrombophilia.Lims.Clinic.Conclusions.StatementCodes;

namespace Thrombophilia.Lims.Tests.Clinic.Conclusions;

public sealed class ConcluderTests
{
    const string R189W = "PROC-R189W";
    const string K193del = "PROC-K193del";

    [Theory]
    [InlineData(R189W, "PC", "chromogenic", 52)]
    [InlineData(R189W, "PC", "clotting", 52)]
    [InlineData(K193del, "PC", "clotting", 60)]
    [InlineData("SERPINC1-L131F", "AT", "chromogenic-xa", 60)]
    [InlineData("SERPINC1-A416S", "AT", "chromogenic-iia", 60)]
    [InlineData("PROS1-S501P", "PS", "free-antigen", 35)]
    public void A_causing_variant_and_two_clean_low_draws_support_a_deficiency(string hotSpot, string analyte,
    string method, int value)
    {
        var statement = new Case().Carrying(hotSpot).Assay(analyte, method, value).Assay(analyte, method, value, 28)
            .Only(DeficiencySupported);
        Assert.Equal(["A1", "A2"], statement.Assays);
        Assert.StartsWith($"S1/{hotSpot}/", Assert.Single(statement.Findings), StringComparison.Ordinal);
        Assert.Equal(analyte, statement.Topic);
    }

    [Fact]
    public void Two_causing_variants_of_one_gene_are_named_together_and_their_phase_is_not_guessed()
    {
        var statement = new Case().Carrying(R189W).Carrying(K193del).Only(TwoVariantsOneGene);
        Assert.Contains("compound heterozygous", statement.Sentence(), StringComparison.Ordinal);
        Assert.Equal(2, statement.Findings.Count);
        Assert.DoesNotContain(TwoVariantsOneGene, new Case().Carrying(R189W).Carrying("SERPINC1-L131F").Codes);
    }

    [Fact]
    public void Whether_two_causing_variants_leave_a_chromosome_free_is_said_where_the_files_tell_it_and_agree()
    {
        Case Both(string first, string second) => new Case().Carrying(R189W, 1, first).Carrying(K193del, 1, second);
        Assert.Contains("compound heterozygous",
            Both("trans-with-c.577_579del", "trans-with-c.565C>T").Only(TwoVariantsInTrans).Sentence(),
                StringComparison.Ordinal);
        Assert.Contains("on one chromosome",
            Both("cis-with-c.566G>A,c.577_579del", "cis-with-c.565C>T").Only(TwoVariantsInCis).Sentence(),
                StringComparison.Ordinal);
        Both("phase-unknown-with-c.577_579del", "phase-unknown-with-c.565C>T").Only(TwoVariantsOneGene);
        Both("trans-with-c.577_579del", "cis-with-c.565C>T").Only(TwoVariantsOneGene);
        Both("trans-with-c.1000A>G", "no-depth").Only(TwoVariantsOneGene);
        new Case().Carrying(R189W, 2).Carrying(K193del, 1, "cis-with-c.565C>T").Only(TwoVariantsOneHomozygous);
    }

    [Fact]
    public void Two_results_of_one_sample_are_not_independent_whatever_times_were_typed()
    {
        var codes = new Case().Carrying(R189W).Assay("PC", "chromogenic", 40, 0, sample: "S1")
            .Assay("PC", "chromogenic", 38, 120, sample: "S1").Codes;
        Assert.Contains(LowOnceRepeat, codes);
        Assert.DoesNotContain(DeficiencySupported, codes);
    }

    [Fact]
    public void An_undated_result_of_somebody_who_is_under_age_now_is_not_read()
    {
        Assert.Contains(NotInterpretable,
            (new Case() with { Subject = new(SubjectGroup.Case, Thrombophilia.Lims.Kernel.Sex.F, 2015) })
                .Assay("PC", "chromogenic", 45, null).Codes);
        Assert.Contains(AgeUnknown, new Case().Assay("PC", "chromogenic", 45, null).Codes);
    }

    [Fact]
    public void No_deficiency_is_not_said_beside_a_low_value_that_may_not_be_read_nor_beside_an_unclassified_variant()
    {
        var carrier = new Case().Carrying(R189W).AllNormal();
        Assert.Contains(RiskAlleleWithoutDeficiency, carrier.Codes);
        Assert.DoesNotContain(RiskAlleleWithoutDeficiency,
            carrier.Assay("PC", "chromogenic", 30, 60, asked: false).Codes);
        Assert.DoesNotContain(RiskAlleleWithoutDeficiency, carrier.Variant("PROS1").Codes);
    }

    [Fact]
    public void A_low_assay_that_sees_the_variant_is_not_overruled_by_one_that_does_not()
    {
        var codes = new Case().Carrying("PROS1-K196E").Assay("PS", "free-antigen", 95)
            .Assay("PS", "clotting", 30, 40).Codes;
        Assert.Contains(ScreeningLowOfCarrier, codes);
        Assert.DoesNotContain(ScreeningLow, codes);
        Assert.DoesNotContain(ActivityNormal, codes);
        Assert.Contains(ScreeningLow, new Case().Assay("PS", "free-antigen", 95).Assay("PS", "clotting", 30, 40).Codes);
    }

    [Fact]
    public void Without_a_file_the_genotype_is_what_is_missing()
    {
        var conclusion =
            Knowledge.Cases.Analyse(new Case { Findings = [] }.AllNormal().Evidence with { Intakes = [] }).Conclusion;
        var missing = Assert.Single(conclusion.Statements, s => s.Code == InsufficientData);
        Assert.Equal("For a full conclusion there is still missing: the genotype (no file of this person was read).",
            missing.Sentence());
        Assert.DoesNotContain(conclusion.Statements, s => s.Code == HotSpotsNegative);
    }

    [Fact]
    public void The_supported_deficiency_is_the_headline() =>
        Assert.Equal(DeficiencySupported,
        new Case().Carrying(R189W).Assay("PC", "chromogenic", 50).Assay("PC", "chromogenic", 51, 40).Codes[0]);

    [Fact]
    public void One_low_value_is_to_be_repeated_and_never_a_deficiency()
    {
        var codes = new Case().Carrying(R189W).Assay("PC", "chromogenic", 40).Codes;
        Assert.Contains(LowOnceRepeat, codes);
        Assert.DoesNotContain(DeficiencySupported, codes);
    }

    [Theory]
    [InlineData(0), InlineData(1), InlineData(27), InlineData(null)]
    public void Draws_too_close_or_of_unknown_time_are_not_independent(int? second)
    {
        var codes = new Case().Carrying(R189W).Assay("PC", "chromogenic", 40)
            .Assay("PC", "chromogenic", 42, second).Codes;
        Assert.Contains(LowOnceRepeat, codes);
        Assert.DoesNotContain(DeficiencySupported, codes);
    }

    [Fact]
    public void Low_repeatedly_without_a_variant_says_what_was_not_assessed()
    {
        var statement = new Case().Assay("PC", "chromogenic", 40).Assay("PC", "chromogenic", 42, 60)
            .Only(LowRepeatedlyNoVariant);
        Assert.Equal("PROC", statement.Parameters["gene"]);
    }

    [Fact]
    public void Low_repeatedly_with_an_unread_position_does_not_claim_that_no_variant_is_there()
    {
        var codes = new Case().With(R189W, CallStatus.NotCovered).Assay("PC", "chromogenic", 40)
            .Assay("PC", "chromogenic", 42, 60).Codes;
        Assert.Contains(LowRepeatedlyGenotypeIncomplete, codes);
        Assert.DoesNotContain(LowRepeatedlyNoVariant, codes);
    }

    [Fact]
    public void An_unclassified_variant_in_the_gene_blocks_no_variant()
    {
        var codes = new Case().Variant("PROC").Assay("PC", "chromogenic", 40).Assay("PC", "chromogenic", 42, 60).Codes;
        Assert.Contains(LowRepeatedlyVariantForReview, codes);
        Assert.Contains(UnclassifiedVariant, codes);
        Assert.DoesNotContain(LowRepeatedlyNoVariant, codes);
    }

    [Theory]
    [InlineData(CallStatus.Called, 1), InlineData(CallStatus.Filtered, null), InlineData(CallStatus.LowQuality, null),
        InlineData(CallStatus.NoCall, null)]
    public void An_unclassified_variant_anywhere_in_the_panel_blocks_the_negative(CallStatus status, int? copies)
    {
        var codes = new Case().Variant("THBD", null, status, copies).AllNormal().Codes;
        Assert.Contains(UnclassifiedVariant, codes);
        Assert.DoesNotContain(HotSpotsNegative, codes);
    }

    [Theory]
    [InlineData("uncertain"), InlineData("provisional-risk-allele"), InlineData("established-risk-allele"), InlineData("unresolved")]
    public void A_variant_whose_class_is_not_benign_blocks_the_negative_like_one_without_a_class(string @class)
    {
        var codes = new Case().Variant("THBD", @class).AllNormal().Codes;
        Assert.Equal(new Case().Variant("THBD").AllNormal().Codes, codes);
        Assert.DoesNotContain(HotSpotsNegative, codes);
    }

    [Theory, InlineData("likely-pathogenic", "likely pathogenic"), InlineData("pathogenic", "pathogenic")]
    public void A_pathogenic_class_is_said_and_blocks_the_negative(string @class, string words)
    {
        var person = new Case().Variant("THBD", @class).AllNormal();
        Assert.Contains($"criteria is {words}.", person.Only(PathogenicVariant).Sentence(), StringComparison.Ordinal);
        Assert.DoesNotContain(HotSpotsNegative, person.Codes);
        Assert.DoesNotContain(UnclassifiedVariant, person.Codes);
    }

    static PanelCall Found(string gene, string @class, string? criteria, params string[] notes) =>
        new Case().Variant(gene, @class).Findings[^1].Call with { Criteria = criteria, Notes = notes };

    [Fact]
    public void What_an_expert_panel_calls_pathogenic_is_never_merely_unclassified()
    {
        var person = new Case().Also("S1", Found("SERPINC1", "uncertain", "PM1;PS4?proband-points",
            "clingen=pathogenic@2024-12", "clinvar=benign@2017-04"));
        Assert.Contains("Others call it a cause (ClinGen expert panel: pathogenic, 2024-12); its class by the criteria "
            + "applied here is uncertain", person.Only(VariantCalledPathogenic).Sentence(), StringComparison.Ordinal);
        Assert.DoesNotContain(UnclassifiedVariant, person.Codes);
        // For another disease it says nothing here.
        new Case().Also("S1", Found("F5", "uncertain", "", "clinvar=pathogenic@2017-04",
            "clinvar-for-another-disease")).Only(UnclassifiedVariant);
    }

    [Fact]
    public void A_null_variant_of_a_deficiency_gene_beside_a_low_activity_of_its_protein_is_told_first()
    {
        var call = Found("PROC", "uncertain", "PVS1_Strong;PM2?frequency-table");
        var person = new Case().Also("S1", call).Assay("PC", "chromogenic", 40);
        var statement = person.Only(NullVariantWithLowActivity);
        Assert.Equal(["A1"], statement.Assays);
        Assert.DoesNotContain(UnclassifiedVariant, person.Codes);
        new Case().Also("S1", call).Assay("PC", "chromogenic", 110).Only(UnclassifiedVariant);
        new Case().Also("S1", call).Assay("PS", "free-antigen", 30).Only(UnclassifiedVariant);
    }

    [Fact]
    public void A_variant_that_is_pathogenic_by_its_class_explains_repeated_low_values()
    {
        Case Low(string @class) => new Case().Variant("PROC", @class).Assay("PC", "chromogenic", 40)
            .Assay("PC", "chromogenic", 42, 60);
        Assert.Contains("NM_0:c.1G>A", Low("likely-pathogenic").Only(DeficiencySupported).Sentence(),
            StringComparison.Ordinal);
        Low("uncertain").Only(LowRepeatedlyVariantForReview);
    }

    [Theory]
    [InlineData("benign", "BA1;PM1?rule", false)]
    [InlineData("uncertain", "BS1;PM1?rule", false)]
    [InlineData("uncertain", "PM1;BS1", true)]
    [InlineData("uncertain", "BA1,BS1?frequency", true)]
    public void A_common_polymorphism_does_not_block_that_nothing_was_found(string @class, string criteria, bool blocks)
    {
        Assert.Equal(blocks, !new Case().Also("S1", Found("F5", @class, criteria)).Codes.Contains(HotSpotsNegative));
        // What others call a cause of thrombosis is looked at however common it is.
        new Case().Also("S1", Found("F5", @class, criteria, "clinvar=pathogenic@2017-04"))
            .Only(VariantCalledPathogenic);
    }

    [Fact]
    public void One_variant_in_files_of_both_builds_is_one_variant()
    {
        var call = new Case().Variant("PROC").Findings[^1].Call;
        var sentence = new Case().Also("S1", call).Also("S2", call with { Build = "GRCh37", Pos = 111 })
            .Only(UnclassifiedVariant).Sentence();
        Assert.Contains("(GRCh38 3:777 G>A, GRCh37 3:111 G>A)", sentence, StringComparison.Ordinal);
        // Without a name its place tells it.
        Assert.Equal(2, new Case().Also("S1", call with { HgvsC = null })
            .Also("S2", call with { HgvsC = null, Build = "GRCh37", Pos = 111 }).Codes
            .Count(code => code == UnclassifiedVariant));
    }

    [Theory, InlineData("uncertain", false), InlineData("pathogenic", true), InlineData("established-risk-allele", true)]
    public void A_hot_spot_causes_a_deficiency_only_by_the_class_that_its_rows_have(string @class, bool causes)
    {
        var person = new Case();
        person = person with
        {
            Findings = [.. person.Findings.Select(f => f.Call.HotSpot != "PROS1-S501P" ? f
                : f with { Call = f.Call with { Status = CallStatus.Called, Copies = 1, Class = @class } })]
        };
        var codes = person.Assay("PS", "free-antigen", 35).Assay("PS", "free-antigen", 36, 28).Codes;
        Assert.Equal((causes, !causes),
            (codes.Contains(DeficiencySupported), codes.Contains(LowRepeatedlyVariantForReview)));
    }

    [Fact]
    public void A_variant_judged_benign_does_not_block_the_negative() =>
        Assert.Contains(HotSpotsNegative, new Case().Variant("THBD", "benign").AllNormal().Codes);

    [Fact]
    public void Normal_results_and_proven_positions_are_negative_and_nothing_more()
    {
        var codes = new Case().AllNormal().Codes;
        Assert.Equal(HotSpotsNegative, codes[0]);
        Assert.All(codes.Skip(1), c => Assert.Equal(ActivityNormal, c));
    }

    [Theory]
    [InlineData(CallStatus.NotCovered), InlineData(CallStatus.NoCall), InlineData(CallStatus.Filtered),
        InlineData(CallStatus.LowQuality)]
    [InlineData(CallStatus.MosaicOrAmbiguous), InlineData(CallStatus.ReferenceMismatch),
        InlineData(CallStatus.AssumedReference)]
    public void A_position_without_proof_is_named_and_never_negative(CallStatus status)
    {
        var person = new Case().With("F5-Leiden", status).AllNormal();
        Assert.DoesNotContain(HotSpotsNegative, person.Codes);
        Assert.Contains("F5-Leiden", person.Only(InsufficientData).Parameters["missing"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_position_that_no_file_mentions_is_missing()
    {
        var person = new Case();
        person = person with { Findings = [.. person.Findings.Where(f => f.Call.HotSpot != "THBD-151")] };
        Assert.Contains("THBD-151", person.Only(InsufficientData).Parameters["missing"], StringComparison.Ordinal);
        Assert.DoesNotContain(HotSpotsNegative, person.Codes);
    }

    [Fact]
    public void Assays_that_were_not_made_are_missing_by_name() =>
        Assert.Equal("@analyte.PC;@analyte.PS;@analyte.AT", new Case().Only(InsufficientData).Parameters["missing"]);

    [Fact]
    public void Unrecorded_states_make_low_and_normal_uninterpretable()
    {
        var person = new Case().Carrying(R189W)
            .Assay("PC", "chromogenic", 40, 0, asked: false).Assay("PC", "chromogenic", 41, 60, asked: false)
            .Assay("AT", "chromogenic-xa", 110, 0, asked: false);
        Assert.Equal(3, person.Codes.Count(c => c == NotInterpretable));
        Assert.DoesNotContain(DeficiencySupported, person.Codes);
        Assert.DoesNotContain(ActivityNormal, person.Codes);
        Assert.All(person.Statements.Where(s => s.Code == NotInterpretable),
            s => Assert.Equal("@reason.states-not-recorded", s.Parameters["reasons"]));
    }

    [Theory]
    [InlineData(2010), InlineData(2008)]
    public void A_possible_minor_is_not_read_by_adult_limits(int born)
    {
        var person = new Case() with { Subject = new(SubjectGroup.Case, Thrombophilia.Lims.Kernel.Sex.F, born) };
        Assert.Equal("@reason.under-age",
            person.Assay("PC", "chromogenic", 40).Only(NotInterpretable).Parameters["reasons"]);
    }

    [Fact]
    public void An_unknown_age_is_said() =>
    Assert.Contains(AgeUnknown,
    (new Case() with { Subject = new(SubjectGroup.Case, Thrombophilia.Lims.Kernel.Sex.F, null) }).AllNormal().Codes);

    [Fact]
    public void A_normal_chromogenic_protein_C_does_not_contradict_the_variant_it_cannot_see()
    {
        var person = new Case().Carrying(K193del).Assay("PC", "chromogenic", 105).Assay("PS", "free-antigen", 95)
            .Assay("AT", "chromogenic-xa", 105);
        var statement = person.Only(StatementCodes.BlindSpot);
        Assert.Equal("@method.clotting", statement.Parameters["needed"]);
        Assert.DoesNotContain(RiskAlleleWithoutDeficiency, person.Codes);
        Assert.Contains("@analyte.PC", person.Only(InsufficientData).Parameters["missing"], StringComparison.Ordinal);
        Assert.DoesNotContain(person.Statements, s => s.Code == ActivityNormal && s.Topic == "PC");
    }

    [Fact]
    public void The_clotting_assay_settles_the_blind_spot()
    {
        var codes = new Case().Carrying(K193del).AllNormal().Assay("PC", "clotting", 90).Codes;
        Assert.DoesNotContain(StatementCodes.BlindSpot, codes);
        Assert.Contains(RiskAlleleWithoutDeficiency, codes);
    }

    [Fact]
    public void Low_values_of_a_method_that_cannot_see_the_variant_are_not_blamed_on_it()
    {
        var codes = new Case().Carrying(K193del).Assay("PC", "chromogenic", 40)
            .Assay("PC", "chromogenic", 42, 60).Codes;
        Assert.Contains(LowRepeatedlyUnexplained, codes);
        Assert.DoesNotContain(DeficiencySupported, codes);
    }

    [Fact]
    public void A_normal_result_by_the_same_method_stops_the_automatic_conclusion()
    {
        var codes = new Case().Carrying(R189W).Assay("PC", "chromogenic", 40).Assay("PC", "chromogenic", 42, 60)
            .Assay("PC", "chromogenic", 100, 90).Codes;
        Assert.Contains(ResultsDisagree, codes);
        Assert.DoesNotContain(DeficiencySupported, codes);
    }

    [Fact]
    public void A_normal_chromogenic_and_a_low_clotting_protein_C_do_not_disagree() =>
        Assert.Contains(DeficiencySupported, new Case().Carrying(K193del)
            .Assay("PC", "clotting", 50).Assay("PC", "clotting", 52, 60).Assay("PC", "chromogenic", 100, 60).Codes);

    [Theory]
    [InlineData("F5-Leiden", 2), InlineData("F2-20210", 1), InlineData("THBD-151", 1), InlineData(R189W, 1)]
    public void A_carrier_with_normal_results_has_a_risk_allele_without_deficiency(string hotSpot, int copies)
    {
        var person = new Case().Carrying(hotSpot, copies).AllNormal();
        Assert.Equal(RiskAlleleWithoutDeficiency, person.Codes[0]);
        Assert.EndsWith($"@copies.{copies}", person.Only(HotSpotCarried).Parameters["variant"],
            StringComparison.Ordinal);
    }

    [Fact]
    public void No_risk_allele_is_without_deficiency_while_an_assay_is_missing() =>
        Assert.DoesNotContain(RiskAlleleWithoutDeficiency,
        new Case().Carrying("F5-Leiden").Assay("PC", "chromogenic", 110).Codes);

    [Fact]
    public void A_provisional_site_is_told_as_such_and_decides_nothing()
    {
        var site = Assert.Single(Knowledge.Panel.HotSpots, h => h.IsProvisional).Id;
        var codes = new Case().Carrying(site).AllNormal().Codes;
        Assert.Contains(ProvisionalSiteCarried, codes);
        Assert.Contains(HotSpotsNegative, codes);
        Assert.DoesNotContain(RiskAlleleWithoutDeficiency, codes);
        var unread = new Case { Findings = [.. new Case().Findings.Where(f => f.Call.HotSpot != site)] };
        Assert.DoesNotContain(InsufficientData, unread.AllNormal().Codes);
    }

    [Fact]
    public void A_modifier_is_stated_and_does_not_undo_the_negative()
    {
        var codes = new Case().Carrying("ABO-rs8176719", 2).AllNormal().Codes;
        Assert.Contains(ModifierCarried, codes);
        Assert.Contains(HotSpotsNegative, codes);
        Assert.DoesNotContain(RiskAlleleWithoutDeficiency, codes);
    }

    [Fact]
    public void One_seen_copy_with_an_unread_allele_is_stated_and_missing()
    {
        var person = new Case().With(R189W, CallStatus.NoCall, null, "at-least-1").Assay("PC", "chromogenic", 40)
            .Assay("PC", "chromogenic", 42, 60);
        Assert.Contains(HotSpotAtLeastOne, person.Codes);
        Assert.Contains(R189W, person.Only(InsufficientData).Parameters["missing"], StringComparison.Ordinal);
        Assert.DoesNotContain(DeficiencySupported, person.Codes);
        Assert.DoesNotContain(HotSpotsNegative, person.Codes);
    }

    [Fact]
    public void Another_allele_at_a_position_is_neither_carried_nor_negative()
    {
        var codes = new Case().With(R189W, CallStatus.Called, 0, "other-allele").AllNormal().Codes;
        Assert.Contains(HotSpotOtherAllele, codes);
        Assert.DoesNotContain(HotSpotsNegative, codes);
        Assert.DoesNotContain(HotSpotCarried, codes);
    }

    [Fact]
    public void A_genotype_read_from_absence_is_to_be_confirmed() =>
        Assert.Contains(ConfirmFromAbsence,
        new Case().With("F5-Leiden", CallStatus.Called, 2, "from-absence-confirm").Codes);

    [Theory]
    [InlineData(CallStatus.Called, 1, ""), InlineData(CallStatus.Called, 0, "other-allele"),
        InlineData(CallStatus.NoCall, null, "at-least-1")]
    public void Samples_that_exclude_each_other_ask_for_the_identity_and_void_the_genotype(CallStatus status,
    int? copies, string note)
    {
        var person = new Case().Also("S2", Case.Call(R189W, status, copies, note)).Assay("PC", "chromogenic", 40)
            .Assay("PC", "chromogenic", 42, 60);
        Assert.Equal(IdentityCheck, person.Codes[0]);
        Assert.DoesNotContain(DeficiencySupported, person.Codes);
        Assert.DoesNotContain(HotSpotsNegative, person.Codes);
        Assert.Contains(LowRepeatedlyGenotypeIncomplete, person.Codes);
    }

    [Fact]
    public void A_second_sample_that_says_nothing_does_not_contradict() =>
        Assert.Contains(HotSpotsNegative,
        new Case().Also("S2", Case.Call(R189W, CallStatus.NotCovered, null)).AllNormal().Codes);

    [Fact]
    public void After_a_stem_cell_transplant_blood_DNA_proves_nothing_of_the_patient()
    {
        var person = new Case().Carrying(R189W).Assay("PC", "chromogenic", 40, 0, ["hsct"])
            .Assay("PC", "chromogenic", 42, 60, ["hsct"]);
        Assert.Equal(DonorDna, person.Codes[0]);
        Assert.DoesNotContain(DeficiencySupported, person.Codes);
        Assert.Contains(HotSpotCarried, person.Codes);
    }

    [Theory]
    [InlineData(Lims.Kernel.Transplant.StemCells, true, true), InlineData(Lims.Kernel.Transplant.Liver, false, false),
        InlineData(Lims.Kernel.Transplant.Other, false, true), InlineData(Lims.Kernel.Transplant.None, false, true),
        InlineData(Lims.Kernel.Transplant.NotRecorded, false, true)]
    public void A_transplant_that_only_the_record_of_the_person_tells_counts_as_one_recorded_with_the_result(
    Lims.Kernel.Transplant transplant, bool donorDna, bool interpretable)
    {
        var person = new Case { Subject = new(SubjectGroup.Case, Lims.Kernel.Sex.F, 1980, transplant) }.Carrying(R189W)
            .Assay("PC", "chromogenic", 40, 0, []).Assay("PC", "chromogenic", 42, 60, []);
        Assert.Equal(donorDna, person.Codes.Contains(DonorDna));
        Assert.Equal(!donorDna && interpretable, person.Codes.Contains(DeficiencySupported));
        Assert.Equal(!interpretable, person.Codes.Contains(NotInterpretable));
    }

    [Fact]
    public void Low_in_spite_of_a_state_that_raises_it_is_repeated_clean_and_does_not_count()
    {
        var person = new Case().Carrying("SERPINC1-L131F").Assay("AT", "chromogenic-xa", 60, 0, ["vka"])
            .Assay("AT", "chromogenic-xa", 61, 60, ["rivaroxaban"]);
        Assert.Equal("@state.vka;@state.rivaroxaban", person.Only(LowDespiteUpwardBias).Parameters["states"]);
        Assert.DoesNotContain(DeficiencySupported, person.Codes);
    }

    [Fact]
    public void A_carried_state_disturbs_clotting_assays_although_nobody_recorded_it()
    {
        var person = new Case().Carrying("F5-Leiden").Carrying(R189W).Assay("PC", "clotting", 40)
            .Assay("PC", "clotting", 42, 60);
        Assert.DoesNotContain(DeficiencySupported, person.Codes);
        Assert.All(person.Statements.Where(s => s.Code == NotInterpretable),
            s => Assert.Equal("@state.leiden-or-apc-resistance", s.Parameters["reasons"]));
    }

    [Fact]
    public void Protein_S_by_clotting_is_never_a_deficiency()
    {
        var codes = new Case().Carrying("PROS1-S501P").Assay("PS", "clotting", 20)
            .Assay("PS", "clotting", 21, 60).Codes;
        Assert.Contains(ScreeningLow, codes);
        Assert.DoesNotContain(DeficiencySupported, codes);
        Assert.DoesNotContain(LowOnceRepeat, codes);
    }

    [Fact]
    public void A_low_screening_assay_forbids_to_say_that_there_is_no_deficiency() =>
        Assert.DoesNotContain(RiskAlleleWithoutDeficiency,
        new Case().Carrying("THBD-151").AllNormal().Assay("PS", "clotting", 30).Codes);

    [Fact]
    public void The_clotting_assay_settles_the_functional_protein_S_variant()
    {
        var person = new Case().Carrying("PROS1-K196E").AllNormal();
        Assert.Contains(StatementCodes.BlindSpot, person.Codes);
        Assert.DoesNotContain(StatementCodes.BlindSpot, person.Assay("PS", "clotting", 100).Codes);
    }

    [Theory]
    [InlineData("PC", "antigen"), InlineData("AT", "antigen"), InlineData("PS", "total-antigen")]
    public void Antigen_alone_decides_nothing(string analyte, string method)
    {
        var codes = new Case().Assay(analyte, method, 20).Assay(analyte, method, 20, 60).Codes;
        Assert.Contains(NotDecisive, codes);
        Assert.DoesNotContain(LowRepeatedlyNoVariant, codes);
    }

    [Fact]
    public void A_borderline_value_is_neither_normal_nor_low()
    {
        var codes = new Case().Carrying(R189W).Assay("PC", "chromogenic", 70).Assay("PC", "chromogenic", 70, 60).Codes;
        Assert.Contains(BorderlineRepeat, codes);
        Assert.DoesNotContain(ActivityNormal, codes);
        Assert.DoesNotContain(LowOnceRepeat, codes);
    }

    [Fact]
    public void A_normal_antithrombin_by_one_method_says_which_type_it_leaves_open()
    {
        Assert.Equal("@open.at-reactive-site",
            new Case().Assay("AT", "chromogenic-xa", 110).Only(ActivityNormal).Parameters["open"]);
        Assert.Equal("@open.at-heparin-binding",
            new Case().Assay("AT", "chromogenic-iia", 110).Only(ActivityNormal).Parameters["open"]);
        Assert.Equal("@open.none",
            new Case().Assay("AT", "chromogenic-iia", 110).Assay("AT", "chromogenic-xa", 110)
                .Only(ActivityNormal).Parameters["open"]);
    }

    [Fact]
    public void Units_are_converted_before_they_are_judged()
    {
        var person = new Case();
        person = person with { Assays = [new("X", "S1", "AT", "chromogenic-xa", 0.62m, "IU/mL", null, [])] };
        Assert.Contains(LowOnceRepeat, person.Codes);
    }

    [Fact]
    public void Protein_S_of_an_unrecorded_sex_is_graded_only_where_both_sexes_agree()
    {
        Case Of(decimal value) =>
            (new Case() with { Subject = new(SubjectGroup.Case, Thrombophilia.Lims.Kernel.Sex.Unknown, 1980) })
            .Assay("PS", "free-antigen", value);
        Assert.Equal("@reason.sex-unknown", Of(60).Only(NotInterpretable).Parameters["reasons"]);
        Assert.Contains(LowOnceRepeat, Of(30).Codes);
        Assert.Contains(ActivityNormal, Of(90).Codes);
    }

    [Fact]
    public void Every_statement_has_a_sentence_and_no_place_is_left_open()
    {
        Case[] people = [
            new Case().Carrying(K193del).With(R189W, CallStatus.NoCall, null, "at-least-1")
                .With("THBD-151", CallStatus.Called, 0, "other-allele").Variant("PROC")
                .Also("S2", Case.Call("F2-20210", CallStatus.Called, 1)).AllNormal().Assay("PC", "antigen", 80)
                .Assay("PS", "clotting", 20),
            new Case().Carrying(R189W).Assay("PC", "chromogenic", 40, 0, ["hsct"])
                .Assay("AT", "chromogenic-xa", 40, 0, ["vka"]).Assay("PS", "free-antigen", 52),
            new Case().Carrying(R189W).Assay("PC", "chromogenic", 40).Assay("PC", "chromogenic", 41, 60),
            new Case().AllNormal(),
        ];
        foreach (var statement in people.SelectMany(p => p.Statements))
        {
            var text =
                Thrombophilia.Lims.Clinic.Conclusions.ConclusionTexts.Sentence(statement,
                System.Globalization.CultureInfo.InvariantCulture);
            Assert.DoesNotContain('{', text);
            Assert.DoesNotContain('@', text);
            Assert.DoesNotContain("  ", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_code_word_and_state_has_a_text()
    {
        string[] keys = [
            .. InOrder, .. Knowledge.Rules.States.Select(s => "state." + s.Id),
                .. Knowledge.Rules.Analytes.Select(a => "analyte." + a.Id),
            .. Knowledge.Rules.Assays.Select(a => "method." + a.Method),
                .. Knowledge.Rules.Assays.Select(a => "open." + (a.NormalLeavesOpen ?? "none")),
            .. Enum.GetNames<CallStatus>()
                .Select(s => "status." + System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(s)),
        ];
        foreach (var key in keys) _ = Thrombophilia.Lims.Clinic.Conclusions.ConclusionTexts.Word(key);
    }

    [Fact]
    public void Every_code_stands_in_the_order_of_importance_once() =>
        Assert.Equal(typeof(Thrombophilia.Lims.Clinic.Conclusions.StatementCodes).GetFields().Length,
        InOrder.Distinct().Count());
}
