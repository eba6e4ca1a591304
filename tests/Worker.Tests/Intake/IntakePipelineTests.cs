using Microsoft.EntityFrameworkCore;
using Thrombophilia.Lims.Laboratory.Intake;
using Thrombophilia.Worker.Intake;
using Xunit;

namespace Thrombophilia.Worker.Tests.Intake;

public sealed class IntakePipelineTests : IDisposable
{
    readonly GivenWorker worker = new();

    [Fact]
    public async Task A_file_is_read_written_and_kept()
    {
        await worker.RegisterAsync("S1");
        worker.Drop("a.vcf", GivenWorker.Vcf("S1"));
        await worker.RunAsync();
        Assert.Equal((1, 0, 0, GivenWorker.HotSpots), await worker.StateAsync());
        Assert.Empty(Directory.GetFiles(worker.Data.Inbox));
        Assert.Empty(worker.InWork);
        Assert.Single(Directory.GetFiles(Directory.GetDirectories(Path.Combine(worker.Data.Root, "kept"))[0]),
            path => path.EndsWith("a.vcf", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task The_same_bytes_are_recognised_together_and_later(int readers)
    {
        await worker.RegisterAsync("S1");
        worker.Drop("a.vcf", GivenWorker.Vcf("S1"));
        worker.Drop("b.vcf", GivenWorker.Vcf("S1"));
        await worker.RunAsync(readers: readers);
        worker.Drop("c.vcf", GivenWorker.Vcf("S1"));
        await worker.RunAsync();
        Assert.Equal((1, 0, 0, GivenWorker.HotSpots), await worker.StateAsync());
        Assert.Empty(worker.InWork);
        Assert.Single(Directory.GetDirectories(Path.Combine(worker.Data.Root, "kept")));
    }

    [Fact]
    public async Task A_file_is_read_while_somebody_writes_and_only_wanted_names_have_rows()
    {
        await worker.RegisterAsync("S1");
        worker.Drop("a.vcf", GivenWorker.Vcf("S1", "S2"));
        await using var db = worker.Db();
        await using var busy =
            await db.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable,
            TestContext.Current.CancellationToken);
        var path = Path.Combine(worker.Data.Inbox, "a.vcf");
        var outcome =
            await worker.Reader().ReadAsync(new Job("a.vcf", path, null, null), TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        var read = Assert.IsType<IntakeEnd.Read>(Assert.IsType<Outcome.Ended>(outcome).End);
        Assert.Equal(["S1", "S2"], read.Names);
        Assert.Equal(["S1"], read.Wanted);
        Assert.Equal(GivenWorker.HotSpots, read.Rows.Count());
        Assert.All(read.Rows, row => Assert.Equal("S1", row.Sample));
    }

    [Fact]
    public async Task An_error_in_one_file_costs_only_that_file_and_the_next_run_makes_it_good()
    {
        await worker.RegisterAsync("S1", "S2", "S3");
        foreach (var sample in new[] { "S1", "S2", "S3" }) worker.Drop(sample + ".vcf", GivenWorker.Vcf(sample));
        await worker.SqlAsync(
            $"""
            CREATE TRIGGER "bad_file" BEFORE INSERT ON "IntakeSamples" WHEN NEW."VcfName" = 'S2'
            BEGIN SELECT RAISE(ABORT, 'bad'); END
            """);
        await Assert.ThrowsAnyAsync<Exception>(() => worker.WriteTogetherAsync());
        Assert.Equal((2, 0, 0, 2 * GivenWorker.HotSpots), await worker.StateAsync());
        Assert.Equal(["S2.vcf"], worker.InWork);
        await worker.SqlAsync($"DROP TRIGGER \"bad_file\"");
        await worker.RunAsync();
        Assert.Equal((3, 0, 0, 3 * GivenWorker.HotSpots), await worker.StateAsync());
        Assert.Empty(worker.InWork);
    }

    [Fact]
    public async Task A_stop_between_a_commit_of_many_and_their_moves_loses_none_and_doubles_none()
    {
        await worker.RegisterAsync("S1", "S2", "S3");
        foreach (var sample in new[] { "S1", "S2", "S3" }) worker.Drop(sample + ".vcf", GivenWorker.Vcf(sample));
        var kept = Path.Combine(worker.Data.Root, "kept");
        Directory.Delete(kept);
        await Assert.ThrowsAnyAsync<IOException>(() => worker.WriteTogetherAsync());
        Assert.Equal((3, 0, 0, 3 * GivenWorker.HotSpots), await worker.StateAsync());
        Assert.Equal(["S1.vcf", "S2.vcf", "S3.vcf"], worker.InWork);
        Directory.CreateDirectory(kept);
        await worker.RunAsync();
        Assert.Equal((3, 0, 0, 3 * GivenWorker.HotSpots), await worker.StateAsync());
        Assert.Empty(worker.InWork);
        Assert.Equal(3, Directory.GetDirectories(kept).Length);
    }

    [Fact]
    public async Task A_failure_while_writing_stops_loudly_leaves_nothing_and_is_made_good_by_the_next_run()
    {
        await worker.RegisterAsync("S1");
        worker.Drop("a.vcf", GivenWorker.Vcf("S1"));
        await worker.SqlAsync(
            $"""
            CREATE TRIGGER "disk_full" BEFORE INSERT ON "Findings" WHEN (SELECT COUNT(*) FROM "Findings") = 5
            BEGIN SELECT RAISE(ABORT, 'full'); END
            """);
        await Assert.ThrowsAnyAsync<Exception>(() => worker.RunAsync());
        Assert.Equal(["a.vcf"], worker.InWork);
        await worker.SqlAsync($"DROP TRIGGER \"disk_full\"");
        await worker.RunAsync();
        Assert.Equal((1, 0, 0, GivenWorker.HotSpots), await worker.StateAsync());
        Assert.Empty(worker.InWork);
    }

    [Fact]
    public async Task A_stop_between_the_commit_and_the_move_doubles_nothing()
    {
        await worker.RegisterAsync("S1");
        worker.Drop("a.vcf", GivenWorker.Vcf("S1"));
        var kept = Path.Combine(worker.Data.Root, "kept");
        Directory.Delete(kept);
        await Assert.ThrowsAnyAsync<IOException>(() => worker.RunAsync());
        Assert.Equal((1, 0, 0, GivenWorker.HotSpots), await worker.StateAsync());
        Assert.Equal(["a.vcf"], worker.InWork);
        Directory.CreateDirectory(kept);
        await worker.RunAsync();
        Assert.Equal((1, 0, 0, GivenWorker.HotSpots), await worker.StateAsync());
        Assert.Empty(worker.InWork);
        Assert.Single(Directory.GetDirectories(kept));
    }

    [Fact]
    public async Task An_unknown_name_is_held_and_registering_it_reads_the_kept_file_again()
    {
        await worker.RegisterAsync("S1");
        worker.Drop("a.vcf", GivenWorker.Vcf("S1", "S2"));
        await worker.RunAsync();
        Assert.Equal((1, 0, 1, GivenWorker.HotSpots), await worker.StateAsync());
        await worker.RegisterAsync("S1", "S2");
        await worker.RunAsync();
        Assert.Equal((1, 0, 0, 2 * GivenWorker.HotSpots), await worker.StateAsync());
        await worker.RunAsync();
        Assert.Equal((1, 0, 0, 2 * GivenWorker.HotSpots), await worker.StateAsync());
    }

    [Fact]
    public async Task A_bad_file_goes_to_the_quarantine_with_its_reason_and_harms_no_other()
    {
        await worker.RegisterAsync("S1", "S2");
        worker.Drop("a.vcf", GivenWorker.Vcf("S1"));
        worker.Drop("b.vcf", GivenWorker.Vcf("S2")[..^10]);
        worker.Drop("c.vcf", GivenWorker.Vcf("S2"));
        await worker.RunAsync();
        Assert.Equal((2, 1, 0, 2 * GivenWorker.HotSpots), await worker.StateAsync());
        Assert.True(File.Exists(Path.Combine(worker.Data.Quarantine, "b.vcf")));
        var reason =
            await File.ReadAllTextAsync(Path.Combine(worker.Data.Quarantine, "b.vcf.reason.txt"),
            TestContext.Current.CancellationToken);
        Assert.Contains("inside a line", reason, StringComparison.Ordinal);
        Assert.Contains("Copy it again", reason, StringComparison.Ordinal);
        Assert.DoesNotContain(worker.Data.Root, reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_file_that_comes_again_is_refused_again_and_recorded_once()
    {
        worker.Drop("b.vcf", "no vcf at all\n");
        await worker.RunAsync();
        worker.Drop("b.vcf", "no vcf at all\n");
        await worker.RunAsync();
        Assert.Equal((0, 1, 0, 0), await worker.StateAsync());
        Assert.Equal(["b.vcf", "b.vcf.reason.txt"],
            Directory.GetFiles(worker.Data.Quarantine).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_stop_is_orderly_and_the_next_run_finishes_what_was_open()
    {
        await worker.RegisterAsync("S1");
        worker.Drop("a.vcf", GivenWorker.Vcf("S1"));
        using var stop = new CancellationTokenSource();
        await worker.RunAsync(look =>
        {
            if (look == 2) stop.Cancel();
            return true;
        }, stop: stop.Token);
        Assert.Empty(Directory.GetFiles(worker.Data.Inbox));
        await worker.RunAsync();
        Assert.Equal((1, 0, 0, GivenWorker.HotSpots), await worker.StateAsync());
        Assert.Empty(worker.InWork);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_link_in_the_inbox_is_followed_and_its_bytes_are_kept(bool relative)
    {
        await worker.RegisterAsync("S1");
        var target = Path.Combine(worker.Data.Root, "elsewhere.vcf");
        await File.WriteAllTextAsync(target, GivenWorker.Vcf("S1"), TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(Path.Combine(worker.Data.Inbox, "link.vcf"), relative ? "../elsewhere.vcf" : target);
        await worker.RunAsync();
        Assert.Equal((1, 0, 0, GivenWorker.HotSpots), await worker.StateAsync());
        Assert.True(File.Exists(target));
        var kept =
            Assert.Single(Directory.GetFiles(Path.Combine(worker.Data.Root, "kept"), "*", SearchOption.AllDirectories));
        Assert.Null(new FileInfo(kept).LinkTarget);
    }

    [Fact]
    public async Task A_refused_file_with_the_longest_name_there_is_reaches_the_quarantine_too()
    {
        worker.Drop(new string('名', 83) + ".vcf", "no vcf\n");
        worker.Drop("short.vcf", GivenWorker.Vcf("S1"));
        await worker.RunAsync();
        Assert.Equal(1, (await worker.StateAsync()).Refused);
        Assert.Equal(2, Directory.GetFiles(worker.Data.Quarantine).Length);
        Assert.Empty(worker.InWork);
    }

    [Fact]
    public async Task An_inbox_that_is_away_for_a_look_stops_nobody()
    {
        await worker.RegisterAsync("S1");
        worker.Drop("a.vcf", GivenWorker.Vcf("S1"));
        var away = worker.Data.Inbox + "-away";
        await worker.RunAsync(look =>
        {
            if (look == 1) Directory.Move(worker.Data.Inbox, away);
            if (look == 2) Directory.Move(away, worker.Data.Inbox);
            return look < 5;
        });
        Assert.Equal(1, (await worker.StateAsync()).Done);
    }

    public void Dispose() => worker.Dispose();
}
