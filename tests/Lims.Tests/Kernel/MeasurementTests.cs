using System.Globalization;
using Thrombophilia.Lims.Kernel;
using Xunit;

namespace Thrombophilia.Lims.Tests.Kernel;

public sealed class MeasurementTests
{
    [Theory]
    [InlineData("49", "", "49", "49", "49")]
    [InlineData("0", "", "0", "0", "0")]
    [InlineData("<5", "<", "0", "4.9999", "<5")]
    [InlineData("＜5", "<", "0", "4.9999", "<5")]
    [InlineData("<=5", "<=", "0", "5", "≤5")]
    [InlineData("≤ 5", "<=", "0", "5", "≤5")]
    [InlineData(">200", ">", "200.0001", "", ">200")]
    [InlineData("≥200", ">=", "200", "", "≥200")]
    public void A_number_or_a_limit_has_its_bounds_and_prints_as_it_was_read(string text, string comparator, string low, string high,
        string printed)
    {
        var read = Measurement.Read(text)!.Value;
        Assert.Equal((comparator, low, high, printed), (read.Comparator, read.Low.ToString(CultureInfo.InvariantCulture),
            read.High?.ToString(CultureInfo.InvariantCulture) ?? "", $"{read}"));
        Assert.Equal(read, Measurement.Read($"{read}"));
    }

    [Theory]
    [InlineData(""), InlineData("<"), InlineData("<0"), InlineData("-1"), InlineData("5,0"), InlineData("<<5"), InlineData("5<")]
    [InlineData("five")]
    public void Anything_else_is_no_measurement(string text) => Assert.Null(Measurement.Read(text));
}
