using System.Text;
using Thrombophilia.Lims.BulkImport;
using Xunit;

namespace Thrombophilia.Lims.Tests.BulkImport;

public sealed class BadRowsTests
{
    const string Header = "a,b\r\n";

    static string Of(string file, params int[] rows) =>
        Encoding.UTF8.GetString(BadRows.Of(Encoding.UTF8.GetBytes(file), rows.ToHashSet())).TrimStart('\uFEFF');

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0")]
    [InlineData("-1+1", "'-1+1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1+1", "'\t=1+1")]
    [InlineData("\tx", "'\tx")]
    [InlineData("  =1+1", "'  =1+1")]
    [InlineData("\u00A0=1+1", "'\u00A0=1+1")]
    [InlineData("\"=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"")]
    [InlineData("\"\n=1+1\"", "\"'\n=1+1\"")]
    [InlineData(" \"=1+1\"", "' \"=1+1\"")]
    [InlineData("＝1+1", "'＝1+1")]
    public void A_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(string cell, string harmless) =>
        Assert.Equal($"{Header}{harmless},x\r\n", Of($"a,b\n{cell},x\n", 2));

    [Theory]
    [InlineData("-5")]
    [InlineData("+5")]
    [InlineData("-0.25")]
    [InlineData("-1e3")]
    [InlineData("\"-5\"")]
    [InlineData("P-1")]
    [InlineData("a=b")]
    [InlineData("user@host")]
    [InlineData("\"a, b\"")]
    [InlineData("\"\"\"=a text that begins with a quote\"")]
    [InlineData("\"-1,000\"")]
    [InlineData("'=kept")]
    [InlineData("")]
    [InlineData("\"\"")]
    public void A_number_and_a_text_stay_as_they_stood(string cell) =>
    Assert.Equal($"{Header}{cell},x\r\n", Of($"a,b\n{cell},x\n", 2));

    [Fact]
    public void A_cell_of_several_lines_stays_one_row_and_the_rows_behind_it_keep_their_numbers()
    {
        const string File = "a,b\n\"one\nand two\",1\n=good,2\n\"three\r\nfour\",3\n";
        Assert.Equal($"{Header}\"one\nand two\",1\r\n", Of(File, 2));
        Assert.Equal($"{Header}'=good,2\r\n", Of(File, 4));
        Assert.Equal($"{Header}\"three\nfour\",3\r\n", Of(File, 5));
    }

    [Fact]
    public async Task The_rows_handed_back_are_those_that_the_import_refused()
    {
        using var lab = new GivenLims();
        var file =
            Encoding.UTF8.GetBytes(
            "subject,site,group,sex,birth_year\nP1,WH,\"no\ngroup\",F,\nP2,WH,case,F,1980\n"
            + "P\u2028\u000C3,WH,case,F,\n\nP4,WH,=none,F,\nP5,WH,case,F,\n");
        var refused =
            (await lab.Import(ImportKind.Subjects, file, dryRun: true)).Rows.Where(r => r.Verdict == Verdict.Refused)
            .Select(r => r.Row).ToHashSet();
        Assert.Equal(
            "subject,site,group,sex,birth_year\r\nP1,WH,\"no\ngroup\",F,\r\nP\u2028\u000C3,WH,case,F,\r\n"
            + "P4,WH,'=none,F,\r\n", Encoding.UTF8.GetString(BadRows.Of(file, refused)).TrimStart('\uFEFF'));
    }

    [Fact]
    public void A_quote_that_never_closes_is_handed_back_harmless() =>
    Assert.Equal($"{Header}\"'=1+1,x\r\n", Of("a,b\n\"=1+1,x", 2));

    // The rows are counted as the import counts them.
    [Fact]
    public void A_quote_inside_a_cell_opens_nothing_and_the_rows_behind_it_keep_their_numbers() =>
        Assert.Equal($"{Header}=a,x\r\n".Replace("=a", "'=a", StringComparison.Ordinal),
        Of("a,b\n5\" tube,x\n=a,x\n", 3));

    [Fact]
    public void The_header_is_harmless_too() => Assert.Equal("'=a,b\r\nx,y\r\n", Of("=a,b\nx,y", 2));

    [Fact]
    public void No_row_leaves_the_header() => Assert.Equal(Header, Of("a,b\nx,y\n"));
}
