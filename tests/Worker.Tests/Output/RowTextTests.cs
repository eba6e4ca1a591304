using System.Text;
using Thrombophilia.Worker.Output;
using Xunit;

namespace Thrombophilia.Worker.Tests.Output;

public sealed class RowTextTests
{
    static string Text(RowText rows) => Encoding.UTF8.GetString(rows.Written);

    [Fact]
    public void Cells_stand_as_they_were_given_in_every_script()
    {
        using var rows = new RowText();
        rows.Cell("PROC");
        rows.Cell(null);
        rows.Cell("");
        rows.Cell("样本-é-𝛼");
        rows.Cell(-2147483648);
        rows.Cell("末", '\n');
        Assert.Equal("PROC\t\t\t样本-é-𝛼\t-2147483648\t末\n", Text(rows));
    }

    [Fact]
    public void A_cell_that_is_repeated_stands_as_it_was_given_also_after_the_room_grew()
    {
        using var rows = new RowText();
        (string? Text, int At, int Length) last = default;
        string longest = new('x', 600_000), other = "末";
        foreach (var cell in new[] { "a", "a", longest, longest, null, null, other, other }) rows.Repeated(cell, ref last);
        Assert.Equal($"a\ta\t{longest}\t{longest}\t\t\t末\t末\t", Text(rows));
    }

    [Theory, InlineData('A'), InlineData('末')]
    public void A_cell_may_be_longer_than_all_that_was_borrowed(char letter)
    {
        using var rows = new RowText();
        string longest = new(letter, 3_000_000), first = new('x', 500_000);
        rows.Cell(first);
        rows.Cell(longest, '\n');
        Assert.Equal($"{first}\t{longest}\n", Text(rows));
    }

    [Fact]
    public void Rows_are_printed_once_and_behind_what_was_printed_before()
    {
        using var stream = new MemoryStream();
        using (var writer = new StreamWriter(stream, leaveOpen: true))
        {
            using var rows = new RowText();
            writer.Write("表\n");
            rows.Cell("一", '\n');
            rows.PrintTo(writer);
            writer.Write("b\n");
            rows.Cell("c", '\n');
            rows.PrintTo(writer);
            rows.PrintTo(writer);
        }
        Assert.Equal("表\n一\nb\nc\n", Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public void A_writer_of_another_encoding_gets_text()
    {
        using var stream = new MemoryStream();
        using var text = new StringWriter();
        using (var writer = new StreamWriter(stream, Encoding.BigEndianUnicode, leaveOpen: true))
        {
            writer.Print("é"u8);
            text.Print("é"u8);
        }
        Assert.Equal("é", Encoding.BigEndianUnicode.GetString(stream.ToArray()).TrimStart('\uFEFF'));
        Assert.Equal("é", text.ToString());
    }
}
