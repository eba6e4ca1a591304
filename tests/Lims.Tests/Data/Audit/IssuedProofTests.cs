using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Data.Audit;
using Xunit;

namespace Thrombophilia.Lims.Tests.Data.Audit;

/// <summary>What was issued is what the audit trail sealed, whoever had the file in hand.</summary>
public sealed class IssuedProofTests : IDisposable
{
    readonly GivenLims lab = new();
    static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    public void Dispose() => lab.Dispose();

    [Fact]
    public async Task One_entry_seals_what_a_step_issued()
    {
        await Issued();
        var entry = Assert.Single(await lab.Db.AuditEntries().Where(a => a.Action == "issued").ToListAsync(Stop));
        Assert.Matches("""^\{"Conclusions":\[null,"1-2 [0-9a-f]{64}"\],"Findings":\[null,"1-\d+ .*"RegistryEntries":""", entry.Changes);
        Assert.Null((await AuditProof.VerifyAsync(lab.Db, lab.Folder, Stop)).Broken);
    }

    [Theory]
    [InlineData("Findings", "UPDATE Findings SET Status = 'Called', Copies = 2 WHERE Id = 1")]
    [InlineData("Findings", "DELETE FROM Findings WHERE Id = 2")]
    [InlineData("Conclusions", "UPDATE Conclusions SET Statements = '[]'")]
    [InlineData("Conclusions", "UPDATE Conclusions SET ForReport = 1 - ForReport")]
    [InlineData("RegistryEntries", "UPDATE RegistryEntries SET Codes = ''")]
    public async Task What_somebody_changed_in_an_issued_row_is_found(string table, string sql)
    {
        await Issued();
        await Execute($"DROP TRIGGER {table}_never_UPDATE; DROP TRIGGER {table}_never_DELETE; {sql}");
        var (broken, _, _) = await AuditProof.VerifyAsync(lab.Db, lab.Folder, Stop);
        Assert.Equal("issued", broken?.Fault);
    }

    [Fact]
    public async Task A_row_that_nobody_issued_is_found()
    {
        await Issued();
        await Execute("CREATE TEMP TABLE one AS SELECT * FROM RegistryEntries WHERE Id = 1; "
            + "UPDATE one SET Id = 99, Version = 9; INSERT INTO RegistryEntries SELECT * FROM one");
        Assert.Equal("unsealed", (await AuditProof.VerifyAsync(lab.Db, lab.Folder, Stop)).Broken?.Fault);
    }

    [Fact]
    public async Task Rows_from_before_there_were_seals_are_left_aside()
    {
        await Issued();
        foreach (var verb in new[] { "UPDATE", "DELETE" }) await Execute($"DROP TRIGGER AuditEntries_never_{verb}");
        // The last entry is the seal: without it the trail is one of before.
        await Execute("DELETE FROM AuditEntries WHERE Action = 'issued'");
        Assert.Null((await AuditProof.VerifyAsync(lab.Db, lab.Folder, Stop)).Broken);
        await lab.Complete(await lab.Begin("bb"), GivenLims.Calls("S1"), "S1");
        Assert.Null((await AuditProof.VerifyAsync(lab.Db, lab.Folder, Stop)).Broken);
    }

    async Task Issued()
    {
        await lab.Registered();
        await lab.Complete(await lab.Begin(), GivenLims.Calls("S1", "S2"), "S1", "S2");
    }

    Task<int> Execute(string sql) => lab.Db.Database.ExecuteSqlRawAsync(sql, Stop);
}
