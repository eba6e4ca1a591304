using System.Net;
using Thrombophilia.Portal.Accounts;
using Xunit;

namespace Thrombophilia.Portal.Tests.Pages.Audit;

public sealed class AuditTests
{
    [Theory]
    [InlineData("en", "signed in", "signed out", "refused, wrong password", "refused, closed account",
        "refused, wrong one-time code", "refused, unreadable key of the device", "refused, unknown account",
        "locked after too many failed attempts")]
    [InlineData("zh-CN", "登录", "退出登录", "拒绝登录：密码错误", "拒绝登录：账户已停用", "拒绝登录：动态验证码错误", "拒绝登录：设备密钥无法读取", "拒绝登录：账户不存在",
        "失败次数过多，已锁定")]
    public async Task What_happened_at_sign_in_is_said_in_words(string language, params string[] words)
    {
        await using var portal = await GivenPortal.Empty();
        await portal.WithAsync((AccountWrites writes) => writes.RunAsync(
            step =>
            {
                string[] refusals = ["refused-password", "refused-closed", "refused-code", "refused-key"];
                foreach (var action in (string[])["signed-in", "signed-out", .. refusals, "locked-out"])
                    step.Note(action, "anna");
                step.Note("refused-unknown", "");
                return Task.FromResult<AccountProblem?>(null);
            },
            TestContext.Current.CancellationToken));
        var auditor = await portal.SignedInAsync(Role.DataAuditor);
        using (await auditor.PostAsync("/account", [("language", language)], to: "/language")) { }
        var page = WebUtility.HtmlDecode(await auditor.PageAsync("/audit"));
        var account = language == "en" ? "account" : "账户";
        Assert.All(words, word => Assert.Contains($"\">{word} {account} ", page, StringComparison.Ordinal));
        Assert.DoesNotContain("href=\"/audit?Key=\"", page, StringComparison.Ordinal);
    }
}
