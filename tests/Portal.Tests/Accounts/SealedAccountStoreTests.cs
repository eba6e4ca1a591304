using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Thrombophilia.Given;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Tests.Accounts.SignIn;
using Xunit;

namespace Thrombophilia.Portal.Tests.Accounts;

public sealed class SealedAccountStoreTests
{
    static Task<GivenPortal> On(TempFolder folder) =>
        GivenPortal.Showing(new Overview { At = default }, requireCode: true, folder.Path);

    // A portal that ran and stopped: what its person's device and paper hold.
    static async Task<(string Key, string Recovery)> EnrolledAsync(TempFolder folder)
    {
        await using var portal = await On(folder);
        await portal.AddAsync("anna", Role.Technician);
        var (key, _, recovery) = await AccountSignInTests.EnrolAsync(portal);
        return (key.Replace(" ", "", StringComparison.Ordinal), recovery);
    }

    static async Task<string> AnswerAsync(PortalBrowser browser, string page, params (string, string)[] fields)
    {
        using var answer = await browser.PostAsync(page, fields);
        return answer.StatusCode == HttpStatusCode.Redirect ? "on to " + answer.Headers.Location
            : WebUtility.HtmlDecode(
            Regex.Match(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
                "class=\"error\"[^>]*>([^<]*)<").Groups[1].Value);
    }

    static Task<string> PasswordAsync(PortalBrowser browser) =>
        AnswerAsync(browser, "/sign-in", ("Name", "anna"), ("Password", GivenPortal.Password));

    static bool FileHolds(TempFolder folder, string text) =>
        Directory.EnumerateFiles(folder.Path, "thrombophilia.db*")
        .Any(file => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);

    // As older versions left the rows.
    static void LeaveInTheClear(TempFolder folder, string name, string value)
    {
        using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(folder.Path, "thrombophilia.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE Accounts_Tokens SET Value = $value WHERE Name = $name";
        command.Parameters.AddWithValue("$value", value);
        command.Parameters.AddWithValue("$name", name);
        Assert.Equal(1, command.ExecuteNonQuery());
    }

    [Fact]
    public async Task Neither_the_key_of_a_device_nor_a_recovery_code_stands_in_the_database()
    {
        using var folder = new TempFolder();
        var (key, recovery) = await EnrolledAsync(folder);
        Assert.False(FileHolds(folder, key));
        Assert.False(FileHolds(folder, recovery));
        await using var portal = await On(folder);
        var tokens =
            await portal.WithAsync((AccountsDb db) => db.UserTokens.ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal(2, tokens.Count);
        Assert.All(tokens, token => Assert.StartsWith("sealed:", token.Value, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_an_older_version_left_in_the_clear_goes_on_working_and_leaves_the_file_at_the_next_start()
    {
        using var folder = new TempFolder();
        var (key, recovery) = await EnrolledAsync(folder);
        LeaveInTheClear(folder, "AuthenticatorKey", key);
        LeaveInTheClear(folder, "RecoveryCodes", recovery + ";22222-33333");
        Assert.True(FileHolds(folder, key));
        await using (var portal = await On(folder))
        {
            foreach (var code in new[] { GivenPortal.CodeOf(key, later: 1), "22222-33333" })
            {
                var browser = portal.Browser();
                Assert.StartsWith("on to /sign-in/code", await PasswordAsync(browser), StringComparison.Ordinal);
                Assert.Equal("on to /sign-in", await AnswerAsync(browser, "/sign-in/code", ("Code", code)));
            }
        }
        Assert.False(FileHolds(folder, key));
        Assert.False(FileHolds(folder, recovery));
    }

    [Fact]
    public async Task What_comes_into_the_file_in_the_clear_is_read_as_it_is()
    {
        using var folder = new TempFolder();
        var (key, _) = await EnrolledAsync(folder);
        await using var portal = await On(folder);
        LeaveInTheClear(folder, "AuthenticatorKey", key);
        var browser = portal.Browser();
        await PasswordAsync(browser);
        Assert.Equal("on to /sign-in",
            await AnswerAsync(browser, "/sign-in/code", ("Code", GivenPortal.CodeOf(key, later: 1))));
    }

    [Fact]
    public async Task A_key_ring_that_was_lost_is_refused_with_a_next_step_and_the_step_helps()
    {
        using var folder = new TempFolder();
        await EnrolledAsync(folder);
        Directory.Delete(Path.Combine(folder.Path, "keys"), recursive: true);
        await using var portal = await On(folder);
        Assert.Equal(
            "The key of your device cannot be read with the keys of this portal, so no code can be checked. Ask "
            + "whoever runs the portal to bring its folder of keys back from a backup, or an administrator to "
            + "reset your device.",
            await PasswordAsync(portal.Browser()));
        Assert.Null(await portal.WithServiceAsync(async service => await service.ResetCodeAsync((await service.FindAsync("anna"))!)));
        await AccountSignInTests.EnrolAsync(portal);
    }

    [Fact]
    public async Task A_device_that_was_not_confirmed_before_the_key_ring_was_lost_gets_a_new_key()
    {
        using var folder = new TempFolder();
        await using (var portal = await On(folder))
        {
            await portal.AddAsync("anna", Role.Technician);
            var browser = portal.Browser();
            await browser.SignInAsync("anna", GivenPortal.Password);
            await browser.PageAsync("/account/code");
        }
        Directory.Delete(Path.Combine(folder.Path, "keys"), recursive: true);
        await using var after = await On(folder);
        await AccountSignInTests.EnrolAsync(after);
    }

    [Fact]
    public async Task The_command_keeps_accounts_without_a_key_ring()
    {
        using var folder = new TempFolder();
        var (key, _) = await EnrolledAsync(folder);
        LeaveInTheClear(folder, "AuthenticatorKey", key);
        await using var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System)
            .AddAccounts(folder.Path).BuildServiceProvider();
        services.MigrateAccounts(folder.Path);
        await using var scope = services.CreateAsyncScope();
        var service = scope.ServiceProvider.GetRequiredService<AccountService>();
        Assert.NotNull((await service.AddAsync(new("berta", "Berta", [Role.Administrator], []))).Password);
        Assert.Null(await service.DisableAsync((await service.FindAsync("anna"))!, TestContext.Current.CancellationToken));
        SqliteConnection.ClearAllPools();
    }
}
