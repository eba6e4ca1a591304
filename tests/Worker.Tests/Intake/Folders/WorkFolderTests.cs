using Thrombophilia.Given;
using Thrombophilia.Worker.Intake.Folders;
using Xunit;

namespace Thrombophilia.Worker.Tests.Intake.Folders;

public sealed class WorkFolderTests : IDisposable
{
    readonly TempFolder folder = new();
    readonly DataFolder data;
    readonly WorkFolder work;

    public WorkFolderTests()
    {
        data = DataFolder.Open(folder.Path);
        work = new WorkFolder(data, new ManualTime());
    }

    [Fact]
    public async Task What_was_taken_up_is_found_again_by_the_next_run()
    {
        Drop("a.vcf");
        Drop("a.callable.bed");
        var taken = await TakeUp(new Arrival("a.vcf", "a.callable.bed"));
        Assert.NotNull(taken);
        Assert.Empty(Directory.GetFiles(data.Inbox));
        Assert.Equal([taken], new WorkFolder(data, new ManualTime()).Left());
        Assert.Equal("a.callable.bed", File.ReadAllText(taken.Bed!));
        Assert.Equal(["a.vcf"], WorkFolder.Open(data).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Two_files_of_one_name_do_not_meet()
    {
        Drop("a.vcf");
        await TakeUp(new Arrival("a.vcf", null));
        Drop("a.vcf");
        await TakeUp(new Arrival("a.vcf", null));
        Assert.Equal(2, work.Left().Count);
    }

    [Fact]
    public async Task A_file_that_somebody_took_away_again_is_no_work_and_its_BED_returns()
    {
        Drop("a.callable.bed");
        Assert.Null(await TakeUp(new Arrival("a.vcf", "a.callable.bed")));
        Assert.Empty(work.Left());
        Assert.True(File.Exists(Path.Combine(data.Inbox, "a.callable.bed")));
    }

    [Fact]
    public void A_run_that_ended_between_BED_and_VCF_gives_the_BED_back()
    {
        Directory.CreateDirectory(Path.Combine(data.Work, "1"));
        File.WriteAllText(Path.Combine(data.Work, "1", "a.callable.bed"), "");
        Assert.Empty(work.Left());
        Assert.True(File.Exists(Path.Combine(data.Inbox, "a.callable.bed")));
    }

    [Fact]
    public void An_unfinished_copy_from_another_volume_is_no_work()
    {
        Directory.CreateDirectory(Path.Combine(data.Work, "1"));
        File.WriteAllText(Path.Combine(data.Work, "1", "a.vcf.part"), "half");
        Assert.Empty(work.Left());
        Assert.Empty(Directory.GetDirectories(data.Work));
    }

    [Fact]
    public async Task Indexes_go_with_their_VCF()
    {
        foreach (var name in new[] { "a.vcf.gz", "a.vcf.gz.tbi", "a.vcf.gz.csi", "b.vcf.gz.tbi" }) Drop(name);
        Assert.NotNull(await TakeUp(new Arrival("a.vcf.gz", null)));
        Assert.Equal(["b.vcf.gz.tbi"], Directory.GetFiles(data.Inbox).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_file_that_a_program_still_writes_to_returns()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells who has a file open for writing.");
        Drop("a.vcf");
        using (new FileStream(Path.Combine(data.Inbox, "a.vcf"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            Assert.Null(await TakeUp(new Arrival("a.vcf", null)));
            Assert.True(File.Exists(Path.Combine(data.Inbox, "a.vcf")));
            Assert.NotNull(await TakeUp(new Arrival("a.vcf", null, AsItIs: true)));
        }
    }

    [Fact]
    public async Task A_file_that_returns_takes_the_place_of_no_other()
    {
        Drop("a.vcf");
        var taken = await TakeUp(new Arrival("a.vcf", null));
        File.WriteAllText(Path.Combine(data.Inbox, "a.vcf"), "another");
        work.GiveBack(taken!);
        Assert.Equal(["a.vcf", "another"], Directory.GetFiles(data.Inbox).Select(File.ReadAllText).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_file_that_somebody_else_can_change_becomes_a_copy_of_itself()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere every file is copied.");
        Drop("a.vcf");
        var path = Path.Combine(data.Inbox, "a.vcf");
        await using var open = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        await WorkFolder.OwnAsync(path, TestContext.Current.CancellationToken);
        await open.WriteAsync("X"u8.ToArray(), TestContext.Current.CancellationToken);
        await open.FlushAsync(TestContext.Current.CancellationToken);
        Assert.Equal("a.vcf", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void What_was_kept_and_no_intake_knows_is_work_again()
    {
        foreach (var name in new[] { "known", "unknown" })
            File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(data.Root, "kept", name)).FullName, "a.vcf"), "");
        Assert.Equal(1, work.TakeUpUnknown(new HashSet<string> { "known" }));
        Assert.Single(work.Left());
        Assert.Equal(["known"], DataFolder.KeptIn(data.Root).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_stop_while_a_file_is_copied_leaves_it_in_the_inbox()
    {
        File.CreateSymbolicLink(Path.Combine(data.Inbox, "a.vcf"), Path.Combine(data.Root, "a.vcf"));
        File.WriteAllText(Path.Combine(data.Root, "a.vcf"), "##fileformat=VCFv4.2\n");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => work.TakeUpAsync(new Arrival("a.vcf", null), new CancellationToken(canceled: true)));
        Assert.True(File.Exists(Path.Combine(data.Inbox, "a.vcf")));
        Assert.Empty(Directory.GetDirectories(data.Work));
    }

    public void Dispose() => folder.Dispose();

    Task<WorkItem?> TakeUp(Arrival arrival) => work.TakeUpAsync(arrival, TestContext.Current.CancellationToken);

    void Drop(string name) => File.WriteAllText(Path.Combine(data.Inbox, name), name);
}
