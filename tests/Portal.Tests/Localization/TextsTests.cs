using System.Collections;
using System.Globalization;
using System.Net;
using System.Resources;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Thrombophilia.Lims.Data;
using Thrombophilia.Portal.Access;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Hosting;
using Thrombophilia.Portal.Tests.Access;
using Thrombophilia.Variants;
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

    // Names that the test gave to records, the name of the other language, and a method that is called by its inventor.
    static readonly string[] Typed = ["Box 1", "Site S1", "Site S2", "Site S3", "Dr One", "General", "English", "Sanger"];

    [Fact]
    public async Task A_Chinese_page_shows_no_name_of_the_program()
    {
        await using var portal = await GivenPortal.Empty();
        var (ids, _) = await RouteAccessTests.FillAsync(portal);
        var names = ProgramNames(portal);
        var (pages, faults) = (0, new List<string>());
        foreach (var browser in new[] { await portal.SignedInAsync([.. Role.All]), await portal.SignedInAsync(Role.Administrator) })
        {
            using (await browser.PostAsync("/account", [("language", "zh-CN")], to: "/language")) { }
            foreach (var route in RouteAccess.All.Select(rule => rule.Route).Where(r => !r.Contains('.', StringComparison.Ordinal)
                && r is not ("/events" or "/sign-out" or "/language" or "/design")))
                foreach (var address in route.Contains("{id:guid}", StringComparison.Ordinal)
                    ? ids.Select(id => route.Replace("{id:guid}", id.ToString(), StringComparison.Ordinal)) : [route])
                {
                    using var answer = await browser.GetAsync(address);
                    if (answer.StatusCode != HttpStatusCode.OK || answer.Content.Headers.ContentType?.MediaType != "text/html") continue;
                    pages++;
                    var shown = Shown(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
                    faults.AddRange(Regex.Matches(shown, @"(?<![\w-])[A-Z][a-z]+(?:[A-Z][a-z]+)*(?![\w-])").Select(m => m.Value)
                        .Where(names.Contains).Distinct().Select(name => $"{address}: {name}"));
                }
        }
        Assert.True(pages > 30, $"only {pages} pages were opened");
        Assert.True(faults.Count == 0, string.Join("\n", faults.Distinct()));
    }

    // Values of enumerations, entities and their columns.
    static HashSet<string> ProgramNames(GivenPortal portal)
    {
        using var db = portal.Records();
        return [
            .. new[] { typeof(LimsDb).Assembly, typeof(PortalSite).Assembly, typeof(PanelAnalysis).Assembly }
                .SelectMany(a => a.GetTypes()).Where(t => t.IsEnum).SelectMany(Enum.GetNames),
            .. db.Model.GetEntityTypes().Select(e => e.ClrType.Name),
            .. db.Model.GetEntityTypes().SelectMany(e => e.GetProperties()).Select(c => c.Name),
        ];
    }

    // What stands on the page and in the names of its controls, without what people typed.
    static string Shown(string page)
    {
        var body = Regex.Replace(page[page.IndexOf("<body", StringComparison.Ordinal)..], @"<(script|style)\b.*?</\1>", "",
            RegexOptions.Singleline);
        var spoken = Regex.Matches(body, @"(?:aria-label|title|placeholder|alt|data-label)=""([^""]*)""").Select(m => m.Groups[1].Value);
        var text = WebUtility.HtmlDecode(Regex.Replace(body, "<[^>]*>", " ") + ' ' + string.Join(' ', spoken));
        return Typed.Aggregate(text, (left, name) => left.Replace(name, "", StringComparison.Ordinal));
    }

    static string Source([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(here, "../../../../src/Portal"));
}
