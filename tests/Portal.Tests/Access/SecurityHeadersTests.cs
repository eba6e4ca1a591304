using Thrombophilia.Portal.Access;
using Thrombophilia.Portal.Accounts;
using Xunit;

namespace Thrombophilia.Portal.Tests.Access;

public sealed class SecurityHeadersTests
{
    [Fact]
    public async Task Every_door_answers_with_the_headers_to_friend_and_stranger()
    {
        await using var portal = await GivenPortal.Empty();
        foreach (var browser in new[] { portal.Browser(), await portal.SignedInAsync([.. Role.All]) })
            foreach (var path in RouteAccess.All.Select(
                rule => rule.Route.Replace("{name}", "user1", StringComparison.Ordinal)).Append("/nowhere"))
            {
                using var answer = await browser.GetAsync(path);
                Assert.True(answer.Headers.Contains("Content-Security-Policy"), $"{path}: {answer.StatusCode}");
                Assert.Equal(SecurityHeaders.Policy,
                    Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
                Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
                Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
                Assert.Contains("no-store", answer.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
            }
    }

    [Fact]
    public void The_policy_opens_nothing_but_forms_to_this_portal()
    {
        Assert.Contains("default-src 'none'", SecurityHeaders.Policy, StringComparison.Ordinal);
        Assert.Contains("form-action 'self'", SecurityHeaders.Policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", SecurityHeaders.Policy, StringComparison.Ordinal);
        Assert.DoesNotContain("*", SecurityHeaders.Policy, StringComparison.Ordinal);
    }
}
