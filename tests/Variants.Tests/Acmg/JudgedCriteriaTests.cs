using Thrombophilia.Given;
using Thrombophilia.Variants.Acmg;
using Xunit;

namespace Thrombophilia.Variants.Tests.Acmg;

/// <summary>What a person may judge, by every rule set of the product.</summary>
public sealed class JudgedCriteriaTests
{
    static readonly Classifier Shipped = new(GivenVcf.Panel);

    public static IEnumerable<TheoryDataRow<string>> Genes =>
        GivenVcf.Panel.Genes.Where(g => Shipped.RuleSetOf(g.Symbol) is not null).Select(g => new TheoryDataRow<string>(g.Symbol));

    [Theory]
    [MemberData(nameof(Genes))]
    public void A_pathogenic_criterion_more_or_a_stronger_one_never_lowers_the_class(string gene)
    {
        var choices = Shipped.ChoicesOf(gene).Where(c => c.Strengths.Count > 0).ToList();
        var random = new Random(40);
        var (compared, raised) = (0, 0);
        for (var i = 0; i < 300; i++)
        {
            // Everything is judged, so that what excludes another is known.
            var judged = choices.Select(c => random.Next(4) == 0
                ? new JudgedCriterion(c.Code, CriterionState.Met, c.Strengths[random.Next(c.Strengths.Count)])
                : new JudgedCriterion(c.Code, CriterionState.NotMet, null)).ToList();
            if (Shipped.Judge(gene, null, judged).Class is not { } before) continue;
            foreach (var choice in choices.Where(c => c.Code[0] == 'P'))
                foreach (var strength in choice.Strengths)
                {
                    var at = judged.FindIndex(c => c.Code == choice.Code);
                    if (judged[at].Strength >= strength) continue;
                    var more = judged.ToList();
                    more[at] = new(choice.Code, CriterionState.Met, strength);
                    if (Shipped.Judge(gene, null, more).Class is not { } after) continue;
                    compared++;
                    if (after.Class > before.Class) raised++;
                    Assert.True(after.Class >= before.Class,
                        $"{before.Text} is {before.Class}; with {choice.Code} {strength} {after.Class}");
                }
        }
        Assert.True(compared > 500 && raised > 50, $"{compared} compared, {raised} raised");
    }

    [Theory]
    [MemberData(nameof(Genes))]
    public void What_the_rules_say_by_themselves_is_judged_the_same(string gene)
    {
        var bounds = GivenVcf.Panel.Genes.First(g => g.Symbol == gene).Bounds("GRCh38");
        var (random, seen) = (new Random(41), 0);
        for (var i = 0; i < 400; i++)
        {
            var pos = random.Next(bounds.Start, bounds.End);
            foreach (var (reference, alt) in new[] { ("A", "G"), ("C", "T"), ("G", "A"), ("T", "C") })
            {
                if (Classified(gene, pos, reference, alt) is not { Criteria.Count: > 0 } found) continue;
                seen++;
                Assert.Same(found.Criteria[0], Shipped.Judge(gene, found, []).Class!.Criteria[0]);
                Assert.Equal(found.Text, Shipped.Judge(gene, found, []).Class!.Text);
                Assert.Equal(found.Text, Shipped.Written(gene, found.Text)!.Text);
            }
        }
        Assert.True(seen > 30);
    }

    static Classification? Classified(string gene, int pos, string reference, string alt)
    {
        try
        {
            return Shipped.Classify("GRCh38", gene, pos, reference, alt);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [Fact]
    public void What_a_rule_set_decides_goes_before_the_general_strengths()
    {
        var expert = Shipped.ChoicesOf("SERPINC1").ToDictionary(c => c.Code, c => string.Join(' ', c.Strengths));
        Assert.Equal("Supporting", expert["PS3"]);
        Assert.Equal("Supporting Moderate Strong VeryStrong", expert["PS4"]);
        Assert.Equal("", expert["PM3"]);
        var own = Shipped.ChoicesOf("PROC").ToDictionary(c => c.Code, c => string.Join(' ', c.Strengths));
        Assert.Equal("Supporting Moderate Strong", own["PS4"]);
        Assert.Equal(("", ""), (own["PP5"], own["BP6"]));
        Assert.Equal("StandAlone", own["BA1"]);
        Assert.Equal("Supporting Strong", own["BS4"]);
    }

    [Fact]
    public void Every_criterion_of_every_rule_set_says_what_it_asks_in_both_languages() =>
        Assert.All(Genes.SelectMany(g => Shipped.ChoicesOf(g.Data)), c =>
        {
            Assert.NotEqual(c.Code, c.Means.English);
            Assert.Contains(c.Means.Chinese, letter => letter > '\u4e00');
        });

    [Theory]
    [InlineData(JudgingFault.NotBeside, "PM4", "PVS1", "PVS1 VeryStrong", "PM4 Moderate")]
    [InlineData(JudgingFault.NotBeside, "PM2", "BS1", "PM2 Supporting", "BS1 Strong")]
    [InlineData(JudgingFault.NotBeside, "PS3", "BS3", "PS3 Strong", "BS3 Strong")]
    [InlineData(JudgingFault.OtherIsOpen, "PP3", "PVS1", "PP3 Supporting")]
    [InlineData(JudgingFault.Strength, "PM2", "", "PM2 Moderate")]
    [InlineData(JudgingFault.NotUsed, "PP5", "", "PP5 Supporting")]
    public void What_may_not_be_met_so_makes_no_class(JudgingFault fault, string code, string other, params string[] met)
    {
        var made = Shipped.Judge("PROC", null,
            [.. met.Select(m => m.Split(' ')).Select(m => new JudgedCriterion(m[0], CriterionState.Met, Enum.Parse<Strength>(m[1])))]);
        Assert.Equal((null, fault), (made.Class, made.Fault));
        Assert.Equal([code, other], met.Length == 2 ? new[] { made.Code, made.Other }.OrderBy(c => c != code) : [made.Code, made.Other]);
    }

    [Fact]
    public void A_text_of_other_rules_is_not_read() => Assert.Null(Shipped.Written("SERPINC1", "PM1;@serpinc1-clingen@1.0.0"));
}
