using Thrombophilia.Lims.Clinic.Cases;
using Thrombophilia.Lims.Kernel;
using Xunit;

namespace Thrombophilia.Lims.Tests.Clinic.Cases;

public sealed class CaseConcluderTests
{
    static readonly ClinicalCase One = GivenCases.Woman;
    static readonly ClinicalCase LowTwice = One.AllNormal(covered: false)
        .Assays("PC chromogenic 49 2026-03-02 none", "PC chromogenic 52 2026-05-11 none");

    static ClinicalCase Newborn(string assay) =>
        (One with { AsOf = new(2026, 3, 4), Subject = new(Sex.F, new DateOnly(2026, 3, 1), 2026, null) }).Assay(assay);

    [Fact]
    public void Of_nobody_nothing_is_concluded_and_nothing_is_offered()
    {
        var answer = (One with { Subject = new(Sex.Unknown, null, null, null) }).Concluded();
        Assert.Equal("insufficient-data", answer.Headline.Code);
        Assert.Empty(answer.Urgent);
        Assert.Empty(answer.Options.Available);
    }

    [Theory]
    [InlineData(0, "hereditary-probable", "J07")]
    [InlineData(1, "risk-allele-with-deficiency", "J04")]
    [InlineData(2, "compound", "J03")]
    public void The_headline_is_the_weightiest_row(int copies, string code, string row)
    {
        var answer = LowTwice.Spot("PROC-R189W", copies).Concluded();
        Assert.Equal(code, answer.Headline.Code);
        Assert.Contains(row, answer.Fired);
    }

    [Fact]
    public void What_is_urgent_stands_first_and_the_weightiest_thing_beside_it()
    {
        var answer = Newborn("PC chromogenic 3 2026-03-02 neonate-infant").Facts("purpura_fulminans=true").Concluded();
        Assert.Equal(["CV1", "CV2"], answer.Urgent.Select(u => u.Code).Order());
        Assert.Equal("urgent", answer.Headline.Code);
        Assert.Equal("not-interpretable", answer.Statements[0].Code);
        Assert.Equal(["1"], answer.Urgent.Single(u => u.Code == "CV1").Basis);
    }

    [Fact]
    public void An_alarm_that_only_waits_for_the_age_is_told()
    {
        var answer = (One with { Subject = new(Sex.F, null, null, null) }).Assay("PC chromogenic 3 2026-03-02 none").Concluded();
        Assert.Contains(answer.Urgent, u => u.Code == "critical-open" && u.Basis.Contains("1"));
    }

    [Fact]
    public void An_alarm_without_a_value_is_not_told() => Assert.Empty(One.Concluded().Urgent);

    [Theory]
    [InlineData("<5", true)]
    [InlineData("<10", true)]
    [InlineData("<12", false)]
    public void A_value_below_what_can_be_measured_alarms_where_all_that_it_can_be_does(string value, bool alarms) =>
        Assert.Equal(alarms, Newborn($"PC chromogenic {value} 2026-03-02 neonate-infant").Concluded().Urgent.Any(u => u.Code == "CV1"));

    [Fact]
    public void No_statement_stands_twice() => Assert.All((ClinicalCase[])[One, LowTwice, LowTwice.Spot("PROC-R189W", 2)], told =>
    {
        var texts = told.Concluded().Statements.Select(s => s.Text.English).ToList();
        Assert.Equal(texts.Distinct(), texts);
    });

    [Fact]
    public void Statements_rest_on_the_values_and_hot_spots_of_the_case()
    {
        var answer = LowTwice.Spot("PROC-R189W", 1).Concluded();
        Assert.Equal(["1", "2", "PROC-R189W"], answer.Statements.Single(s => s.Code == "J04").Basis);
        Assert.All(answer.Statements.Where(s => s.Code == "value"), s => Assert.Single(s.Basis));
    }

    [Fact]
    public void A_fact_that_would_change_what_is_said_is_named_with_its_rows()
    {
        var missing = LowTwice.Facts("event=dvt-proximal;phase=initiation").Concluded().Missing;
        Assert.Contains(missing, m => m.Fact.Id == "crcl_ml_min" && m.Rows.Contains("R0c0"));
        Assert.DoesNotContain(missing, m => m.Fact.Id == "phase");
    }

    [Fact]
    public void Without_an_indication_no_anticoagulant_is_offered() => Assert.DoesNotContain(One.AllNormal()
        .Facts("event=none;phase=none;pregnancy=no;current_drugs=none;crcl_ml_min=90;platelets_e9_l=200;weight_kg=70").Concluded()
        .Options.Available, d => d.IsAnticoagulant);

    [Fact]
    public void Scores_are_told_as_far_as_they_are_answered()
    {
        var score = (One with { Answers = new Dictionary<string, bool> { ["CA03"] = true } }).Concluded().Scores
            .Single(s => s.Score.Id == "CAPRINI");
        Assert.True(score.From >= 1 && score.To > score.From);
    }

    [Fact]
    public void A_transplant_says_that_the_genotype_is_the_donors()
    {
        var answer = One.AllNormal().Spot("PROC-R189W", 1).Assay("PC chromogenic 46 2026-03-02 hsct").Concluded();
        Assert.Contains(answer.Statements, s => s.Code == "donor");
        Assert.DoesNotContain(answer.Statements, s => s.Code is "carried" or "not-proven" or "gene-covered");
    }

    [Theory]
    [InlineData("AT chromogenic-xa 100", "a normal anti-Xa result does not exclude the reactive-site type")]
    [InlineData("AT chromogenic-iia 100", "a normal anti-IIa result does not exclude the heparin-binding type")]
    [InlineData("PC chromogenic 100", "a normal chromogenic protein C does not exclude type IIb")]
    [InlineData("PS free-antigen 100", "a normal free protein S does not exclude type II")]
    public void A_type_that_stays_open_is_the_one_that_the_assay_at_hand_misses(string assay, string expected) => Assert.Contains(
        expected, One.Assay($"{assay} 2026-03-02 none").Concluded().Statements.Single(s => s.Code == "open-type").Text.English,
        StringComparison.Ordinal);

    [Fact]
    public void No_clean_day_is_named_while_a_state_without_an_end_lasts()
    {
        var codes = GivenCases.Man.Assay("AT chromogenic-xa 47 2026-03-02 acute-thrombosis+nephrotic")
            .Facts("days_since_event=100;phase=none").Concluded().Statements.Select(s => s.Code).ToList();
        Assert.Contains("no-clean", codes);
        Assert.DoesNotContain("clean", codes);
    }

    [Fact]
    public void The_same_case_gives_the_same_answer() => Assert.Equal(LowTwice.Concluded().Statements.Select(s => s.Text),
        LowTwice.Concluded().Statements.Select(s => s.Text));

    [Fact]
    public void Both_languages_fill_every_place() => Assert.All(LowTwice.Spot("PROC-R189W", 1).Concluded().Statements, s =>
    {
        Assert.DoesNotMatch(@"\{\d\}", s.Text.English + s.Text.Chinese);
        Assert.Matches(@"\p{IsCJKUnifiedIdeographs}", s.Text.Chinese);
    });

    [Fact]
    public void What_is_heard_of_today_waits_for_no_clean_sample()
    {
        var answer = One.AllNormal(covered: false).Assay("AT chromogenic-xa 50 2026-05-20 pregnancy").Facts("pregnancy=pregnant")
            .Concluded();
        Assert.Contains(answer.Urgent, u => u.Code == "CV9");
        Assert.DoesNotContain(answer.Statements, s => s.Code is "clean" or "no-clean" && s.Text.English.Contains("antithrombin",
            StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    // The last dose of warfarin was 20 days ago, and protein C waits for 14 days after it.
    [InlineData("vka", "days_since_last_dose=20 current_drugs=none", "from 2026-05-26")]
    [InlineData("vka", "days_since_last_dose=20", "14 days after the last dose"), InlineData("vka", "", "14 days after the last dose")]
    [InlineData("vka", "days_since_last_dose=20 current_drugs=vka", "14 days after the last dose")]
    // A dose before the draw is not the one that the next draw waits for.
    [InlineData("vka", "days_since_last_dose=200 current_drugs=none", "14 days after the last dose")]
    [InlineData("postpartum-6w", "postpartum_weeks=5", "from 2026-06-08"),
        InlineData("postpartum-6w", "postpartum_weeks=50", "42 days after delivery")]
    [InlineData("acute-thrombosis", "days_since_event=30", "from 2026-07-31")]
    public void The_day_of_a_clean_draw_is_counted_from_the_day_that_somebody_told(string state, string facts, string said)
    {
        var made = facts.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Aggregate(GivenCases.Woman.Assay($"PC chromogenic 40 2026-05-11 {state}"), (c, fact) => c.Facts(fact));
        var clean = Assert.Single(made.Concluded().Statements, s => s.Code == "clean").Text.English;
        Assert.Contains(said, clean, StringComparison.Ordinal);
    }
}
