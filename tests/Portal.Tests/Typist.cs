using Microsoft.Playwright;
using Thrombophilia.Given;
using Xunit;

namespace Thrombophilia.Portal.Tests;

/// <summary>
/// A person before a real browser, with a keyboard alone: what is typed goes to whatever has the focus, and Tab moves
/// it.
/// </summary>
internal sealed class Typist : IAsyncDisposable
{
    static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    readonly IPlaywright playwright;
    readonly IBrowser chromium;
    readonly List<string> complaints = [], addresses = [];

    Typist(IPlaywright playwright, IBrowser chromium, IPage page)
    {
        (this.playwright, this.chromium, Page) = (playwright, chromium, page);
        page.Console += (_, said) =>
        {
            if (said.Type is "error" or "warning")
                complaints.Add($"{page.Url}: {said.Text}");
        };
        page.PageError += (_, error) => complaints.Add($"{page.Url}: {error}");
        page.Request += (_, request) => addresses.Add(Uri.UnescapeDataString(request.Url));
        page.SetDefaultTimeout(10_000);
    }

    /// <summary>The page, to be read; what is done to it is done by the keyboard.</summary>
    public IPage Page { get; }

    /// <summary>What the browser wrote into its console.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    /// <summary>Every address that was asked for.</summary>
    public IReadOnlyList<string> Addresses => addresses;

    const string Focus = """
        (at => at === document.body ? '' : at.labels?.[0]?.textContent ?? at.getAttribute('aria-label') ?? at.textContent)
        (document.activeElement)
        """;

    /// <summary>
    /// What has the focus, by the word that stands at it: its label, its own name or its text; empty where nothing has
    /// it.
    /// </summary>
    public async Task<string> FocusAsync() => (await Page.EvaluateAsync<string>(Focus)).Trim();

    /// <summary>Somebody who has an account and has come in by the keyboard.</summary>
    public static async Task<Typist> SignedInAsync(GivenPortal portal, string name, string language = "en", int width = 1280)
    {
        var playwright = await Playwright.CreateAsync();
        var chromium =
            await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Tool.Find("chromium"), Args = Arguments });
        var screen = new ViewportSize { Width = width, Height = 800 };
        var page =
            await chromium.NewPageAsync(
            new() { BaseURL = portal.Address.ToString(), Locale = language, ViewportSize = screen });
        var typist = new Typist(playwright, chromium, page);
        await page.GotoAsync("/sign-in");
        await page.Keyboard.TypeAsync(name);
        await page.Keyboard.PressAsync("Tab");
        await typist.EnterAsync(GivenPortal.Password);
        Assert.DoesNotContain("/sign-in", page.Url, StringComparison.Ordinal);
        return typist;
    }

    /// <summary>Types a text and ends it with Enter, as a scanner does; then the page that answers is there.</summary>
    public async Task EnterAsync(string text)
    {
        await Page.Keyboard.TypeAsync(text);
        await EnterAsync();
    }

    /// <summary>Presses Enter on what has the focus; then the page that answers is there.</summary>
    public async Task EnterAsync()
    {
        // The next page has another main part than the one that is marked here.
        await Page.EvaluateAsync("document.querySelector('main').dataset.before = ''");
        await Page.Keyboard.PressAsync("Enter");
        await Page.Locator("main:not([data-before])").WaitForAsync();
        await Page.WaitForLoadStateAsync();
    }

    /// <summary>Presses Tab until this has the focus.</summary>
    public async Task TabToAsync(string name)
    {
        var passed = new List<string>();
        while (passed.Count < 200)
        {
            await Page.Keyboard.PressAsync("Tab");
            if (await FocusAsync() is var focus && focus == name) return;
            passed.Add(focus);
        }
        Assert.Fail($"Tab does not come to {name} on {Page.Url}, only to {string.Join(" | ", passed.Distinct())}");
    }

    /// <summary>Opens a menu of the navigation and a link in it.</summary>
    public async Task OpenAsync(string menu, string link)
    {
        await TabToAsync(menu);
        await Page.Keyboard.PressAsync("Enter");
        await OpenAsync(link);
    }

    /// <summary>Goes to the field in the bar by its key and searches.</summary>
    public async Task FindAsync(string text)
    {
        // In a field a slash is a letter.
        await Page.EvaluateAsync("document.activeElement.blur()");
        await Page.Keyboard.PressAsync("/");
        Assert.Equal("find", await Page.EvaluateAsync<string>("document.activeElement.id"));
        await EnterAsync(text);
    }

    /// <summary>Goes to a link by Tab and opens it.</summary>
    public async Task OpenAsync(string link)
    {
        await TabToAsync(link);
        await EnterAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await chromium.DisposeAsync();
        playwright.Dispose();
    }
}
