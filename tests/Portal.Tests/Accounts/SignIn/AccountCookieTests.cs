using System.Net;
using Thrombophilia.Given;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Accounts.SignIn;
using Xunit;

namespace Thrombophilia.Portal.Tests.Accounts.SignIn;

public sealed class AccountCookieTests
{
    static async Task<HttpStatusCode> StatusAsync(PortalBrowser browser, string path = "/account")
    {
        using var answer = await browser.GetAsync(path);
        return answer.StatusCode;
    }

    [Fact]
    public async Task A_closed_account_is_out_at_the_next_click()
    {
        await using var portal = await GivenPortal.Empty();
        await portal.AddAsync("chief", Role.Administrator);
        var browser = await portal.SignedInAsync(Role.Technician);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser));
        Assert.Null(
            await portal.WithServiceAsync(
                async service =>
                    await service.DisableAsync((await service.FindAsync("user0"))!, TestContext.Current.CancellationToken)));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(browser));
        using var signIn = await browser.TryAsync("user0", GivenPortal.Password);
        Assert.Contains("This account is closed",
            await signIn.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_role_holds_at_the_next_click()
    {
        await using var portal = await GivenPortal.Empty();
        var browser = await portal.SignedInAsync(Role.Clinician);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(browser, "/users"));
        await portal.WithServiceAsync(
            async service =>
                await service.ChangeAsync((await service.FindAsync("user0"))!, "Anna", [Role.Administrator], [],
                TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser, "/users"));
    }

    [Fact]
    public async Task A_new_password_ends_the_other_sign_ins()
    {
        await using var portal = await GivenPortal.Empty();
        var here = await portal.SignedInAsync(Role.Technician);
        var there = portal.Browser();
        await there.SignInAsync("user0", GivenPortal.Password);
        using (await here.PostAsync("/account/password",
            [("Old", GivenPortal.Password), ("New", "another harbour of lanterns"),
                ("Again", "another harbour of lanterns")])) { }
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Redirect), (await StatusAsync(here), await StatusAsync(there)));
    }

    [Fact]
    public async Task Half_an_hour_without_a_click_signs_out_and_a_page_that_fetches_itself_is_no_click()
    {
        await using var portal = await GivenPortal.Empty();
        var busy = await portal.SignedInAsync(Role.Technician);
        var idle = await portal.SignedInAsync(Role.Technician);
        for (var i = 0; i < 2; i++)
        {
            portal.Time.Advance(TimeSpan.FromMinutes(20));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(busy));
            using var request = new HttpRequestMessage(HttpMethod.Get,
                "/")
            { Headers = { { AccountCookie.Unattended, "1" } } };
            using var answer = await idle.SendAsync(request);
            Assert.Equal(i == 0 ? HttpStatusCode.OK : HttpStatusCode.Redirect, answer.StatusCode);
        }
    }

    [Fact]
    public async Task No_sign_in_outlasts_a_shift()
    {
        await using var portal = await GivenPortal.Empty();
        var browser = await portal.SignedInAsync(Role.Technician);
        for (var hours = 0.0; hours < 12; hours += 1 / 3.0)
        {
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser));
            portal.Time.Advance(TimeSpan.FromMinutes(20));
        }
        portal.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(browser));
    }

    [Fact]
    public async Task A_sign_in_outlives_a_restart_of_the_portal()
    {
        using var folder = new TempFolder();
        string cookie;
        await using (var portal = await GivenPortal.Showing(new Overview { At = default }, folder: folder.Path))
        {
            var browser = await portal.SignedInAsync(Role.Technician);
            cookie = browser.Cookies.GetCookieHeader(portal.Address);
        }
        await using var again = await GivenPortal.Showing(new Overview { At = default }, folder: folder.Path);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Cookie", cookie } } };
        using var answer = await again.Browser().SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
                File.GetUnixFileMode(folder["keys"]));
    }
}
