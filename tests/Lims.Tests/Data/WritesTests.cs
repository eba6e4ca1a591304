using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Biobank.Families;
using Thrombophilia.Lims.Data;
using Thrombophilia.Lims.Data.Audit;
using Xunit;

namespace Thrombophilia.Lims.Tests.Data;

public sealed class WritesTests : IDisposable
{
    readonly GivenLims lab = new();

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_saved_outside_of_a_step()
    {
        lab.Db.Add(new Family("F1", "WH"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => lab.Db.SaveChangesAsync(Stop));
        Assert.Throws<InvalidOperationException>(() => lab.Db.SaveChanges());
        lab.Reopen();
        Assert.False(await lab.Db.Families().AnyAsync(Stop));
    }

    [Fact]
    public async Task A_step_that_fails_leaves_neither_its_rows_nor_their_audit_entries()
    {
        await Assert.ThrowsAsync<NotSupportedException>(() => lab.Writes.RunAsync(async _ =>
        {
            lab.Db.Add(new Family("F1", "WH"));
            await lab.Db.SaveChangesAsync(Stop);
            throw new NotSupportedException();
        }, Stop));
        Assert.False(await lab.Db.Families().AnyAsync(Stop));
        Assert.False(await lab.Db.AuditEntries().AnyAsync(Stop));
    }

    [Fact]
    public async Task A_wait_for_another_writer_is_told_once_and_hears_a_stop()
    {
        await using var other = new Microsoft.Data.Sqlite.SqliteConnection(
            $"Data Source={Path.Combine(lab.Folder, "thrombophilia.db")};Pooling=False");
        await other.OpenAsync(Stop);
        await using var busy = other.BeginTransaction();
        using var enough = new CancellationTokenSource();
        var told = new List<TimeSpan>();
        void Tell(TimeSpan waited)
        {
            told.Add(waited);
            enough.CancelAfter(TimeSpan.FromSeconds(2));
        }
        WriteLock.IsAwaited += Tell;
        try
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => lab.Writes.RunAsync(_ => Task.CompletedTask, enough.Token));
        }
        finally
        {
            WriteLock.IsAwaited -= Tell;
        }
        Assert.NotEmpty(told);
        Assert.True(told[0] >= TimeSpan.FromSeconds(2));
        busy.Rollback();
        await lab.Writes.RunAsync(_ => Task.CompletedTask, Stop);
    }

    [Fact]
    public async Task A_step_begins_with_nothing_tracked()
    {
        lab.Db.Add(new Family("F1", "WH"));
        await lab.Writes.RunAsync(_ => Task.CompletedTask, Stop);
        Assert.False(await lab.Db.Families().AnyAsync(Stop));
    }

    [Fact]
    public async Task Another_writer_in_the_way_makes_a_step_run_again_and_its_first_try_leaves_nothing()
    {
        var tries = 0;
        await lab.Writes.RunAsync(async _ =>
        {
            tries++;
            lab.Db.Add(new Family($"F{tries}", "WH"));
            await lab.Db.SaveChangesAsync(Stop);
            if (tries < 3) throw new InTheWay();
        }, Stop);
        Assert.Equal(3, tries);
        Assert.Equal(["F3"], await lab.Db.Families().Select(f => f.Code).ToListAsync(Stop));
        Assert.Equal(1, await lab.Db.AuditEntries().CountAsync(Stop));
    }

    [Fact]
    public async Task A_writer_that_is_always_in_the_way_is_told()
    {
        var tries = 0;
        await Assert.ThrowsAsync<InTheWay>(() => lab.Writes.RunAsync(_ =>
        {
            tries++;
            throw new InTheWay();
        }, Stop));
        Assert.Equal(3, tries);
    }

    [Fact]
    public async Task Whom_a_step_concerns_is_concluded_once_before_the_commit_and_a_failure_there_undoes_the_step()
    {
        var concluded = new List<int>();
        var writes = new Writes(lab.Db, (_, subjects, reason, _) =>
        {
            Assert.Equal("consent-recorded", reason);
            concluded.AddRange(subjects);
            if (subjects.Contains(2)) throw new NotSupportedException();
        });
        await writes.RunAsync(step =>
        {
            step.Concerns(1, "consent-recorded");
            step.Concerns(1, "consent-recorded");
            lab.Db.Add(new Family("F1", "WH"));
            return Task.CompletedTask;
        }, Stop);
        await Assert.ThrowsAsync<NotSupportedException>(() => writes.RunAsync(step =>
        {
            step.Concerns(2, "consent-recorded");
            lab.Db.Add(new Family("F2", "WH"));
            return Task.CompletedTask;
        }, Stop));
        Assert.Equal([1, 2], concluded);
        Assert.Equal(["F1"], await lab.Db.Families().Select(f => f.Code).ToListAsync(Stop));
    }

    [Fact]
    public async Task A_step_that_concerns_somebody_needs_something_that_concludes() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => new Writes(lab.Db).RunAsync(step =>
        {
            step.Concerns(1, "consent-recorded");
            return Task.CompletedTask;
        }, Stop));

    public void Dispose() => lab.Dispose();

    sealed class InTheWay : DbException
    {
        public override bool IsTransient => true;
    }
}
