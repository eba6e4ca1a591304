using Thrombophilia.Variants.Acmg;
using Xunit;

namespace Thrombophilia.Variants.Tests.Acmg;

public sealed class PublishedEvidenceTests : IDisposable
{
    readonly Rulebook book = new(asShipped: true);

    public void Dispose() => book.Dispose();

    [Fact]
    public void What_patients_showed_counts_where_the_caller_knows_nothing_and_is_named()
    {
        var found = book.Classify("SERPINC1", "c.391C>T")!;
        Assert.Equal(VariantClass.Pathogenic, found.Class);
        Assert.StartsWith("PS4_VeryStrong;PP1_Strong;", found.Text, StringComparison.Ordinal);
        Assert.EndsWith(";@published-evidence@1.0.0", found.Text, StringComparison.Ordinal);
        Assert.Equal(["EREPO"], found.Criteria.Single(c => c.Code == "PS4").RestsOn);
        Assert.Equal("PS4_Supporting",
            book.Criterion("PS4", "SERPINC1", "c.391C>T", new() { ProbandPoints = 1 }));
    }

    [Fact]
    public void Patients_do_not_count_before_the_frequency_is_known() =>
        Assert.Equal("?frequency-table", book.Criterion("PS4", "SERPINC1", "c.1277C>T"));

    [Fact]
    public void A_rule_set_may_allow_less_than_a_record_says() =>
        Assert.Equal("PS3_Supporting", book.Criterion("PS3", "SERPINC1", "c.1277C>T"));

    [Fact]
    public void With_a_frequency_the_records_lead_to_the_class_that_the_panel_gave()
    {
        book.Table("frequency", "GRCh38", "faf_popmax");
        Assert.Equal((VariantClass.Pathogenic, VariantClass.Pathogenic, VariantClass.LikelyPathogenic),
            (book.Classify("SERPINC1", "c.1277C>T")!.Class, book.Classify("SERPINC1", "c.1154-14G>A")!.Class,
            book.Classify("SERPINC1", "c.1240G>A")!.Class));
    }
}
