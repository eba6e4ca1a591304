using Xunit;

namespace Thrombophilia.Worker.Tests.Docs;

public sealed class ShownOutputTests
{
    [Theory]
    [InlineData("a b", "a", "b", true)]
    [InlineData("b a", "a", "b", true)]
    [InlineData("a", "a", "b", false)]
    [InlineData("a b c", "a", "b", false)]
    [InlineData("b a", "a b", "", false)]
    [InlineData("... b", "a b", "", true)]
    [InlineData("b ...", "a b", "c", false)]
    [InlineData("...", "", "", true)]
    [InlineData("a ... c", "a b b c", "b", true)]
    [InlineData("p...d", "password", "", true)]
    [InlineData("p...d", "passwords", "", false)]
    public void What_a_page_shows_fits_what_was_printed(string shown, string output, string error, bool fits) =>
        Assert.Equal(fits, ShownOutput.Fits(Lines(shown), Lines(output), Lines(error)));

    static string[] Lines(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
