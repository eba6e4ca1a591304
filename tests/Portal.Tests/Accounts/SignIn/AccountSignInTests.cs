using System.Net;
using System.Text.RegularExpressions;
using Thrombophilia.Given;
using Thrombophilia.Portal.Accounts;
using Xunit;

namespace Thrombophilia.Portal.Tests.Accounts.SignIn;

public sealed class AccountSignInTests
{
    static async Task<string> TextAsync(HttpResponseMessage answer)
    {
        using (answer)
            return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    static async Task<string> ErrorAsync(HttpResponseMessage answer) =>
        Regex.Match(await TextAsync(answer), "class=\"error\"[^>]*>([^<]*)<").Groups[1].Value;

    [Fact]
    public async Task A_wrong_password_and_a_name_that_nobody_has_are_answered_alike_up_to_the_lock()
    {
        await using var portal = await GivenPortal.Empty();
        await portal.AddAsync("anna", Role.Technician);
        var browser = portal.Browser();
        for (var i = 1; i <= 6; i++)
        {
            var known = await ErrorAsync(await browser.TryAsync("anna", "not the password at all"));
            var unknown = await ErrorAsync(await browser.TryAsync("nobody", "not the password at all"));
            Assert.Equal(known, unknown);
            Assert.StartsWith(
                i < 5 ? "User name or password is wrong" : "Too many failed attempts. Wait until 2026-03-02 ", known,
                    StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Five_failures_lock_the_door_for_a_quarter_of_an_hour_to_the_right_password_too()
    {
        await using var portal = await GivenPortal.Empty();
        await portal.AddAsync("anna", Role.Technician);
        var browser = portal.Browser();
        for (var i = 0; i < 5; i++) await ErrorAsync(await browser.TryAsync("anna", "not the password at all"));
        Assert.StartsWith("Too many", await ErrorAsync(await browser.TryAsync("anna", GivenPortal.Password)),
            StringComparison.Ordinal);
        portal.Time.Advance(TimeSpan.FromMinutes(14));
        Assert.StartsWith("Too many", await ErrorAsync(await browser.TryAsync("anna", GivenPortal.Password)),
            StringComparison.Ordinal);
        portal.Time.Advance(TimeSpan.FromMinutes(2));
        await browser.SignInAsync("anna", GivenPortal.Password);
    }

    [Fact]
    public async Task Many_tries_at_once_are_counted_one_by_one()
    {
        await using var portal = await GivenPortal.Empty();
        await portal.AddAsync("anna", Role.Technician);
        var browser = portal.Browser();
        var page = await browser.PageAsync("/sign-in");
        var errors =
            await Task.WhenAll(
            Enumerable.Range(0, 8).Select(async i => await ErrorAsync(await browser.PostBareAsync("/sign-in",
            [("Name", "anna"), ("Password", $"guess number {i}"),
                ("__RequestVerificationToken", PortalBrowser.Token(page))]))));
        Assert.Equal(4, errors.Count(error => error.StartsWith("User name or password", StringComparison.Ordinal)));
        Assert.Equal(4, errors.Count(error => error.StartsWith("Too many", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Cookies_from_before_the_sign_in_open_nothing_after_it()
    {
        await using var portal = await GivenPortal.Empty();
        await portal.AddAsync("anna", Role.Technician);
        var browser = portal.Browser();
        await browser.PageAsync("/sign-in");
        var before = browser.Cookies.GetCookieHeader(portal.Address);
        Assert.NotEmpty(before);
        await browser.SignInAsync("anna", GivenPortal.Password);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/account") { Headers = { { "Cookie", before } } };
        using var answer = await portal.Browser().SendAsync(request);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task A_second_sign_in_and_a_sign_out_end_what_was_begun_before()
    {
        await using var portal = await GivenPortal.Empty();
        await portal.AddAsync("anna", Role.Technician);
        var browser = portal.Browser();
        await browser.SignInAsync("anna", GivenPortal.Password);
        var first = browser.Cookies.GetCookieHeader(portal.Address);
        using (await browser.PostAsync("/account", [], to: "/sign-out")) { }
        using var request = new HttpRequestMessage(HttpMethod.Get, "/account") { Headers = { { "Cookie", first } } };
        using var answer = await portal.Browser().SendAsync(request);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await browser.SignInAsync("anna", GivenPortal.Password);
        Assert.NotEqual(first, browser.Cookies.GetCookieHeader(portal.Address));
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_of_other_sites()
    {
        await using var portal = await GivenPortal.Empty();
        await portal.AddAsync("anna", Role.Technician);
        using var answer = await portal.Browser().TryAsync("anna", GivenPortal.Password);
        var cookie =
            Assert.Single(answer.Headers.GetValues("Set-Cookie"),
            c => c.StartsWith("thrombophilia=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("https://evil.example/", "/")]
    [InlineData("//evil.example/", "/")]
    [InlineData("/account", "/account")]
    public async Task The_way_on_stays_inside_the_portal(string returnUrl, string expected)
    {
        await using var portal = await GivenPortal.Empty();
        await portal.AddAsync("anna", Role.Technician);
        var browser = portal.Browser();
        using var signIn = await browser.TryAsync("anna", GivenPortal.Password, returnUrl);
        using var answer = await browser.GetAsync(signIn.Headers.Location!.ToString());
        Assert.Equal(expected, answer.Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_start_password_opens_one_page_only_until_it_is_changed()
    {
        await using var portal = await GivenPortal.Empty();
        var start =
            (await portal.WithServiceAsync(service => service.AddAsync(new("anna", "Anna", [Role.Technician], [])))).Password!;
        var browser = portal.Browser();
        await browser.SignInAsync("anna", start);
        using (var elsewhere = await browser.GetAsync("/"))
            Assert.Equal("/account/password", elsewhere.Headers.Location?.ToString());
        Assert.Equal("The new password is the same as the current one.",
            await ErrorAsync(
                await browser.PostAsync("/account/password", [("Old", start), ("New", start), ("Again", start)])));
        Assert.Contains("12 to 128",
            await ErrorAsync(
                await browser.PostAsync("/account/password", [("Old", start), ("New", "short"), ("Again", "short")])),
                    StringComparison.Ordinal);
        Assert.Contains("user name",
            await ErrorAsync(
                await browser.PostAsync("/account/password",
                    [("Old", start), ("New", "I am Anna and nobody"), ("Again", "I am Anna and nobody")])),
                        StringComparison.Ordinal);
        using (var changed =
            await browser.PostAsync("/account/password",
            [("Old", start), ("New", GivenPortal.Password), ("Again", GivenPortal.Password)]))
            Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        Assert.Contains("Work of", await browser.PageAsync("/"), StringComparison.Ordinal);
        Assert.Equal("User name or password is wrong.",
            await ErrorAsync(await portal.Browser().TryAsync("anna", start)));
    }

    [Fact]
    public async Task With_a_device_the_password_is_half_of_the_way()
    {
        await using var portal = await GivenPortal.Empty(requireCode: true);
        await portal.AddAsync("anna", Role.Technician);
        var (key, used, recovery) = await EnrolAsync(portal);

        var browser = portal.Browser();
        using (var half = await browser.TryAsync("anna", GivenPortal.Password))
            Assert.Equal("/sign-in/code", half.Headers.Location?.ToString());
        using (var closed = await browser.GetAsync("/")) Assert.Equal(HttpStatusCode.Redirect, closed.StatusCode);
        Assert.StartsWith("This code is wrong",
            await ErrorAsync(await browser.PostAsync("/sign-in/code", [("Code", "000000")])), StringComparison.Ordinal);
        Assert.StartsWith("This code is wrong",
            await ErrorAsync(await browser.PostAsync("/sign-in/code", [("Code", used)])), StringComparison.Ordinal);
        using (var whole = await browser.PostAsync("/sign-in/code", [("Code", GivenPortal.CodeOf(key, later: 1))]))
            Assert.Equal("/sign-in", whole.Headers.Location?.ToString());
        Assert.Contains("Work of", await browser.PageAsync("/"), StringComparison.Ordinal);

        // A recovery code opens once.
        var other = portal.Browser();
        using (await other.TryAsync("anna", GivenPortal.Password)) { }
        using (var whole = await other.PostAsync("/sign-in/code", [("Code", recovery)]))
            Assert.Equal(HttpStatusCode.Redirect, whole.StatusCode);
        var third = portal.Browser();
        using (await third.TryAsync("anna", GivenPortal.Password)) { }
        Assert.StartsWith("This code is wrong",
            await ErrorAsync(await third.PostAsync("/sign-in/code", [("Code", recovery)])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_codes_lock_the_door_as_wrong_passwords_do()
    {
        await using var portal = await GivenPortal.Empty(requireCode: true);
        await portal.AddAsync("anna", Role.Technician);
        var (key, _, _) = await EnrolAsync(portal);
        var browser = portal.Browser();
        for (var i = 0; i < 5; i++)
        {
            // The password in between forgives nothing.
            using (await browser.TryAsync("anna", GivenPortal.Password)) { }
            await ErrorAsync(await browser.PostAsync("/sign-in/code", [("Code", "000000")]));
        }
        Assert.StartsWith("Too many",
            await ErrorAsync(await browser.PostAsync("/sign-in/code", [("Code", GivenPortal.CodeOf(key, later: 1))])),
                StringComparison.Ordinal);
        Assert.StartsWith("Too many", await ErrorAsync(await browser.TryAsync("anna", GivenPortal.Password)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_is_not_good_again_after_a_newer_one()
    {
        await using var portal = await GivenPortal.Empty(requireCode: true);
        await portal.AddAsync("anna", Role.Technician);
        var (key, used, _) = await EnrolAsync(portal);
        var newer = GivenPortal.CodeOf(key, later: 1);
        var browser = portal.Browser();
        using (await browser.TryAsync("anna", GivenPortal.Password)) { }
        using (var whole = await browser.PostAsync("/sign-in/code", [("Code", newer)]))
            Assert.Equal(HttpStatusCode.Redirect, whole.StatusCode);
        var listener = portal.Browser();
        using (await listener.TryAsync("anna", GivenPortal.Password)) { }
        foreach (var overheard in new[] { used, newer })
            Assert.StartsWith("This code is wrong",
                await ErrorAsync(await listener.PostAsync("/sign-in/code", [("Code", overheard)])),
                    StringComparison.Ordinal);
    }

    // An account without a device is led to enrolment, and that uses up the code of now.
    internal static async Task<(string Key, string Used, string Recovery)> EnrolAsync(GivenPortal portal)
    {
        var browser = portal.Browser();
        await browser.SignInAsync("anna", GivenPortal.Password);
        using (var elsewhere = await browser.GetAsync("/"))
            Assert.Equal("/account/code", elsewhere.Headers.Location?.ToString());
        using (var elsewhere = await browser.GetAsync("/account"))
            Assert.Equal("/account/code", elsewhere.Headers.Location?.ToString());
        var page = await browser.PageAsync("/account/code");
        Assert.Contains("<svg class=\"qr\"", page, StringComparison.Ordinal);
        var key = Regex.Match(page, "id=\"key\">([^<]+)<").Groups[1].Value;
        Assert.StartsWith("This code is wrong",
            await ErrorAsync(await browser.PostAsync("/account/code", [("Code", "000000")])), StringComparison.Ordinal);
        var used = GivenPortal.CodeOf(key);
        var codes =
            Regex.Matches(await TextAsync(await browser.PostAsync("/account/code", [("Code", used)])),
            "<li><code>([^<]+)</code>");
        Assert.Equal(10, codes.Count);
        Assert.Contains("Work of", await browser.PageAsync("/"), StringComparison.Ordinal);
        return (key, used, codes[0].Groups[1].Value);
    }
}
