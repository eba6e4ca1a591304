using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Data.Audit;
using Thrombophilia.Portal.Accounts;
using Xunit;

namespace Thrombophilia.Portal.Tests.Accounts;

public sealed class AccountWritesTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    // Breaks every write of this kind to a table, or mends it again.
    static void Break(GivenPortal portal, string write, string table)
    {
        using var db = portal.Records();
        db.Database.ExecuteSqlRaw($"CREATE TRIGGER broken BEFORE {write} ON {table} BEGIN SELECT RAISE(ABORT, 'the disk is full'); END");
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
        '|', account.DisplayName, string.Join(' ', account.Roles), account.Disabled, account.MustChangePassword, account.PasswordHash, account.SecurityStamp,
        account.TwoFactorEnabled, account.AccessFailedCount, account.LockoutEnd, account.LastSignIn, account.ConcurrencyStamp);

    static Task<string> LookAsync(GivenPortal portal) => portal.WithAsync(async (AccountsDb db) =>
        Look(await db.Users.AsNoTracking().SingleAsync(a => a.UserName == "anna", Stop))
        + string.Concat((await db.UserTokens.AsNoTracking().ToListAsync(Stop)).Select(t => t.Name + t.Value)));

    public static TheoryData<string> Acts => [.. AllActs.Keys];

    static readonly Dictionary<string, Func<AccountService, Account, Task>> AllActs = new()
    {
        ["change"] = (desk, anna) => desk.ChangeAsync(anna, "Anna B", [Role.Geneticist], ["S2"], Stop),
        ["disable"] = (desk, anna) => desk.DisableAsync(anna, Stop),
        ["enable"] = (desk, anna) => desk.EnableAsync(anna),
        ["unlock"] = (desk, anna) => desk.UnlockAsync(anna),
        ["reset code"] = (desk, anna) => desk.ResetCodeAsync(anna),
        ["new password"] = (desk, anna) => desk.RenewPasswordAsync(anna),
        ["add"] = (desk, _) => desk.AddAsync(new("li.wei", "", [Role.Technician], ["S1"])),
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

    static Task<bool> ActAsync(GivenPortal portal, string act) => portal.AtDeskAsync(async desk =>
    {
        await AllActs[act](desk, (await desk.FindAsync("anna"))!);
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
        using (var answer = await portal.Browser().TryAsync("anna", password)) Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
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
        await portal.AtDeskAsync(async desk =>
        {
            var anna = (await desk.FindAsync("anna"))!;
            for (var i = 0; i < 3; i++) Assert.Null(await desk.ChangeAsync(anna, "Anna " + i, [Role.Technician], ["S1"], Stop));
            Assert.Null(await desk.SettleAsync(anna, GivenPortal.Password + "!"));
            Assert.True(await desk.AnyAsync(Stop));
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
            portal.AtDeskAsync(async desk => await desk.DisableAsync((await desk.FindAsync(name))!, Stop)))));
        Assert.Equal("last-administrator", Assert.Single(problems, p => p is not null)?.Code);
    }
}
