using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Thrombophilia.House;

/// <summary>Every text for people stands in English and in Chinese, and says the same of the same facts.</summary>
public sealed class LanguageTests
{
    const string NotYetTranslated = "src/Portal/Localization/Texts.resx";

    // Abbreviations that a Chinese laboratory writes as we do.
    static readonly string[] TheSameInBoth = ["src/Worker/Startup/Texts.resx call-title-gq",
        "src/Portal/Localization/Texts.resx title", "src/Portal/Localization/Texts.resx product",
            "src/Portal/Localization/Texts.resx type.dna", "src/Lims/Clinic/Reports/ReportTexts.resx type.dna"];

    static readonly IReadOnlyList<(string File, Dictionary<string, string> English,
        Dictionary<string, string> Chinese)> Pairs =
        [.. from file in Tree.Files("src", "*.resx").Where(f => !IsChinese(f)).Select(Tree.Relative)
        .Order(StringComparer.Ordinal)
            let chinese = Sibling(file)
            where file != NotYetTranslated || File.Exists(Full(chinese))
            select (file, Texts(file), File.Exists(Full(chinese)) ? Texts(chinese) : [])];

    [Fact]
    public void Every_text_stands_in_both_languages()
    {
        Assert.True(Pairs.Count >= 5);
        Assert.All(Pairs,
            pair => Assert.Equal(pair.English.Keys.Order(StringComparer.Ordinal),
                pair.Chinese.Keys.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Every_Chinese_file_belongs_to_an_English_one() =>
        Assert.All(Tree.Files("src", "*.resx").Where(IsChinese),
        file => Assert.True(File.Exists(file.Replace(".zh-CN.resx", ".resx", StringComparison.Ordinal)), file));

    [Fact]
    public void A_text_asks_for_the_same_facts_in_both_languages() =>
        Assert.All(InBoth, text => Assert.Equal((text.Name, Facts(text.English)), (text.Name, Facts(text.Chinese))));

    [Fact]
    public void A_text_in_words_is_told_in_Chinese_characters_and_nothing_empty_is_filled() =>
        Assert.All(InBoth, text => Assert.True(
            TheSameInBoth.Contains(text.Name)
                || Regex.IsMatch(text.Chinese,
                @"\p{IsCJKUnifiedIdeographs}") == Regex.IsMatch(WithoutFacts(text.English), @"\p{L}"), text.Name));

    [Fact]
    public void A_finding_that_was_not_made_is_never_called_negative_in_Chinese_where_English_does_not() =>
        Assert.All(InBoth,
        text => Assert.Equal((text.Name, text.English.Contains("negative", StringComparison.Ordinal)),
            (text.Name, text.Chinese.Contains("阴性", StringComparison.Ordinal))));

    [Fact]
    public void What_was_not_assessed_in_English_was_not_assessed_in_Chinese() =>
        Assert.All(InBoth,
        text => Assert.Equal((text.Name, text.English.Contains("not assessed", StringComparison.Ordinal)),
            (text.Name, text.Chinese.Contains("未评估", StringComparison.Ordinal))));

    static IEnumerable<(string Name, string English, string Chinese)> InBoth =>
        from pair in Pairs
        from key in pair.English.Keys.Where(pair.Chinese.ContainsKey)
        select ($"{pair.File} {key}", pair.English[key], pair.Chinese[key]);

    // The set, with the format: an order of words may need a fact twice.
    static string Facts(string text) =>
        string.Join(' ',
        Regex.Matches(text, @"\{[^{}]*\}").Select(m => m.Value).Distinct().Order(StringComparer.Ordinal));

    static string WithoutFacts(string text) => Regex.Replace(text, @"\{[^{}]*\}", "");

    static Dictionary<string, string> Texts(string file) =>
        XDocument.Load(Full(file), LoadOptions.PreserveWhitespace).Root!.Elements("data")
        .ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value);

    static bool IsChinese(string file) => file.EndsWith(".zh-CN.resx", StringComparison.Ordinal);

    static string Sibling(string file) => file[..^"resx".Length] + "zh-CN.resx";

    static string Full(string file) => Path.Combine(Tree.Root, file);
}
