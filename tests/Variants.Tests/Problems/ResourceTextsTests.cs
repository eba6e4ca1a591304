using System.Globalization;
using Thrombophilia.Variants.Problems;
using Xunit;

namespace Thrombophilia.Variants.Tests.Problems;

public sealed class ResourceTextsTests
{
    static readonly ResourceTexts Texts = new("Thrombophilia.Variants.Problems.Problems",
        typeof(ResourceTexts).Assembly);

    static CultureInfo Of(string name) => CultureInfo.GetCultureInfo(name);

    [Fact]
    public void A_language_without_texts_reads_English()
    {
        Assert.NotEqual(Texts.Get("place.says", Of("en")), Texts.Get("place.says", Of("zh-CN")));
        Assert.Equal(Texts.Get("place.says", Of("en")), Texts.Get("place.says", Of("fr")));
    }

    [Fact]
    public void Facts_are_written_the_same_in_each_language() => Assert.Equal(
        Texts.Get("place.says", Of("en"), [1234.5, "x"]),
        string.Format(CultureInfo.InvariantCulture, Texts.Get("place.says", Of("de")), 1234.5, "x"));

    [Fact]
    public void A_text_that_is_missing_is_named_with_its_file()
    {
        Assert.Null(Texts.Find("no-such-text"));
        var error = Assert.Throws<InvalidOperationException>(() => Texts.Get("no-such-text"));
        Assert.Equal("Problems.resx has no text for 'no-such-text'.", error.Message);
    }
}
