using System.Text;
using Thrombophilia.Variants.Vcf;
using Xunit;

namespace Thrombophilia.Variants.Tests.Vcf;

public sealed class BreakendTests
{
    /// <summary>
    /// The pairs of the picture in chapter 5.4 of the specification: bnd_W and bnd_Y, bnd_V and bnd_U, bnd_X and bnd_Z,
    /// and one of the fourth form.
    /// </summary>
    [Theory]
    [InlineData("G]17:198982]", "2:321681", "N]2:321681]")]
    [InlineData("]13:123456]T", "2:321682", "N[2:321682[")]
    [InlineData("C[2:321682[", "13:123456", "]13:123456]N")]
    [InlineData("[17:198983[A", "13:123457", "[13:123457[N")]
    public void The_mate_says_the_same_from_the_other_place(string alt, string place, string mate)
    {
        Assert.True(Breakend.TryRead(Encoding.ASCII.GetBytes(alt), out var breakend));
        Assert.Equal(mate, breakend.OfMate(place));
        // And its mate is the first one again.
        Assert.True(Breakend.TryRead(Encoding.ASCII.GetBytes(mate), out var back));
        Assert.Equal(alt.Replace(Encoding.ASCII.GetString(breakend.Bases), "N", StringComparison.Ordinal),
            back.OfMate($"{Encoding.ASCII.GetString(breakend.Contig)}:{breakend.Pos}"));
    }

    [Fact]
    public void The_last_colon_ends_the_name_of_the_contig()
    {
        Assert.True(Breakend.TryRead("A[HLA-A*01:01:01:01:77["u8, out var breakend));
        Assert.Equal(("HLA-A*01:01:01:01", 77), (Encoding.ASCII.GetString(breakend.Contig), breakend.Pos));
    }

    [Fact]
    public void A_position_past_every_contig_lies_nowhere()
    {
        Assert.True(Breakend.TryRead("A[2:99999999999999999999["u8, out var breakend));
        Assert.Equal(int.MaxValue, breakend.Pos);
    }

    [Theory, InlineData("A"), InlineData(""), InlineData("<DEL>"), InlineData("A."), InlineData("A[2:5"),
        InlineData("A[2:5]"), InlineData("[2:5["), InlineData("A[2:5[T"), InlineData("A[:5["), InlineData("A[2:["),
        InlineData("A[2:x["), InlineData("A[2[")]
    public void Anything_else_is_no_breakend_with_a_mate(string alt) =>
    Assert.False(Breakend.TryRead(Encoding.ASCII.GetBytes(alt), out _));
}
