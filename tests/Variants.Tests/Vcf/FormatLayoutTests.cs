using System.Text;
using Thrombophilia.Variants.Vcf;
using Xunit;

namespace Thrombophilia.Variants.Tests.Vcf;

public sealed class FormatLayoutTests
{
    static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);

    [Fact]
    public void Fields_are_found_in_any_order()
    {
        var layout = FormatLayout.Of(Bytes("PL:MIN_DP:DP:RGQ:GT:FT:AO:AD:GQ:LEN:XX"), null)!;
        Assert.Equal((4, 2, 1, 8, 3), (layout.Gt, layout.Dp, layout.MinDp, layout.Gq, layout.Rgq));
        Assert.Equal((7, 6, 5, 9), (layout.Ad, layout.Ao, layout.Ft, layout.Len));
        Assert.Equal(-1, FormatLayout.Of(Bytes("GTX:ADF"), null)!.Gt);
    }

    [Fact]
    public void A_deciding_key_that_stands_twice_is_no_layout()
    {
        Assert.Null(FormatLayout.Of(Bytes("GT:DP:GT"), null));
        Assert.Null(FormatLayout.Of(Bytes("DP:GT:DP"), null));
    }

    [Fact]
    public void The_last_layout_is_used_again_for_the_same_FORMAT()
    {
        var layout = FormatLayout.Of(Bytes("GT:DP"), null);
        Assert.Same(layout, FormatLayout.Of(Bytes("GT:DP"), layout));
        Assert.NotSame(layout, FormatLayout.Of(Bytes("GT:GQ"), layout));
    }

    [Theory, InlineData("0/1:12:9", 1, "12"), InlineData("0/1", 1, ""), InlineData("0/1:", 1, ""),
        InlineData("0/1:12", 0, "0/1"), InlineData("0/1", -1, ""), InlineData("a:b:c", 2, "c")]
    public void A_field_that_the_cell_drops_is_empty(string cell, int index, string expected) =>
        Assert.Equal(expected, Encoding.ASCII.GetString(FormatLayout.Field(Bytes(cell), index)));
}
