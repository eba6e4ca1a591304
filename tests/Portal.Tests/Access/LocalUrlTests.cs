using Thrombophilia.Portal.Access;
using Xunit;

namespace Thrombophilia.Portal.Tests.Access;

public sealed class LocalUrlTests
{
    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("/\t/evil.example/")]
    [InlineData("evil")]
    [InlineData("")]
    [InlineData(null)]
    public void An_address_elsewhere_is_not_gone_to(string? url) => Assert.Equal("/home", LocalUrl.Or(url, "/home"));

    [Fact]
    public void A_page_of_this_portal_is() => Assert.Equal("/users?q=a", LocalUrl.Or("/users?q=a", "/home"));
}
