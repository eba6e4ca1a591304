using Thrombophilia.Lims.Decisions.Facts;
using Thrombophilia.Lims.Decisions.Tables;
using Xunit;

namespace Thrombophilia.Lims.Tests.Decisions.Tables;

public sealed class OptionsTableTests
{
    static readonly OptionsTable Options = GivenClinical.Rules.Options;

    static HashSet<string> Ids(IEnumerable<KeptClass> kept) => [.. kept.Select(one => one.Class.Id)];
    static HashSet<string> Ids(IEnumerable<DrugClass> classes) => [.. classes.Select(one => one.Id)];
    static HashSet<string> Ids(IEnumerable<OptionRow> rows) => [.. rows.Select(row => row.Id)];
    static HashSet<string> Set(string cell) => [.. List(cell)];
    static string[] List(string cell) => cell.Split(';', StringSplitOptions.RemoveEmptyEntries);

    public static TheoryData<string> CaseIds => [.. GivenClinical.Cases.Select(row => row["id"])];

    [Theory, MemberData(nameof(CaseIds))]
    public void A_case_of_the_tables_is_decided_as_they_say(string id)
    {
        var row = GivenClinical.Cases.Single(row => row["id"] == id);
        var answer = Options.Decide(GivenClinical.FactsOf(row));
        Assert.Subset(Ids(answer.Rows.Fired), Set(row["fired"]));
        Assert.Subset(Ids(answer.Rows.Silent), Set(row["silent"]));
        Assert.Subset(Ids(answer.Excluded), Set(row["excluded"]));
        Assert.Subset(Ids(answer.Restricted), Set(row["restricted"]));
        Assert.Subset(Ids(answer.Available), Set(row["available"]));
        Assert.Empty(Ids(answer.Available).Intersect(List(row["absent"])));
        Assert.Equal(row["stop"] == "yes", answer.Stop);
        Assert.Empty(Ids(answer.Available).Intersect(Ids(answer.Excluded)));
    }

    static void AgreesWithTheNaiveReading(FactSet facts)
    {
        var (answer, naive) = (Options.Decide(facts), Naive.Decide(facts));
        Assert.Equal(naive.Fired.Order(), Ids(answer.Rows.Fired).Order());
        Assert.Equal(naive.Silent.Order(), Ids(answer.Rows.Silent).Order());
        Assert.Equal(naive.Excluded.Order(), Ids(answer.Excluded).Order());
        Assert.Equal(naive.Restricted.Order(), Ids(answer.Restricted).Order());
        Assert.Equal(naive.Available.Order(), Ids(answer.Available).Order());
        Assert.Equal(naive.Stop, answer.Stop);
    }

    [Fact]
    public void Any_case_is_decided_as_a_naive_reading_of_the_text_decides() =>
        GivenClinical.ForAll(GivenClinical.AnyFacts, AgreesWithTheNaiveReading, 100);

    [Fact]
    public void A_case_near_the_limits_is_decided_as_a_naive_reading_of_the_text_decides() =>
        GivenClinical.ForAll(GivenClinical.NearCases, AgreesWithTheNaiveReading, 200);

    static void KeepsAwayWhatWasKeptAway(FactSet facts)
    {
        var before = Options.Decide(facts);
        var keptAway = Ids(before.Excluded);
        if (before.Stop) keptAway.UnionWith(GivenClinical.Rules.DrugClasses.Where(c => c.IsAnticoagulant).Select(c => c.Id));
        foreach (var fact in facts.Known.ToArray())
        {
            // The table of facts says so of this one: unanswered, it counts as a no where the other is known.
            if (fact.Id == "dialysis" && facts.IsKnown("crcl_ml_min")) continue;
            var after = Options.Decide(facts.Copy().Forget(fact.Id));
            var free = Ids(after.Available).Except(Ids(after.Restricted)).Intersect(keptAway);
            Assert.True(!free.Any(), $"without '{fact.Id}' {string.Join(", ", free)} would be offered freely");
        }
    }

    public static TheoryData<string> CaseIdsAgain => CaseIds;

    [Theory, MemberData(nameof(CaseIdsAgain))]
    public void In_a_case_of_the_tables_no_class_is_offered_freely_because_a_fact_is_missing(string id) =>
        KeepsAwayWhatWasKeptAway(GivenClinical.FactsOf(GivenClinical.Cases.Single(row => row["id"] == id)));

    [Fact]
    public void No_class_is_offered_freely_because_a_fact_is_missing() =>
        GivenClinical.ForAll(GivenClinical.NearCases, KeepsAwayWhatWasKeptAway, 150);

    [Fact]
    public void The_one_fact_that_counts_as_a_no_while_it_is_unknown_is_the_one_that_the_table_names()
    {
        Assert.Contains("unknown counts as not dialysis only when crcl is known",
            GivenClinical.Rules.Facts["dialysis"].WhenUnknown, StringComparison.Ordinal);
        Assert.Contains("lmwh", Ids(Options.Decide(GivenClinical.Base("dialysis=true")).Excluded));
        Assert.DoesNotContain("lmwh", Ids(Options.Decide(GivenClinical.Base("dialysis=?")).Excluded));
        Assert.Contains("lmwh", Ids(Options.Decide(GivenClinical.Base("dialysis=?;crcl_ml_min=?")).Restricted));
    }

    [Fact]
    public void A_row_that_does_not_ask_what_is_known_never_turns_when_a_fact_is_forgotten() =>
        GivenClinical.ForAll(GivenClinical.NearCases, facts =>
        {
            var before = Options.Decide(facts).Rows;
            foreach (var fact in facts.Known.ToArray())
            {
                var after = Options.Decide(facts.Copy().Forget(fact.Id)).Rows;
                static bool Asks(OptionRow row) => row.When.AsksWhetherKnown;
                Assert.DoesNotContain(after.Fired, row => !Asks(row) && !before.Fired.Contains(row));
                Assert.DoesNotContain(after.Silent, row => !Asks(row) && !before.Silent.Contains(row));
            }
        }, 100);

    [Fact]
    public void The_order_of_the_rows_changes_no_class() => GivenClinical.ForAll(GivenClinical.NearCases, facts =>
    {
        var turned = new OptionsTable(Options.Rows.Reverse(), GivenClinical.Rules.DrugClasses, GivenClinical.Rules.Conflicts);
        var (one, two) = (Options.Decide(facts), turned.Decide(facts));
        Assert.Equal(Ids(one.Available), Ids(two.Available));
        Assert.Equal(Ids(one.Excluded), Ids(two.Excluded));
        Assert.Equal(Ids(one.Restricted), Ids(two.Restricted));
        Assert.Equal(one.Stop, two.Stop);
    });

    [Fact]
    public void Knowing_a_fact_changes_no_row_unless_the_answer_said_that_it_would() =>
        GivenClinical.ForAll(GivenClinical.NearCases, facts =>
        {
            var before = Options.Decide(facts);
            var named = before.WouldChange.ToDictionary(use => use.Fact, use => Ids(use.Rows));
            foreach (var fact in GivenClinical.Rules.Facts.Values.Where(fact => !facts.IsKnown(fact.Id)))
                foreach (var value in GivenClinical.Candidates(fact))
                {
                    var after = Options.Decide(facts.Copy().SetText(fact.Id, value)).Rows;
                    var turned = Ids(after.Fired).Except(Ids(before.Rows.Fired))
                        .Concat(Ids(after.Silent).Except(Ids(before.Rows.Silent)));
                    Assert.Empty(turned.Except(named.GetValueOrDefault(fact) ?? []));
                }
        }, 20);

    [Fact]
    public void Each_excluded_class_names_the_rows_that_do_it_and_whether_they_are_true()
    {
        var answer = Options.Decide(GivenClinical.Base("crcl_ml_min=12;active_bleeding=?"));
        var causes = answer.Excluded.Single(kept => kept.Class.Id == "lmwh").Causes;
        Assert.Equal([("B0a", false), ("R0c1", true)], causes.Select(cause => (cause.Row.Id, cause.Fired)));
        Assert.Equal(["active_bleeding"], causes[0].BlockedBy.Select(fact => fact.Id));
        Assert.Equal(["B0a"], answer.StoppedBy.Select(cause => cause.Row.Id));
    }

    [Fact]
    public void A_restricted_class_stays_with_the_rows_that_restrict_it()
    {
        var answer = Options.Decide(GivenClinical.Base("crcl_ml_min=?"));
        Assert.Contains("lmwh", Ids(answer.Available));
        Assert.Null(answer.Restriction(answer.Available.Single(one => one.Id == "vka")));
        var cause = Assert.Single(answer.Restriction(answer.Available.Single(one => one.Id == "lmwh"))!.Causes);
        Assert.Equal(("R0c0", true), (cause.Row.Id, cause.Fired));
    }

    [Fact]
    public void An_offer_keeps_the_order_of_its_source_and_says_why_a_class_is_not_left()
    {
        var offer = Options.Decide(GivenClinical.Base("interactions=strong-inducer")).Offers.Single(o => o.Row.Id == "T1");
        Assert.Equal(["lmwh", "ufh", "vka"], offer.Left.Select(one => one.Id));
        Assert.Equal(["apixaban", "rivaroxaban", "dabigatran", "edoxaban"], offer.Withheld.Select(one => one.Class.Id));
        Assert.All(offer.Withheld, one => Assert.Equal(Withholding.Excluded, one.Why));
    }

    [Fact]
    public void A_gate_is_no_indication()
    {
        var answer = Options.Decide(GivenClinical.Base("event=none;phase=none;vte_count=0;interactions=strong-inducer"));
        var offer = Assert.Single(answer.Offers);
        Assert.Empty(offer.Left);
        Assert.All(offer.Withheld, one => Assert.Equal(Withholding.NotIndicated, one.Why));
        Assert.True(answer.NothingLeft);
    }

    [Fact]
    public void A_stop_leaves_what_is_no_anticoagulant()
    {
        var answer = Options.Decide(GivenClinical.Base("active_bleeding=true"));
        Assert.Equal(["ivc-filter"], answer.Available.Select(one => one.Id));
        Assert.Contains(answer.Offers.Single(offer => offer.Row.Id == "T1").Withheld, one => one.Why == Withholding.Excluded);
    }

    [Fact]
    public void Open_rows_ask_for_their_facts_unless_they_are_silent()
    {
        var answer = Options.Decide(GivenClinical.Base("planning_pregnancy=?;sex=F;current_drugs=vka;hit_status=?"));
        Assert.Contains("R0a2", answer.Rows.Open.Select(open => open.Row.Id));
        Assert.DoesNotContain("R0a2", answer.Asked.Select(open => open.Row.Id));
        var asked = answer.Asked.Single(open => open.Row.Id == "B1a");
        Assert.Equal(["hit_status"], asked.KeptOpenBy.Select(fact => fact.Id));
    }

    [Fact]
    public void Sources_that_disagree_on_a_true_row_or_its_cautions_are_named()
    {
        var answer = Options.Decide(GivenClinical.Base("phase=extended;full_dose_months=8"));
        Assert.Contains("T5", Ids(answer.Rows.Fired));
        Assert.Contains("CF02", answer.Conflicts.Select(conflict => conflict.Id));
        Assert.DoesNotContain("CF06", answer.Conflicts.Select(conflict => conflict.Id));
    }

    [Fact]
    public void A_fact_of_which_a_true_row_asks_whether_it_is_known_would_change_the_answer()
    {
        var answer = Options.Decide(GivenClinical.Base("platelets_e9_l=?"));
        Assert.Contains("B1p", Ids(answer.Rows.Fired));
        var use = answer.WouldChange.Single(use => use.Fact.Id == "platelets_e9_l");
        Assert.Superset(Set("B1c;B1b;B1p"), Ids(use.Rows));
    }

    [Fact]
    public void An_unknown_fact_that_nothing_depends_on_would_change_nothing() =>
        Assert.DoesNotContain("heart_rate", Options.Decide(GivenClinical.Base()).WouldChange.Select(use => use.Fact.Id));

    [Fact]
    public void Facts_of_other_rules_are_refused() =>
        Assert.Throws<ArgumentException>(
            () => Options.Decide(new FactSet(new FactDictionary(GivenClinical.Rules.Facts.Values))));
}
