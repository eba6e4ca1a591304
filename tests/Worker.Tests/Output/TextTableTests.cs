using Thrombophilia.Worker.Output;
using Xunit;

namespace Thrombophilia.Worker.Tests.Output;

public sealed class TextTableTests
{
    [Fact]
    public void Long_text_is_wrapped_at_words_inside_its_cell()
    {
        var table = new TextTable(("who", 10), ("what", 12));
        table.Add("D001", "protein C low twice");
        table.Add("D002", "-");
        Assert.Equal("""
            who   what
            ----  -----------
            D001  protein C
                  low twice
            D002  -

            """.ReplaceLineEndings("\n").Replace("-----------", "---------", StringComparison.Ordinal), table.ToString());
    }

    [Fact]
    public void Chinese_characters_take_two_columns()
    {
        var table = new TextTable(("a", 10), ("b", 10));
        table.Add("蛋白C", "1");
        table.Add("x", "2");
        Assert.Contains("x      2\n", table.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("D001", 4)]
    [InlineData("蛋白C", 5)]
    [InlineData("（外显子）。", 12)]
    [InlineData("ｆｆ", 4)]
    [InlineData("𠮷", 2)]
    [InlineData("e\u0301", 1)]
    [InlineData("ﾃﾞ", 2)]
    [InlineData("“a”…", 4)]
    [InlineData("😀", 2)]
    public void A_text_is_as_wide_as_a_terminal_shows_it(string text, int width) =>
    Assert.Equal(width, TextTable.Width(text));

    [Fact]
    public void Chinese_text_is_wrapped_between_its_characters_but_not_before_a_mark_that_closes_nor_behind_one_that_opens()
    {
        var table = new TextTable(("a", 10), ("b", 4));
        table.Add("未覆盖的（外显子）。rs123未证实", "2");
        Assert.Equal(["a          b", "---------  -", "未覆盖的   2", "（外显", "子）。", "rs123未证", "实"],
            table.ToString().TrimEnd('\n').Split('\n'));
    }
}
