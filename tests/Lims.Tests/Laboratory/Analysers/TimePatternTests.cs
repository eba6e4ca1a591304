using Thrombophilia.Lims.Laboratory.Analysers;
using Xunit;

namespace Thrombophilia.Lims.Tests.Laboratory.Analysers;

public sealed class TimePatternTests
{
    [Theory]
    [InlineData("dd.MM.yyyy HH:mm", "02.03.2026 08:50", "2026-03-02T08:50:00")]
    [InlineData("M/d/yyyy H:mm:ss", "3/12/2026 8:50:07", "2026-03-12T08:50:07")]
    [InlineData("yyyyMMddHHmmss", "20260302085007", "2026-03-02T08:50:07")]
    [InlineData("yyyy年M月d日", "2026年3月2日", "2026-03-02")]
    public void A_time_of_the_pattern_becomes_one_of_ISO(string pattern, string text, string iso)
    {
        Assert.True(TimePattern.IsValid(pattern));
        Assert.Equal(iso, TimePattern.Iso(text, pattern));
    }

    [Theory]
    [InlineData("dd.MM.yyyy HH:mm", "02.03.2026")]
    [InlineData("dd.MM.yyyy", "2026-03-02")]
    [InlineData("dd.MM.yyyy", "30.02.2026")]
    [InlineData("MM/dd/yyyy", "13/02/2026")]
    public void Another_time_is_none(string pattern, string text) => Assert.Null(TimePattern.Iso(text, pattern));

    [Theory]
    [InlineData("dd.MM.yy"), InlineData("dd.MM"), InlineData("yyyy-MM-dd hh:mm"), InlineData("yyyy-MM-dd HH"), InlineData("yyyy-MM-dd mm")]
    [InlineData("yyyy-MM-dd MM"), InlineData("yyyyMd"), InlineData("yyyy-MM-ddHmm"), InlineData("yyyy-MM-dd HH:mm tt")]
    [InlineData("ddd.MM.yyyy"), InlineData("")]
    public void A_pattern_with_a_doubt_in_it_is_none(string pattern) => Assert.False(TimePattern.IsValid(pattern));
}
