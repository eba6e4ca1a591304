using Thrombophilia.Given;
using Thrombophilia.Portal.Accounts;
using Xunit;

namespace Thrombophilia.Portal.Tests.Accounts;

public sealed class AccountAuditTests
{
    const string Guess = "not the password at all";

    // By whom, what and of which account, without what made the accounts of the test.
    static (string By, string Action, string Key)[] Told(GivenPortal portal)
    {
        using var db = portal.Records();
        var entries = db.AuditEntries.OrderBy(a => a.Id).ToList();
        Assert.DoesNotContain(entries, e => e.Changes.Contains(Guess, StringComparison.Ordinal) || e.Changes.Contains(GivenPortal.Password, StringComparison.Ordinal));
        return [.. entries.Where(e => e.Action is not ("added" or "changed")).Select(e => (e.By, e.Action, e.Key))];
    }

    static async Task FailAsync(PortalBrowser browser, string name, int times, string password = Guess)
    {
        for (var i = 0; i < times; i++) using (await browser.TryAsync(name, password)) { }
    }

    [Fact]
    public async Task Who_comes_in_and_goes_out_is_told_and_a_wrong_password_once_each()
    {
        await using var portal = await GivenPortal.Empty();
        await portal.AddAsync("anna", Role.Technician);
        var browser = portal.Browser();
        await FailAsync(browser, "ANNA", 2);
        await browser.SignInAsync("anna", GivenPortal.Password);
        using (await browser.PostAsync("/account/password", [("Old", Guess), ("New", Guess + "!"), ("Again", Guess + "!")])) { }
        using (await browser.PostAsync("/account", [], to: "/sign-out")) { }
        Assert.Equal(
            [("system", "refused-password", "anna"), ("system", "refused-password", "anna"), ("anna", "signed-in", "anna"), ("anna", "refused-password", "anna"), ("anna", "signed-out", "anna")],
            Told(portal));
    }

    [Fact]
    public async Task The_password_alone_is_no_sign_in_and_a_wrong_code_is_told()
    {
        await using var portal = await GivenPortal.Empty(requireCode: true);
        await portal.AddAsync("anna", Role.Technician);
        var (key, _, _) = await AccountSignInTests.EnrolAsync(portal);
        var before = Told(portal).Length;
        var browser = portal.Browser();
        using (await browser.TryAsync("anna", GivenPortal.Password)) { }
        Assert.Equal(before, Told(portal).Length);
        using (await browser.PostAsync("/sign-in/code", [("Code", "000000")])) { }
        using (await browser.PostAsync("/sign-in/code", [("Code", OneTimeCode.Of(key, later: 1))])) { }
        Assert.Equal([("system", "refused-code", "anna"), ("anna", "signed-in", "anna")], Told(portal)[before..]);
    }

    [Fact]
    public async Task A_locked_account_is_told_once_and_its_further_tries_are_not()
    {
        await using var portal = await GivenPortal.Empty();
        await portal.AddAsync("anna", Role.Technician);
        var browser = portal.Browser();
        await FailAsync(browser, "anna", 12);
        Assert.Equal(["refused-password", "refused-password", "refused-password", "refused-password", "refused-password", "locked-out"], Told(portal).Select(t => t.Action));
        portal.Time.Advance(TimeSpan.FromMinutes(16));
        await FailAsync(browser, "anna", 12);
        Assert.Equal(12, Told(portal).Length);
    }

    [Fact]
    public async Task A_closed_account_is_told_with_its_name_and_no_oftener_than_a_lock_allows()
    {
        await using var portal = await GivenPortal.Empty();
        await portal.AddAsync("anna", Role.Technician);
        await portal.AtDeskAsync(async desk => await desk.DisableAsync((await desk.FindAsync("anna"))!, TestContext.Current.CancellationToken));
        await FailAsync(portal.Browser(), "anna", 12, GivenPortal.Password);
        Assert.Equal([.. Enumerable.Repeat(("system", "refused-closed", "anna"), 5), ("system", "locked-out", "anna")], Told(portal));
    }

    [Fact]
    public async Task Names_that_nobody_has_are_told_without_the_name_and_once_in_a_quarter_of_an_hour()
    {
        await using var portal = await GivenPortal.Empty();
        var browser = portal.Browser();
        for (var i = 0; i < 8; i++) await FailAsync(browser, "stranger" + i, 1);
        portal.Time.Advance(TimeSpan.FromMinutes(16));
        await FailAsync(browser, "stranger", 3);
        Assert.Equal([("system", "refused-unknown", ""), ("system", "refused-unknown", "")], Told(portal));
    }
}
