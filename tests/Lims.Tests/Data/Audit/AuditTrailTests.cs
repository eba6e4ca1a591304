using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Samples;
using Thrombophilia.Lims.Data.Audit;
using Thrombophilia.Lims.Kernel;
using Xunit;

namespace Thrombophilia.Lims.Tests.Data.Audit;

public sealed class AuditTrailTests : IDisposable
{
    readonly GivenLims lab = new();
    static readonly CancellationToken Stop = TestContext.Current.CancellationToken;

    public void Dispose() => lab.Dispose();

    [Fact]
    public async Task A_change_says_who_when_and_what_it_was_before()
    {
        lab.As("tech");
        var subject = await lab.Consented();
        await lab.Subjects.DescribeAsync(subject.PublicId,
            new(SubjectGroup.Case, Sex.F, 1980, "CVTT-7", Transplant.Liver), null, Stop);
        var entry = await lab.Db.AuditEntries().OrderBy(a => a.Id).LastAsync(Stop);
        Assert.Equal(("tech", "changed", "Subject", "P10"), (entry.By, entry.Action, entry.Entity, entry.Key));
        Assert.Equal("""{"Enrolment":[null,"CVTT-7"],"Transplant":["NotRecorded","Liver"]}""", entry.Changes);
        Assert.Equal(GivenLims.Now, entry.At.At);
    }

    [Fact]
    public async Task The_reason_stands_with_the_change_it_was_given_for()
    {
        var subject = await lab.Consented();
        await lab.Subjects.WithdrawAsync(subject.PublicId, "asked by letter", Stop);
        await lab.Subjects.DescribeAsync(subject.PublicId, new(SubjectGroup.Case, Sex.F, 1980, "E1", Transplant.None),
            null, Stop);
        Assert.Equal(["asked by letter"],
            await lab.Db.AuditEntries().Where(a => a.Reason != null).Select(a => a.Reason).ToListAsync(Stop));
    }

    [Fact]
    public async Task An_import_is_audited_row_by_row()
    {
        await lab.Registered();
        Assert.Equal(9,
            await lab.Db.AuditEntries()
                .CountAsync(a => a.Action == "added" && a.By == "system" && a.Entity != "ImportBatch", Stop));
        Assert.Null((await AuditProof.VerifyAsync(lab.Db, lab.Folder, Stop)).Broken);
    }

    [Fact]
    public async Task A_step_that_fails_leaves_no_entry()
    {
        var subject = await lab.Consented();
        var before = await lab.Db.AuditEntries().CountAsync(Stop);
        Assert.Equal("volume: volume-not-positive", await GivenLims.Refused(() => lab.Received(subject, "dna", -1)));
        Assert.Equal(before, await lab.Db.AuditEntries().CountAsync(Stop));
        Assert.Equal(0, await lab.Db.Samples().CountAsync(Stop));
    }

    [Theory]
    [InlineData("UPDATE AuditEntries SET Changes = '{}' WHERE Id = 3", 3, "content")]
    [InlineData("UPDATE AuditEntries SET By = 'somebody' WHERE Id = 2", 2, "content")]
    [InlineData("DELETE FROM AuditEntries WHERE Id = 4", 5, "gap")]
    [InlineData("UPDATE AuditEntries SET Previous = Hash WHERE Id = 5", 5, "link")]
    public async Task What_somebody_changed_in_the_file_is_found_at_its_first_link(string sql, long entry, string fault)
    {
        await lab.Registered();
        Execute("DROP TRIGGER AuditEntries_never_UPDATE");
        Execute("DROP TRIGGER AuditEntries_never_DELETE");
        Execute(sql);
        Assert.Equal(new BrokenLink(entry, fault), (await AuditProof.VerifyAsync(lab.Db, lab.Folder, Stop)).Broken);
    }

    [Theory]
    [InlineData("UPDATE AuditEntries SET By = 'somebody'")]
    [InlineData("DELETE FROM AuditEntries")]
    public async Task The_database_itself_refuses_to_change_the_trail(string sql)
    {
        await lab.Registered();
        Assert.Contains("AuditEntries are never changed", Assert.Throws<SqliteException>(() => Execute(sql)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_archived_goes_on_to_prove_itself_and_the_rest()
    {
        await lab.Registered();
        Assert.Equal(0, await AuditArchiver.ArchiveAsync(lab.Writes, lab.Folder, GivenLims.Now, Stop));
        var all = await lab.Db.AuditEntries().CountAsync(Stop);
        Assert.Equal(all - 1,
            await AuditArchiver.ArchiveAsync(lab.Writes, lab.Folder, GivenLims.Now.AddSeconds(1), Stop));
        Assert.Equal(1, await lab.Db.AuditEntries().CountAsync(Stop));
        await lab.Consented();
        Assert.Equal((null, all + 2L),
            await AuditProof.VerifyAsync(lab.Db, lab.Folder, Stop) is var (broken, entries, _) ? (broken, entries)
                : default);
        await AuditArchiver.ArchiveAsync(lab.Writes, lab.Folder, GivenLims.Now.AddSeconds(1), Stop);
        Assert.Null((await AuditProof.VerifyAsync(lab.Db, lab.Folder, Stop)).Broken);

        var file = Directory.GetFiles(Path.Combine(lab.Folder, "audit")).Order(StringComparer.Ordinal).First();
        var bytes = await File.ReadAllBytesAsync(file, Stop);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, Stop);
        Assert.Equal(new BrokenLink(1, "file", Path.GetFileName(file)),
            (await AuditProof.VerifyAsync(lab.Db, lab.Folder, Stop)).Broken);
        File.Delete(file);
        Assert.Equal("file", (await AuditProof.VerifyAsync(lab.Db, lab.Folder, Stop)).Broken?.Fault);
    }

    void Execute(string sql)
    {
        using var command = lab.Db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // Written here.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
