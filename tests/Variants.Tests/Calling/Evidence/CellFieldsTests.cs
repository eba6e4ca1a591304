using System.Globalization;
using System.Text;
using Thrombophilia.Variants.Calling.Evidence;
using Xunit;

namespace Thrombophilia.Variants.Tests.Calling.Evidence;

public class CellFieldsTests
{
    [Theory]
    [InlineData("4798.26")]
    [InlineData("0.1")]
    [InlineData("0.0")]
    [InlineData("000.300")]
    [InlineData("9999999.99999999")]
    [InlineData("1.00000000000001")]
    [InlineData("123456789012.3456789")]
    [InlineData("1.")]
    [InlineData(".5")]
    [InlineData("-0.0")]
    [InlineData("1.5e3")]
    public void A_number_is_the_one_that_a_parser_finds(string text)
    {
        Assert.True(CellFields.TryFloat(Encoding.ASCII.GetBytes(text), out var value));
        var expected = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(value));
    }

    [Fact]
    public void So_is_any_of_few_digits()
    {
        var random = new Random(20261130);
        for (var i = 0; i < 100_000; i++)
        {
            var digits = random.NextInt64(1_000_000_000_000_000).ToString(CultureInfo.InvariantCulture)[random.Next(3)..];
            if (digits.Length < 2) continue;
            A_number_is_the_one_that_a_parser_finds(digits.Insert(random.Next(1, digits.Length), "."));
        }
    }

    [Theory]
    [InlineData("1.2.3")]
    [InlineData("1,5")]
    [InlineData("..")]
    [InlineData("1.5x")]
    [InlineData("PASS")]
    public void What_is_no_number_is_none(string text) =>
        Assert.False(CellFields.TryFloat(Encoding.ASCII.GetBytes(text), out _));
}
