using Thrombophilia.Lims.BulkImport.Hl7;
using Xunit;

namespace Thrombophilia.Lims.Tests.BulkImport.Hl7;

public sealed class Hl7TimeTests
{
    [Theory]
    [InlineData("20260302", "", "2026-03-02"), InlineData("20260302", "+0800", "2026-03-02")]
    [InlineData("202603020850", "", "2026-03-02T08:50:00"), InlineData("202603020850", "+0800", "2026-03-02T08:50:00+08:00")]
    [InlineData("20260302085007-0330", "+0800", "2026-03-02T08:50:07-03:30")]
    [InlineData("20260302085007.1234+0000", "", "2026-03-02T08:50:07.1234+00:00")]
    [InlineData("20260302+0800", "", "2026-03-02")]
    public void A_time_is_read_with_its_own_offset_or_that_of_the_message(string text, string offset, string iso) =>
        Assert.Equal(iso, Hl7Time.Iso(text, offset));

    [Theory]
    [InlineData("2026"), InlineData("202603"), InlineData("2026030208"), InlineData("20260230"), InlineData("202603022460")]
    [InlineData("2026030208501")]
    [InlineData("20260302085061"), InlineData("2026-03-02"), InlineData("202603020850.5"), InlineData("20260302085007Z")]
    [InlineData("20260302085007+08"), InlineData("")]
    public void A_month_a_lone_hour_and_what_no_clock_shows_are_no_time(string text) => Assert.Null(Hl7Time.Iso(text, ""));

    [Theory]
    [InlineData("20260302085007+0800", "+0800"), InlineData("20260302085007.12-0500", "-0500"), InlineData("20260302085007", "")]
    [InlineData("", "")]
    public void The_offset_of_a_message_is_that_of_its_own_time(string text, string offset) => Assert.Equal(offset, Hl7Time.OffsetOf(text));
}
