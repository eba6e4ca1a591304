using Thrombophilia.Lims.Biobank.Samples;
using Xunit;

namespace Thrombophilia.Lims.Tests.Biobank.Samples;

public sealed class LabelCodeTests
{
    [Fact]
    public void Every_single_wrong_character_is_noticed()
    {
        const string letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        foreach (var number in new[] { 1L, 42, 4711, 1_234_567, 9_999_999, 12_345_678 })
        {
            var code = LabelCode.Of(LabelCode.Tube, number);
            Assert.True(LabelCode.IsWhole(code, LabelCode.Tube));
            for (var i = 1; i < code.Length; i++)
                foreach (var other in letters.Where(c => c != code[i]))
                    Assert.False(LabelCode.IsWhole(code[..i] + other + code[(i + 1)..], LabelCode.Tube),
                        $"{code}: {other} at {i}");
        }
    }

    [Fact]
    public void Of_two_neighbours_that_were_swapped_hardly_any_pair_is_missed()
    {
        var (swapped, missed) = (0, 0);
        for (var number = 1; number < 50_000; number += 7)
        {
            var code = LabelCode.Of(LabelCode.Tube, number);
            for (var i = 1; i < code.Length - 1; i++)
                if (code[i] != code[i + 1])
                {
                    swapped++;
                    if (LabelCode.IsWhole($"{code[..i]}{code[i + 1]}{code[i]}{code[(i + 2)..]}", LabelCode.Tube))
                        missed++;
                }
        }
        Assert.True(missed * 200 < swapped, $"{missed} of {swapped}");
    }

    // ISO/IEC 7064:2003 gives A12425GABC1234002M (a Global Release Identifier) for MOD 37,36.
    [Fact]
    public void The_check_character_is_that_of_the_standard()
    {
        Assert.True(LabelCode.IsWhole("A12425GABC1234002M", 'A'));
        Assert.False(LabelCode.IsWhole("A12425GABC1234002N", 'A'));
    }

    [Theory]
    [InlineData(" t0000001-f ", "T0000001F")]
    [InlineData(null, "")]
    public void What_is_typed_is_read_as_what_is_printed(string? typed, string code) =>
    Assert.Equal(code, LabelCode.Normal(typed));
}
