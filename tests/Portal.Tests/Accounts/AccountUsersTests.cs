using Thrombophilia.Portal.Accounts;
using Xunit;

namespace Thrombophilia.Portal.Tests.Accounts;

public sealed class AccountUsersTests
{
    [Fact]
    public async Task A_failure_counts_though_the_account_was_changed_meanwhile()
    {
        await using var portal = await GivenPortal.Empty();
        await portal.AddAsync("anna", Role.Technician);
        await portal.WithAsync(async (AccountUsers users) =>
        {
            var anna = (await users.FindByNameAsync("anna"))!;
            await portal.WithAsync(async (AccountUsers others) =>
            {
                var same = (await others.FindByNameAsync("anna"))!;
                same.Language = "zh-CN";
                return await others.UpdateAsync(same);
            });
            return await users.AccessFailedAsync(anna);
        });
        var now = await portal.AccountAsync("anna");
        Assert.Equal(("zh-CN", 1), (now.Language, now.AccessFailedCount));
    }
}
