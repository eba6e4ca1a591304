using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace Thrombophilia.Portal.Tests;

/// <summary>What every page has to be in a browser, and its picture, which is to be looked at.</summary>
static class PageLook
{
    /// <summary>
    /// No wider than the screen, every control with its label, in its language; the picture lies in <c>screenshots</c>
    /// beside the tests.
    /// </summary>
    public static async Task LookAsync(this IPage page, string language, int width, string name)
    {
        // A page that is not wholly there has no style yet, and is as wide as its longest word.
        await page.WaitForLoadStateAsync();
        Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"),
            $"{page.Url} is wider than a screen of {width}");
        Assert.Empty(
            await page.EvaluateAsync<string[]>(
                "[...document.querySelectorAll('input:not([type=hidden]),select,textarea')].filter(c => "
                + "!c.labels.length).map(c => c.outerHTML)"));
        await page.ScreenshotAsync(
            new()
            {
                Path = Path.Combine(AppContext.BaseDirectory, "screenshots", $"{language}-{width}-{name}.png"),
                FullPage = true
            });
    }

    /// <summary>axe-core finds nothing that keeps somebody from using the page.</summary>
    public static async Task AxeAsync(this IPage page)
    {
        var found = await page.RunAxe();
        Assert.Empty(found.Violations.Select(v => $"{page.Url}: {v.Id} ({v.Impact}) {v.Nodes[0].Html}"));
    }

    /// <summary>The same on a wide and on a narrow screen, in English; the wide one is back after it.</summary>
    public static async Task LookAsync(this Typist person, string name)
    {
        foreach (var width in (int[])[1280, 390])
        {
            await person.Page.SetViewportSizeAsync(width, 844);
            await person.Page.LookAsync("en", width, name);
        }
        await person.Page.SetViewportSizeAsync(1280, 800);
    }
}
