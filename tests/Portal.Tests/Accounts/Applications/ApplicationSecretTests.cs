using Thrombophilia.Portal.Accounts.Applications;
using Xunit;

namespace Thrombophilia.Portal.Tests.Accounts.Applications;

public sealed class ApplicationSecretTests
{
    [Fact]
    public void A_secret_is_known_by_its_prefix_and_a_mistyped_one_by_its_check()
    {
        var secret = ApplicationSecret.New();
        Assert.Matches("^tph_[0-9A-Za-z]{40}_[0-9a-f]{8}$", secret);
        Assert.Matches("^[0-9a-f]{64}$", ApplicationSecret.HashOf(secret));
        Assert.NotEqual(secret, ApplicationSecret.New());
        Assert.All(Enumerable.Range(0, secret.Length), at =>
        {
            var mistyped = secret.ToCharArray();
            mistyped[at] = mistyped[at] == 'x' ? 'y' : 'x';
            Assert.Null(ApplicationSecret.HashOf(new(mistyped)));
        });
        Assert.All(["", "tph_", secret[..^1], secret + "0"], wrong => Assert.Null(ApplicationSecret.HashOf(wrong)));
    }
}
