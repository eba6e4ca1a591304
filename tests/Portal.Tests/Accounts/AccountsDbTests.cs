using Microsoft.EntityFrameworkCore;
using Thrombophilia.Given;
using Thrombophilia.Lims.Biobank.Subjects;
using Thrombophilia.Lims.Data;
using Thrombophilia.Portal.Accounts;
using Xunit;

namespace Thrombophilia.Portal.Tests.Accounts;

public sealed class AccountsDbTests
{
    static AccountsDb Open(string folder) =>
        new((DbContextOptions<AccountsDb>)SharedDatabase.Use(
            new DbContextOptionsBuilder<AccountsDb>(), folder, AccountsDb.History).Options);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Records_and_accounts_share_a_file_whichever_comes_first(bool recordsFirst)
    {
        using var folder = new TempFolder();
        if (recordsFirst) await using (LimsDb.Open(folder.Path)) { }
        await using (var db = Open(folder.Path))
        {
            SharedDatabase.Migrate(db, folder.Path);
            db.Users.Add(new Account { UserName = "anna", Roles = [Role.Technician] });
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        await using (var records = LimsDb.Open(folder.Path))
            Assert.Equal(0, await records.Subjects().CountAsync(TestContext.Current.CancellationToken));
        await using (var db = Open(folder.Path))
        {
            SharedDatabase.Migrate(db, folder.Path);
            Assert.Equal([Role.Technician], (await db.Users.SingleAsync(TestContext.Current.CancellationToken)).Roles);
            Assert.Equal("wal",
                (await db.Database.SqlQuery<string>($"SELECT journal_mode AS Value FROM pragma_journal_mode")
                    .SingleAsync(TestContext.Current.CancellationToken)));
            Assert.NotEmpty(
                await db.Database.SqlQuery<string>($"SELECT MigrationId AS Value FROM __AccountsMigrations")
                    .ToListAsync(TestContext.Current.CancellationToken));
        }
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    [Fact]
    public async Task No_change_of_the_model_waits_for_a_migration()
    {
        using var folder = new TempFolder();
        await using var db = Open(folder.Path);
        Assert.False(db.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task Every_table_has_the_prefix_that_keeps_it_apart()
    {
        using var folder = new TempFolder();
        await using var db = Open(folder.Path);
        Assert.All(db.Model.GetEntityTypes(),
            entity => Assert.StartsWith("Accounts_", entity.GetTableName(), StringComparison.Ordinal));
    }
}
