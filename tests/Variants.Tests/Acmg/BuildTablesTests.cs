using Thrombophilia.Variants.Acmg;
using Xunit;

namespace Thrombophilia.Variants.Tests.Acmg;

public sealed class BuildTablesTests : IDisposable
{
    const string Head = "##version=v1\n##build=GRCh38\n##source=invented\n", Row = "2\t127426115\tG\tA\t",
        Columns = "chrom\tpos\tref\talt\t", Change = "c.566G>A";
    readonly Rulebook book = new();

    public void Dispose() => book.Dispose();

    Rulebook Frequency(string name, string more, string rows) =>
        book.Text(name, $"##table=frequency\n{Head}{more}{Columns}faf_popmax\n{rows}");

    [Fact]
    public void Of_several_tables_the_first_that_has_an_answer_is_heard()
    {
        Frequency("a.tsv", "", "").Text("b.tsv", $"##table=frequency\n{Head}{Columns}faf_popmax\n{Row}0.01\n");
        Frequency("c.tsv", "##covered=2:127420000-127430000\n", "");
        Assert.Equal(("BA1", "-"), (book.Criterion("BA1", "PROC", Change), book.Criterion("PM2", "PROC", Change)));
        // The third covers what the first two do not know.
        Assert.Equal("PM2_Supporting", book.Criterion("PM2", "PROC", "c.568A>G"));
    }

    [Fact]
    public void Below_its_floor_a_table_shows_that_an_allele_is_common_and_never_that_it_is_rare()
    {
        Frequency("a.tsv", "##floor=0.004\n", $"{Row}0\n2\t127426117\tA\tG\t0.001\n");
        Assert.Equal(("?frequency", "?frequency", "?frequency"),
            (book.Criterion("PM2", "PROC", Change), book.Criterion("BS1", "PROC", Change),
            book.Criterion("BA1", "PROC", Change)));
        Assert.Equal(("-", "BS1", "?frequency"),
            (book.Criterion("PM2", "PROC", "c.568A>G"), book.Criterion("BS1", "PROC", "c.568A>G"),
            book.Criterion("BA1", "PROC", "c.568A>G")));
    }

    [Fact]
    public void Of_each_who_asserts_one_table_counts_and_the_laboratory_s_goes_first()
    {
        using var shipped = new Rulebook(asShipped: true);
        var (pos, refBases, altBases) = Rulebook.Allele("SERPINC1", "c.391C>T", "GRCh38");
        string[] Notes(Rulebook of) =>
            [.. of.Classifier.On("GRCh38", "SERPINC1").Verdicts(
                of.Classifier.NamerOn("GRCh38").Name("SERPINC1", pos, refBases, altBases)!,
                new(pos, refBases, altBases, LeftAligned: true))];
        Assert.Equal(["clingen=pathogenic@2026-11", "clinvar=pathogenic@2017-04", "uniprot=disease@2020-02"],
            Notes(shipped));
        using var withOwn = new Rulebook(asShipped: true).Text("own.tsv",
            $"##table=assertion\n##by=clinvar\n{Head}{Columns}class\tdate\tfor\n{Row}benign\t2026-01\tother\n");
        Assert.Equal(["clingen=pathogenic@2026-11", "uniprot=disease@2020-02"], Notes(withOwn));
    }

    [Fact]
    public void A_verdict_of_others_is_no_class()
    {
        book.Text("own.tsv",
            $"##table=assertion\n##by=clinvar\n{Head}{Columns}class\tdate\tfor\n{Row}pathogenic\t2026-01\tother\n");
        Assert.Equal(VariantClass.Uncertain, book.Classify("PROC", Change)!.Class);
        Assert.DoesNotContain("assertion", book.Classify("PROC", Change)!.Text, StringComparison.Ordinal);
        var name = book.Classifier.NamerOn("GRCh38").Name("PROC", 127426115, "G", "A")!;
        Assert.Equal(["clinvar=pathogenic@2026-01", "clinvar-for-another-disease"],
            book.Classifier.On("GRCh38", "PROC").Verdicts(name, new(127426115, "G", "A", LeftAligned: true)));
    }

    [Fact]
    public void An_assertion_that_names_its_rules_is_compared_with_variants_that_the_same_rules_classify()
    {
        book.Text("own.tsv", $"##table=assertion\n##by=clingen\n{Head}{Columns}class\tdate\tfor\trules\n"
            + $"{Row}pathogenic\t2026-01\tthrombophilia\tproc-laboratory@1.1.0\n");
        Assert.Equal("PM5", book.Criterion("PM5", "PROC", "c.566G>T"));
    }
}
