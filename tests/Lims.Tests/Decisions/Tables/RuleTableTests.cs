using Thrombophilia.Lims.Decisions.Expressions;
using Thrombophilia.Lims.Decisions.Facts;
using Thrombophilia.Lims.Decisions.Tables;
using Xunit;

namespace Thrombophilia.Lims.Tests.Decisions.Tables;

public sealed class RuleTableTests(ITestOutputHelper output)
{
    public static TheoryData<string> TableIds => [.. GivenClinical.AllRules.Select(rule => rule.Table).Distinct()];

    [Theory, MemberData(nameof(TableIds))]
    public void Every_row_fires_for_some_facts_and_is_silent_for_others(string table)
    {
        var rows = GivenClinical.AllRules.Where(rule => rule.Table == table).Select(rule => rule.Rule).ToArray();
        string[] never = [.. rows.Where(row => !Reaches(row, Truth.True)).Select(row => $"{row.Id} never fires"),
            .. rows.Where(row => !Reaches(row, Truth.False)).Select(row => $"{row.Id} is never silent"),
            .. rows.Where(row => row.When.Evaluate(GivenClinical.Rules.NewFacts()) != Truth.Unknown && !row.When.AsksWhetherKnown)
                .Select(row => $"{row.Id} needs no fact")];
        output.WriteLine($"{table}: {rows.Length} rows, each fires and is silent; {rows.Count(row => row.When.AsksWhetherKnown)} ask "
            + $"whether a fact is known: {string.Join(", ", rows.Where(row => row.When.AsksWhetherKnown).Select(row => row.Id))}");
        Assert.Empty(never);
    }

    static bool Reaches(ClinicalRule row, Truth wanted) =>
        GivenClinical.Solutions(row.When, wanted, row.When.Facts).FirstOrDefault() is { } facts
        && row.When.Evaluate(facts) == wanted;

    [Fact]
    public void Every_type_decides_for_some_facts()
    {
        foreach (var row in GivenClinical.Rules.Types.Rows.Where(row => !row.IsFlag))
            Assert.True(GivenClinical.Solutions(row.When, Truth.True, row.When.Facts).Any(facts =>
                ReferenceEquals(GivenClinical.Rules.Types.Of(row.Analyte, facts).Type.Decided, row)), row.Id);
    }

    [Fact]
    public void Every_row_of_the_join_decides_for_some_phenotype_and_genotype() => Assert.Equal(
        GivenClinical.Rules.Join.Rows.Select(row => row.Id).Order(),
        Pairs().Select(facts => GivenClinical.Rules.Join.Of(facts).Row.Decided!.Id).Distinct().Order());

    static IEnumerable<FactSet> Pairs() =>
        from pheno in GivenClinical.Rules.Facts["pheno"].Values
        from geno in GivenClinical.Rules.Facts["geno"].Values
        select GivenClinical.Facts($"pheno={pheno};geno={geno}");

    [Fact]
    public void The_join_is_never_surer_when_a_fact_is_forgotten() => Assert.All(Pairs(), facts =>
    {
        var before = GivenClinical.Rules.Join.Of(facts);
        Assert.Equal(before.Row.Decided!.Certainty, before.Certainty);
        foreach (var less in new[] { facts.Copy().Forget("pheno"), facts.Copy().Forget("geno") })
            Assert.True(GivenClinical.Rules.Join.Of(less).Certainty <= before.Certainty, $"{facts.Text("pheno")}, {facts.Text("geno")}");
    });

    [Fact]
    public void A_conclusion_is_as_sure_as_the_least_sure_row_that_could_still_decide()
    {
        var answer = GivenClinical.Rules.Join.Of(GivenClinical.Facts("pheno=borderline"));
        Assert.Equal(("J14", 1), (answer.Row.Decided!.Id, answer.Row.Decided.Certainty));
        Assert.Equal(0, answer.Certainty);
        Assert.Contains("J00", answer.Row.OpenBefore.Select(open => open.Id));
        Assert.Equal(0, GivenClinical.Rules.Join.Of(GivenClinical.Rules.NewFacts()).Certainty);
    }

    [Fact]
    public void A_first_match_names_the_rows_before_it_that_could_still_decide()
    {
        var facts = GivenClinical.Facts("at_iia_class=deficient;at_ag_class=normal;at_xa_class=normal");
        var answer = GivenClinical.Rules.Types.Of("AT", facts);
        Assert.Equal("TY-AT-II", answer.Type.Decided!.Id);
        var open = Assert.Single(answer.Type.OpenBefore);
        Assert.Equal(("TY-AT-RS", "at_prog_class"), (open.Id, Assert.Single(open.When.KeptOpenBy(facts)).Id));
    }

    [Fact]
    public void A_flag_stands_beside_the_type()
    {
        var answer = GivenClinical.Rules.Types.Of("PC",
            GivenClinical.Facts("pc_chr_class=normal;pc_clot_class=deficient;pc_chr_minus_clot=30"));
        Assert.Equal("TY-PC-IIB", answer.Type.Decided!.Id);
        Assert.Equal(["TY-PC-GAP"], answer.Flags.Select(row => row.Id));
        Assert.Throws<ArgumentException>(() => GivenClinical.Rules.Types.Of("XY", GivenClinical.Base()));
    }

    [Fact]
    public void Every_row_is_fired_silent_or_open_and_an_open_one_names_facts() => GivenClinical.ForAll(GivenClinical.AnyFacts, facts =>
    {
        var table = GivenClinical.Rules.Relatives;
        var answer = table.EveryMatch(facts);
        Assert.Equal(table.Rows.Select(row => row.Id).Order(),
            answer.Fired.Concat(answer.Silent).Concat(answer.Open.Select(open => open.Row)).Select(row => row.Id).Order());
        Assert.All(answer.Open, open => Assert.NotEmpty(open.KeptOpenBy));
    }, 100);

    [Fact]
    public void The_order_of_rows_that_all_count_never_matters() => GivenClinical.ForAll(GivenClinical.AnyFacts, facts =>
    {
        SameTurned(GivenClinical.Rules.Overall, facts);
        SameTurned(GivenClinical.Rules.Pregnancy, facts);
        SameTurned(GivenClinical.Rules.Relatives, facts);
        SameTurned(GivenClinical.Rules.CriticalValues, facts);
    }, 100);

    static void SameTurned<T>(RuleTable<T> table, FactSet facts) where T : ClinicalRule
    {
        var (one, two) = (table.EveryMatch(facts), new RuleTable<T>(table.Rows.Reverse()).EveryMatch(facts));
        Assert.Equal(one.Fired, two.Fired.Reverse());
        Assert.Equal(one.Silent, two.Silent.Reverse());
        Assert.Equal(one.Open.Select(open => open.Row), two.Open.Select(open => open.Row).Reverse());
    }

    [Fact]
    public void A_critical_value_is_told()
    {
        var answer = GivenClinical.Rules.CriticalValues.EveryMatch(GivenClinical.Base("platelets_e9_l=20;current_drugs=lmwh"));
        Assert.Equal(["CV5"], answer.Fired.Select(row => row.Id));
    }

    [Fact]
    public void Societies_that_disagree_are_all_told()
    {
        var answer = GivenClinical.Rules.Pregnancy.EveryMatch(
            GivenClinical.Base("sex=F;pregnancy=pregnant;f5_leiden_copies=1;vte_count=0;family_vte=true"));
        Assert.Superset(new HashSet<string> { "PR02", "PR03" }, answer.Fired.Select(row => row.Id).ToHashSet());
    }
}
