using Thrombophilia.Lims.Decisions.Expressions;
using Thrombophilia.Lims.Decisions.Facts;
using Xunit;

namespace Thrombophilia.Lims.Tests.Decisions.Expressions;

public sealed class ExpressionTests
{
    static Expression Read(string text) => ExpressionReader.Read(text, GivenClinical.Rules.Facts);

    static Truth Truth(bool? value) => value switch
    {
        true => Lims.Decisions.Expressions.Truth.True,
        false => Lims.Decisions.Expressions.Truth.False,
        _ => Lims.Decisions.Expressions.Truth.Unknown,
    };

    static Expression[] All { get; } = [.. GivenClinical.AllRules.Select(rule => rule.Rule.When),
        .. GivenClinical.Rules.Scores.SelectMany(score => score.Items).Select(item => item.ComputedFrom).OfType<Expression>()];

    [Theory]
    [InlineData("age_years < 18", "age_years=17", true)]
    [InlineData("age_years < 18", "age_years=18", false)]
    [InlineData("age_years <= 18", "age_years=18", true)]
    [InlineData("age_years > 18", "age_years=18", false)]
    [InlineData("age_years >= 18", "age_years=18", true)]
    [InlineData("age_years != 18", "age_years=18", false)]
    [InlineData("age_years in (17, 18)", "age_years=18", true)]
    [InlineData("age_years < 18", "", null)]
    [InlineData("sex = 'F'", "sex=F", true)]
    [InlineData("sex != 'F'", "sex=F", false)]
    [InlineData("sex in ('F','M')", "sex=M", true)]
    [InlineData("event has 'pe'", "event=pe+cvt", true)]
    [InlineData("event has 'pe'", "event=cvt", false)]
    [InlineData("event has 'pe'", "", null)]
    [InlineData("dialysis = true", "dialysis=true", true)]
    [InlineData("dialysis = false", "dialysis=true", false)]
    [InlineData("known(sex)", "", false)]
    [InlineData("known(sex)", "sex=F", true)]
    [InlineData("not known(sex)", "", true)]
    [InlineData("sex = 'F' and dialysis = true", "sex=M", false)]
    [InlineData("sex = 'F' and dialysis = true", "sex=F", null)]
    [InlineData("sex = 'F' or dialysis = true", "sex=F", true)]
    [InlineData("sex = 'F' or dialysis = true", "sex=M", null)]
    [InlineData("not sex = 'F'", "", null)]
    [InlineData("not not sex = 'F'", "sex=F", true)]
    // 'and' binds closer than 'or'.
    [InlineData("sex = 'F' or sex = 'M' and dialysis = true", "sex=F;dialysis=false", true)]
    [InlineData("(sex = 'F' or sex = 'M') and dialysis = true", "sex=F;dialysis=false", false)]
    public void An_expression_has_one_of_three_values(string text, string facts, bool? value) =>
        Assert.Equal(Truth(value), Read(text).Evaluate(GivenClinical.Facts(facts)));

    [Fact]
    public void Every_expression_of_the_tables_has_the_value_that_a_naive_reading_gives() =>
        GivenClinical.ForAll(GivenClinical.AnyFacts, facts =>
        {
            foreach (var expression in All)
                Assert.Equal((expression.Text, Truth(Naive.Value(expression.Text, facts))), (expression.Text, expression.Evaluate(facts)));
        }, 200);

    [Fact]
    public void What_is_foreseen_never_turns_when_facts_become_known() => GivenClinical.ForAll(GivenClinical.AnyFacts, facts =>
    {
        foreach (var fact in facts.Known.ToArray())
        {
            var less = facts.Copy().Forget(fact.Id);
            foreach (var expression in All.Where(expression => expression.Facts.Contains(fact)))
            {
                var sure = expression.Foresee(less);
                if (sure == Lims.Decisions.Expressions.Truth.Unknown) continue;
                Assert.Equal((expression.Text, sure), (expression.Text, expression.Foresee(facts)));
                Assert.Equal(sure, expression.Evaluate(facts));
            }
        }
    }, 50);

    [Fact]
    public void A_definite_value_without_a_question_for_knowledge_never_turns_when_facts_become_known() =>
        GivenClinical.ForAll(GivenClinical.AnyFacts, facts =>
        {
            foreach (var fact in facts.Known.ToArray())
            {
                var less = facts.Copy().Forget(fact.Id);
                foreach (var expression in All.Where(one => !one.AsksWhetherKnown && one.Facts.Contains(fact)))
                    if (expression.Evaluate(less) is not Lims.Decisions.Expressions.Truth.Unknown and var sure)
                        Assert.Equal((expression.Text, sure), (expression.Text, expression.Evaluate(facts)));
            }
        }, 50);

    [Fact]
    public void An_unknown_value_names_unknown_facts_and_a_definite_one_none() =>
        GivenClinical.ForAll(GivenClinical.AnyFacts, facts =>
        {
            foreach (var expression in All)
            {
                var open = expression.KeptOpenBy(facts);
                Assert.Equal(expression.Evaluate(facts) == Lims.Decisions.Expressions.Truth.Unknown, open.Count > 0);
                Assert.All(open, fact => Assert.False(facts.IsKnown(fact.Id)));
                Assert.Subset(expression.Facts.ToHashSet(), open.ToHashSet());
            }
        }, 100);

    [Fact]
    public void Only_parts_that_are_open_themselves_name_facts()
    {
        var expression = Read("(sex = 'F' and dialysis = true) or age_years < 18 or (aps = 'confirmed' and apl_triple = true)");
        Assert.Equal(["sex", "dialysis", "age_years", "aps", "apl_triple"], Ids(expression.Facts));
        Assert.Equal(["age_years", "apl_triple"], Ids(expression.KeptOpenBy(GivenClinical.Facts("sex=M;aps=confirmed"))));
        Assert.Empty(expression.KeptOpenBy(GivenClinical.Facts("age_years=17")));
    }

    [Fact]
    public void What_could_change_a_value_includes_facts_of_which_it_asks_whether_they_are_known()
    {
        var expression = Read("not known(weight_kg) and dialysis = true");
        var facts = GivenClinical.Facts("dialysis=true");
        Assert.Equal(Lims.Decisions.Expressions.Truth.True, expression.Evaluate(facts));
        Assert.Empty(expression.KeptOpenBy(facts));
        Assert.Equal(["weight_kg"], Ids(expression.ChangedBy(facts)));
        Assert.Empty(expression.ChangedBy(GivenClinical.Facts("dialysis=false")));
    }

    [Fact]
    public void Evaluating_allocates_nothing()
    {
        var facts = GivenClinical.Base();
        foreach (var expression in All) expression.Evaluate(facts);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < All.Length; i++) All[i].Evaluate(facts);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    static IEnumerable<string> Ids(IEnumerable<Fact> facts) => facts.Select(fact => fact.Id);
}
