using Thrombophilia.Given;
using Thrombophilia.Lims.Clinic.OwnRecords;
using Thrombophilia.Variants.Knowledge;
using Xunit;

namespace Thrombophilia.Lims.Tests.Clinic.OwnRecords;

public sealed class OwnRulesTests
{
    const string File = "acmg/own-records-1.0.0.json";

    [Theory]
    [InlineData("\"repeated\": 1,", "\"repeated\": 0,", "expected a number above 0")]
    [InlineData("\"count\": 1,", "\"count\": 0,", "expected a number above 0")]
    [InlineData("\"once\": 0.5, \"sources\": [\"GN084\"]", "\"once\": 0.5, \"sources\": [\"nobody\"]", "expected sources of this file")]
    public void A_file_that_is_not_understood_is_refused(string was, string @is, string said)
    {
        using var knowledge = new GivenKnowledge();
        var text = knowledge.Text(File);
        Assert.Contains(was, text, StringComparison.Ordinal);
        knowledge.Release(File, text.Replace(was, @is, StringComparison.Ordinal));
        var refused = Assert.Throws<InvalidDataException>(() => OwnRules.Load(new KnowledgeFolder(knowledge.Path)));
        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_shipped_file_counts_as_the_panel_says()
    {
        var rules = GivenOwn.Rules;
        Assert.Equal((1, 1, 0.5, 1), (rules.Repeated, rules.OnceWithFamilyHistory, rules.Once, rules.MeiosesPerRelative));
        // Every analyte and value is one of the clinical tables.
        Assert.All(Knowledge.Cases.Clinical.Cases.Genes, gene => Assert.True(rules.HistoryValues.ContainsKey(gene.Analyte)));
        Assert.All(rules.HistoryValues.Values,
            value => Assert.Contains(value, Knowledge.Cases.Clinical.Facts[rules.HistoryFact].Values));
    }
}
