using System.Collections;
using System.Globalization;
using System.Resources;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Thrombophilia.Portal.Hosting;
using Xunit;

namespace Thrombophilia.Portal.Tests.Localization;

public sealed class TextsTests
{
    static Dictionary<string, string> Words(string language) =>
        new ResourceManager("Thrombophilia.Portal.Localization.Texts", typeof(PortalSite).Assembly)
        .GetResourceSet(CultureInfo.GetCultureInfo(language), createIfNotExists: true,
        tryParents: language.Length == 0)!
        .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    [Fact]
    public void Every_text_stands_in_both_languages_with_the_same_facts()
    {
        Dictionary<string, string> english = Words(""), chinese = Words("zh-CN");
        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), chinese.Keys.Order(StringComparer.Ordinal));
        Assert.All(english, text => Assert.Equal(Facts(text.Value), Facts(chinese[text.Key])));

        static IEnumerable<string> Facts(string text) =>
            Regex.Matches(text, @"\{\d[^}]*\}").Select(m => m.Value).Distinct().Order(StringComparer.Ordinal);
    }

    [Fact]
    public void Every_text_that_a_page_names_is_there()
    {
        var known = Words("");
        var named = from file in Directory.EnumerateFiles(Source(), "*.cs*", SearchOption.AllDirectories)
                    where !Regex.IsMatch(file, @"[/\\](bin|obj)[/\\]")
                    from Match key in Regex.Matches(File.ReadAllText(file),
                        @"(?:Texts\.Get\(|label=|Label = |Say\(|Refuse\([^,()]+(?:\(\w+\))?, )""([a-z][a-z0-9.-]*)""(?! \+)")
                    select (Path.GetFileName(file), key.Groups[1].Value);
        Assert.DoesNotContain(named, n => !known.ContainsKey(n.Value));
    }

    static string Source([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(here, "../../../../src/Portal"));
}
