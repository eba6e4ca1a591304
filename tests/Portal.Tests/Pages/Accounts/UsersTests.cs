using System.Net;
using System.Text.RegularExpressions;
using Thrombophilia.Portal.Accounts;
using Xunit;

namespace Thrombophilia.Portal.Tests.Pages.Accounts;

public sealed class UsersTests
{
    static async Task<string> TextAsync(HttpResponseMessage answer)
    {
        using (answer)
            return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_administrator_makes_an_account_and_hands_over_a_password_that_is_shown_once()
    {
        await using var portal = await GivenPortal.Empty();
        var chief = await portal.SignedInAsync(Role.Administrator);
        var made =
            await TextAsync(
            await chief.PostAsync("/users/new",
                [("Name", "anna"), ("DisplayName", "Anna"), ("Roles", Role.Technician), ("Roles", Role.Registry),
                    ("Sites", "S2, S1")]));
        var start = Regex.Match(made, "<code class=\"key\">([^<]+)<").Groups[1].Value;
        await portal.Browser().SignInAsync("anna", start);
        var account = await portal.AccountAsync("anna");
        Assert.Equal([Role.Technician, Role.Registry], account.Roles);
        Assert.Equal(["S1", "S2"], account.Sites);
        Assert.DoesNotContain(start, await chief.PageAsync("/users"), StringComparison.Ordinal);
        Assert.Contains("start password", await chief.PageAsync("/users?q=ann"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_act_on_an_account_is_one_button()
    {
        await using var portal = await GivenPortal.Empty();
        var chief = await portal.SignedInAsync(Role.Administrator);
        await portal.AddAsync("anna", Role.Technician);
        var browser = portal.Browser();
        for (var i = 0; i < 5; i++) using (await browser.TryAsync("anna", "not the password at all")) { }
        Assert.Contains("locked until", await chief.PageAsync("/users"), StringComparison.Ordinal);
        await ActAsync("Unlock");
        await browser.SignInAsync("anna", GivenPortal.Password);
        await ActAsync("Disable");
        Assert.NotNull((await portal.AccountAsync("anna")).Disabled);
        await ActAsync("Enable");
        Assert.Null((await portal.AccountAsync("anna")).Disabled);
        var page = await TextAsync(await chief.PostAsync("/users/anna", [], to: "/users/anna?handler=NewPassword"));
        await portal.Browser().SignInAsync("anna", Regex.Match(page, "<code class=\"key\">([^<]+)<").Groups[1].Value);
        using (await chief.PostAsync("/users/anna",
            [("DisplayName", "Anna B"), ("Roles", Role.Geneticist), ("Sites", "")])) { }
        Assert.Equal(("Anna B", Role.Geneticist),
            ((await portal.AccountAsync("anna")).DisplayName, (await portal.AccountAsync("anna")).Roles.Single()));

        async Task ActAsync(string act)
        {
            using var answer = await chief.PostAsync("/users/anna", [], to: "/users/anna?handler=" + act);
            Assert.Equal("/users/anna", answer.Headers.Location?.ToString());
        }
    }

    [Fact]
    public async Task A_script_in_a_display_name_is_shown_as_text()
    {
        const string Script = "<script>alert(1)</script>\" onload=\"x";
        await using var portal = await GivenPortal.Empty();
        var chief = await portal.SignedInAsync(Role.Administrator);
        using (await chief.PostAsync("/account", [("DisplayName", Script), ("Language", "")])) { }
        foreach (var path in new[] { "/account", "/users", "/users/user0", "/" })
        {
            var page = await chief.PageAsync(path);
            Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
            Assert.DoesNotContain("\" onload", page, StringComparison.Ordinal);
            Assert.Contains("alert(1)", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_error_stands_beside_its_field_and_is_tied_to_it()
    {
        await using var portal = await GivenPortal.Empty();
        var chief = await portal.SignedInAsync(Role.Administrator);
        var page =
            await TextAsync(
            await chief.PostAsync("/users/new",
                [("Name", "user0"), ("DisplayName", "Twice"), ("Roles", Role.Technician)]));
        Assert.Contains("id=\"Name-error\"", page, StringComparison.Ordinal);
        Assert.Matches("<input[^>]*aria-describedby=\"Name-hint Name-error\"[^>]*aria-invalid=\"true\"[^>]*id=\"Name\"",
            page);
        Assert.Contains("value=\"Twice\"", page, StringComparison.Ordinal);
    }
}
