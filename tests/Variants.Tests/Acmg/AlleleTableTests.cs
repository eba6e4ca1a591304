using Thrombophilia.Given;
using Thrombophilia.Variants.Acmg;
using Thrombophilia.Variants.Knowledge;
using Xunit;

namespace Thrombophilia.Variants.Tests.Acmg;

public sealed class AlleleTableTests : IDisposable
{
    const string Head = "##table=frequency\n##version=v1\n##build=GRCh38\n##source=invented\n",
        Columns = "chrom\tpos\tref\talt\tfaf_popmax\n";
    readonly Rulebook book = new();

    public void Dispose() => book.Dispose();

    [Fact]
    public void A_row_is_found_however_its_deletion_is_written()
    {
        foreach (var row in new[] { "chr2\t127426120\tGAGA\tG\t0.5", "2\t127426122\tGAAG\tG\t0.5",
            "NC_000002.12\t127426119\tGGAGAA\tGGA\t0.5" })
        {
            using var one = new Rulebook().Text("f.tsv", Head + Columns + row + "\n");
            Assert.Equal(127426120, Assert.Single(one.Classifier.Tables).Rows.Single().Key.Allele.Pos);
        }
    }

    [Theory]
    [InlineData(Head + Columns + "2\t127426120\tGAGA\tG\t0.5\n2\t127426122\tGAAG\tG\t0.4\n",
        "line 7: expected one row for an allele")]
    [InlineData(Head + Columns + "2\t127426120\tG\tA\t1.5\n", "expected a number in the row of 2:127426120")]
    [InlineData(Head + Columns + "2\t127426120\tG\tA\tNaN\n", "expected a number")]
    [InlineData(Head + Columns + "2\t127426120\tG\tA\n", "line 6: expected 5 columns")]
    [InlineData(Head + Columns + "2\t12x\tG\tA\t0\n", "line 6: expected a position")]
    [InlineData(Head + Columns + "2\t12\tG\t<DEL>\t0\n", "line 6: expected bases")]
    [InlineData(Head + Columns + "zz\t12\tG\tA\t0\n", "line 6: expected a chromosome")]
    [InlineData(Head + "chrom\tpos\tref\talt\n", "the header")]
    [InlineData(Head + "##covered=2:5\n" + Columns, "line 5: expected '##covered=chrom:start-end'")]
    [InlineData(Head + "##version=v2\n" + Columns, "line 5: expected one each")]
    [InlineData("##table=frequency\n##version=v1\n##build=GRCh38\n" + Columns, "'##source='")]
    [InlineData("##table=gossip\n##version=v1\n##build=GRCh38\n##source=x\n" + Columns, "##table= one of")]
    [InlineData("##table=frequency\n##version=v 1\n##build=GRCh38\n##source=x\n" + Columns, "a version without spaces")]
    [InlineData("##table=frequency\n##version=v1\n##build=GRCh36\n##source=x\n" + Columns, "a build of the panel")]
    [InlineData("##table=known-variant\n##version=v1\n##build=GRCh38\n##source=x\nchrom\tpos\tref\talt\tclass\n",
        "columns 'class' and 'rules'")]
    [InlineData("##table=known-variant\n##version=v1\n##build=GRCh38\n##source=x\n"
        + "chrom\tpos\tref\talt\tclass\trules\n2\t127426120\tG\tA\tnasty\tx@1\n", "a class in the row")]
    public void A_table_that_cannot_be_read_is_refused_before_any_file_with_its_line(string text, string expected)
    {
        book.Text("f.tsv", text);
        var refused = Assert.Throws<InvalidDataException>(() => new Classifier(GivenVcf.Panel, book.Folder));
        Assert.StartsWith("f.tsv", refused.Message, StringComparison.Ordinal);
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("##floor=2\n", "'##floor=' from 0 to 1")]
    [InlineData("##by=Clin Var\n", "'##by=' in lower-case letters")]
    [InlineData("", "'##by='")]
    [InlineData("##by=clinvar\nchrom\tpos\tref\talt\tclass\tdate\n", "columns 'class' and 'date' and 'for'")]
    [InlineData(Asserted + "nasty\t2026-01\tthrombophilia\n", "a class in the row")]
    [InlineData(Asserted + "benign\tJan 2026\tthrombophilia\n", "a date like 2026-01")]
    [InlineData(Asserted + "benign\t2026-01\thaemophilia\n", "one of thrombophilia, other, unstated")]
    public void What_an_assertion_has_to_say_is_demanded(string rest, string expected)
    {
        var kind = rest.StartsWith("##floor", StringComparison.Ordinal) ? "frequency" : "assertion";
        if (!rest.Contains("chrom", StringComparison.Ordinal)) rest += Columns;
        book.Text("f.tsv", Head.Replace("frequency", kind, StringComparison.Ordinal) + rest);
        Assert.Contains(expected,
            Assert.Throws<InvalidDataException>(() => new Classifier(GivenVcf.Panel, book.Folder)).Message,
            StringComparison.Ordinal);
    }

    const string Asserted =
        "##by=clinvar\nchrom\tpos\tref\talt\tclass\tdate\tfor\n2\t127426120\tG\tA\t";

    [Fact]
    public void Every_table_that_the_program_brings_can_be_read()
    {
        using var shipped = new Rulebook(asShipped: true);
        var knowledge = new KnowledgeFolder(shipped.Folder);
        Assert.Empty(shipped.Classifier.Tables);
        Assert.All(AlleleTable.Kinds.SelectMany(kind => knowledge.InForce("acmg/tables", kind)), file =>
        {
            var table = AlleleTable.Open(file, GivenVcf.Panel);
            Assert.StartsWith($"{table.Kind}-{table.Build.ToLowerInvariant()}-", file.Id, StringComparison.Ordinal);
            Assert.NotEmpty(table.Rows);
            // Nothing is checked or normalised when it is opened: it has to hold what a laboratory's own table may.
            var asOwn = AlleleTable.Load(Path.Combine(shipped.Folder, file.Name), GivenVcf.Panel);
            Assert.Equal(asOwn.Rows.Select(row => row.Key), table.Rows.Select(row => row.Key));
            Assert.All(table.Rows, row => Assert.Equal(row.Cells, table.Cells(row.Key.Chrom, row.Key.Allele)));
            Assert.Equal(file.Sha256, table.Sha256);
        });
        Assert.Equal(8, knowledge.InForce("acmg/tables", "").Count());
    }

    [Fact]
    public void A_table_says_what_it_is()
    {
        var table = Assert.Single(book.Text("f.tsv", Head + Columns).Classifier.Tables);
        Assert.Equal(("frequency", "v1", "GRCh38", "invented", $"frequency:v1:{table.Sha256[..12]}"),
            (table.Kind, table.Version, table.Build, table.Source, table.Text));
    }
}
