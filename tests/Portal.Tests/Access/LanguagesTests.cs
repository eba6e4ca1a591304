using System.Net;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Portal.Access;
using Thrombophilia.Portal.Accounts;
using Xunit;

namespace Thrombophilia.Portal.Tests.Access;

public sealed class LanguagesTests
{
    [Theory]
    [InlineData("zh-CN", "zh-CN")]
    [InlineData("ZH", "zh-CN")]
    [InlineData("zh-TW", "zh-CN")]
    [InlineData("en-GB", "en")]
    [InlineData("fr", null)]
    [InlineData(null, null)]
    public void A_language_is_found_by_its_code_or_its_family(string? code, string? known) =>
    Assert.Equal(known, Languages.Match(code));

    [Theory]
    [InlineData("fr, zh-CN;q=0.8, en;q=0.5", "zh-CN", "登录")]
    [InlineData("en;q=0.5, zh;q=0.2", "en", "Sign in")]
    [InlineData("fr", "en", "Sign in")]
    public async Task Before_anything_was_chosen_the_browser_decides(string accepted, string language, string word)
    {
        await using var portal = await GivenPortal.Empty();
        using var request = new HttpRequestMessage(HttpMethod.Get,
            "/sign-in")
        { Headers = { { "Accept-Language", accepted } } };
        using var answer = await portal.Browser().SendAsync(request);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains($"<html lang=\"{language}\">", page, StringComparison.Ordinal);
        Assert.Contains($"<h1>{word}</h1>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_choice_is_kept_in_the_account_and_goes_with_the_person()
    {
        await using var portal = await GivenPortal.Empty();
        var browser = await portal.SignedInAsync(Role.Technician);
        using (var answer =
            await browser.PostAsync("/account", [("language", "zh-CN"), ("returnUrl", "/account")], to: "/language"))
            Assert.Equal("/account", answer.Headers.Location?.ToString());
        Assert.Contains("lang=\"zh-CN\"", await browser.PageAsync("/account"), StringComparison.Ordinal);
        Assert.Equal("zh-CN", (await portal.AccountAsync("user0")).Language);
        var elsewhere = portal.Browser();
        await elsewhere.SignInAsync("user0", GivenPortal.Password);
        Assert.Contains("<html lang=\"zh-CN\">", await elsewhere.PageAsync("/account"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_and_dates_are_written_alike_in_every_language()
    {
        await using var portal =
            await GivenPortal.Showing(
            new Overview { At = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero), Inbox = [new("a.vcf", 12345)] });
        var browser = await portal.SignedInAsync(Role.Technician);
        using (await browser.PostAsync("/account", [("language", "zh-CN")], to: "/language")) { }
        var page = WebUtility.HtmlDecode(await browser.PageAsync("/intake"));
        Assert.Contains("12,345 字节", page, StringComparison.Ordinal);
        Assert.Contains("2026-03-02 12:00:00 +00:00", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/account")]
    [InlineData("/tubes")]
    [InlineData("/families")]
    public async Task A_page_in_Chinese_sends_the_characters_themselves(string path)
    {
        await using var portal = await GivenPortal.Empty();
        var browser = await portal.SignedInAsync(Role.Technician);
        using (await browser.PostAsync("/account", [("DisplayName", "李伟"), ("Language", "zh-CN")])) { }
        using var answer = await browser.GetAsync(path);
        Assert.Equal("utf-8", answer.Content.Headers.ContentType?.CharSet);
        var bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var page = System.Text.Encoding.UTF8.GetString(bytes);
        var chinese = page.Count(c => c is >= '\u4e00' and <= '\u9fff');
        TestContext.Current.TestOutputHelper?.WriteLine($"{path}: {bytes.Length} bytes, {chinese} Chinese characters");
        Assert.Contains("李伟", page, StringComparison.Ordinal);
        // A plus sign, as in the zone of a time, is the one thing that stays a number.
        Assert.DoesNotContain("&#", page.Replace("&#x2B;", "+", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Markup_and_control_characters_beside_Chinese_stay_encoded()
    {
        await using var portal = await GivenPortal.Empty();
        var browser = await portal.SignedInAsync(Role.Technician);
        using (await browser.PostAsync("/account", [("DisplayName", "李<b>&\"'伟\u0001"), ("Language", "zh-CN")])) { }
        var page = await browser.PageAsync("/account");
        Assert.Contains("李&lt;b&gt;&amp;&quot;&#x27;伟&#x1;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("李<b>", page, StringComparison.Ordinal);
    }
}
