using System.Net;
using Thrombophilia.Given;
using Thrombophilia.Portal.Access;
using Thrombophilia.Portal.Accounts;
using Xunit;

namespace Thrombophilia.Portal.Tests.Access;

public sealed class AntiforgeryGateTests
{
    [Theory]
    [InlineData("/users/new")]
    [InlineData("/account")]
    [InlineData("/language")]
    [InlineData("/sign-out")]
    public async Task A_form_without_its_token_changes_nothing(string to)
    {
        await using var portal = await GivenPortal.Empty();
        var browser = await portal.SignedInAsync(Role.Administrator);
        await browser.PageAsync("/account");
        using var answer =
            await browser.PostBareAsync(to,
            [("Name", "eve"), ("DisplayName", "Eve"), ("Roles", Role.Administrator), ("language", "zh-CN")]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("no longer valid", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        Assert.Null(await portal.AccountAsync("eve"));
        Assert.Contains("user0", await browser.PageAsync("/account"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_form_that_posts_carries_its_token_whoever_sees_it()
    {
        await using var portal = await GivenPortal.Empty();
        var browsers = new List<PortalBrowser> { portal.Browser() };
        foreach (var role in Role.All) browsers.Add(await portal.SignedInAsync(role));
        var (faults, posting) = (new List<string>(), new HashSet<string>());
        var routes = RouteAccess.All.Select(rule => rule.Route)
            .Where(r => !r.Contains('{', StringComparison.Ordinal) && r != "/events").ToList();
        foreach (var browser in browsers)
            foreach (var route in routes)
            {
                using var answer = await browser.GetAsync(route);
                if (answer.Content.Headers.ContentType?.MediaType != "text/html") continue;
                var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                foreach (var (form, posts) in PortalBrowser.Forms(page))
                {
                    if (PortalBrowser.Tokens(form) != (posts ? 1 : 0)) faults.Add($"{route}: {form}");
                    if (posts) posting.Add(route + form[..form.IndexOf('>', StringComparison.Ordinal)]);
                }
            }
        Assert.Empty(faults);
        Assert.Contains("/<form method=\"post\" action=\"/find\" class=\"find\" role=\"search\" autocomplete=\"off\"",
            posting);
        Assert.Contains("/denied<form method=\"post\" action=\"/sign-out\"", posting);
    }

    [Fact]
    public async Task The_token_of_one_person_is_worth_nothing_to_another()
    {
        await using var portal = await GivenPortal.Empty();
        var anna = await portal.SignedInAsync(Role.Administrator);
        var eve = await portal.SignedInAsync(Role.Administrator);
        var token = PortalToken(await eve.PageAsync("/account"));
        await anna.PageAsync("/account");
        using var answer =
            await anna.PostBareAsync("/account", [("DisplayName", "Eve's"), ("__RequestVerificationToken", token)]);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_form_that_cannot_be_read_changes_nothing_and_breaks_nothing()
    {
        await using var portal = await GivenPortal.Empty();
        var anna = await portal.SignedInAsync(Role.Administrator);
        using (var answer = await anna.PostAsync("/account", [("DisplayName", "a\0b")]))
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using var broken = new ByteArrayContent("no part at all"u8.ToArray());
        broken.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");
        using var parts = await anna.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/import") { Content = broken });
        Assert.Equal(HttpStatusCode.BadRequest, parts.StatusCode);
    }

    static string PortalToken(string page) => PortalBrowser.Token(page);
}
