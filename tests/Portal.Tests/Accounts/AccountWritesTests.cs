using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Thrombophilia.Given;
using Thrombophilia.Lims.Data.Audit;
using Thrombophilia.Portal.Accounts;
using Thrombophilia.Portal.Tests.Accounts.SignIn;
using Xunit;

namespace Thrombophilia.Portal.Tests.Accounts;

public sealed class AccountWritesTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    // Breaks every write of this kind to a table, or mends it again.
    static void Break(GivenPortal portal, string write, string table)
    {
        using var db = portal.Records();
#pragma warning disable EF1002 // Only constants of this file reach the statement.
        db.Database.ExecuteSqlRaw(
            $"CREATE TRIGGER broken BEFORE {write} ON {table} BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");
#pragma warning restore EF1002
    }

    static void Mend(GivenPortal portal)
    {
        using var db = portal.Records();
        db.Database.ExecuteSqlRaw("DROP TRIGGER broken");
    }

    static List<string> Entries(GivenPortal portal)
    {
        using var db = portal.Records();
        return [.. db.AuditEntries().OrderBy(a => a.Id).Select(a => $"{a.By} {a.Action} {a.Key} {a.Changes}")];
    }

    static string Look(Account account) => string.Join(
        '|', account.DisplayName, string.Join(' ', account.Roles), account.Disabled, account.MustChangePassword,
        account.PasswordHash, account.SecurityStamp, account.TwoFactorEnabled, account.AccessFailedCount,
            account.LockoutEnd, account.LastSignIn, account.ConcurrencyStamp);

    static Task<string> LookAsync(GivenPortal portal) => portal.WithAsync(async (AccountsDb db) =>
        Look(await db.Users.AsNoTracking().SingleAsync(a => a.UserName == "anna", Stop))
        + string.Concat((await db.UserTokens.AsNoTracking().ToListAsync(Stop)).Select(t => t.Name + t.Value)));

    public static TheoryData<string> Acts => [.. AllActs.Keys];

    static readonly Dictionary<string, Func<AccountService, Account, Task>> AllActs = new()
    {
        ["change"] = (service, anna) => service.ChangeAsync(anna, "Anna B", [Role.Geneticist], ["S2"], Stop),
        ["disable"] = (service, anna) => service.DisableAsync(anna, Stop),
        ["enable"] = (service, anna) => service.EnableAsync(anna),
        ["unlock"] = (service, anna) => service.UnlockAsync(anna),
        ["reset code"] = (service, anna) => service.ResetCodeAsync(anna),
        ["new password"] = (service, anna) => service.RenewPasswordAsync(anna),
        ["add"] = (service, _) => service.AddAsync(new("li.wei", "", [Role.Technician], ["S1"])),
    };

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task A_change_whose_audit_entry_fails_is_undone(string act)
    {
        await using var portal = await GivenPortal.Empty(requireCode: true);
        await portal.AddAsync("anna", Role.Technician);
        await AccountSignInTests.EnrolAsync(portal);
        var (before, told) = (await LookAsync(portal), Entries(portal));
        Break(portal, "INSERT", "AuditEntries");
        await Assert.ThrowsAsync<SqliteException>(() => ActAsync(portal, act));
        Mend(portal);
        Assert.Equal(before, await LookAsync(portal));
        Assert.Equal(told, Entries(portal));
        Assert.Null(await portal.AccountAsync("li.wei"));

        // The same act works afterwards, and is told once.
        await ActAsync(portal, act);
        Assert.Equal(told.Count + 1, Entries(portal).Count);
    }

    [Theory]
    [MemberData(nameof(Acts))]
    public async Task A_change_that_fails_leaves_no_audit_entry(string act)
    {
        await using var portal = await GivenPortal.Empty(requireCode: true);
        await portal.AddAsync("anna", Role.Technician);
        await AccountSignInTests.EnrolAsync(portal);
        var (before, told) = (await LookAsync(portal), Entries(portal));
        Break(portal, act == "add" ? "INSERT" : "UPDATE", "Accounts_Users");
        await Assert.ThrowsAsync<DbUpdateException>(() => ActAsync(portal, act));
        Mend(portal);
        Assert.Equal(before, await LookAsync(portal));
        Assert.Equal(told, Entries(portal));
    }

    static Task<bool> ActAsync(GivenPortal portal, string act) => portal.WithServiceAsync(async service =>
    {
        await AllActs[act](service, (await service.FindAsync("anna"))!);
        return true;
    });

    [Theory]
    [InlineData(GivenPortal.Password, "signed-in")]
    [InlineData("not the password at all", "refused-password")]
    public async Task A_try_at_the_door_that_cannot_be_told_changes_nothing(string password, string action)
    {
        await using var portal = await GivenPortal.Empty();
        await portal.AddAsync("anna", Role.Technician);
        var before = await LookAsync(portal);
        Break(portal, "INSERT", "AuditEntries");
        using (var answer = await portal.Browser().TryAsync("anna", password))
            Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal(before, await LookAsync(portal));
        Assert.False(await portal.WithAsync((AccountsDb db) => db.Sessions.AnyAsync(Stop)));
        Mend(portal);
        using (await portal.Browser().TryAsync("anna", password)) { }
        Assert.Contains($" {action} anna ", Entries(portal)[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_problem_that_a_step_returns_undoes_what_it_did_and_what_it_told()
    {
        await using var portal = await GivenPortal.Empty();
        await portal.AddAsync("anna", Role.Technician);
        var (before, told) = (await LookAsync(portal), Entries(portal));
        var problem = await portal.WithAsync(async (IServiceProvider services) =>
        {
            var users = services.GetRequiredService<AccountUsers>();
            return await services.GetRequiredService<AccountWrites>().RunAsync(
                async step =>
                {
                    var anna = (await users.FindByNameAsync("anna"))!;
                    anna.DisplayName = "Nobody";
                    Assert.True((await users.UpdateAsync(anna)).Succeeded);
                    step.Note("signed-in", "anna");
                    return new("last-administrator");
                },
                Stop);
        });
        Assert.Equal("last-administrator", problem?.Code);
        Assert.Equal((before, told.Count), (await LookAsync(portal), Entries(portal).Count));
    }

    [Fact]
    public async Task After_a_step_the_accounts_are_read_and_written_as_before_it()
    {
        await using var portal = await GivenPortal.Empty();
        await portal.AddAsync("anna", Role.Technician);
        await portal.WithServiceAsync(async service =>
        {
            var anna = (await service.FindAsync("anna"))!;
            for (var i = 0; i < 3; i++)
                Assert.Null(await service.ChangeAsync(anna, "Anna " + i, [Role.Technician], ["S1"], Stop));
            Assert.Null(await service.SettleAsync(anna, GivenPortal.Password + "!"));
            Assert.True(await service.AnyAsync(Stop));
            return true;
        });
        Assert.Equal("Anna 2", (await portal.AccountAsync("anna")).DisplayName);
    }

    [Fact]
    public async Task Two_administrators_who_disable_each_other_at_once_leave_one()
    {
        await using var portal = await GivenPortal.Empty();
        await portal.AddAsync("anna", Role.Administrator);
        await portal.AddAsync("li.wei", Role.Administrator);
        var problems = await Task.WhenAll(new[] { "anna", "li.wei" }.Select(name => Task.Run(() =>
            portal.WithServiceAsync(async service => await service.DisableAsync((await service.FindAsync(name))!, Stop)))));
        Assert.Equal("last-administrator", Assert.Single(problems, p => p is not null)?.Code);
    }

    const string Guess = "not the password at all";

    // By whom, what and of which account, without what made the accounts of the test.
    static (string By, string Action, string Key)[] Told(GivenPortal portal)
    {
        using var db = portal.Records();
        var entries = db.AuditEntries().OrderBy(a => a.Id).ToList();
        foreach (var secret in new[] { Guess, GivenPortal.Password })
            Assert.DoesNotContain(entries, e => e.Changes.Contains(secret, StringComparison.Ordinal));
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
        using (await browser.PostAsync("/account/password",
            [("Old", Guess), ("New", Guess + "!"), ("Again", Guess + "!")])) { }
        using (await browser.PostAsync("/account", [], to: "/sign-out")) { }
        Assert.Equal(
            [
                ("system", "refused-password", "anna"), ("system", "refused-password", "anna"),
                    ("anna", "signed-in", "anna"),
                ("anna", "refused-password", "anna"), ("anna", "signed-out", "anna"),
            ],
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
        using (await browser.PostAsync("/sign-in/code", [("Code", GivenPortal.CodeOf(key, later: 1))])) { }
        Assert.Equal([("system", "refused-code", "anna"), ("anna", "signed-in", "anna")], Told(portal)[before..]);
    }

    [Fact]
    public async Task A_locked_account_is_told_once_and_its_further_tries_are_not()
    {
        await using var portal = await GivenPortal.Empty();
        await portal.AddAsync("anna", Role.Technician);
        var browser = portal.Browser();
        await FailAsync(browser, "anna", 12);
        Assert.Equal([.. Enumerable.Repeat("refused-password", 5), "locked-out"], Told(portal).Select(t => t.Action));
        portal.Time.Advance(TimeSpan.FromMinutes(16));
        await FailAsync(browser, "anna", 12);
        Assert.Equal(12, Told(portal).Length);
    }

    [Fact]
    public async Task A_closed_account_is_told_with_its_name_and_no_oftener_than_a_lock_allows()
    {
        await using var portal = await GivenPortal.Empty();
        await portal.AddAsync("anna", Role.Technician);
        await portal.WithServiceAsync(async service => await service.DisableAsync((await service.FindAsync("anna"))!, Stop));
        await FailAsync(portal.Browser(), "anna", 12, GivenPortal.Password);
        Assert.Equal([.. Enumerable.Repeat(("system", "refused-closed", "anna"), 5), ("system", "locked-out", "anna")],
            Told(portal));
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
